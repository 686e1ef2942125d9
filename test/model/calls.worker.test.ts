/** The same model against the real database: a few hundred sequences, and a thousand open calls that fall silent. */
import { env } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { CallKind } from '../../worker/calls/calls.contract.ts';
import { actOnCall } from '../../worker/calls/calls.usecases.ts';
import { tickCalls } from '../../worker/calls/jobs.usecases.ts';
import { raise } from '../../worker/calls/raise.usecases.ts';
import type { ActingWorld } from '../../worker/calls/world.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { type Viewer, viewerOf } from '../../worker/cases/viewer.rules.ts';
import { openWorld } from '../../worker/cases/world.usecases.ts';
import type { TerritorialItem } from '../../worker/lists/lists.contract.ts';
import type { Env } from '../../worker/platform/env.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { StaffRole } from '../../worker/staff/staff.contract.ts';
import { DAY, DIRECTORY, HOUR, LISTS, MINUTE, MONDAY, TOWN, WEEKS } from '../calls/small-lists.ts';
import { staff } from '../cases/deskstaff.ts';
import { ENTRIES, ITEMS, NEXT_ITEMS, type Plan, plans } from './calls-commands.ts';
import { CallModel } from './calls-model.ts';
import { toldBy, toldOf } from './calls-rules.ts';
import { SENDER } from './case-rules.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });
const { published } = createApp();
const SEQUENCES = 250;
/** Two more versions of the list: the one that calls are raised under, and one in which everything has changed hands. */
let [BEFORE, AFTER] = [0, 0];

let base: ActingWorld;
beforeAll(async () => {
  const opened = await openWorld(env as unknown as Env, published);
  base = {
    ...opened,
    isOnDuty: async () => true,
    sender: SENDER,
    content: { ...(await published.current(opened.db, opened.now)), directory: DIRECTORY, calendar: WEEKS },
  };
  BEFORE = (base.content.lists.versions?.territorial ?? 0) + 1;
  AFTER = BEFORE + 1;
  for (const [version, items] of [
    [BEFORE, ITEMS],
    [AFTER, NEXT_ITEMS],
  ] as const)
    await env.DB.prepare(
      "INSERT INTO list_version (kind, version, effective_from, content, release) VALUES ('territorial', ?, '2026-01-01', ?, 1)",
    )
      .bind(version, JSON.stringify(items))
      .run();
});
function world(now: number, version = BEFORE): ActingWorld {
  const territorialItems: TerritorialItem[] = version === BEFORE ? ITEMS : NEXT_ITEMS;
  const lists = { ...LISTS, territorialItems, versions: { territorial: version, power: 1 } };
  return { ...base, now, content: { ...base.content, lists } };
}
function eyes(who: string): Viewer {
  const role: StaffRole = who === 'C' ? 'coordinator' : who === 'T' ? 'township-leader' : 'department-head';
  const place =
    role === 'department-head' ? { departmentCode: who } : role === 'township-leader' ? { townshipCode: TOWN } : {};
  return viewerOf({ staff: staff(role, { id: 9, ...place }) }, scopeOf(role, 'calls.read') ?? 'own', DIRECTORY);
}
const TEXT = { need: '来看黑水', why: '没有执法权', evidence: '', place: '' };
async function raised(kind: string, entry: string, wished: readonly string[], now: number): Promise<number> {
  const request = {
    once: crypto.randomUUID(),
    kind,
    entry,
    helpers: wished.map((body) => `D${body}`),
    text: TEXT,
    caseId: null,
  };
  const result = await raise(world(now), eyes('T'), request);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
  return result.row.id;
}
const organOf = (who: string) => (who === 'T' ? `T${TOWN}` : who === 'C' || who === '' ? who : `D${who}`);
const asStored = (model: CallModel) => ({
  state: model.phase,
  owner: organOf(model.turn),
  due_at: model.due,
  version: model.log.length,
  asks: model.asks
    .filter(({ open }) => open)
    .map(({ body, due, level }) => `D${body} ${due} ${level}`)
    .sort(),
  log: model.log,
  told: toldBy(model).sort(),
});
async function stored(id: number) {
  const [record, parts, events, messages] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare('SELECT state, owner, due_at, version FROM call_record WHERE id = ?').bind(id),
    env.DB.prepare(
      "SELECT organ || ' ' || due_at || ' ' || escalation AS ask FROM call_part WHERE call_id = ? AND role = 'support' AND answered_at IS NULL AND released_at IS NULL",
    ).bind(id),
    env.DB.prepare('SELECT substr(action, 6) AS action FROM call_event WHERE call_id = ? ORDER BY seq').bind(id),
    env.DB.prepare('SELECT payload FROM outbox WHERE key >= ?1 AND key < ?2').bind(
      `call.${idText(id)}.`,
      `call.${idText(id)}/`,
    ),
  ]);
  return {
    ...record?.results[0],
    asks: (parts?.results ?? []).map(({ ask }) => String(ask)).sort(),
    log: (events?.results ?? []).map(({ action }) => action),
    told: toldOf((messages?.results ?? []).map(({ payload }) => JSON.parse(String(payload)))).sort(),
  };
}

async function run({ kind, entry, wished, doings }: Plan): Promise<void> {
  let now = MONDAY;
  let version: number = BEFORE;
  const id = await raised(kind, entry, wished, now);
  const model = new CallModel(kind, ENTRIES, entry, wished, now);
  let last = model.log.length;
  for (const doing of doings) {
    now += doing.ms;
    if (doing.kind === 'relist') version = version === BEFORE ? AFTER : BEFORE;
    else if (doing.kind === 'wait') {
      await Promise.all([tickCalls(world(now, version)), tickCalls(world(now, version))]);
      await tickCalls(world(now, version));
      model.tick(now);
      last = model.log.length;
    } else {
      const by = doing.by === 'lead' ? (model.lead ?? 'M01') : doing.by;
      const isAllowed = model.act(doing.action, by, doing.body, doing.entry, now);
      const fields = { body: `D${doing.body}`, entry: doing.entry, level: 3 };
      const request = { action: doing.action, version: last, once: crypto.randomUUID(), note: '写一句', fields };
      // Whoever was never asked does not even find it.
      const kindOf = await actOnCall(world(now, version), eyes(by), id, request).then(
        (result) => result.kind,
        () => 'unseen',
      );
      expect([doing.action, by, kindOf === 'done']).toEqual([doing.action, by, isAllowed]);
      last = model.log.length;
    }
  }
  expect(await stored(id)).toEqual(asStored(model));
  // Out of the way of the next one.
  if (model.phase !== 'closed') {
    await env.DB.prepare(
      "UPDATE call_record SET state = 'closed', closed_at = 1, owner = '', due_at = NULL WHERE id = ?",
    )
      .bind(id)
      .run();
    await env.DB.prepare('UPDATE call_part SET released_at = 1 WHERE call_id = ? AND released_at IS NULL')
      .bind(id)
      .run();
  }
}

describe('calls on the database', () => {
  it(`${SEQUENCES} sequences end as the model says, and so do their events and messages`, async () => {
    await fc.assert(fc.asyncProperty(plans(12), run), { numRuns: SEQUENCES, seed: 11, endOnFailure: true });
  });

  it('1,000 open calls that nobody answers go up exactly once each, with ticks that are skipped, doubled and late', async () => {
    const kinds: CallKind[] = ['ordinary', 'urgent', 'joint'];
    const models = new Map<number, CallModel>();
    for (let at = 0; at < 1000; at++) {
      const kind = kinds[at % 3] as CallKind;
      const entry = Object.keys(ENTRIES)[at % 4] as string;
      const wished = at % 2 === 0 ? [...(ENTRIES[entry]?.helps ?? [])] : [];
      const begun = MONDAY + (at % 50) * 7 * MINUTE;
      models.set(await raised(kind, entry, wished, begun), new CallModel(kind, ENTRIES, entry, wished, begun));
    }
    const gaps = [20 * MINUTE, 0, 3 * HOUR, 2 * MINUTE, DAY, 0, 5 * DAY, HOUR, 30 * DAY, 0];
    let now = MONDAY + 6 * HOUR;
    let steps = 0;
    for (const gap of gaps) {
      now += gap;
      const reports = await Promise.all([tickCalls(world(now)), tickCalls(world(now))]);
      reports.push(await tickCalls(world(now)));
      for (const report of reports) steps += report['steps'] ?? 0;
      // The model ticks by the minute at first and never twice: what is left behind must be the same.
      for (const model of models.values()) model.tick(now);
    }
    let events = 0;
    for (const [id, model] of models) {
      expect(await stored(id)).toEqual(asStored(model));
      events += model.log.filter((action) => action !== 'raise' && action !== 'dispatch').length;
    }
    expect(steps).toBe(events);
    const { results } = await env.DB.prepare(
      "SELECT count(*) AS n FROM call_record WHERE closed_at IS NULL AND (owner = '' OR due_at IS NULL)",
    ).all();
    expect(results[0]).toEqual({ n: 0 });
  });
});

/** The whole life of a call on the real database: refused twice, decided, worked off; silence; races. */
import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { actOnCall, listCalls, openCall, type StoredCall } from '../../worker/calls/calls.usecases.ts';
import { callFacts } from '../../worker/calls/evidence.usecases.ts';
import { tickCalls } from '../../worker/calls/jobs.usecases.ts';
import { CALL_LIMITS } from '../../worker/calls/limits.data.ts';
import { type RaiseRequest, raise } from '../../worker/calls/raise.usecases.ts';
import type { CallFields } from '../../worker/calls/steps.rules.ts';
import type { ActingWorld } from '../../worker/calls/world.usecases.ts';
import { contentHash, eventHash } from '../../worker/cases/trail.rules.ts';
import { viewerOf } from '../../worker/cases/viewer.rules.ts';
import { openWorld } from '../../worker/cases/world.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { StaffRole } from '../../worker/staff/staff.contract.ts';
import { staff, TOWN } from '../cases/deskstaff.ts';
import { handle } from '../cases/staff.ts';
import { citizen, handIn, idOf } from '../desk/handing-over.ts';

vi.setConfig({ testTimeout: 120_000 });
const DAY = 24 * 3_600_000;
const { published, runJobs } = createApp();

async function world(later = 0): Promise<ActingWorld> {
  const opened = await openWorld(env as unknown as Env, published);
  const content = await published.current(opened.db, opened.now);
  return { ...opened, content, now: opened.now + later, isOnDuty: async () => true };
}
type Who = [StaffRole, string | null];
async function eyes([role, place]: Who, id = 7) {
  const { content } = await world();
  const isDepartment = role.startsWith('department');
  const person = staff(role, { id, ...(isDepartment ? { departmentCode: place } : { townshipCode: place }) });
  const scope = scopeOf(role, 'calls.read');
  if (scope === null) throw new Error(`${role} may see no call`);
  return viewerOf({ staff: person }, scope, content.directory);
}
const LEADER: Who = ['township-leader', TOWN];
const OFFICE: Who = ['coordinator', null];
const head = (code: string): Who => ['department-head', code];

/** Entries of the real lists that different departments lead. */
async function twoEntries() {
  const { content } = await world();
  const led = content.lists.territorialItems.filter(({ leadDepartmentCodes }) => leadDepartmentCodes.length === 1);
  const first = led.find(({ supportingDepartmentCodes }) => supportingDepartmentCodes.length > 0);
  const second = led.find(({ leadDepartmentCodes }) => leadDepartmentCodes[0] !== first?.leadDepartmentCodes[0]);
  if (!first || !second) throw new Error('the demonstration lists have changed');
  const of = (entry: typeof first) => ({
    code: entry.code,
    lead: entry.leadDepartmentCodes[0] ?? '',
    supporting: entry.supportingDepartmentCodes,
  });
  return { one: of(first), other: of(second) };
}

const TEXT = {
  need: '请来查河里的黑水从哪里排出来的。',
  why: '镇里没有执法权，也没有仪器。',
  evidence: '巡河记录两次。',
  place: '村东小河',
};
async function called(change: Partial<RaiseRequest> = {}): Promise<StoredCall> {
  const { one } = await twoEntries();
  const request = { once: crypto.randomUUID(), kind: 'urgent', entry: one.code, helpers: [], text: TEXT, caseId: null };
  const result = await raise(await world(), await eyes(LEADER), { ...request, ...change });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
  return result.row;
}
async function act(row: StoredCall, who: Who, action: string, fields: CallFields = {}, later = 0, note = '写清楚了。') {
  const request = { action, version: row.version, once: crypto.randomUUID(), note, fields };
  return actOnCall(await world(later), await eyes(who), row.id, request);
}
async function done(
  row: StoredCall,
  who: Who,
  action: string,
  fields: CallFields = {},
  later = 0,
): Promise<StoredCall> {
  const result = await act(row, who, action, fields, later);
  if (result.kind !== 'done') throw new Error(`${action}: ${JSON.stringify({ ...result, row: null })}`);
  return result.row;
}
interface StoredEvent {
  from_state: string | null;
  to_state: string;
  actor: string;
  said: string | null;
  seq: number;
  at: number;
  action: string;
  hash: string;
}
const eventsOf = async (id: number) =>
  (await env.DB.prepare('SELECT * FROM call_event WHERE call_id = ? ORDER BY seq').bind(id).all()).results;

describe('a call about black water', () => {
  it('is refused twice, decided by the coordinating office, worked off and closed; the citizen reads one sentence and one date', async () => {
    const { one, other } = await twoEntries();
    const receipt = await handIn({ kind: 'complaint' });
    await handle(env as unknown as Env, receipt.receiptNumber, 'accept');
    const said = async () => {
      const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
      return body.messages.at(-1)?.text ?? '';
    };
    let row = await called({ entry: one.code, caseId: idOf(receipt.receiptNumber) });
    expect([row.state, row.owner, row.serial > 0]).toEqual(['dispatched', `D${one.lead}`, true]);
    expect(await said()).toMatch(/^镇街已经请.+来办这件事，\d{4}-\d\d-\d\d 前要有结果。$/);

    const wrong = await act(row, head(one.lead), 'refuse', { body: `D${other.lead}`, entry: one.code });
    expect(wrong).toMatchObject({ kind: 'invalid', faults: [{ field: 'entry' }] });
    row = await done(row, head(one.lead), 'refuse', { body: `D${other.lead}`, entry: other.code });
    expect([row.owner, row.entryCode]).toEqual([`D${other.lead}`, other.code]);
    expect((await act(row, head(one.lead), 'sign')).kind).toBe('impossible');
    row = await done(row, head(other.lead), 'refuse-again', { body: `D${one.lead}`, entry: one.code });
    expect([row.state, row.owner]).toEqual(['disputed', 'C']);
    expect(await said()).toMatch(/统筹办正在定，\d{4}-\d\d-\d\d 前定下来。$/);

    const opened = await openCall(await world(), await eyes(OFFICE), row.id);
    expect([...(opened?.notes.values() ?? [])]).toEqual(['写清楚了。', '写清楚了。']);
    expect(opened?.text).toEqual(TEXT);
    row = await done(row, OFFICE, 'decide', { body: `D${one.lead}`, entry: one.code });
    for (const action of ['refuse', 'refuse-again'])
      expect((await act(row, head(one.lead), action, { body: `D${other.lead}`, entry: other.code })).kind).toBe(
        'impossible',
      );
    for (const action of ['sign', 'plan', 'arrive', 'finish']) row = await done(row, head(one.lead), action);
    expect([row.state, row.owner]).toEqual(['done', `T${TOWN}`]);
    expect(await said()).toMatch(/办完了，镇街正在核实，\d{4}-\d\d-\d\d 前看完。$/);
    row = await done(row, LEADER, 'rate', { level: 4 });
    row = await done(row, LEADER, 'close');
    expect([row.state, row.owner, row.dueAt]).toEqual(['closed', '', null]);

    const events = await eventsOf(row.id);
    expect(events.map(({ action }) => String(action).slice(5))).toEqual([
      'raise',
      'dispatch',
      'refuse',
      'refuse-again',
      'decide',
      'sign',
      'plan',
      'arrive',
      'finish',
      'rate',
      'close',
    ]);
    let before: string | null = null;
    for (const event of events) {
      const { from_state, to_state, actor, said: publicNote, seq, at, action, hash } = event as unknown as StoredEvent;
      const content = { fromState: from_state, toState: to_state, actor, publicNote, sealed: null };
      const fields = { caseId: row.id, seq, at: new Date(at).toISOString(), action, previousHash: before };
      expect(await eventHash({ ...fields, contentHash: await contentHash(content) })).toBe(hash);
      before = hash;
    }
    const stored = await env.DB.prepare('SELECT * FROM call_record WHERE id = ?').bind(row.id).first();
    for (const words of ['黑水', '执法权', '写清楚']) expect(JSON.stringify([stored, events])).not.toContain(words);
  });

  it('cannot be rewritten: events, and who was asked, stay; an open call has an owner and a date', async () => {
    const { id } = await called();
    for (const sql of [
      `UPDATE call_event SET at = 1 WHERE call_id = ${id}`,
      `DELETE FROM call_event WHERE call_id = ${id}`,
      `INSERT OR REPLACE INTO call_event SELECT * FROM call_event WHERE call_id = ${id} LIMIT 1`,
      `DELETE FROM call_part WHERE call_id = ${id}`,
      `DELETE FROM call_record WHERE id = ${id}`,
      `UPDATE call_record SET owner = '' WHERE id = ${id}`,
      `UPDATE call_record SET due_at = NULL WHERE id = ${id}`,
      `UPDATE call_record SET state = 'closed' WHERE id = ${id}`,
    ])
      await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow();
  });
});

describe('whoever comes twice, or at once', () => {
  it('the same form sent ten times is one call with one number', async () => {
    const once = crypto.randomUUID();
    const rows = await Promise.all(Array.from({ length: 10 }, () => called({ once })));
    expect(new Set(rows.map(({ id, serial }) => `${id} ${serial}`)).size).toBe(1);
    await expect(called({ once, text: { ...TEXT, need: '另一件事。' } })).rejects.toMatchObject({
      kind: { code: 'calls.key-reused' },
    });
    const others = await Promise.all(Array.from({ length: 5 }, () => called()));
    expect(new Set(others.map(({ serial }) => serial)).size).toBe(5);
  });

  it('of two who act at once one wins; the other gets the new state and nothing of theirs is written', async () => {
    const { one, other } = await twoEntries();
    const row = await called({ entry: one.code });
    const refusal = { body: `D${other.lead}`, entry: other.code };
    const results = await Promise.all([
      act(row, head(one.lead), 'sign'),
      act(row, head(one.lead), 'refuse', refusal),
      act(row, LEADER, 'withdraw'),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'lost', 'lost']);
    expect(await eventsOf(row.id)).toHaveLength(3);
  });

  it('two departments answer at once: the one that leads and the one that helps both come through, one after the other', async () => {
    const { one } = await twoEntries();
    const helper = one.supporting[0] ?? '';
    const row = await called({ entry: one.code, helpers: [`D${helper}`] });
    const results = await Promise.all([act(row, head(one.lead), 'sign'), act(row, head(helper), 'support')]);
    const lost = results.findIndex(({ kind }) => kind === 'lost');
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'lost']);
    const again = results[lost]?.row as StoredCall;
    const second = lost === 0 ? await done(again, head(one.lead), 'sign') : await done(again, head(helper), 'support');
    expect(second.state).toBe('signed');
    expect(second.parts.find(({ role }) => role === 'support')?.answeredAt).not.toBeNull();
  });
});

describe('the limits', () => {
  it('are those that were imported, and can be changed by an import', async () => {
    expect((await world()).content.stepLimits).toHaveLength(CALL_LIMITS.length);
    const opened = await world();
    const set = { kind: 'urgent', step: 'sign', amount: 5, unit: 'minutes', effectiveFrom: '2026-01-01' } as const;
    const { one } = await twoEntries();
    const request = {
      once: crypto.randomUUID(),
      kind: 'urgent',
      entry: one.code,
      helpers: [],
      text: TEXT,
      caseId: null,
    };
    const result = await raise(
      { ...opened, content: { ...opened.content, stepLimits: [set] } },
      await eyes(LEADER),
      request,
    );
    expect(result).toMatchObject({ kind: 'raised', row: { dueAt: opened.now + 5 * 60_000 } });
  });
});

describe('the evidence of duty', () => {
  it('says of each department what fell to it by which entry, what it refused, and what it answered', async () => {
    const { one, other } = await twoEntries();
    let row = await called({ entry: one.code, helpers: [`D${one.supporting[0]}`] });
    row = await done(row, head(one.lead), 'refuse', { body: `D${other.lead}`, entry: other.code });
    row = await done(row, head(other.lead), 'sign', {}, 60_000);
    const { db, now, content } = await world();
    const period = { from: now - DAY, until: now + DAY };
    const told = async (organ: string) =>
      (await callFacts({ db, lists: content.lists }, [organ], period)).filter(
        ({ record }) => record === `${row.year}-${row.serial}`,
      );
    expect(await told(`D${one.lead}`)).toMatchObject([
      { as: 'lead', source: 'call', entry: { code: one.code }, isRefused: true, doneAt: null, isLate: false },
    ]);
    expect((await told(`D${other.lead}`)).filter(({ as }) => as === 'lead')).toMatchObject([
      { as: 'lead', entry: { code: other.code }, isRefused: false, actedAt: expect.any(Number), dueAt: row.dueAt },
    ]);
    // Whoever was asked to help has not answered, whatever it did where it leads.
    expect(await told(`D${one.supporting[0]}`)).toContainEqual(
      expect.objectContaining({ as: 'supporting', actedAt: null, doneAt: null }),
    );
    expect(await told(`T${TOWN}`)).toEqual([]);
  });
});

describe('silence', () => {
  it('goes up by itself, once, however often and however late the tick comes', async () => {
    const row = await called();
    const actions = async () =>
      (await eventsOf(row.id)).slice(2).map(({ action, at }) => [String(action).slice(5), typeof at]);
    await tickCalls(await world());
    expect(await actions()).toEqual([]);
    for (let tick = 0; tick < 3; tick++) await tickCalls(await world(40 * 60_000));
    expect((await actions()).map(([action]) => action)).toEqual(['escalate']);
    await Promise.all([tickCalls(await world(2 * DAY)), tickCalls(await world(2 * DAY))]);
    await tickCalls(await world(2 * DAY));
    expect((await actions()).map(([action]) => action)).toEqual(['escalate', 'escalate-further', 'overdue']);
    const late = await called();
    await tickCalls(await world(2 * DAY));
    expect((await eventsOf(late.id)).slice(2).map(({ action }) => String(action).slice(5))).toEqual([
      'escalate',
      'escalate-further',
      'overdue',
    ]);
    const opened = await openCall(await world(2 * DAY), await eyes(OFFICE), row.id);
    expect(opened?.possible).toContain('decide');
    const { one } = await twoEntries();
    expect((await done(opened?.row as StoredCall, head(one.lead), 'sign', {}, 2 * DAY)).owner).toBe(`D${one.lead}`);
  });

  it('is ticked by the jobs of the service', async () => {
    const reports = await runJobs(env as unknown as Env);
    expect(reports['calls']).toEqual({ moved: expect.any(Number), steps: expect.any(Number) });
    expect(reports['calls-told']).toEqual({ told: expect.any(Number) });
  });
});

describe('who sees a call', () => {
  it('the township, those who were asked, the coordinating office; nobody whom the case is about, nor another township', async () => {
    const { one, other } = await twoEntries();
    const receipt = await handIn({ kind: 'complaint', about: { offices: [], departments: [one.lead], persons: '' } });
    await handle(env as unknown as Env, receipt.receiptNumber, 'accept');
    const row = await called({ entry: one.code, caseId: idOf(receipt.receiptNumber) });
    expect([row.state, row.owner]).toEqual(['raised', 'C']);
    const sees = async (who: Who) => (await openCall(await world(), await eyes(who), row.id)) !== null;
    expect([await sees(LEADER), await sees(OFFICE), await sees(head(one.lead)), await sees(head(other.lead))]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(await sees(['township-leader', '370883101'])).toBe(false);
    const refused = await act(row, OFFICE, 'dispatch', { body: `D${one.lead}`, entry: one.code });
    expect(refused).toMatchObject({ kind: 'invalid', faults: [{ field: 'body' }] });
    const sent = await done(row, OFFICE, 'dispatch', { body: `D${other.lead}`, entry: other.code });
    expect(await sees(head(other.lead))).toBe(true);
    const auditor = await openCall(await world(), await eyes(['auditor', null]), sent.id);
    expect([auditor?.text, auditor?.notes.size, auditor?.possible]).toEqual([null, 0, []]);
    expect((await listCalls(await world(), await eyes(head(one.lead)), true, 50)).map(({ id }) => id)).not.toContain(
      row.id,
    );
  });
});

/** A case, an operation and a proposal in the real database, through the use cases that pages and jobs call. */
import { env } from 'cloudflare:test';
import { createApp } from '../../worker/app.ts';
import { actorOf, endDue, type GateWorldNow, propose, step } from '../../worker/assignments/assignments.usecases.ts';
import { completeSettled, tick } from '../../worker/cases/alerts.usecases.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { act } from '../../worker/cases/deskwork.usecases.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import type { OutboxPayload } from '../../worker/cases/outbox.contract.ts';
import { takeStep as stepCase } from '../../worker/cases/steps.usecases.ts';
import { submitCase } from '../../worker/cases/submit.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { ActionName } from '../../worker/cases/transitions.data.ts';
import { type CaseWorld, openWorld } from '../../worker/cases/world.usecases.ts';
import { escalateLate } from '../../worker/operations/jobs.usecases.ts';
import { readOperation } from '../../worker/operations/operations.store.ts';
import { planOperation } from '../../worker/operations/operations.usecases.ts';
import { takeStep } from '../../worker/operations/steps.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { Problem } from '../../worker/platform/problem.ts';
import { HOUR, TOWN } from '../calls/small-lists.ts';
import { proposalOf } from './assignments-model.ts';
import { toldOf } from './calls-rules.ts';
import { fieldsOf, SENDER, shortOf } from './case-rules.ts';
import * as one from './one-world.ts';
import { operationFields, operationView } from './operation-rules.ts';

const { published } = createApp();
let opened: CaseWorld;
/** After the migrations, before anything else. */
export async function open(): Promise<void> {
  opened = await openWorld(env as unknown as Env, published);
}
/** Number of the event, who gets it, who is asked to see to what is late. @param record as its messages name it */
async function messagesAbout(kind: string, record: string): Promise<string[]> {
  const rows = await all('SELECT payload FROM outbox WHERE key LIKE ?', `${kind}.${record}.%`);
  return toldOf(rows.map(({ payload }) => JSON.parse(String(payload)) as OutboxPayload)).sort();
}
const worldAt = (now: number) =>
  ({ ...opened, now, sender: SENDER, content: { ...opened.content, ...one.CONTENT } }) satisfies CaseWorld;
const gateAt = (now: number): GateWorldNow => ({
  ...{ db: opened.db, keys: opened.keys, sender: SENDER, now, lists: one.ALL_LISTS, directory: one.DIRECTORY },
});
const once = () => crypto.randomUUID();
/** What somebody may not see is not there: refused is refused. */
async function isDone(work: Promise<{ kind: string } | null>): Promise<boolean> {
  try {
    return (await work)?.kind === 'done';
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
const all = async (text: string, ...values: (string | number)[]) =>
  (
    await env.DB.prepare(text)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results;
/** Two runs at the same moment and one after them leave what one leaves. */
async function thrice(run: () => Promise<unknown>): Promise<void> {
  await Promise.all([run(), run()]);
  await run();
}

export class StoredCase {
  readonly #id: number;
  private constructor(id: number) {
    this.#id = id;
  }
  static async begin({ kind, entry }: one.Begin, now: number): Promise<StoredCase> {
    const world = worldAt(now);
    const submission = {
      ...{ ...EXAMPLE_SUBMISSION, kind, petitionKind: kind === 'petition' ? ('grievance' as const) : null },
      ...{ township: TOWN, territorialCode: entry === '' ? null : entry },
    };
    const { receipt } = await submitCase(world, submission, once());
    return new StoredCase(caseIdOf(world.keys, receipt.receiptNumber));
  }
  async act(doing: one.Doing, now: number): Promise<boolean> {
    const { action, by } = doing;
    const world = worldAt(now);
    if (by === '*') {
      const request = { action: () => action as ActionName, role: 'citizen', key: null } as const;
      const parts = { actor: 'citizen', note: '写一句', from: 'citizen' } as const;
      return isDone(stepCase(world, this.#id, { ...request, ...parts }).then(() => ({ kind: 'done' })));
    }
    const version = (await readCase(world.db, this.#id))?.version ?? 0;
    const request = { action, version, once: once(), note: '写一句', fields: fieldsOf(doing, now) };
    return isDone(act(world, one.viewerFor(by), this.#id, request));
  }
  async tick(now: number): Promise<void> {
    await thrice(() => tick(worldAt(now)));
    await thrice(() => completeSettled(worldAt(now)));
  }
  async view() {
    const row = await readCase(opened.db, this.#id);
    const events = await all('SELECT action FROM case_event WHERE case_id = ? ORDER BY seq', this.#id);
    const messages = await all('SELECT key FROM outbox WHERE key LIKE ? ORDER BY id', `%.${idText(this.#id)}.%`);
    const keys = messages.map(({ key }) => String(key));
    const log = events.map(({ action }) => action);
    const escalated = keys.filter((key) => /^(leader|coordinator)\./.test(key)).length;
    if (escalated !== log.filter((action) => String(action).startsWith('escalate')).length)
      throw new Error(`escalations without their messages: ${keys}`);
    return {
      ...{ state: row?.state, holder: shortOf(row?.holder ?? ''), due: row?.dueAt, level: row?.escalation, log },
      told: keys.filter((key) => key.startsWith('changed.')).map((key) => Number(key.split('.').at(-1))),
      isOver: row?.closedAt !== null,
    };
  }
}

export class StoredOperation {
  readonly #id: number;
  private constructor(id: number) {
    this.#id = id;
  }
  static async begin(entryCode: string, now: number): Promise<StoredOperation> {
    const result = await planOperation(worldAt(now), one.eyesFor('L'), {
      ...{ townshipCode: TOWN, source: 'plan', sourceId: null, entryCode, once: once(), powers: [] },
      ...{ title: '查河', place: '桥头', purpose: '有人排黑水', startsAt: now + HOUR, endsAt: now + 4 * HOUR },
    });
    if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
    return new StoredOperation(result.id);
  }
  async act(doing: one.Doing, now: number): Promise<boolean> {
    const { action, by } = doing;
    const version = (await readOperation(opened.db, this.#id))?.row.version ?? 0;
    const request = { action, version, once: once(), note: '写一句', fields: operationFields(doing, now) };
    return isDone(takeStep(worldAt(now), one.eyesFor(by), one.mayLead(by), this.#id, request));
  }
  tick = (now: number) => thrice(() => escalateLate(worldAt(now)));
  async view() {
    const parts = await readOperation(opened.db, this.#id);
    if (parts === null) throw new Error('it is gone');
    const events = await all('SELECT action FROM operation_event WHERE record_id = ? ORDER BY seq', this.#id);
    const log = events.map(({ action }) => String(action));
    if (log.length !== parts.row.version) throw new Error('events and version differ');
    const told = await messagesAbout('operation', idText(this.#id));
    return operationView(parts.row, log, parts.tasks, parts.handOvers, told);
  }
}

export class StoredAssignment {
  readonly #id = once();
  static async begin(name: string, now: number): Promise<StoredAssignment> {
    const stored = new StoredAssignment();
    const result = await propose(gateAt(now), one.personOf('E').id, stored.#id, proposalOf(name, now));
    if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
    return stored;
  }
  async #row() {
    const [row] = await all('SELECT state, version, end_day FROM assignment WHERE id = ?', this.#id);
    return row ?? {};
  }
  async act({ action, by }: one.Doing, now: number): Promise<boolean> {
    const actor = actorOf(one.personOf(by));
    if (actor === null) return false;
    const version = Number((await this.#row())['version']);
    return isDone(step(gateAt(now), actor, this.#id, { action, version, note: '写一句' }));
  }
  tick = (now: number) => thrice(() => endDue(gateAt(now)));
  async view() {
    const { state, version, end_day: until } = await this.#row();
    const events = await all('SELECT action FROM gate_event WHERE record = ? ORDER BY seq', `assignment:${this.#id}`);
    if (events.length !== version) throw new Error('events and version differ');
    const told = await messagesAbout('assignment', this.#id);
    return { state, log: events.map(({ action }) => action), until, told };
  }
}

/** What has reached somebody past the gate, and what is open and nobody's: of everything that stands in the database. */
export const strays = () =>
  all(
    `SELECT 'task' AS what, organ AS who FROM operation_task WHERE organ NOT LIKE 'D%' AND organ <> ?1
     UNION ALL SELECT 'village', township_code FROM assignment_township JOIN assignment ON assignment.id = assignment_id
       WHERE length(township_code) > 9 AND state IN ('admitted', 'ended')
     UNION ALL SELECT 'operation', id FROM operation WHERE closed_at IS NULL AND (owner = '' OR next_at IS NULL)
     UNION ALL SELECT 'case', id FROM case_record WHERE closed_at IS NULL AND holder = ''`,
    `T${TOWN}`,
  );

/** A case by the service's own rules, kept in memory: every step is made by `makeStep`, as in the service. */
import { sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { dayOf } from '../../worker/calendar/calendar.rules.ts';
import { edgesAt, isSettled, levelOf } from '../../worker/cases/alerts.rules.ts';
import { isClosed, transitionFor } from '../../worker/cases/cases.rules.ts';
import type { CaseRow } from '../../worker/cases/cases.store.ts';
import { dueAt, firstClocks } from '../../worker/cases/clocks.rules.ts';
import type { ActFields } from '../../worker/cases/deskwork.contract.ts';
import { isDeskAction } from '../../worker/cases/deskwork.data.ts';
import { type Asked, canDo, caseRoleOf } from '../../worker/cases/deskwork.rules.ts';
import { giverOf } from '../../worker/cases/handing-down.rules.ts';
import { suggestedLead } from '../../worker/cases/handling.rules.ts';
import type { Plan } from '../../worker/cases/plan-parts.rules.ts';
import { planFor } from '../../worker/cases/plans.rules.ts';
import { makeStep } from '../../worker/cases/steps.usecases.ts';
import type { ActionName, Role } from '../../worker/cases/transitions.data.ts';
import type { CaseWorld } from '../../worker/cases/world.usecases.ts';
import type { Keys } from '../../worker/platform/keys.ts';
import { newDataKey, wrapKey } from '../../worker/platform/sealing.ts';
import { TOWN } from '../calls/small-lists.ts';
import { type Begin, CONTENT, type Doing, type Machine, organName, viewerFor } from './one-world.ts';

const dialect = new SQLiteSyncDialect();
/** Somebody is told: so every step that moves a case leaves a message. */
export const SENDER = { url: new URL('https://gateway.example/'), secret: 'x', send: async () => new Response() };

/** What is filled into the form of a step. */
export function fieldsOf({ action, to, n }: Doing, now: number): ActFields {
  if (action === 'decline' || action === 'refer') return { where: 'court' };
  if (action === 'ask-extension') return { days: n + 1 };
  if (action !== 'assign') return {};
  const parts = n % 2 === 1 ? [organName('O')] : [];
  return { lead: organName(to), parts, partDay: dayOf(now) };
}
export const shortOf = (holder: string): string =>
  holder === organName('T') ? 'T' : holder === organName('O') ? 'O' : holder;

export class CaseRules implements Machine {
  #row: CaseRow;
  #asked: { approvals: (Asked['approvals'][number] & { days: number | null })[]; parts: Asked['parts'] };
  /** Handing in is no step: its message is made by `submitCase`, which the test on the database goes through. */
  readonly #told = ['changed.7.1'];
  readonly #keys: Keys;

  private constructor(row: CaseRow, keys: Keys) {
    this.#row = row;
    this.#keys = keys;
    this.#asked = { approvals: [], parts: [] };
  }

  static async begin({ kind, entry }: Begin, now: number, keys: Keys): Promise<CaseRules> {
    const petitionKind = kind === 'petition' ? ('grievance' as const) : null;
    const clocks = firstClocks(CONTENT.calendar, kind, petitionKind, now);
    const row = {
      ...{ id: 7, version: 1, state: 'submitted', kind, petitionKind, townshipCode: TOWN, identity: 'named' },
      ...{ createdAt: now, clocks, dueAt: dueAt(clocks), closedAt: null, calendarVersion: 'weeks' },
      ...{ itemCode: null, territorialCode: entry === '' ? null : entry, excluded: { offices: [], departments: [] } },
      ...{ holder: organName('T'), escalation: 0, handling: null, legalHold: null, retainUntil: null },
      wrappedKey: await wrapKey(keys, newDataKey(), 7),
      history: [{ seq: 1, at: now, action: 'submit', to: 'submitted', hash: '0'.repeat(64) }],
    };
    // Columns that no step reads: who handed it in, the journal's hashes.
    return new CaseRules(row as unknown as CaseRow, keys);
  }

  async #take(
    action: ActionName,
    role: Role,
    now: number,
    plan: { set: Partial<CaseRow>; data?: Plan['data'] } = { set: {} },
    note = '写一句',
  ) {
    const { set, data = {} } = plan;
    const transition = transitionFor(this.#row, action, role, now);
    if (transition === null) return false;
    // `makeStep` neither reads nor writes a database.
    const world = { now, keys: this.#keys, content: CONTENT, sender: SENDER } as unknown as CaseWorld;
    const parts = { actor: role, note, from: 'office', set, more: { data } } as const;
    const { change, after } = await makeStep(world, this.#row, action, transition, parts, null);
    this.#row = after;
    for (const write of change.also?.(sql`FROM case_record`) ?? []) {
      const query = 'toSQL' in write ? write.toSQL() : dialect.sqlToQuery(write);
      if (query.sql.includes('INTO outbox')) this.#told.push(String(query.params[0]));
    }
    return true;
  }

  async act(doing: Doing, now: number): Promise<boolean> {
    const { action, by } = doing;
    if (by === '*') return this.#take(action as ActionName, 'citizen', now);
    const viewer = viewerFor(by);
    const row = this.#row;
    const role = caseRoleOf(viewer.role);
    if (!isDeskAction(action) || role === null || !canDo(action, viewer, row, this.#asked, now)) return false;
    const { dutiesOf } = CONTENT;
    const matter = row.territorialCode === null ? null : dutiesOf(row.territorialCode, TOWN);
    const open = this.#asked.approvals.find(({ decidedAt }) => decidedAt === null);
    const around = {
      ...{ ...CONTENT, giver: giverOf(viewer.role), now, askedDays: open?.days ?? null, lookHours: 24 },
      suggested: suggestedLead(row.excluded, null, matter),
    };
    const planned = planFor(action, row, fieldsOf(doing, now), around, '写一句');
    if (!planned.ok || !(await this.#take(action, role, now, planned.plan))) return false;
    const { asks } = planned.plan;
    if (asks) {
      const id = String(row.version);
      this.#asked.approvals.push({ id, ...asks, askedBy: viewer.staffId, decidedAt: null, isGranted: null });
    }
    if (action === 'extend' || action === 'refuse-extension')
      this.#asked.approvals = this.#asked.approvals.map((one) =>
        one === open ? { ...one, decidedAt: now, isGranted: action === 'extend' } : one,
      );
    return true;
  }

  async tick(now: number): Promise<void> {
    const edges = edgesAt(CONTENT.calendar, now);
    for (;;) {
      const { closedAt, dueAt: due, escalation } = this.#row;
      if (closedAt !== null || due === null || levelOf(due, edges) <= escalation) break;
      const action = escalation === 0 ? 'escalate' : 'escalate-further';
      if (!(await this.#take(action, 'system', now, { set: { escalation: escalation + 1 } }, ''))) break;
    }
    if (isSettled(this.#row.history, now)) await this.#take('complete', 'system', now, { set: {} }, '');
  }

  view() {
    const { state, holder, dueAt: due, escalation: level, history, closedAt } = this.#row;
    expectClosed(state, closedAt);
    return {
      ...{ state, holder: shortOf(holder), due, level, log: history.map(({ action }) => action as string) },
      told: this.#told.map((key) => Number(key.split('.').at(-1))),
      isOver: isClosed(state),
    };
  }
}

function expectClosed(state: CaseRow['state'], closedAt: number | null) {
  if (isClosed(state) !== (closedAt !== null)) throw new Error(`${state} and closed at ${closedAt}`);
}

import { and, asc, desc, eq, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { messageIf } from '../cases/outbox.usecases.ts';
import { commit, type Database, type Write } from '../platform/database.ts';
import { assignments, assignmentTownships, type delegations, gateEvents } from './assignments.table.ts';
import type { GateEvent } from './machine.rules.ts';

export type AssignmentRow = typeof assignments.$inferSelect;
export type DelegationRow = typeof delegations.$inferSelect;
export type GateEventRow = typeof gateEvents.$inferSelect;

/** With its hash, and the mac that only the service can make of it. */
export type ChainedEvent = GateEvent & { hash: string; mac: string };

export const eventWrite = (event: ChainedEvent, ifThat: SQL): Write =>
  sql`INSERT INTO gate_event (record, seq, at, action, from_state, to_state, "by", content, prev_hash, hash, mac)
    SELECT ${event.record}, ${event.seq}, ${event.at}, ${event.action}, ${event.fromState}, ${event.toState}, ${event.by}, ${event.content}, ${event.prevHash}, ${event.hash}, ${event.mac} ${ifThat}`;

/** @returns false when this form was there before: nothing is written then */
export async function insertAssignment(
  db: Database,
  row: AssignmentRow,
  event: ChainedEvent,
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const isNew = sql`WHERE NOT EXISTS (SELECT 1 FROM assignment WHERE id = ${row.id})`;
  const bodies = JSON.stringify(row.state === 'refused' ? [] : [...new Set(row.proposal.bodies)]);
  const wrote = await commit(db, [
    eventWrite(event, isNew),
    ...messages.map((message) => messageIf(message, event.at, isNew)),
    db.insert(assignments).values(row).onConflictDoNothing(),
    sql`INSERT INTO assignment_township (assignment_id, township_code)
      SELECT ${row.id}, value FROM json_each(${bodies}) WHERE TRUE ON CONFLICT DO NOTHING`,
  ]);
  return (wrote[0] ?? 0) > 0;
}

/** @returns false when somebody was faster: nothing is written then */
export async function changeAssignment(
  db: Database,
  { id, version }: Pick<AssignmentRow, 'id' | 'version'>,
  set: Partial<AssignmentRow>,
  event: ChainedEvent,
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const stands = sql`FROM assignment WHERE id = ${id} AND version = ${version}`;
  const wrote = await commit(db, [
    eventWrite(event, stands),
    ...messages.map((message) => messageIf(message, event.at, stands)),
    db
      .update(assignments)
      .set({ ...set, version: version + 1, hash: event.hash })
      .where(and(eq(assignments.id, id), eq(assignments.version, version))),
  ]);
  return (wrote.at(-1) ?? 0) > 0;
}

export async function readAssignment(db: Database, id: string): Promise<AssignmentRow | null> {
  const [row] = await db.select().from(assignments).where(eq(assignments.id, id)).limit(1);
  return row ?? null;
}

export const readEvents = (db: Database, record: string): Promise<GateEventRow[]> =>
  db.select().from(gateEvents).where(eq(gateEvents.record, record)).orderBy(asc(gateEvents.seq));

/** Whose proposals: a department's own, those that concern a township, or all. */
export type Reach = { department: string } | { township: string } | 'all';

/** What a department has taken back never concerned a township. */
export function isWithin(reach: Reach): SQL | undefined {
  if (reach === 'all') return undefined;
  if ('department' in reach) return eq(assignments.department, reach.department);
  return sql`(${assignments.state} <> 'withdrawn' AND ${assignments.id} IN
    (SELECT assignment_id FROM assignment_township WHERE township_code = ${reach.township}))`;
}

/** Newest first. */
export const listAssignments = (db: Database, reach: Reach, most: number): Promise<AssignmentRow[]> =>
  db.select().from(assignments).where(isWithin(reach)).orderBy(desc(assignments.createdAt)).limit(most);

/** Decided ones, newest first. @param after the last one of the page before; null: from the newest */
export function readLedger(
  db: Database,
  after: { decidedAt: number; id: string } | null,
  most: number,
): Promise<AssignmentRow[]> {
  const isPublic = inArray(assignments.state, ['admitted', 'refused', 'ended']);
  const isNext =
    after === null
      ? undefined
      : sql`(${assignments.decidedAt} < ${after.decidedAt} OR (${assignments.decidedAt} = ${after.decidedAt} AND ${assignments.id} < ${after.id}))`;
  return db
    .select()
    .from(assignments)
    .where(and(isNotNull(assignments.decidedAt), isNext, isPublic))
    .orderBy(desc(assignments.decidedAt), desc(assignments.id))
    .limit(most);
}

/** Whose last day is over: admitted tasks and proposals that nobody has decided. @param today YYYY-MM-DD */
export const overDay = (db: Database, today: string, most: number): Promise<AssignmentRow[]> =>
  db
    .select()
    .from(assignments)
    .where(and(sql`${assignments.state} IN ('proposed','examined','admitted')`, lt(assignments.endDay, today)))
    .limit(most);

/** Tasks that hold for a township on a day: what may be asked of it beside the lists. */
export async function tasksOf(db: Database, townshipCode: string, day: string): Promise<AssignmentRow[]> {
  const rows = await db
    .select({ row: assignments })
    .from(assignmentTownships)
    .innerJoin(assignments, eq(assignments.id, assignmentTownships.assignmentId))
    .where(and(eq(assignmentTownships.townshipCode, townshipCode), eq(assignments.state, 'admitted')));
  return rows.map(({ row }) => row).filter(({ proposal, endDay }) => proposal.startDay <= day && endDay >= day);
}

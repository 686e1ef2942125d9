import { and, asc, desc, eq, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { caseEvents, caseRecords } from '../cases/cases.table.ts';
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { messageIf } from '../cases/outbox.usecases.ts';
import { commit, type Database } from '../platform/database.ts';
import { insertEvent, type OperationEventRow } from './events.store.ts';
import { hazards } from './operations.table.ts';

export type HazardRow = typeof hazards.$inferSelect;

export async function readHazard(db: Database, id: number): Promise<HazardRow | null> {
  return (await db.select().from(hazards).where(eq(hazards.id, id)))[0] ?? null;
}

/** @returns false when there is one of this id already */
export async function insertHazard(
  db: Database,
  row: HazardRow,
  events: readonly OperationEventRow[],
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const first = (seq: number): SQL =>
    sql`FROM hazard WHERE id = ${row.id} AND version = ${row.version} AND (SELECT count(*) FROM operation_event WHERE record_id = ${row.id}) = ${seq - 1}`;
  const writes = [
    db.insert(hazards).values(row).onConflictDoNothing(),
    // Before the events: afterwards nobody could tell this hazard from the same one found again.
    ...messages.map((message) => messageIf(message, row.createdAt, first(1))),
    ...events.map((event) => insertEvent(event, first(event.seq))),
  ];
  return ((await commit(db, writes))[0] ?? 0) > 0;
}

/** @returns false when somebody was faster */
export async function changeHazard(
  db: Database,
  { id, version }: Pick<HazardRow, 'id' | 'version'>,
  set: Partial<HazardRow>,
  event: OperationEventRow,
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const row = db
    .update(hazards)
    .set({ ...set, version: version + 1 })
    .where(and(eq(hazards.id, id), eq(hazards.version, version)));
  const ifThat = sql`FROM hazard WHERE id = ${id} AND version = ${version}`;
  const told = messages.map((message) => messageIf(message, event.at, ifThat));
  return ((await commit(db, [insertEvent(event, ifThat), ...told, row])).at(-1) ?? 0) > 0;
}

/** Townships and organs that may see it; null: everything. */
export type Reach = { townships: readonly string[]; organs: readonly string[] } | null;

/** What the coordinating office keeps to itself is not for the township that it lies in. */
export const hazardsWithin = (who: Reach): SQL | undefined =>
  who === null
    ? undefined
    : or(
        and(inArray(hazards.townshipCode, [...who.townships]), eq(hazards.isKept, false)),
        inArray(hazards.owner, [...who.organs]),
      );

/** The open ones by their date, then the newest that are over. */
export async function listHazards(db: Database, who: Reach, most: number): Promise<HazardRow[]> {
  return db
    .select()
    .from(hazards)
    .where(hazardsWithin(who))
    .orderBy(sql`${hazards.nextAt} IS NULL`, asc(hazards.nextAt), desc(hazards.createdAt))
    .limit(most);
}

/** Of the open ones: their dates, of those with an owner, or of those that went up to the coordinating office. */
export async function datesOfOpen(db: Database, of: { owners: readonly string[] } | 'gone-up', most: number) {
  const whose =
    of === 'gone-up'
      ? sql`(+${hazards.owner} = 'C' OR ${hazards.escalation} >= 2)`
      : inArray(hazards.owner, [...of.owners]);
  const rows = await db
    .select({ nextAt: hazards.nextAt })
    .from(hazards)
    .where(and(isNotNull(hazards.nextAt), whose))
    .orderBy(asc(hazards.nextAt))
    .limit(most);
  return rows.map(({ nextAt }) => nextAt ?? 0);
}

/** Cases of citizens that speak of a hazard and are not on the lane yet. @param since day number in Shanghai */
export async function newHazardCases(db: Database, since: number, most: number) {
  const { id, townshipCode, holder, wrappedKey, sealed, createdAt } = caseRecords;
  return db
    .select({ id, townshipCode, holder, wrappedKey, sealed, createdAt })
    .from(caseEvents)
    .innerJoin(caseRecords, eq(caseRecords.id, caseEvents.caseId))
    .where(
      and(
        sql`${caseEvents.pending} >= ${since}`,
        eq(caseEvents.seq, 1),
        eq(caseRecords.kind, 'hazard'),
        sql`NOT EXISTS (SELECT 1 FROM hazard WHERE id = ${caseEvents.caseId})`,
      ),
    )
    .limit(most);
}

export async function overdueHazards(db: Database, now: number, most: number): Promise<HazardRow[]> {
  return db
    .select()
    .from(hazards)
    .where(and(isNotNull(hazards.nextAt), lte(hazards.nextAt, now - 1), lte(hazards.escalation, 1)))
    .limit(most);
}

export async function keysOfHazards(db: Database, after: number, most: number) {
  return db
    .select({ id: hazards.id, wrappedKey: hazards.wrappedKey })
    .from(hazards)
    .where(sql`${hazards.id} > ${after}`)
    .orderBy(asc(hazards.id))
    .limit(most);
}

/** The same data key under another lock: no step, hence no event. */
export async function relockHazard(db: Database, id: number, from: string, to: string): Promise<void> {
  await db
    .update(hazards)
    .set({ wrappedKey: to })
    .where(and(eq(hazards.id, id), eq(hazards.wrappedKey, from)));
}

/** Hazards that lay with one of these organs, raised between the two moments (`until` exclusive), newest first. */
export async function hazardsWith(
  db: Database,
  organs: readonly string[],
  { from, until }: { from: number; until: number },
  most: number,
): Promise<HazardRow[]> {
  const names = JSON.stringify(organs);
  const passed = sql`${hazards.id} IN (SELECT record_id FROM operation_event WHERE action = 'pass' AND data ->> 'organ' IN (SELECT value FROM json_each(${names})))`;
  const begun = sql`'T' || ${hazards.townshipCode} IN (SELECT value FROM json_each(${names}))`;
  return db
    .select()
    .from(hazards)
    .where(and(or(passed, begun), sql`${hazards.createdAt} >= ${from}`, sql`${hazards.createdAt} < ${until}`))
    .orderBy(desc(hazards.createdAt))
    .limit(most);
}

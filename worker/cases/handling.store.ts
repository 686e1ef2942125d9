/** Parts and approvals of a case: reads, and writes that go along with a step of it. */
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import { caseRecords } from './cases.table.ts';
import { caseApprovals, caseParts } from './handling.table.ts';

export type PartRow = typeof caseParts.$inferSelect;
export type ApprovalRow = typeof caseApprovals.$inferSelect;

export async function readParts(db: Database, caseId: number): Promise<PartRow[]> {
  return db
    .select()
    .from(caseParts)
    .where(eq(caseParts.caseId, caseId))
    .orderBy(asc(caseParts.seq), asc(caseParts.organ));
}

export async function readApprovals(db: Database, caseId: number): Promise<ApprovalRow[]> {
  return db.select().from(caseApprovals).where(eq(caseApprovals.caseId, caseId)).orderBy(asc(caseApprovals.askedAt));
}

/** What waits for a decision in these queues; null: in all. The oldest first. */
export async function readOpenApprovals(
  db: Database,
  organs: readonly string[] | null,
  most: number,
): Promise<ApprovalRow[]> {
  const ofOrgans = organs === null ? undefined : inArray(caseApprovals.organ, [...organs]);
  return db
    .select()
    .from(caseApprovals)
    .where(and(isNull(caseApprovals.decidedAt), ofOrgans))
    .orderBy(asc(caseApprovals.askedAt))
    .limit(most);
}

/** @param ifThat `FROM case_record WHERE …`, see `CaseChange.also` */
export const askParts = (
  parts: readonly { organ: string; dueAt: number }[],
  { caseId, seq, now }: { caseId: number; seq: number; now: number },
  ifThat: SQL,
): Write[] =>
  parts.map(
    // Asked again after it had answered: a new question with a limit of its own.
    ({ organ, dueAt }) =>
      sql`INSERT INTO case_part (case_id, organ, seq, asked_at, due_at) SELECT ${caseId}, ${organ}, ${seq}, ${now}, ${dueAt} ${ifThat} ON CONFLICT (case_id, organ) DO UPDATE SET seq = excluded.seq, asked_at = excluded.asked_at, due_at = excluded.due_at, answered_at = NULL, answered_seq = NULL`,
  );

export const answerPart = (caseId: number, organ: string, seq: number, now: number, ifThat: SQL): Write =>
  sql`UPDATE case_part SET answered_at = ${now}, answered_seq = ${seq} WHERE case_id = ${caseId} AND organ = ${organ} AND answered_at IS NULL AND EXISTS (SELECT 1 ${ifThat})`;

export const askApproval = (
  ask: Pick<ApprovalRow, 'id' | 'caseId' | 'kind' | 'days' | 'askedAt' | 'askedBy' | 'askedSeq' | 'organ'>,
  ifThat: SQL,
): Write =>
  sql`INSERT INTO case_approval (id, case_id, kind, days, asked_at, asked_by, asked_seq, organ) SELECT ${ask.id}, ${ask.caseId}, ${ask.kind}, ${ask.days}, ${ask.askedAt}, ${ask.askedBy}, ${ask.askedSeq}, ${ask.organ} ${ifThat}`;

export const decideApproval = (
  { id, by, seq, now, isGranted }: { id: string; by: number; seq: number; now: number; isGranted: boolean },
  ifThat: SQL,
): Write =>
  sql`UPDATE case_approval SET decided_at = ${now}, decided_by = ${by}, decided_seq = ${seq}, is_granted = ${isGranted ? 1 : 0} WHERE id = ${id} AND decided_at IS NULL AND EXISTS (SELECT 1 ${ifThat})`;

/** Most cases that are looked through for a phone. */
const MOST_LOOKED_AT = 5_000;

/**
 * Cases that came with this phone. The blind index has no database index of its own, which would cost every submit a
 * row: open cases are looked through by the queue of their township, closed ones by holder and day of closing. What is
 * sealed does not come: whoever holds a phone number does not learn that somebody complained.
 * @param since closed cases are looked at from this moment on
 */
export async function findByPhone(
  db: Database,
  phoneIndex: string,
  { townships, holders, since }: { townships: readonly string[]; holders: readonly string[]; since: number },
  most: number,
): Promise<number[]> {
  const of = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
  const open = sql`SELECT id FROM case_record WHERE township_code IN ${of(townships)} AND closed_at IS NULL LIMIT ${MOST_LOOKED_AT}`;
  const closed = sql`SELECT id FROM case_record WHERE holder IN ${of(holders)} AND closed_at IS NOT NULL AND closed_at >= ${since} LIMIT ${MOST_LOOKED_AT}`;
  const isTheirs = and(
    eq(caseRecords.phoneIndex, phoneIndex),
    eq(caseRecords.identity, 'named'),
    sql`${caseRecords.townshipCode} IN ${of(townships)}`,
  );
  const hits = async (candidates: SQL) =>
    db
      .select({ id: caseRecords.id })
      .from(caseRecords)
      .where(and(sql`${caseRecords.id} IN (${candidates})`, isTheirs))
      .limit(most);
  return [...(await hits(open)), ...(await hits(closed))].map(({ id }) => id);
}

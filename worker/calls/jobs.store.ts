import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { type CallRow, type StoredCall, withParts } from './calls.store.ts';
import { callRecords } from './calls.table.ts';

/** Calls in which some limit has passed, those longest past first. */
export async function lapsedCalls(db: Database, now: number, most: number): Promise<StoredCall[]> {
  const due = await db.all<{ id: number }>(sql`SELECT DISTINCT id FROM (
    SELECT id, due_at FROM call_record WHERE closed_at IS NULL AND escalation < 3 AND due_at < ${now}
    UNION ALL
    SELECT call_id AS id, due_at FROM call_part
      WHERE answered_at IS NULL AND released_at IS NULL AND due_at IS NOT NULL AND escalation < 2 AND due_at < ${now}
    ORDER BY due_at) LIMIT ${most}`);
  if (due.length === 0) return [];
  const ids = JSON.stringify(due.map(({ id }) => id));
  const rows = await db
    .select()
    .from(callRecords)
    .where(sql`${callRecords.id} IN (SELECT value FROM json_each(${ids}))`);
  return withParts(db, rows);
}

/** Calls of whose last step the citizen has not been told. */
export async function untoldCalls(db: Database, most: number): Promise<StoredCall[]> {
  const rows = await db
    .select()
    .from(callRecords)
    .where(sql`${callRecords.tellSeq} > ${callRecords.toldSeq}`)
    .limit(most);
  return withParts(db, rows);
}

/** No step of the call, hence no event. */
export async function markTold(db: Database, id: number, seq: number): Promise<void> {
  await db
    .update(callRecords)
    .set({ toldSeq: seq })
    .where(and(eq(callRecords.id, id), sql`${callRecords.toldSeq} < ${seq}`));
}

/** Calls in which one of these organs was asked, raised between the two moments (`until` exclusive), newest first. */
export async function callsAsking(
  db: Database,
  organs: readonly string[],
  { from, until }: { from: number; until: number },
  most: number,
): Promise<StoredCall[]> {
  const { id, raisedAt } = callRecords;
  const asked = sql`${id} IN (SELECT call_id FROM call_part WHERE organ IN (SELECT value FROM json_each(${JSON.stringify(organs)})))`;
  const rows = await db
    .select()
    .from(callRecords)
    .where(and(asked, sql`${raisedAt} >= ${from}`, sql`${raisedAt} < ${until}`))
    .orderBy(desc(raisedAt))
    .limit(most);
  return withParts(db, rows);
}

/**
 * Ended, still readable and held by nothing: about no case and ended by then, or the case has been erased (a case that
 * is held is not).
 * @param endedBy moment
 */
export async function callsToErase(db: Database, endedBy: number, most: number): Promise<StoredCall[]> {
  const { caseId, closedAt, wrappedKey, legalHold } = callRecords;
  const rows = await db
    .select()
    .from(callRecords)
    .where(
      and(
        // As the partial index says it.
        sql`${closedAt} IS NOT NULL AND ${wrappedKey} <> ''`,
        sql`${legalHold} IS NULL`,
        sql`CASE WHEN ${caseId} IS NULL THEN ${closedAt} <= ${endedBy}
          ELSE EXISTS (SELECT 1 FROM case_record AS k WHERE k.id = ${caseId} AND k.wrapped_key IS NULL) END`,
      ),
    )
    .orderBy(asc(closedAt))
    .limit(most);
  return withParts(db, rows);
}

export async function callsAfter(
  db: Database,
  id: number,
  most: number,
): Promise<Pick<CallRow, 'id' | 'wrappedKey'>[]> {
  return db
    .select({ id: callRecords.id, wrappedKey: callRecords.wrappedKey })
    .from(callRecords)
    .where(sql`${callRecords.id} > ${id}`)
    .orderBy(asc(callRecords.id))
    .limit(most);
}

/** The same data key under another lock: no step of the call, hence no event. */
export async function writeCallKey(db: Database, id: number, from: string, to: string): Promise<boolean> {
  const rows = await db
    .update(callRecords)
    .set({ wrappedKey: to })
    .where(and(eq(callRecords.id, id), eq(callRecords.wrappedKey, from)))
    .returning({ id: callRecords.id });
  return rows.length > 0;
}

/** What the database knows of what the journal holds. */
import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { caseRecords } from './cases.table.ts';

/** Which of these cases are there. */
export async function knownIds(db: Database, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db.select({ id: caseRecords.id }).from(caseRecords).where(inArray(caseRecords.id, ids));
  return new Set(rows.map(({ id }) => id));
}

/** Marks of the idempotency keys that these cases know. Erased ones are left out: nothing is put back into them. */
export async function stepKeys(db: Database, ids: number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  if (ids.length === 0) return found;
  const rows = await db.all<{ id: number; mark: string }>(
    sql`SELECT case_record.id AS id, step.value ->> 'key' AS mark FROM case_record, json_each(case_record.history) AS step WHERE case_record.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND mark IS NOT NULL`,
  );
  for (const { id, mark } of rows) found.set(id, [...(found.get(id) ?? []), mark]);
  return found;
}

import { and, count, eq, isNull } from 'drizzle-orm';
import { caseRecords } from '../cases/cases.table.ts';
import type { Database } from '../platform/database.ts';

/** Open cases of a holder, by the index on open cases. */
export async function countOpenCases(db: Database, holder: string): Promise<number> {
  const [row] = await db
    .select({ cases: count() })
    .from(caseRecords)
    .where(and(eq(caseRecords.holder, holder), isNull(caseRecords.closedAt)));
  return row?.cases ?? 0;
}

/** How many cases of a queue stand at one step: for the first page of the desk. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { CaseState } from './cases.contract.ts';
import { caseRecords } from './cases.table.ts';
import { visibleTo } from './desk.store.ts';
import type { Viewer } from './viewer.rules.ts';

/** Open cases with these holders in this state, counted no further than `most`. Along `case_record_holder`. */
export async function countInState(
  db: Database,
  viewer: Viewer,
  holders: readonly string[],
  state: CaseState,
  most: number,
): Promise<number> {
  const { id, holder, closedAt } = caseRecords;
  const rows = await db
    .select({ id })
    .from(caseRecords)
    .where(and(inArray(holder, [...holders]), isNull(closedAt), eq(caseRecords.state, state), visibleTo(viewer)))
    .limit(most);
  return rows.length;
}

import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../cases/viewer.rules.ts';
import type { Database } from '../platform/database.ts';
import type { CallState } from './calls.contract.ts';
import { type StoredCall, visibleTo, withParts } from './calls.store.ts';
import { callRecords } from './calls.table.ts';

export interface CallFilter {
  /** `open`: all that are not closed. */
  state: CallState | 'open' | null;
  /** Number of the last call of the page before. */
  after: { year: number; serial: number } | null;
}

/** Calls by their numbers, newest first. */
export async function pageOfCalls(
  db: Database,
  viewer: Viewer,
  { state, after }: CallFilter,
  most: number,
): Promise<StoredCall[]> {
  const { closedAt, year, serial } = callRecords;
  const isIn: Record<string, SQL | undefined> = { open: isNull(closedAt), closed: isNotNull(closedAt) };
  const inState = state === null ? undefined : (isIn[state] ?? eq(callRecords.state, state as CallState));
  const isNext = after === null ? undefined : sql`(${year}, ${serial}) < (${after.year}, ${after.serial})`;
  const rows = await db
    .select()
    .from(callRecords)
    .where(and(visibleTo(viewer), inState, isNext))
    .orderBy(desc(year), desc(serial))
    .limit(most);
  return withParts(db, rows);
}

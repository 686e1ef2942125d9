import { and, desc, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { type AssignmentRow, isWithin, type Reach } from './assignments.store.ts';
import { assignments } from './assignments.table.ts';

/** Proposals that nobody has decided. The first part says what the partial index `assignment_open` says. */
export function undecided(db: Database, most: number) {
  const { state, createdBy, examinedBy } = assignments;
  return db
    .select({ state, createdBy, examinedBy })
    .from(assignments)
    .where(and(sql`${state} IN ('proposed','examined','admitted')`, sql`${state} IN ('proposed','examined')`))
    .limit(most);
}

/** Newest first. @param after the last one of the page before */
export function pageOfAssignments(
  db: Database,
  reach: Reach,
  after: { at: number; id: string } | null,
  most: number,
): Promise<AssignmentRow[]> {
  const { createdAt, id } = assignments;
  const isNext: SQL | undefined =
    after === null
      ? undefined
      : sql`(${createdAt} < ${after.at} OR (${createdAt} = ${after.at} AND ${id} < ${after.id}))`;
  return db
    .select()
    .from(assignments)
    .where(and(isWithin(reach), isNext))
    .orderBy(desc(createdAt), desc(id))
    .limit(most);
}

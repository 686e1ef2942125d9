import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { type HazardRow, hazardsWithin, type Reach } from './hazards.store.ts';
import type { HazardState, OperationState } from './operations.contract.ts';
import type { OperationRow } from './operations.store.ts';
import { hazards, operationEvents, operationHandOvers, operations, operationTasks } from './operations.table.ts';

/** The last row of the page before: the moment that the order goes by, and its id. */
export type After = { at: number; id: number } | null;

/** By their beginning, newest first. */
export function pageOfOperations(
  db: Database,
  who: Reach,
  { state, after }: { state: OperationState | null; after: After },
  most: number,
): Promise<OperationRow[]> {
  const organs = [...(who?.organs ?? [])];
  const { operationId: tasked } = operationTasks;
  const { operationId: given } = operationHandOvers;
  const reach =
    who === null
      ? undefined
      : or(
          inArray(operations.townshipCode, [...who.townships]),
          inArray(
            operations.id,
            db.select({ id: tasked }).from(operationTasks).where(inArray(operationTasks.organ, organs)),
          ),
          inArray(
            operations.id,
            db.select({ id: given }).from(operationHandOvers).where(inArray(operationHandOvers.organ, organs)),
          ),
        );
  const isNext =
    after === null
      ? undefined
      : sql`(${operations.startsAt} < ${after.at} OR (${operations.startsAt} = ${after.at} AND ${operations.id} > ${after.id}))`;
  return db
    .select()
    .from(operations)
    .where(and(reach, state === null ? undefined : eq(operations.state, state), isNext))
    .orderBy(desc(operations.startsAt), asc(operations.id))
    .limit(most);
}

/** By when they came in, newest first. */
export function pageOfHazards(
  db: Database,
  who: Reach,
  { state, after }: { state: HazardState | null; after: After },
  most: number,
): Promise<HazardRow[]> {
  const isNext =
    after === null
      ? undefined
      : sql`(${hazards.createdAt} < ${after.at} OR (${hazards.createdAt} = ${after.at} AND ${hazards.id} > ${after.id}))`;
  return db
    .select()
    .from(hazards)
    .where(and(hazardsWithin(who), state === null ? undefined : eq(hazards.state, state), isNext))
    .orderBy(desc(hazards.createdAt), asc(hazards.id))
    .limit(most);
}

/** Which step was taken by this key; null: none yet. */
export async function seqOfKey(db: Database, recordId: number, key: string): Promise<number | null> {
  const rows = await db
    .select({ seq: operationEvents.seq })
    .from(operationEvents)
    .where(and(eq(operationEvents.recordId, recordId), eq(operationEvents.key, key)))
    .limit(1);
  return rows[0]?.seq ?? null;
}

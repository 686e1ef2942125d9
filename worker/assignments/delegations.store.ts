import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { commit, type Database } from '../platform/database.ts';
import { type ChainedEvent, type DelegationRow, eventWrite } from './assignments.store.ts';
import { delegations } from './assignments.table.ts';

/** @returns false when this form was there before */
export async function insertDelegation(db: Database, row: DelegationRow, event: ChainedEvent): Promise<boolean> {
  const wrote = await commit(db, [
    eventWrite(event, sql`WHERE NOT EXISTS (SELECT 1 FROM delegation WHERE id = ${row.id})`),
    db.insert(delegations).values(row).onConflictDoNothing(),
  ]);
  return (wrote[0] ?? 0) > 0;
}

/** @returns false when somebody was faster */
export async function changeDelegation(
  db: Database,
  { id, version }: Pick<DelegationRow, 'id' | 'version'>,
  set: Partial<DelegationRow>,
  event: ChainedEvent,
): Promise<boolean> {
  const wrote = await commit(db, [
    eventWrite(event, sql`FROM delegation WHERE id = ${id} AND version = ${version}`),
    db
      .update(delegations)
      .set({ ...set, version: version + 1, hash: event.hash })
      .where(and(eq(delegations.id, id), eq(delegations.version, version))),
  ]);
  return (wrote[1] ?? 0) > 0;
}

/** The latest batch first; within a batch in the order in which they were written down. */
export const readDelegations = (db: Database): Promise<DelegationRow[]> =>
  db.select().from(delegations).orderBy(desc(delegations.batch), asc(delegations.createdAt));

export async function readDelegation(db: Database, id: string): Promise<DelegationRow | null> {
  const [row] = await db.select().from(delegations).where(eq(delegations.id, id)).limit(1);
  return row ?? null;
}

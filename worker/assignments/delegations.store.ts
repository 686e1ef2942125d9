import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { commit, type Database, type Write } from '../platform/database.ts';
import type { DelegationRow } from './assignments.store.ts';
import { delegations } from './assignments.table.ts';
import type { GateEvent } from './machine.rules.ts';

type Event = GateEvent & { hash: string };

const eventIf = (event: Event, ifThat: ReturnType<typeof sql>): Write =>
  sql`INSERT INTO gate_event (record, seq, at, action, from_state, to_state, "by", content, prev_hash, hash)
    SELECT ${event.record}, ${event.seq}, ${event.at}, ${event.action}, ${event.fromState}, ${event.toState}, ${event.by}, ${event.content}, ${event.prevHash}, ${event.hash} ${ifThat}`;

/** @returns false when this form was there before */
export async function insertDelegation(db: Database, row: DelegationRow, event: Event): Promise<boolean> {
  const wrote = await commit(db, [
    eventIf(event, sql`WHERE NOT EXISTS (SELECT 1 FROM delegation WHERE id = ${row.id})`),
    db.insert(delegations).values(row).onConflictDoNothing(),
  ]);
  return (wrote[0] ?? 0) > 0;
}

/** @returns false when somebody was faster */
export async function changeDelegation(
  db: Database,
  { id, version }: Pick<DelegationRow, 'id' | 'version'>,
  set: Partial<DelegationRow>,
  event: Event,
): Promise<boolean> {
  const wrote = await commit(db, [
    eventIf(event, sql`FROM delegation WHERE id = ${id} AND version = ${version}`),
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

import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { commit, type Database } from '../platform/database.ts';
import { insertEvent, type NewEvent } from './staff.store.ts';
import { staffPasskeys, staffSessions } from './staff.table.ts';

export type PasskeyRow = typeof staffPasskeys.$inferSelect;

export async function listPasskeys(db: Database, staffId: number): Promise<PasskeyRow[]> {
  return db
    .select()
    .from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, staffId))
    .orderBy(asc(staffPasskeys.createdAt), asc(staffPasskeys.id));
}

export async function hasPasskey(db: Database, staffId: number): Promise<boolean> {
  const rows = await db
    .select({ id: staffPasskeys.id })
    .from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, staffId))
    .limit(1);
  return rows.length > 0;
}

/** @returns false when this passkey is registered already */
export async function insertPasskey(db: Database, row: PasskeyRow, event: NewEvent): Promise<boolean> {
  const [, written = 0] = await commit(db, [
    sql`INSERT INTO staff_event (at, what, staff_id, actor_id, detail) SELECT ${event.at}, ${event.what}, ${event.staffId}, ${event.actorId}, ${JSON.stringify(event.detail)} WHERE NOT EXISTS (SELECT 1 FROM staff_passkey WHERE id = ${row.id})`,
    db.insert(staffPasskeys).values(row).onConflictDoNothing(),
  ]);
  return written > 0;
}

export async function touchPasskey(db: Database, id: string, signCount: number, now: number): Promise<void> {
  await db.update(staffPasskeys).set({ signCount, usedAt: now }).where(eq(staffPasskeys.id, id));
}

export async function changePasskeys(db: Database, ids: readonly string[], event: NewEvent): Promise<void> {
  await commit(db, [db.delete(staffPasskeys).where(inArray(staffPasskeys.id, [...ids])), insertEvent(event)]);
}

/** Takes the challenge of a session, so that it serves once: of two at the same moment one gets it. */
export async function consumeChallenge(db: Database, hash: string): Promise<string | null> {
  const rows = await db.select().from(staffSessions).where(eq(staffSessions.hash, hash)).limit(1);
  const challenge = rows[0]?.challenge ?? null;
  if (challenge === null) return null;
  const [taken = 0] = await commit(db, [
    db
      .update(staffSessions)
      .set({ challenge: null })
      .where(
        and(eq(staffSessions.hash, hash), eq(staffSessions.challenge, challenge), isNotNull(staffSessions.challenge)),
      ),
  ]);
  return taken > 0 ? challenge : null;
}

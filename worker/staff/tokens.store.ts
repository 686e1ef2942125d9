import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { commit, type Database } from '../platform/database.ts';
import { type AccountRow, insertEvent, type NewEvent } from './staff.store.ts';
import { staffAccounts, staffTokens } from './staff.table.ts';

export type TokenRow = typeof staffTokens.$inferSelect;

/** Token and account in one read: every request of a program asks this. */
export async function readToken(db: Database, hash: string): Promise<{ token: TokenRow; account: AccountRow } | null> {
  const rows = await db
    .select({ token: staffTokens, account: staffAccounts })
    .from(staffTokens)
    .innerJoin(staffAccounts, eq(staffAccounts.id, staffTokens.staffId))
    .where(eq(staffTokens.hash, hash))
    .limit(1);
  return rows[0] ?? null;
}

export const listTokens = (db: Database, staffId: number, now: number): Promise<TokenRow[]> =>
  db
    .select()
    .from(staffTokens)
    .where(and(eq(staffTokens.staffId, staffId), gt(staffTokens.expiresAt, now)))
    .orderBy(asc(staffTokens.createdAt), asc(staffTokens.id));

/**
 * Only while the session that asks is still there: an account that is changed meanwhile ends its sessions, and gets no
 * token by the one that was open. Those that have run out go.
 * @param most live ones of the account
 * @returns false when nothing was written: the form was there before, there are too many, or the session is over
 */
export async function insertToken(
  db: Database,
  row: TokenRow,
  { session, most }: { session: string; most: number },
  event: NewEvent,
): Promise<boolean> {
  const may = sql`EXISTS (SELECT 1 FROM staff_session WHERE hash = ${session} AND staff_id = ${row.staffId} AND stage = 'open')
    AND NOT EXISTS (SELECT 1 FROM staff_token WHERE id = ${row.id})
    AND (SELECT count(*) FROM staff_token WHERE staff_id = ${row.staffId} AND expires_at > ${row.createdAt}) < ${most}`;
  const written = await commit(db, [
    sql`INSERT INTO staff_event (at, what, staff_id, actor_id, detail) SELECT ${event.at}, ${event.what}, ${event.staffId}, ${event.actorId}, ${JSON.stringify(event.detail)} WHERE ${may}`,
    sql`INSERT INTO staff_token (id, hash, staff_id, name, may_write, created_at, expires_at, used_at)
      SELECT ${row.id}, ${row.hash}, ${row.staffId}, ${row.name}, ${row.mayWrite ? 1 : 0}, ${row.createdAt}, ${row.expiresAt}, NULL WHERE ${may}`,
    sql`DELETE FROM staff_token WHERE staff_id = ${row.staffId} AND expires_at <= ${row.createdAt}`,
  ]);
  return (written[1] ?? 0) > 0;
}

/** @returns false when it was not there any more, or is not of this account */
export async function deleteToken(db: Database, staffId: number, id: string, event: NewEvent): Promise<boolean> {
  const is = and(eq(staffTokens.id, id), eq(staffTokens.staffId, staffId));
  const found = await db.select({ id: staffTokens.id }).from(staffTokens).where(is).limit(1);
  if (found.length === 0) return false;
  const [gone = 0] = await commit(db, [db.delete(staffTokens).where(is), insertEvent(event)]);
  return gone > 0;
}

export async function touchToken(db: Database, id: string, now: number): Promise<void> {
  await db.update(staffTokens).set({ usedAt: now }).where(eq(staffTokens.id, id));
}

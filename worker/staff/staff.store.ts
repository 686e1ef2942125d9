import { and, asc, desc, eq, lt, ne, sql } from 'drizzle-orm';
import { commit, type Database, type Write } from '../platform/database.ts';
import type { Staff } from './staff.contract.ts';
import { staffAccounts, type staffEvents, staffSessions, staffTokens } from './staff.table.ts';

export type AccountRow = typeof staffAccounts.$inferSelect;
export type SessionRow = typeof staffSessions.$inferSelect;
export type StaffEventRow = typeof staffEvents.$inferSelect;
export type NewAccount = Omit<AccountRow, 'id' | 'version' | 'tries' | 'triesAt'>;
export type NewEvent = Omit<StaffEventRow, 'id'>;

export const staffOf = ({
  id,
  staffNumber,
  name,
  role,
  townshipCode,
  officeId,
  departmentCode,
}: AccountRow): Staff => ({
  id,
  staffNumber,
  name,
  role,
  townshipCode,
  officeId,
  departmentCode,
});

export async function readAccount(db: Database, id: number): Promise<AccountRow | null> {
  return (await db.select().from(staffAccounts).where(eq(staffAccounts.id, id)).limit(1))[0] ?? null;
}

export async function readAccountByNumber(db: Database, staffNumber: string): Promise<AccountRow | null> {
  const rows = await db.select().from(staffAccounts).where(eq(staffAccounts.staffNumber, staffNumber)).limit(1);
  return rows[0] ?? null;
}

export async function readAccountByExternalId(db: Database, externalId: string): Promise<AccountRow | null> {
  const rows = await db.select().from(staffAccounts).where(eq(staffAccounts.externalId, externalId)).limit(1);
  return rows[0] ?? null;
}

export async function listAccounts(db: Database): Promise<AccountRow[]> {
  return db.select().from(staffAccounts).orderBy(desc(staffAccounts.active), asc(staffAccounts.staffNumber));
}

/** Session and account in one read: every request of the desk asks this. */
export async function readSession(
  db: Database,
  hash: string,
): Promise<{ session: SessionRow; account: AccountRow } | null> {
  const rows = await db
    .select({ session: staffSessions, account: staffAccounts })
    .from(staffSessions)
    .innerJoin(staffAccounts, eq(staffAccounts.id, staffSessions.staffId))
    .where(eq(staffSessions.hash, hash))
    .limit(1);
  return rows[0] ?? null;
}

export const insertEvent = (event: NewEvent): Write =>
  sql`INSERT INTO staff_event (at, what, staff_id, actor_id, detail) VALUES (${event.at}, ${event.what}, ${event.staffId}, ${event.actorId}, ${JSON.stringify(event.detail)})`;

export async function insertEventNow(db: Database, event: NewEvent): Promise<void> {
  await commit(db, [insertEvent(event)]);
}

/** A session begins; sessions that are long over go. */
export async function insertSession(db: Database, row: SessionRow, before: number, event: NewEvent): Promise<void> {
  await commit(db, [
    db.delete(staffSessions).where(lt(staffSessions.createdAt, before)),
    db.insert(staffSessions).values(row),
    insertEvent(event),
  ]);
}

export async function updateSession(
  db: Database,
  hash: string,
  set: Partial<Pick<SessionRow, 'seenAt' | 'confirmedAt' | 'challenge'>>,
): Promise<void> {
  await db.update(staffSessions).set(set).where(eq(staffSessions.hash, hash));
}

export async function deleteSession(db: Database, hash: string, event: NewEvent | null): Promise<void> {
  const gone = db.delete(staffSessions).where(eq(staffSessions.hash, hash));
  await commit(db, event === null ? [gone] : [gone, insertEvent(event)]);
}

/**
 * Takes one try from the account's bucket, atomically: tries at the same moment are counted one by one.
 * @returns false when none was left
 */
export async function takeTry(
  db: Database,
  id: number,
  now: number,
  { burst, perHour }: { burst: number; perHour: number },
): Promise<boolean> {
  const filled = sql`min(${burst}, tries + max(0, ${now} - tries_at) * ${perHour} / 3600000.0)`;
  const [taken = 0] = await commit(db, [
    sql`UPDATE staff_account SET tries = ${filled} - 1, tries_at = ${now} WHERE id = ${id} AND ${filled} >= 1`,
  ]);
  return taken > 0;
}

/** The password was right: the bucket is full again. */
export async function giveTriesBack(db: Database, id: number, burst: number): Promise<void> {
  await db.update(staffAccounts).set({ tries: burst }).where(eq(staffAccounts.id, id));
}

/**
 * A new account and its event.
 * @param onlyFirst nothing happens when there is any account already
 * @returns false when the staff number is taken, or there was one already
 */
export async function insertAccount(
  db: Database,
  account: NewAccount,
  actorId: number | null,
  { burst, onlyFirst }: { burst: number; onlyFirst: boolean },
): Promise<boolean> {
  const a = account;
  const condition = onlyFirst
    ? sql`NOT EXISTS (SELECT 1 FROM staff_account)`
    : sql`NOT EXISTS (SELECT 1 FROM staff_account WHERE staff_number = ${a.staffNumber} OR external_id = ${a.externalId})`;
  const detail = JSON.stringify(placeOf(a));
  const [, written = 0] = await commit(db, [
    // The event comes first: it looks at what is there before the account is.
    sql`INSERT INTO staff_event (at, what, staff_id, actor_id, detail) SELECT ${a.createdAt}, 'created', coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'staff_account'), 0) + 1, ${actorId}, ${detail} WHERE ${condition}`,
    sql`INSERT INTO staff_account (staff_number, name, role, township_code, office_id, department_code, external_id, password_hash, must_change, active, version, created_at, tries, tries_at) SELECT ${a.staffNumber}, ${a.name}, ${a.role}, ${a.townshipCode}, ${a.officeId}, ${a.departmentCode}, ${a.externalId}, ${a.passwordHash}, ${a.mustChange ? 1 : 0}, ${a.active ? 1 : 0}, 1, ${a.createdAt}, ${burst}, ${a.createdAt} WHERE ${condition}`,
  ]);
  return written > 0;
}

/** What an event says of an account's place. */
export const placeOf = (
  account: Pick<AccountRow, 'role' | 'townshipCode' | 'officeId' | 'departmentCode' | 'active'>,
) => ({
  role: account.role,
  township: account.townshipCode,
  office: account.officeId,
  department: account.departmentCode,
  active: account.active,
});

/**
 * Changes an account that still has the version that was seen, and ends its sessions and the tokens of its programs.
 * @param keep hash of the session that goes on: whoever changes their own password stays
 * @param leavesAdministration nothing happens unless there is another administrator: somebody must hold the keys
 * @returns false when somebody else was faster
 */
export async function changeAccount(
  db: Database,
  { id, version }: Pick<AccountRow, 'id' | 'version'>,
  set: Partial<AccountRow>,
  event: NewEvent,
  { keep = '', leavesAdministration = false } = {},
): Promise<boolean> {
  const guard = leavesAdministration
    ? sql`EXISTS (SELECT 1 FROM staff_account WHERE role = 'administrator' AND active = 1 AND id <> ${id})`
    : sql`1`;
  const isThat = and(eq(staffAccounts.id, id), eq(staffAccounts.version, version), guard);
  const still = sql`SELECT id FROM staff_account WHERE id = ${id} AND version = ${version} AND ${guard}`;
  const changes = await commit(db, [
    sql`INSERT INTO staff_event (at, what, staff_id, actor_id, detail) SELECT ${event.at}, ${event.what}, ${event.staffId}, ${event.actorId}, ${JSON.stringify(event.detail)} WHERE EXISTS (${still})`,
    db.delete(staffSessions).where(and(ne(staffSessions.hash, keep), sql`${staffSessions.staffId} IN (${still})`)),
    db.delete(staffTokens).where(sql`${staffTokens.staffId} IN (${still})`),
    // The account comes last: the others look at the version that it is about to leave.
    db
      .update(staffAccounts)
      .set({ ...set, version: version + 1 })
      .where(isThat),
  ]);
  return (changes.at(-1) ?? 0) > 0;
}

export async function isEmpty(db: Database): Promise<boolean> {
  return (await db.select({ id: staffAccounts.id }).from(staffAccounts).limit(1)).length === 0;
}

export async function hasOtherAdministrator(db: Database, id: number): Promise<boolean> {
  const isOther = and(
    eq(staffAccounts.role, 'administrator'),
    eq(staffAccounts.active, true),
    ne(staffAccounts.id, id),
  );
  return (await db.select({ id: staffAccounts.id }).from(staffAccounts).where(isOther).limit(1)).length > 0;
}

import { and, asc, eq, gt, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { commit, type Database } from '../platform/database.ts';
import { staffAccounts } from '../staff/staff.table.ts';
import { dutyShifts, groupMembers } from './group.table.ts';

export type ShiftRow = typeof dutyShifts.$inferSelect;
export type MemberRow = typeof groupMembers.$inferSelect;
export interface NamedShift extends ShiftRow {
  name: string;
}
export interface NamedMember extends MemberRow {
  name: string;
}

/** Shifts of these organs that reach into the span, in their order; null: of every organ. */
export async function readShifts(
  db: Database,
  organs: readonly string[] | null,
  from: number,
  to: number,
): Promise<NamedShift[]> {
  const rows = await db
    .select({ shift: dutyShifts, name: staffAccounts.name })
    .from(dutyShifts)
    .innerJoin(staffAccounts, eq(staffAccounts.id, dutyShifts.staffId))
    .where(
      and(
        isNull(dutyShifts.removedAt),
        organs === null ? undefined : inArray(dutyShifts.organ, [...organs]),
        gt(dutyShifts.endsAt, from),
        lt(dutyShifts.startsAt, to),
      ),
    )
    .orderBy(asc(dutyShifts.startsAt))
    .limit(500);
  return rows.map(({ shift, name }) => ({ ...shift, name }));
}

/**
 * One statement decides: the same person is not on duty twice at once, whoever writes at the same time.
 * @returns false when the person is on duty then already
 */
export async function insertShift(db: Database, row: ShiftRow): Promise<boolean> {
  const { id, organ, staffId, duty, startsAt, endsAt, madeAt, madeBy } = row;
  const [written = 0] = await commit(db, [
    sql`INSERT INTO duty_shift (id, organ, staff_id, duty, starts_at, ends_at, made_at, made_by) SELECT ${id}, ${organ}, ${staffId}, ${duty}, ${startsAt}, ${endsAt}, ${madeAt}, ${madeBy} WHERE NOT EXISTS (SELECT 1 FROM duty_shift WHERE staff_id = ${staffId} AND removed_at IS NULL AND starts_at < ${endsAt} AND ends_at > ${startsAt})`,
  ]);
  return written > 0;
}

export async function readShift(db: Database, id: string): Promise<ShiftRow | null> {
  return (await db.select().from(dutyShifts).where(eq(dutyShifts.id, id)))[0] ?? null;
}

export async function removeShift(db: Database, id: string, by: number, now: number): Promise<boolean> {
  const rows = await db
    .update(dutyShifts)
    .set({ removedAt: now, removedBy: by })
    .where(and(eq(dutyShifts.id, id), isNull(dutyShifts.removedAt)))
    .returning({ id: dutyShifts.id });
  return rows.length > 0;
}

/** Colleagues who can be put on a list. @param place whose; null: everybody */
export async function readPeople(db: Database, place: { townshipCode?: string; departmentCode?: string } | null) {
  const { id, name, role, townshipCode, officeId, departmentCode, active } = staffAccounts;
  const own =
    place === null
      ? undefined
      : place.townshipCode !== undefined
        ? eq(townshipCode, place.townshipCode)
        : eq(departmentCode, place.departmentCode ?? '');
  return db
    .select({ id, name, role, townshipCode, officeId, departmentCode })
    .from(staffAccounts)
    .where(and(eq(active, true), notInArray(role, ['auditor', 'administrator']), own))
    .orderBy(asc(name), asc(id))
    .limit(500);
}

export async function readMembers(db: Database, townshipCode: string): Promise<NamedMember[]> {
  const rows = await db
    .select({ member: groupMembers, name: staffAccounts.name })
    .from(groupMembers)
    .innerJoin(staffAccounts, eq(staffAccounts.id, groupMembers.staffId))
    .where(and(eq(groupMembers.townshipCode, townshipCode), isNull(groupMembers.endedAt)))
    .orderBy(asc(groupMembers.since));
  return rows.map(({ member, name }) => ({ ...member, name }));
}

/** One leader at a time, nobody twice: the statement itself sees to it. @returns false when it would be otherwise */
export async function insertMember(db: Database, row: MemberRow): Promise<boolean> {
  const { id, townshipCode, duty, staffId, organ, since, addedBy } = row;
  const [written = 0] = await commit(db, [
    sql`INSERT INTO group_member (id, township_code, duty, staff_id, organ, since, added_by) SELECT ${id}, ${townshipCode}, ${duty}, ${staffId}, ${organ}, ${since}, ${addedBy} WHERE NOT EXISTS (SELECT 1 FROM group_member WHERE township_code = ${townshipCode} AND ended_at IS NULL AND (staff_id = ${staffId} OR (duty = 'leader' AND ${duty} = 'leader')))`,
  ]);
  return written > 0;
}

export async function endMember(
  db: Database,
  townshipCode: string,
  id: string,
  by: number,
  now: number,
): Promise<boolean> {
  const rows = await db
    .update(groupMembers)
    .set({ endedAt: now, endedBy: by })
    .where(and(eq(groupMembers.id, id), eq(groupMembers.townshipCode, townshipCode), isNull(groupMembers.endedAt)))
    .returning({ id: groupMembers.id });
  return rows.length > 0;
}

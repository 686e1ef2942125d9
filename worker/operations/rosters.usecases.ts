/** Who is on duty, and who belongs to a township's coordinating group. */
import type { Database } from '../platform/database.ts';
import { isBodyKnown } from './bodies.rules.ts';
import type { StepFault } from './machine.rules.ts';
import type { Shift } from './operations.contract.ts';
import { type OperationWorld, onceKey } from './operations.usecases.ts';
import { gapsOf, isGap, onDuty, shiftFaults } from './rosters.rules.ts';
import {
  endMember,
  insertMember,
  insertShift,
  type NamedMember,
  type NamedShift,
  readMembers,
  readPeople,
  readShift,
  readShifts,
  removeShift,
} from './rosters.store.ts';

export type { NamedMember, NamedShift } from './rosters.store.ts';
export { readPeople } from './rosters.store.ts';

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 14;

/**
 * Whether somebody of the organ is on duty at this moment. Calls ask it as well: an urgent call to a department where
 * nobody is on duty goes up at once.
 * @param organ `T<township code>` or `D<department code>`
 */
export async function isOnDuty(db: Database, organ: string, now: number): Promise<boolean> {
  return !isGap(await readShifts(db, [organ], now, now + 1), organ, now);
}

/** Who is on duty now, those in charge first. */
export async function peopleOnDuty(db: Database, organ: string, now: number): Promise<NamedShift[]> {
  const now_ = onDuty(await readShifts(db, [organ], now, now + 1), organ, now);
  return now_.sort((a, b) => (a.duty === b.duty ? a.startsAt - b.startsAt : a.duty === 'leader' ? -1 : 1));
}

export interface Roster {
  organ: string;
  now: NamedShift[];
  shifts: NamedShift[];
  gaps: { from: number; to: number }[];
}

/** Two weeks from today on, and where nobody is on duty in the next seven days. */
export async function viewRoster({ db, now }: OperationWorld, organ: string): Promise<Roster> {
  const shifts = await readShifts(db, [organ], now, now + SHOWN_DAYS * DAY_MS);
  return { organ, now: onDuty(shifts, organ, now), shifts, gaps: gapsOf(shifts, organ, now, now + 7 * DAY_MS) };
}

export interface ShiftRequest {
  organ: string;
  staffId: number;
  duty: string;
  startsAt: number | null;
  endsAt: number | null;
  once: string;
}
export type ListResult = { kind: 'done' } | { kind: 'invalid'; faults: StepFault[] };

/** @param reach organs that this person may write a roster for; null: all */
export async function addShift(
  world: OperationWorld,
  by: number,
  reach: readonly string[] | null,
  request: ShiftRequest,
): Promise<ListResult> {
  const { db, now, content } = world;
  const { organ, staffId, startsAt, endsAt } = request;
  const id = onceKey(request.once);
  if ((await readShift(db, id)) !== null) return { kind: 'done' };
  const faults = shiftFaults({ startsAt, endsAt }, now);
  if (!/^[TD]/.test(organ) || !isBodyKnown(organ, content.directory) || !(reach === null || reach.includes(organ)))
    faults.push({ field: 'organ', text: '请选给哪个单位排班。' });
  else if (!(await peopleOf(db, organ)).some((person) => person.id === staffId))
    faults.push({ field: 'staff', text: '请选本单位的人。' });
  if (faults.length > 0 || startsAt === null || endsAt === null) return { kind: 'invalid', faults };
  const duty: Shift['duty'] = request.duty === 'leader' ? 'leader' : 'on-duty';
  const row = { id, organ, staffId, duty, startsAt, endsAt, madeAt: now, madeBy: by, removedAt: null, removedBy: null };
  if (await insertShift(db, row)) return { kind: 'done' };
  return { kind: 'invalid', faults: [{ field: 'staff', text: '这个人这段时间已经排了班，请换个人或换个时间。' }] };
}

/** @returns false when there is none of this id within reach, or it is gone already */
export async function dropShift(
  { db, now }: OperationWorld,
  by: number,
  reach: readonly string[] | null,
  id: string,
): Promise<boolean> {
  const shift = await readShift(db, id);
  if (shift === null || !(reach === null || reach.includes(shift.organ))) return false;
  return removeShift(db, id, by, now);
}

/** Who works in an organ. @param organ `T…` or `D…` */
export const peopleOf = (db: Database, organ: string) =>
  readPeople(db, organ.startsWith('T') ? { townshipCode: organ.slice(1) } : { departmentCode: organ.slice(1) });

export const viewGroup = ({ db }: Pick<OperationWorld, 'db'>, townshipCode: string): Promise<NamedMember[]> =>
  readMembers(db, townshipCode);

export interface MemberRequest {
  townshipCode: string;
  staffId: number;
  duty: string;
  organ: string;
  once: string;
}
const DUTIES = ['leader', 'deputy', 'office', 'member', 'team'] as const;

export async function addMember(world: OperationWorld, by: number, request: MemberRequest): Promise<ListResult> {
  const { db, now, content } = world;
  const { townshipCode, staffId, organ } = request;
  const id = onceKey(request.once);
  const members = await readMembers(db, townshipCode);
  if (members.some((member) => member.id === id)) return { kind: 'done' };
  const faults: StepFault[] = [];
  const duty = DUTIES.find((one) => one === request.duty);
  if (duty === undefined) faults.push({ field: 'duty', text: '请选在组里做什么。' });
  if (!(await readPeople(db, null)).some((person) => person.id === staffId))
    faults.push({ field: 'staff', text: '请选人。没有的话，请管理员先建账号。' });
  if (!/^[TOD]/.test(organ) || !isBodyKnown(organ, content.directory))
    faults.push({ field: 'organ', text: '请选是哪个单位的。' });
  if (faults.length > 0 || duty === undefined) return { kind: 'invalid', faults };
  const row = { id, townshipCode, duty, staffId, organ, since: now, addedBy: by, endedAt: null, endedBy: null };
  if (await insertMember(db, row)) return { kind: 'done' };
  const text = members.some((member) => member.staffId === staffId)
    ? '这个人已经在组里了。'
    : '组长只有一个。要换组长，请先让现在的组长退出。';
  return { kind: 'invalid', faults: [{ field: 'duty', text }] };
}

export const dropMember = ({ db, now }: OperationWorld, townshipCode: string, by: number, id: string) =>
  endMember(db, townshipCode, id, by, now);

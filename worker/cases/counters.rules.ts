// Pure. What a leader reads about the own organ: weeks out of days, shares out of counts. Never one township beside another.

import { dayOf, endOfDay } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';

const DAY_MS = 86_400_000;
export const WEEKS = 12;

/** In place of a holder: all of them together. */
export const EVERYBODY = '*';

/** Counts of one day, or of several added up. */
export interface Tally {
  closed: number;
  late: number;
  reopened: number;
  /** How many gave 1, 2, 3, 4, 5. */
  rated: readonly number[];
}
export interface DayTally extends Tally {
  /** YYYY-MM-DD */
  day: string;
  /** How it stood at the end of the day; null where nobody counted then. */
  open: number | null;
  overdue: number | null;
}
export interface WeekTally extends DayTally {
  /** The last day of the week, a Sunday; `day` is its Monday. */
  until: string;
}

export const NOTHING: Tally = { closed: 0, late: 0, reopened: 0, rated: [0, 0, 0, 0, 0] };

export const plus = (one: Tally, other: Tally): Tally => ({
  closed: one.closed + other.closed,
  late: one.late + other.late,
  reopened: one.reopened + other.reopened,
  rated: NOTHING.rated.map((_, at) => (one.rated[at] ?? 0) + (other.rated[at] ?? 0)),
});

const daysLater = (day: string, days: number): string => dayOf(endOfDay(day) + days * DAY_MS);
/** @returns 0 for Monday */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The Monday of the week with which the weeks of the page begin. @param now milliseconds */
export function firstMonday(now: number): string {
  const today = dayOf(now);
  return daysLater(today, -weekday(today) - 7 * (WEEKS - 1));
}

/** The last weeks, the present one too; a week stands as its last counted day stood. */
export function weeksOf(days: readonly DayTally[], now: number): WeekTally[] {
  const first = firstMonday(now);
  return Array.from({ length: WEEKS }, (_, at) => {
    const [from, until] = [daysLater(first, 7 * at), daysLater(first, 7 * at + 6)];
    const own = days.filter(({ day }) => day >= from && day <= until).sort((a, b) => (a.day < b.day ? -1 : 1));
    const last = own.findLast(({ open }) => open !== null);
    const sum = own.reduce(plus, NOTHING);
    return { ...sum, day: from, until, open: last?.open ?? null, overdue: last?.overdue ?? null };
  });
}

/** Of those who rated, how many gave 4 or 5. @returns whole per cent; null while nobody has rated */
export function satisfied({ rated }: Pick<Tally, 'rated'>): { percent: number; of: number } | null {
  const all = rated.reduce((sum, one) => sum + one, 0);
  return all === 0 ? null : { percent: Math.round((((rated[3] ?? 0) + (rated[4] ?? 0)) / all) * 100), of: all };
}

/**
 * What is counted together on somebody's page: a township with its counter and its offices, a department, or the
 * coordinating office. @returns as in `case_record.holder`
 */
export function countedHolders(
  staff: { townshipCode: string | null; departmentCode: string | null },
  { offices }: Pick<Directory, 'offices'>,
): string[] {
  if (staff.departmentCode !== null) return [`D${staff.departmentCode}`];
  if (staff.townshipCode === null) return ['C'];
  const own = offices.filter(({ townshipCode }) => townshipCode === staff.townshipCode);
  return [`T${staff.townshipCode}`, ...own.map(({ id }) => `O${id}`)];
}

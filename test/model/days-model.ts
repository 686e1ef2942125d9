/** Days, counted by looking at one after the other. Knows none of the worker's code. */
const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;
const FAR = 900;

/** Shanghai days since 1970-01-01. */
export const dayAt = (ms: number): number => Math.floor((ms + OFFSET) / DAY);
/** Its last millisecond. */
export const endOf = (day: number): number => (day + 1) * DAY - OFFSET - 1;
export const isWorked = (day: number): boolean => ![0, 6].includes((day + 4) % 7);
export const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** As many days as there are to the same day of the next month, or to its last one. */
export function aMonth(day: number): number {
  const date = new Date(day * DAY);
  const [year, month, of] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  return Date.UTC(year, month + 1, Math.min(of, last)) / DAY - day;
}

/** @param isPaused days that do not count @returns null when they never end */
export function lastDay(from: number, amount: number, unit: 'work' | 'any', isPaused: (day: number) => boolean) {
  const days: number[] = [];
  for (let day = from + 1; day < from + FAR; day++) if (!isPaused(day)) days.push(day);
  const counted = unit === 'work' ? days.filter(isWorked) : days;
  const end = counted[amount - 1];
  return end === undefined ? null : (days.find((day) => day >= end && isWorked(day)) ?? null);
}
/** So many working days after this moment, to the end of the last. */
export const workingDaysAfter = (ms: number, amount: number): number =>
  endOf(lastDay(dayAt(ms), amount, 'work', () => false) ?? 0);

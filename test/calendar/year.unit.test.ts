import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { deadline, isWorkingDay } from '../../worker/calendar/calendar.rules.ts';
import { CALENDAR } from './demonstration-calendar.ts';
import { MONTH_LENGTHS, YEAR_2026 } from './year-2026.ts';

/** Counted in the table by hand alone; undefined when the year is over before. */
function workingDaysAfter(start: number, amount: number): string | undefined {
  return YEAR_2026.slice(start + 1).filter(({ works }) => works)[amount - 1]?.day;
}
const workedFrom = (at: number): string | undefined => YEAR_2026.slice(at).find(({ works }) => works)?.day;

describe('the table of 2026 by hand', () => {
  it('is a whole year with as many working days as the regulation leaves: 365, less 104 weekend days and 13 holidays', () => {
    expect(MONTH_LENGTHS).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(YEAR_2026.filter(({ works }) => works)).toHaveLength(365 - 104 - 13);
  });
});

describe('the imported calendar', () => {
  it('says of every day of 2026 what the table by hand says', () => {
    expect(YEAR_2026.filter(({ day, works }) => isWorkingDay(CALENDAR, day) !== works)).toEqual([]);
  });

  it('agrees with an unrelated library on every day of 2025 and 2026', () => {
    const days = Array.from({ length: 730 }, (_, at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10));
    expect(days.at(-1)).toBe('2026-12-31');
    expect(days.filter((day) => isWorkingDay(CALENDAR, day) !== chineseDays.isWorkday(day))).toEqual([]);
  });
});

describe('terms that begin on any day of 2026', () => {
  it('of working days end where counting by hand ends, in more than 1,000 cases', () => {
    const cases = YEAR_2026.flatMap(({ day: start }, at) =>
      [1, 2, 5, 7, 10, 15, 20, 30].flatMap((amount) => {
        const expected = workingDaysAfter(at, amount);
        return expected === undefined ? [] : [{ start, amount, expected }];
      }),
    );
    expect(cases.length).toBeGreaterThan(1000);
    for (const { start, amount, expected } of cases)
      expect(deadline(CALENDAR, { start, amount, unit: 'working-days' }), `${amount} after ${start}`).toEqual({
        day: expected,
        provisional: false,
      });
  });

  it('of calendar days end on that day, or the first working day after it, in more than 1,000 cases', () => {
    const cases = YEAR_2026.flatMap(({ day: start }, at) =>
      [3, 7, 15, 30, 60].flatMap((amount) => {
        const expected = at + amount < YEAR_2026.length ? workedFrom(at + amount) : undefined;
        return expected === undefined ? [] : [{ start, amount, expected }];
      }),
    );
    expect(cases.length).toBeGreaterThan(1000);
    for (const { start, amount, expected } of cases)
      expect(deadline(CALENDAR, { start, amount, unit: 'calendar-days' }), `${amount} after ${start}`).toEqual({
        day: expected,
        provisional: false,
      });
  });

  it('of working days that the year has no room for are provisional', () => {
    const isLate = (at: number, amount: number) => workingDaysAfter(at, amount) === undefined;
    const late = YEAR_2026.flatMap(({ day: start }, at) => (isLate(at, 20) ? [start] : []));
    expect(late.length).toBeGreaterThan(20);
    for (const start of late) {
      const { day, provisional } = deadline(CALENDAR, { start, amount: 20, unit: 'working-days' });
      expect(provisional, start).toBe(true);
      expect(day > '2026-12-31', start).toBe(true);
    }
  });
});

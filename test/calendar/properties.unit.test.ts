import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayUnit } from '../../worker/calendar/calendar.contract.ts';
import { deadline, isWorkingDay, type WorkingCalendar } from '../../worker/calendar/calendar.rules.ts';
import { CALENDAR } from './demonstration-calendar.ts';

const dayAt = (at: number): string => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
/** Days of 2025 and of 2026. */
const day = fc.integer({ min: 0, max: 729 }).map(dayAt);
const amount = fc.integer({ min: 1, max: 90 });
const unit = fc.constantFrom<DayUnit>('calendar-days', 'working-days', 'months');
const daysUnit = fc.constantFrom<DayUnit>('calendar-days', 'working-days');
const pause = fc
  .tuple(fc.integer({ min: 0, max: 729 }), fc.integer({ min: 0, max: 25 }))
  .map(([from, length]) => ({ from: dayAt(from), to: dayAt(from + length) }));
const pauses = fc.array(pause, { maxLength: 4 });
/** The true calendar, and ones that no notice would ever order. */
const calendar: fc.Arbitrary<WorkingCalendar> = fc.oneof(
  fc.constant(CALENDAR),
  fc
    .record({ holidays: fc.uniqueArray(day, { maxLength: 60 }), worked: fc.uniqueArray(day, { maxLength: 20 }) })
    .map(({ holidays, worked }) => ({
      version: 'any',
      publishedUntil: '2026-12-31',
      holidays: new Set(holidays),
      makeUpWorkdays: new Set(worked.filter((worn) => !holidays.includes(worn))),
    })),
);
const isPausedBy = (list: readonly { from: string; to: string }[], at: string) =>
  list.some(({ from, to }) => at >= from && at <= to);
function daysAfter(start: string, end: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(start) + 86_400_000; at <= Date.parse(end); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

describe('for any calendar, start, amount and pauses, a deadline', () => {
  it('is a working day that is not paused', () => {
    fc.assert(
      fc.property(calendar, day, amount, unit, pauses, (own, start, days, kind, list) => {
        const last = deadline(own, { start, amount: days, unit: kind, pauses: list }).day;
        return isWorkingDay(own, last) && !isPausedBy(list, last);
      }),
    );
  });

  it('of working days has exactly that many between, neither paused nor off', () => {
    fc.assert(
      fc.property(calendar, day, amount, pauses, (own, start, days, list) => {
        const last = deadline(own, { start, amount: days, unit: 'working-days', pauses: list }).day;
        const counted = daysAfter(start, last).filter((at) => isWorkingDay(own, at) && !isPausedBy(list, at));
        expect(counted).toHaveLength(days);
      }),
    );
  });

  it('of calendar days leaves at least that many unpaused, and not one working day more', () => {
    fc.assert(
      fc.property(calendar, day, amount, pauses, (own, start, days, list) => {
        const last = deadline(own, { start, amount: days, unit: 'calendar-days', pauses: list }).day;
        const unpaused = daysAfter(start, last).filter((at) => !isPausedBy(list, at));
        expect(unpaused.length).toBeGreaterThanOrEqual(days);
        expect(unpaused.slice(days - 1).filter((at) => isWorkingDay(own, at))).toEqual([last]);
      }),
    );
  });

  it('is never earlier for a later start or a longer term', () => {
    fc.assert(
      fc.property(calendar, day, day, amount, amount, daysUnit, pauses, (own, one, other, few, many, kind, list) => {
        const [start, later] = [one, other].sort() as [string, string];
        const [less, more] = [few, many].sort((a, b) => a - b) as [number, number];
        const last = deadline(own, { start, amount: less, unit: kind, pauses: list }).day;
        expect(deadline(own, { start: later, amount: less, unit: kind, pauses: list }).day >= last).toBe(true);
        expect(deadline(own, { start, amount: more, unit: kind, pauses: list }).day >= last).toBe(true);
      }),
    );
  });

  it('of months is never earlier for a later start', () => {
    fc.assert(
      fc.property(calendar, day, day, fc.integer({ min: 1, max: 24 }), (own, one, other, months) => {
        const [start, later] = [one, other].sort() as [string, string];
        const endOf = (from: string) => deadline(own, { start: from, amount: months, unit: 'months' }).day;
        return endOf(start) <= endOf(later);
      }),
    );
  });

  it('of a and then b working days is the one of a + b', () => {
    fc.assert(
      fc.property(calendar, day, amount, amount, pauses, (own, start, a, b, list) => {
        const addTo = (from: string, days: number) =>
          deadline(own, { start: from, amount: days, unit: 'working-days', pauses: list }).day;
        expect(addTo(addTo(start, a), b)).toBe(addTo(start, a + b));
      }),
    );
  });

  it('is never earlier for another pause, and unknown only while one is open', () => {
    fc.assert(
      fc.property(calendar, day, amount, daysUnit, pauses, pause, (own, start, days, kind, list, more) => {
        const term = { start, amount: days, unit: kind };
        const last = deadline(own, { ...term, pauses: list }).day;
        expect(deadline(own, { ...term, pauses: [...list, more] }).day >= last).toBe(true);
        const open = deadline(own, { ...term, pauses: [...list, { from: more.from, to: null }] }).day;
        expect(open).toBe(more.from <= last ? null : last);
      }),
    );
  });

  it('is provisional exactly when it lies behind the published years', () => {
    fc.assert(
      fc.property(day, amount, unit, pauses, (start, days, kind, list) => {
        const { day: last, provisional } = deadline(CALENDAR, { start, amount: days, unit: kind, pauses: list });
        return provisional === last > '2026-12-31';
      }),
    );
  });
});

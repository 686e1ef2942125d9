import { describe, expect, it } from 'vitest';
import type { DayUnit, Pause } from '../../worker/calendar/calendar.contract.ts';
import {
  calendarOf,
  dayOf,
  deadline,
  endOfDay,
  isDay,
  isWorkingDay,
  weekdayOf,
} from '../../worker/calendar/calendar.rules.ts';
import { CALENDAR, calendarUpTo, TABLE } from './demonstration-calendar.ts';

const endOf = (start: string, amount: number, unit: DayUnit, pauses: readonly Pause[] = []) =>
  deadline(CALENDAR, { start, amount, unit, pauses });

describe('a term', () => {
  it.each<[string, string, number, DayUnit, string]>([
    ['does not count its first day', '2026-11-02', 5, 'working-days', '2026-11-09'],
    ['that begins on a day off counts from the next day on', '2026-11-07', 5, 'working-days', '2026-11-13'],
    ['counts a Sunday that is worked', '2026-09-18', 1, 'working-days', '2026-09-20'],
    ['passes over a holiday', '2026-09-30', 5, 'working-days', '2026-10-13'],
    ['of calendar days counts holidays', '2026-09-25', 15, 'calendar-days', '2026-10-10'],
    ['whose last day is a Saturday moves to Monday', '2026-11-06', 15, 'calendar-days', '2026-11-23'],
    ['whose last day is a Saturday that is worked stays', '2026-04-24', 15, 'calendar-days', '2026-05-09'],
    ['whose last day is in a holiday moves behind it', '2026-08-02', 60, 'calendar-days', '2026-10-08'],
    ['whose last day is in the Spring Festival moves behind it', '2026-02-01', 15, 'calendar-days', '2026-02-24'],
    ['of no days ends on its own day', '2026-11-02', 0, 'working-days', '2026-11-02'],
    [
      'of no days that begins on a day off ends on the next working day',
      '2026-11-01',
      0,
      'calendar-days',
      '2026-11-02',
    ],
    ['crosses from one published year into the next', '2025-12-31', 2, 'working-days', '2026-01-05'],
  ])('%s', (_name, start, amount, unit, day) => {
    expect(endOf(start, amount, unit)).toEqual({ day, provisional: false });
  });

  it.each([
    ['ends on the same day of the later month', '2026-03-10', 1, '2026-04-10'],
    ['ends on the last day of a month that is shorter', '2026-01-31', 1, '2026-02-28'],
    ['ends on the 30th of a month that has no 31st', '2026-08-31', 1, '2026-09-30'],
    ['moves when that day is off', '2026-09-01', 1, '2026-10-08'],
    ['goes over the turn of the year', '2025-11-30', 2, '2026-01-30'],
    ['of a year and a half', '2025-04-30', 18, '2026-10-30'],
  ])('of months %s', (_name, start, amount, day) => {
    expect(endOf(start, amount, 'months')).toEqual({ day, provisional: false });
  });

  it('of months knows the 29th of February', () => {
    expect(endOf('2028-01-31', 1, 'months')).toEqual({ day: '2028-02-29', provisional: true });
  });

  it.each([-1, 1.5, Number.NaN, 4001])('of %s days is a mistake of the caller', (amount) => {
    expect(() => endOf('2026-11-02', amount, 'calendar-days')).toThrow(RangeError);
  });

  it.each(['2026-02-30', '2026-2-3', '2026-11-02T00:00:00Z', '', '20261102'])('that begins on “%s” is too', (start) => {
    expect(isDay(start)).toBe(false);
    expect(() => endOf(start, 1, 'calendar-days')).toThrow(RangeError);
  });
});

describe('a pause', () => {
  it.each<[string, number, DayUnit, { from: string; to: string }[], string]>([
    ['takes its working days out', 5, 'working-days', [{ from: '2026-11-04', to: '2026-11-06' }], '2026-11-12'],
    ['takes its calendar days out', 15, 'calendar-days', [{ from: '2026-11-04', to: '2026-11-06' }], '2026-11-20'],
    ['lengthens a month by its days', 1, 'months', [{ from: '2026-11-04', to: '2026-11-05' }], '2026-12-04'],
    ['of one day is that day', 5, 'working-days', [{ from: '2026-11-04', to: '2026-11-04' }], '2026-11-10'],
    [
      'over a weekend costs no working day',
      5,
      'working-days',
      [{ from: '2026-11-07', to: '2026-11-08' }],
      '2026-11-09',
    ],
    [
      'that ends before it begins takes nothing',
      5,
      'working-days',
      [{ from: '2026-11-05', to: '2026-11-04' }],
      '2026-11-09',
    ],
    ['after the last day changes nothing', 5, 'working-days', [{ from: '2026-11-10', to: '2026-11-20' }], '2026-11-09'],
    [
      'before the first day changes nothing',
      5,
      'working-days',
      [{ from: '2026-10-20', to: '2026-11-02' }],
      '2026-11-09',
    ],
    [
      'is counted once where two overlap',
      5,
      'working-days',
      [
        { from: '2026-11-04', to: '2026-11-05' },
        { from: '2026-11-05', to: '2026-11-06' },
      ],
      '2026-11-12',
    ],
    [
      'that begins while the last day is being moved is waited for',
      12,
      'calendar-days',
      [{ from: '2026-11-16', to: '2026-11-17' }],
      '2026-11-18',
    ],
  ])('%s', (_name, amount, unit, pauses, day) => {
    expect(endOf('2026-11-02', amount, unit, pauses)).toEqual({ day, provisional: false });
  });

  it('of the past takes out the holidays of its own year', () => {
    const paused = endOf('2025-09-26', 5, 'working-days', [{ from: '2025-09-29', to: '2025-10-09' }]);
    // 28 September (a Sunday that was worked), 10 and 11 October, 13, 14.
    expect(paused).toEqual({ day: '2025-10-14', provisional: false });
  });

  it('that is open leaves the last day unknown: the clock stands still', () => {
    const open: Pause = { from: '2026-11-04', to: null };
    for (const unit of ['working-days', 'calendar-days', 'months'] as const)
      expect(endOf('2026-11-02', 5, unit, [open])).toEqual({ day: null, provisional: true });
  });

  it('that is open but began after the last day changes nothing', () => {
    expect(endOf('2026-11-02', 5, 'working-days', [{ from: '2026-11-10', to: null }]).day).toBe('2026-11-09');
  });

  it('that is open and began on the last day leaves it unknown', () => {
    expect(endOf('2026-11-02', 5, 'working-days', [{ from: '2026-11-09', to: null }]).day).toBeNull();
  });

  it('of thousands of years costs no time', () => {
    const pauses = [{ from: '2026-11-03', to: '9000-12-31' }];
    expect(endOf('2026-11-02', 1, 'calendar-days', pauses).day).toBe('9001-01-02');
  });
});

describe('a deadline beyond the published years', () => {
  it('is provisional, and still not on New Year’s Day, which is off in every year', () => {
    expect(endOf('2026-12-31', 1, 'working-days')).toEqual({ day: '2027-01-04', provisional: true });
    expect(endOf('2026-12-17', 15, 'calendar-days')).toEqual({ day: '2027-01-04', provisional: true });
  });

  it('is not, while its last day lies in a published year', () => {
    expect(endOf('2026-12-16', 15, 'calendar-days')).toEqual({ day: '2026-12-31', provisional: false });
    expect(endOf('2026-12-30', 1, 'working-days')).toEqual({ day: '2026-12-31', provisional: false });
  });

  it('is counted again when the table grows, and is then final', () => {
    const term = { start: '2025-12-29', amount: 5, unit: 'working-days' } as const;
    const before = calendarUpTo(2025);
    // Known then: 1 January is off. Not known: 2 January is off as well, and Sunday the 4th is worked.
    expect(deadline(before, term)).toEqual({ day: '2026-01-06', provisional: true });
    expect(deadline(CALENDAR, term)).toEqual({ day: '2026-01-06', provisional: false });
    const festival = { start: '2026-02-10', amount: 5, unit: 'working-days' } as const;
    expect(deadline(before, festival)).toEqual({ day: '2026-02-17', provisional: true });
    expect(deadline(CALENDAR, festival)).toEqual({ day: '2026-02-24', provisional: false });
    expect(before.version).not.toBe(CALENDAR.version);
  });

  it('is known before the first published year no better than after the last one', () => {
    expect(endOf('2024-12-30', 2, 'working-days').provisional).toBe(true);
    expect(endOf('2024-12-31', 2, 'working-days').provisional).toBe(false);
    expect(endOf('2024-11-01', 15, 'calendar-days').provisional).toBe(true);
  });

  it('is every one of them while nothing has been imported', () => {
    const empty = calendarOf({ days: [], years: [] });
    expect(empty.publishedUntil).toBe('0000-12-31');
    expect(deadline(empty, { start: '2026-11-02', amount: 5, unit: 'working-days' })).toEqual({
      day: '2026-11-09',
      provisional: true,
    });
  });
});

describe('the version of the calendar', () => {
  it('is the same in any order of rows, and another one when a day changes', () => {
    expect(calendarOf({ days: TABLE.days.toReversed(), years: TABLE.years.toReversed() }).version).toBe(
      CALENDAR.version,
    );
    expect(calendarOf({ ...TABLE, days: TABLE.days.slice(1) }).version).not.toBe(CALENDAR.version);
  });

  it('names how far the notices go', () => {
    expect(CALENDAR.publishedUntil).toBe('2026-12-31');
    expect(CALENDAR.version).toMatch(/^2026-12-31\.[0-9a-z]+$/);
  });
});

describe('a day in Shanghai', () => {
  it.each([
    ['2026-11-01T15:59:59.999Z', '2026-11-01'],
    ['2026-11-01T16:00:00.000Z', '2026-11-02'],
    ['2026-12-31T15:59:59.999Z', '2026-12-31'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    // Where other countries change their clocks.
    ['2026-03-28T16:00:00.000Z', '2026-03-29'],
    ['2026-10-25T15:59:59.999Z', '2026-10-25'],
  ])('%s is %s', (instant, day) => {
    expect(dayOf(Date.parse(instant))).toBe(day);
  });

  it('ends one millisecond before the next one begins, on every day of a year', () => {
    for (let at = 0; at < 366; at++) {
      const day = dayOf(Date.parse('2026-01-01T04:00:00Z') + at * 86_400_000);
      expect(dayOf(endOfDay(day))).toBe(day);
      expect(dayOf(endOfDay(day) + 1) > day).toBe(true);
    }
    expect(endOfDay('2026-11-02')).toBe(Date.parse('2026-11-02T23:59:59.999+08:00'));
  });

  it.each([
    ['2026-11-19', '星期四'],
    ['2026-11-22', '星期日'],
    ['2026-11-23', '星期一'],
    ['2026-01-03', '星期六'],
    ['1969-12-31', '星期三'],
  ])('%s is a %s', (day, name) => {
    expect(weekdayOf(day)).toBe(name);
  });

  it('beyond the notices is worked from Monday to Friday but on the holidays of every year', () => {
    const days = ['2027-05-01', '2027-10-01', '2028-10-02', '2027-05-03', '2027-02-06', '2027-02-08'];
    expect(days.filter((day) => isWorkingDay(CALENDAR, day))).toEqual(['2027-05-03', '2027-02-08']);
  });
});

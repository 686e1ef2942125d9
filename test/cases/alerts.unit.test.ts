import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../worker/calendar/calendar.rules.ts';
import { edgesAt, isSettled, levelOf } from '../../worker/cases/alerts.rules.ts';
import type { Step } from '../../worker/cases/history.rules.ts';
import { CALENDAR } from '../calendar/demonstration-calendar.ts';

const at = (day: string, time = '09:00') => Date.parse(`${day}T${time}:00+08:00`);
const edges = (day: string, time?: string) => edgesAt(CALENDAR, at(day, time));
const isWarned = (due: string, today: string) => {
  const { lateBefore, warnUntil } = edges(today);
  return endOfDay(due) >= lateBefore && endOfDay(due) <= warnUntil;
};

describe('when a limit is near or over', () => {
  // 2026-11-02 is a Monday; 2026-10-01 to 07 are off, Saturday 2026-10-10 is worked.
  it.each([
    ['one working day before', '2026-11-05', '2026-11-04', true],
    ['on its last day', '2026-11-05', '2026-11-05', true],
    ['two working days before: not yet', '2026-11-05', '2026-11-03', false],
    ['the day after: no warning any more', '2026-11-05', '2026-11-06', false],
    ['due on Monday: on Friday', '2026-11-09', '2026-11-06', true],
    ['due on Monday: on Thursday not yet', '2026-11-09', '2026-11-05', false],
    ['due on Monday: on Sunday too', '2026-11-09', '2026-11-08', true],
    ['due after the holiday: on the last working day before it', '2026-10-08', '2026-09-30', true],
    ['due on a Saturday that is worked: on Friday', '2026-10-10', '2026-10-09', true],
    ['due after a Saturday that is worked: on that Saturday', '2026-10-12', '2026-10-10', true],
    ['due after a Saturday that is worked: not on Friday', '2026-10-12', '2026-10-09', false],
  ])('warned %s', (_name, due, today, isIt) => {
    expect(isWarned(due, today)).toBe(isIt);
  });

  it.each([
    ['on its last day nowhere', '2026-11-05', '2026-11-05', '23:59', 0],
    ['on the first day after to the leader', '2026-11-05', '2026-11-06', '00:00', 1],
    ['over a weekend it stays with the leader', '2026-11-05', '2026-11-08', '09:00', 1],
    ['for two full working days', '2026-11-05', '2026-11-09', '23:59', 1],
    ['then to the coordinating office', '2026-11-05', '2026-11-10', '00:00', 2],
    ['a holiday gives the leader time', '2026-09-30', '2026-10-07', '09:00', 1],
    ['working days after it count', '2026-09-30', '2026-10-09', '23:59', 1],
    ['and so does the Saturday that is worked', '2026-09-30', '2026-10-10', '00:00', 2],
    ['long after it is still there', '2026-09-30', '2026-11-10', '09:00', 2],
  ])('%s', (_name, due, today, time, level) => {
    expect(levelOf(endOfDay(due), edges(today, time))).toBe(level);
  });
});

describe('an answered case', () => {
  const step = (action: string, day: string) => ({ action, at: at(day) }) as Step;
  it.each([
    ['is open for 15 days', [step('answer', '2026-11-02')], '2026-11-17', false],
    ['is over then', [step('answer', '2026-11-02')], '2026-11-18', true],
    [
      'that was answered anew counts anew',
      [step('answer', '2026-10-02'), step('answer', '2026-11-02')],
      '2026-11-10',
      false,
    ],
    ['was answered by an agreement too', [step('mediation-agreement', '2026-10-02')], '2026-11-10', true],
    ['that never was is not', [step('accept', '2026-01-02')], '2026-11-10', false],
  ])('%s', (_name, history, today, isIt) => {
    expect(isSettled(history, at(today))).toBe(isIt);
  });
});

// Pure. Until when a step has time.

import { dayOf, deadline, endOfDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import { type LimitStep, OPERATION_LIMITS, type OperationLimit } from './limits.data.ts';

const MS = { minutes: 60_000, hours: 3_600_000 } as const;

/** @returns null before the first day of the configuration */
export function limitOf(
  step: LimitStep,
  now: number,
  limits: readonly OperationLimit[] = OPERATION_LIMITS,
): OperationLimit | null {
  const today = dayOf(now);
  const begun = limits.filter((limit) => limit.step === step && limit.effectiveFrom <= today);
  return begun.reduce<OperationLimit | null>(
    (latest, limit) => (latest === null || limit.effectiveFrom > latest.effectiveFrom ? limit : latest),
    null,
  );
}

/**
 * Minutes and hours run day and night; working days end with the day.
 * @returns the moment itself where no limit is configured: what nobody gave time to is due at once, never without a date
 */
export function limitEnd(calendar: WorkingCalendar, step: LimitStep, from: number): number {
  const limit = limitOf(step, from);
  if (limit === null) return from;
  if (limit.unit !== 'working-days') return from + limit.amount * MS[limit.unit];
  return endOfDay(deadline(calendar, { start: dayOf(from), amount: limit.amount, unit: 'working-days' }).day);
}

/** In minutes, for a limit that is one. */
export function minutesOf(step: LimitStep, now: number): number {
  const limit = limitOf(step, now);
  if (limit === null || limit.unit === 'working-days') return 0;
  return (limit.amount * MS[limit.unit]) / MS.minutes;
}

// Pure. By when a step of a call is to be taken.

import { dayOf, deadline, endOfDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { StepLimit } from '../calendar/step-limits.contract.ts';
import { CALL_KINDS, CALL_STEPS, type CallKind, type CallLimit, type CallStep } from './calls.contract.ts';
import { CALL_LIMITS } from './limits.data.ts';

const MINUTE_MS = 60_000;

/** What is needed to count. */
export interface CallTime {
  limits: readonly CallLimit[];
  calendar: WorkingCalendar;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

const isCallLimit = (limit: StepLimit): limit is CallLimit =>
  (CALL_KINDS as readonly string[]).includes(limit.kind) && (CALL_STEPS as readonly string[]).includes(limit.step);

/** What the city has set; for a step of which it has set nothing, the default. */
export function limitsFrom(set: readonly StepLimit[]): CallLimit[] {
  const own = set.filter(isCallLimit);
  const isSet = ({ kind, step }: CallLimit) => own.some((limit) => limit.kind === kind && limit.step === step);
  return [...CALL_LIMITS.filter((limit) => !isSet(limit)), ...own];
}

/**
 * The limit in force on that day: of those that have begun the latest; before the first has begun, the first.
 * @throws RangeError when the configuration knows none for this kind and step: it is checked when it is read
 */
export function limitOf(limits: readonly CallLimit[], kind: CallKind, step: CallStep, day: string): CallLimit {
  const known = limits
    .filter((limit) => limit.kind === kind && limit.step === step)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const found = known.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? known[0];
  if (!found) throw new RangeError(`no limit for ${kind} ${step}`);
  return found;
}

/** The last millisecond in time. Minutes and hours run day and night; working days end with the day. */
export function dueFrom({ limits, calendar }: CallTime, kind: CallKind, step: CallStep, from: number): number {
  const { amount, unit } = limitOf(limits, kind, step, dayOf(from));
  if (unit === 'working-days') {
    const { day } = deadline(calendar, { start: dayOf(from), amount, unit });
    return endOfDay(day);
  }
  return from + amount * MINUTE_MS * (unit === 'hours' ? 60 : 1);
}

/** When the last of several steps is due that follow one another, each taken on its last moment. */
export const dueAfter = (time: CallTime, kind: CallKind, steps: readonly CallStep[], from: number): number =>
  steps.reduce((at, step) => dueFrom(time, kind, step, at), from);

// Pure. When a limit is near, when it has run out, when that goes up, and when an answered case is over.

import { dayOf, endOfDay, isWorkingDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { Step } from './history.rules.ts';
import { soonUntil } from './queue.rules.ts';
import { REJECT_DAYS } from './transitions.data.ts';

const DAY_MS = 86_400_000;

/** `warning`: one working day before. `leader`: on the first day after. `coordinator`: see below. */
export const ALERT_KINDS = ['warning', 'leader', 'coordinator'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Full working days that the leader has before it goes to the coordinating office. No law sets it: the city may change
 * it here.
 */
export const LEADER_WORKING_DAYS = 2;

/** `case_record.escalation` */
export const LEVELS = { none: 0, leader: 1, coordinator: 2 } as const;

const dayBefore = (day: string): string => dayOf(endOfDay(day) - DAY_MS);

/**
 * The edges of this moment. They are what an index can be asked for, and they depend on the moment alone: a tick that
 * comes late, twice or not at all changes nothing about what is due.
 */
export interface Edges {
  /** A limit that ends up to here (and has not ended) is near: yellow. Milliseconds, the end of a day. */
  warnUntil: number;
  /** A limit that ended before this has run out: red, and its leader is told. */
  lateBefore: number;
  /** A limit that ended up to here goes to the coordinating office. */
  coordinatorUntil: number;
}

export function edgesAt(calendar: WorkingCalendar, now: number): Edges {
  const today = dayOf(now);
  let day = today;
  // The leader has full days: it goes up on the working day after them.
  for (let left = LEADER_WORKING_DAYS + 1; left > 0; day = dayBefore(day)) if (isWorkingDay(calendar, day)) left--;
  return {
    warnUntil: soonUntil(calendar, now),
    lateBefore: endOfDay(dayBefore(today)) + 1,
    coordinatorUntil: endOfDay(day),
  };
}

/** As in `case_record.escalation`. */
export function levelOf(dueAt: number, { lateBefore, coordinatorUntil }: Edges): 0 | 1 | 2 {
  if (dueAt <= coordinatorUntil) return LEVELS.coordinator;
  return dueAt < lateBefore ? LEVELS.leader : LEVELS.none;
}

/** Steps that answer a case. */
export const ANSWERING = ['answer', 'mediation-agreement', 'mediation-failure'] as const;

/** @returns whether the days are over within which the answer can be sent back; false while there is none */
export function isSettled(history: readonly Step[], now: number): boolean {
  const answer = history.findLast(({ action }) => (ANSWERING as readonly string[]).includes(action));
  return answer !== undefined && now > answer.at + REJECT_DAYS * DAY_MS;
}

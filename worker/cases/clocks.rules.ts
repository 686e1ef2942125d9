// Pure. Which limits run, until when, and what each step does to them.

import type { Pause } from '../calendar/calendar.contract.ts';
import { dayOf, deadline, endOfDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { CaseKind, PetitionKind } from './cases.contract.ts';
import { CLOCK_RULES, type ClockRule } from './clocks.data.ts';
import type { Step } from './history.rules.ts';
import type { ClockEffect } from './transitions.data.ts';

export interface StoredClock {
  /** `ClockRule.id` */
  id: string;
  /** The day it started on, which is not counted. YYYY-MM-DD as all days here. */
  start: string;
  pauses: Pause[];
  /** The last day; null while a pause is open. */
  day: string | null;
  provisional: boolean;
  metAt: number | null;
  /** Granted beyond the rule's own amount, in its unit. */
  extended?: number;
}

const DAY_MS = 86_400_000;

const rulesOf = (kind: CaseKind, petitionKind: PetitionKind | null): ClockRule[] =>
  CLOCK_RULES.filter(
    (rule) => rule.kinds.includes(kind) && (rule.petitionKind === null || rule.petitionKind === petitionKind),
  );
export const ruleOf = (clock: Pick<StoredClock, 'id'>): ClockRule | undefined =>
  CLOCK_RULES.find(({ id }) => id === clock.id);

/** What its days are called in a sentence: `延 5 个工作日`. */
export const dayWord = (id: string): string => (ruleOf({ id })?.unit === 'working-days' ? '个工作日' : '天');

/** How it is counted, with what was granted beyond it: the day beside it cannot be understood otherwise. */
export function countedText(clock: Pick<StoredClock, 'id' | 'extended'>): string {
  const { id, extended = 0 } = clock;
  return `${ruleOf(clock)?.counted ?? ''}${extended > 0 ? `，延长 ${extended} ${dayWord(id)}` : ''}`;
}

function counted(calendar: WorkingCalendar, clock: StoredClock): StoredClock {
  const rule = ruleOf(clock);
  if (!rule) return clock;
  const { start, pauses } = clock;
  const amount = rule.amount + (clock.extended ?? 0);
  return { ...clock, ...deadline(calendar, { start, amount, unit: rule.unit, pauses }) };
}

function started(calendar: WorkingCalendar, rules: readonly ClockRule[], on: ClockRule['startsOn'], now: number) {
  return rules
    .filter(({ startsOn }) => startsOn === on)
    .map(({ id }) =>
      counted(calendar, { id, start: dayOf(now), pauses: [], day: null, provisional: true, metAt: null }),
    );
}

/** What runs, under another calendar: a new year was published, or a notice corrected. What is over stays as it was. */
export const recounted = (calendar: WorkingCalendar, clocks: readonly StoredClock[]): StoredClock[] =>
  clocks.map((clock) => (clock.metAt === null ? counted(calendar, clock) : clock));

export function firstClocks(
  calendar: WorkingCalendar,
  kind: CaseKind,
  petitionKind: PetitionKind | null,
  now: number,
): StoredClock[] {
  return started(calendar, rulesOf(kind, petitionKind), 'submit', now);
}

/** The clocks after a step. @param of the kind of the case */
export function clocksAfter(
  calendar: WorkingCalendar,
  clocks: readonly StoredClock[],
  of: { kind: CaseKind; petitionKind: PetitionKind | null },
  effect: ClockEffect,
  now: number,
): StoredClock[] {
  const running = (clock: StoredClock) => clock.metAt === null;
  if (effect === 'pause') {
    const from = dayOf(now + DAY_MS);
    return clocks.map((clock) =>
      running(clock) ? counted(calendar, { ...clock, pauses: [...clock.pauses, { from, to: null }] }) : clock,
    );
  }
  const resumed =
    effect === 'resume' || effect === 'accept'
      ? clocks.map((clock) => (running(clock) ? counted(calendar, withClosedPause(clock, now)) : clock))
      : clocks;
  const met = resumed.map((clock) =>
    running(clock) && ruleOf(clock)?.metBy.includes(effect) ? { ...clock, metAt: now } : clock,
  );
  if (effect === 'accept') {
    const known = new Set(met.map(({ id }) => id));
    const fresh = started(calendar, rulesOf(of.kind, of.petitionKind), 'accept', now);
    return [...met, ...fresh.filter(({ id }) => !known.has(id))];
  }
  if (effect === 'reopen') {
    // An answer that was not accepted met nothing: its limit goes on from where it stood.
    return met.map((clock) => (ruleOf(clock)?.metBy.includes('accept') ? clock : { ...clock, metAt: null }));
  }
  return met;
}

/** A clock with more time; the others stay as they are. @param days in the unit of its rule */
export const extendedBy = (
  calendar: WorkingCalendar,
  clocks: readonly StoredClock[],
  id: string,
  days: number,
): StoredClock[] =>
  clocks.map((clock) =>
    clock.id === id ? counted(calendar, { ...clock, extended: (clock.extended ?? 0) + days }) : clock,
  );

/**
 * The clocks under another kind: what holds for both goes on, what does not hold any more goes, and what is new counts
 * from the day on which the case came in or was accepted, with the pauses that there were.
 */
export function reclassified(
  calendar: WorkingCalendar,
  clocks: readonly StoredClock[],
  of: { kind: CaseKind; petitionKind: PetitionKind | null },
  moments: { submittedAt: number; acceptedAt: number | null },
): StoredClock[] {
  const pauses = clocks.find((clock) => clock.pauses.length > 0)?.pauses ?? [];
  return rulesOf(of.kind, of.petitionKind).flatMap(({ id, startsOn, metBy }) => {
    const known = clocks.find((clock) => clock.id === id);
    if (known) return [known];
    const from = startsOn === 'submit' ? moments.submittedAt : moments.acceptedAt;
    if (from === null) return [];
    const metAt = metBy.includes('accept') ? moments.acceptedAt : null;
    return [counted(calendar, { id, start: dayOf(from), pauses, day: null, provisional: true, metAt })];
  });
}

/** A clock that no step of the table starts: that of a review. */
export const startedClock = (calendar: WorkingCalendar, id: string, now: number): StoredClock =>
  counted(calendar, { id, start: dayOf(now), pauses: [], day: null, provisional: true, metAt: null });

function withClosedPause(clock: StoredClock, now: number): StoredClock {
  return { ...clock, pauses: clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? dayOf(now) })) };
}

/** The clock that the citizen is told: of those that run, the one that ends first. */
export function nextClock(clocks: readonly StoredClock[]): (StoredClock & { day: string }) | null {
  const running = clocks.filter(
    (clock): clock is StoredClock & { day: string } => clock.metAt === null && clock.day !== null,
  );
  return running.sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null;
}

export const dueAt = (clocks: readonly StoredClock[]): number | null => {
  const next = nextClock(clocks);
  return next === null ? null : endOfDay(next.day);
};

/**
 * The clocks as people are told of them. Merging closes a case, and with it its clocks; but nobody has answered by
 * that: what waits for the answer goes on until the shared one is there.
 */
export function toldClocks({
  clocks,
  history,
}: {
  clocks: readonly StoredClock[];
  history: readonly Pick<Step, 'action' | 'at'>[];
}): StoredClock[] {
  const merged = history.findLast(({ action }) => action === 'merge');
  if (merged === undefined) return [...clocks];
  const answered = history.find(({ action }) => action === 'answer-along')?.at ?? null;
  const isErased = history.some(({ action }) => action === 'erase');
  return clocks.flatMap((clock) => {
    // That it was taken in, and with whom it goes on, is said by the merging itself.
    if (clock.metAt !== merged.at || ruleOf(clock)?.metBy.includes('accept')) return [clock];
    // Erased before the answer: nobody is left who waits for it, and it was not kept either.
    return answered === null && isErased ? [] : [{ ...clock, metAt: answered }];
  });
}

/** What was done after the last day stays overdue: nobody is told that it was kept. */
export function clockState({ day, metAt }: StoredClock, now: number): 'running' | 'met' | 'overdue' {
  if (day !== null && (metAt ?? now) > endOfDay(day)) return 'overdue';
  return metAt === null ? 'running' : 'met';
}

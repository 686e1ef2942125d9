// Pure. The queue of the desk: what stands in it, how urgent a line is, where the next page begins.

import { dayOf, deadline, endOfDay, isDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import { CASE_KINDS, CASE_STATES, type CaseKind, type CaseState, type PetitionKind } from './cases.contract.ts';

/** A line of the queue: nothing of what the citizen wrote. Moments are milliseconds since 1970-01-01T00:00Z. */
export interface QueueLine {
  id: number;
  kind: CaseKind;
  petitionKind: PetitionKind | null;
  townshipCode: string;
  territorialCode: string | null;
  itemCode: string | null;
  state: CaseState;
  createdAt: number;
  /** Null while no limit runs: it waits for the citizen, or is answered. */
  dueAt: number | null;
  /** Null while it is open. */
  closedAt: number | null;
  holder: string;
  escalation: number;
  groupSize: number;
  /** It looked as if a machine had handed it in, and nobody has looked yet. */
  needsReview: boolean;
}

/** A line with the number that the citizen names; null for who may not read the text, and once it has been erased. */
export type NumberedLine = QueueLine & { number: string | null };

/**
 * `own`: what lies with the viewer's organ. `parts`: where it helps others. `escalated`: what the clock has sent up.
 * `closedBy`: what these holders had when it was closed, the latest first.
 */
export type Box = 'own' | 'parts' | 'escalated' | { township: string } | { closedBy: readonly string[] };

/** Whose cases: of one holder, or all open ones of a township. */
export interface QueueOf {
  by: 'holder' | 'township';
  code: string;
}
/** From the first moment on, to the second one exclusively. */
export interface DueRange {
  from: number | null;
  to: number | null;
}
/** The last line of the page before: its limit or, among closed ones, the moment of closing. */
export interface QueueCursor {
  at: number | null;
  id: number;
}

export type Urgency = 'overdue' | 'soon' | 'later' | 'none';
export const DUE_FILTERS = ['overdue', 'soon', 'later', 'none'] as const satisfies readonly Urgency[];

export const REVIEW_FILTERS = ['only', 'without'] as const;

export interface QueueFilter {
  kind: CaseKind | null;
  state: CaseState | null;
  /** `domain` of the territorial list. */
  domain: string | null;
  due: Urgency | null;
  /** Those that are to be looked at first, or all others. */
  review: (typeof REVIEW_FILTERS)[number] | null;
  /** YYYY-MM-DD: of closed ones, those that were closed by the end of this day. */
  until: string | null;
}
export const NO_FILTER: QueueFilter = { kind: null, state: null, domain: null, due: null, review: null, until: null };

/** Lines of a page. */
export const QUEUE_PAGE = 50;
/** How many lines a page with filters looks at before it says "go on". */
export const QUEUE_WINDOW = 400;
/** Counted no further. */
export const MOST_COUNTED = 100;

const oneOf = <T extends string>(value: string, options: readonly T[]): T | null =>
  options.find((option) => option === value) ?? null;

/** Out of an address. What it does not know counts as not said. */
export function readFilter(get: (name: string) => string | undefined): QueueFilter {
  return {
    kind: oneOf(get('kind') ?? '', CASE_KINDS),
    state: oneOf(get('state') ?? '', CASE_STATES),
    // The cut may part a character in two: such a half cannot stand in an address.
    domain: (get('domain') ?? '').slice(0, 40).toWellFormed() || null,
    due: oneOf(get('due') ?? '', DUE_FILTERS),
    review: oneOf(get('review') ?? '', REVIEW_FILTERS),
    until: isDay(get('until') ?? '') ? (get('until') ?? null) : null,
  };
}

export const writeCursor = ({ at, id }: QueueCursor): string =>
  `${at === null ? '' : at.toString(36)}.${id.toString(36)}`;
/** @returns null for what is no cursor: then the list begins anew */
export function readCursor(text: string): QueueCursor | null {
  const match = /^([0-9a-z]{0,11})\.([0-9a-z]{1,11})$/.exec(text);
  if (!match) return null;
  const [, at = '', id = ''] = match;
  return { at: at === '' ? null : Number.parseInt(at, 36), id: Number.parseInt(id, 36) };
}

/** Until when a limit counts as near: the end of the next working day (the hotline warns one working day before). */
export function soonUntil(calendar: WorkingCalendar, now: number): number {
  return endOfDay(deadline(calendar, { start: dayOf(now), amount: 1, unit: 'working-days', pauses: [] }).day);
}

export function urgencyOf(dueAt: number | null, now: number, soon: number): Urgency {
  if (dueAt === null) return 'none';
  if (dueAt < now) return 'overdue';
  return dueAt <= soon ? 'soon' : 'later';
}

/** The limits that belong to a filter; null: all of them. */
export function rangeOf(due: Urgency | null, now: number, soon: number): DueRange | 'none' | null {
  if (due === null || due === 'none') return due;
  if (due === 'overdue') return { from: null, to: now };
  return due === 'soon' ? { from: now, to: soon + 1 } : { from: soon + 1, to: null };
}

/** Where a closed list begins: after the last line of the page before, or at the end of the day that is asked for. */
export const closedStart = ({ until }: QueueFilter, cursor: QueueCursor | null): QueueCursor | null =>
  // Beyond every id of that moment: whatever was closed in it comes along.
  cursor ?? (until === null ? null : { at: endOfDay(until), id: Number.MAX_SAFE_INTEGER });

/** @param domainOf of an entry of the territorial list */
export const fits = (
  line: QueueLine,
  { kind, state, domain, review }: QueueFilter,
  domainOf: (territorialCode: string) => string | undefined,
): boolean =>
  (kind === null || line.kind === kind) &&
  (state === null || line.state === state) &&
  (review === null || line.needsReview === (review === 'only')) &&
  (domain === null || (line.territorialCode !== null && domainOf(line.territorialCode) === domain));

export const needsLooking = ({ kind, state, domain, review }: QueueFilter): boolean =>
  kind !== null || state !== null || domain !== null || review !== null;

export interface QueuePage<Line extends QueueLine = NumberedLine> {
  lines: Line[];
  next: QueueCursor | null;
  /** How many lines were looked at. */
  looked: number;
}

/**
 * A page out of the lines that were read.
 * @param asked how many were asked for: as many means that there may be more
 */
export function pageOfQueue<Line extends QueueLine>(
  read: readonly Line[],
  asked: number,
  isWanted: (line: Line) => boolean,
): QueuePage<Line> {
  const lines: Line[] = [];
  let looked = 0;
  for (const line of read) {
    if (lines.length === QUEUE_PAGE) break;
    looked++;
    if (isWanted(line)) lines.push(line);
  }
  // With a full window the last line read is an open question: the next page begins after the last one looked at.
  const last = read[looked - 1];
  const isMore = looked < read.length || read.length === asked;
  return { lines, next: isMore && last ? { at: last.closedAt ?? last.dueAt, id: last.id } : null, looked };
}

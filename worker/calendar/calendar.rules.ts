// Pure. Which days are worked in Shanghai's time zone, and on which day a term ends.

import type { CalendarDay, CalendarTable, CalendarYear, Deadline, Pause, Term } from './calendar.contract.ts';

/**
 * What has to be known to count days. Whoever stores a date stores `version` with it: under another version the
 * date is counted again, provisional or not, for the notice of a new year may also move the last days of the old
 * one (2018-12-31 was off by the notice for 2019).
 */
export interface WorkingCalendar {
  /** Changes whenever the table does, e.g. `2026-12-31.1x9k2f7`. */
  version: string;
  /** YYYY-MM-DD, the last day of the last year with a published notice; 0000-12-31 while there is none. */
  publishedUntil: string;
  /** YYYY-MM-DD, the first day of the first such year. Without it nothing before `publishedUntil` is doubted. */
  publishedFrom?: string;
  holidays: ReadonlySet<string>;
  makeUpWorkdays: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
/** Shanghai keeps one offset all the year: summer time was given up in 1991. */
const SHANGHAI_MS = 8 * 3_600_000;
/** No term of any law comes near; what lies above is a mistake of the caller. Unit: days or months. */
const MOST_AMOUNT = 4_000;
const NEVER = Number.POSITIVE_INFINITY;
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;
/** Off in every year by the State Council's regulation itself, whatever the notice adds: month and day. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);
/** All seven stand in every notice: a year that lacks one has been copied only in part. */
const FESTIVALS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'] as const;

const MOST_REMEMBERED = 4_000;
const remembered = new Map<number, string>();

/** Dates are made of texts and back for each day of a term: the few hundred days that are asked about are kept. */
function textOf(number: number): string {
  const known = remembered.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (remembered.size < MOST_REMEMBERED) remembered.set(number, text);
  return text;
}

/** Days since 1970-01-01; NaN when the text is no day: 2026-02-30 is not. */
function readNumber(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || textOf(ms / DAY_MS) !== text ? Number.NaN : ms / DAY_MS;
}

/** Whether a text is a day that exists, as YYYY-MM-DD: 2026-02-30 does not. */
export const isDay = (text: string): boolean => !Number.isNaN(readNumber(text));

/** Days since 1970-01-01. @throws RangeError when the text is no day: texts from outside are checked at the border */
function numberOf(day: string): number {
  const number = readNumber(day);
  if (Number.isNaN(number)) throw new RangeError('not a day as YYYY-MM-DD');
  return number;
}

/** @param ms milliseconds since 1970-01-01T00:00Z. @returns the day in Shanghai, YYYY-MM-DD */
export const dayOf = (ms: number): string => textOf(Math.floor((ms + SHANGHAI_MS) / DAY_MS));

/** The last millisecond of a day in Shanghai, in milliseconds since 1970-01-01T00:00Z. */
export const endOfDay = (day: string): number => (numberOf(day) + 1) * DAY_MS - SHANGHAI_MS - 1;

/** 0 is Sunday; 1970-01-01 was a Thursday. */
const weekdayNumber = (number: number): number => (((number + 4) % 7) + 7) % 7;

export const weekdayOf = (day: string): string => WEEKDAYS[weekdayNumber(numberOf(day))] as string;

export const isWeekend = (day: string): boolean => weekdayNumber(numberOf(day)) % 6 === 0;

const isPublished = (calendar: WorkingCalendar, day: string): boolean =>
  day <= calendar.publishedUntil && day >= (calendar.publishedFrom ?? '');

/** Beyond the published years: the days of the week, less the holidays that are the same in every year. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  if (calendar.holidays.has(day)) return false;
  if (calendar.makeUpWorkdays.has(day)) return true;
  if (isWeekend(day)) return false;
  return isPublished(calendar, day) || !FIXED_HOLIDAYS.has(day.slice(5));
}

/** The same day of a later month; where that month is shorter, its last day. */
function monthsLater(start: number, months: number): number {
  const from = new Date(start * DAY_MS);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / DAY_MS;
}

/**
 * The last day of a term. The first day is not counted; paused days are not counted; a term of months is as many
 * days as there are up to the same day of the later month, so that a pause lengthens it by its days. Calendar
 * days and months that end on a day off end on the next working day (that is not paused).
 *
 * While a pause is open before the term is over, nobody knows the last day: `day` is null and `provisional` true.
 * Such a clock stands still: it is never overdue. An open pause that begins after the last day changes nothing.
 * The signature says so: who hands over closed pauses only, or none, always gets a day.
 *
 * @throws RangeError for an amount that is not a whole number from 0 to 4,000, or a text that is no day
 */
export function deadline(calendar: WorkingCalendar, term: Term<Pause & { to: string }>): Deadline;
export function deadline(calendar: WorkingCalendar, term: Term): Deadline | { day: null; provisional: true };
export function deadline(calendar: WorkingCalendar, term: Term): Deadline | { day: null; provisional: true } {
  const { start, amount, unit, pauses = [] } = term;
  if (!Number.isInteger(amount) || amount < 0 || amount > MOST_AMOUNT) throw new RangeError('not an amount of days');
  const first = numberOf(start);
  const spans = pauses.map(({ from, to }) => ({ from: numberOf(from), to: to === null ? NEVER : numberOf(to) }));
  /** The first day from this one on that is not paused, NEVER when an open pause comes first. */
  const unpausedFrom = (number: number): number => {
    const span = number === NEVER ? undefined : spans.find(({ from, to }) => number >= from && number <= to);
    return span ? unpausedFrom(span.to === NEVER ? NEVER : span.to + 1) : number;
  };
  const isWorked = (number: number) => isWorkingDay(calendar, textOf(number));

  let last = first;
  let left = unit === 'months' ? monthsLater(first, amount) - first : amount;
  if (unit !== 'working-days' && spans.length === 0) {
    // No day of these needs a look: two months would otherwise be sixty of them, for every case that comes in.
    last += left;
    left = 0;
  }
  while (left > 0 && last !== NEVER) {
    last = unpausedFrom(last + 1);
    if (last !== NEVER && (unit !== 'working-days' || isWorked(last))) left -= 1;
  }
  last = unpausedFrom(last);
  while (last !== NEVER && !isWorked(last)) last = unpausedFrom(last + 1);
  if (last === NEVER) return { day: null, provisional: true };
  const day = textOf(last);
  // Calendar days need the table for the last day only, working days for every one of them.
  const isCountedUnknown = unit === 'working-days' && amount > 0 && !isPublished(calendar, textOf(first + 1));
  return { day, provisional: isCountedUnknown || !isPublished(calendar, day) };
}

/** The years whose rows hold all seven festivals, in ascending order. */
export function publishedYears(days: readonly CalendarDay[]): CalendarYear[] {
  const years = new Set(days.map(({ day }) => Number(day.slice(0, 4))));
  return [...years]
    .sort((a, b) => a - b)
    .flatMap((year) => {
      const source = days.find(({ day }) => day.startsWith(`${year}`))?.source ?? '';
      return missingFestivals(days, year).length === 0 ? [{ year, source }] : [];
    });
}

/** Which of the seven festivals no holiday of the year belongs to. */
export function missingFestivals(days: readonly CalendarDay[], year: number): string[] {
  const own = days.filter(({ day, kind }) => kind === 'holiday' && day.startsWith(`${year}-`));
  return FESTIVALS.filter((festival) => !own.some(({ name }) => name.includes(festival)));
}

/** FNV-1a, 32 bits: tells one version of the table from the next; nobody has a reason to forge it. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The stored table as what the rules count with. The order of its rows does not matter. */
export function calendarOf({ days, years }: CalendarTable): WorkingCalendar {
  const ofKind = (kind: CalendarDay['kind']) =>
    days
      .filter((row) => row.kind === kind)
      .map(({ day }) => day)
      .sort();
  const published = years.map(({ year }) => year).sort((a, b) => a - b);
  const edge = (year: number | undefined) => String(year ?? 0).padStart(4, '0');
  const [holidays, makeUpWorkdays] = [ofKind('holiday'), ofKind('make-up-workday')];
  const publishedUntil = `${edge(published.at(-1))}-12-31`;
  return {
    version: `${publishedUntil}.${fingerprint(JSON.stringify([published, holidays, makeUpWorkdays]))}`,
    publishedUntil,
    publishedFrom: `${edge(published[0])}-01-01`,
    holidays: new Set(holidays),
    makeUpWorkdays: new Set(makeUpWorkdays),
  };
}

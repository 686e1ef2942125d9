// Pure. Every record of the lists has an owner and a day by which somebody has to look at it again.

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, officeAnswer } from '../directory/directory.rules.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Difference } from './drafts.contract.ts';

export const RECORD_KINDS = ['item', 'territorial', 'power', 'office'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface ListedRecord {
  /** `item:T001` */
  record: string;
  kind: RecordKind;
  title: string;
  /** `T<township>`, `D<department>`, `C`: who has to look at it unless somebody else was named. */
  usualOwner: string;
}

/** How a record was found when somebody looked last. */
export interface RecordCheck {
  record: string;
  owner: string | null;
  verifyBy: string;
  isWrong: boolean;
  note: string;
  checkedAt: number;
  checkedBy: number;
}

export interface RecordState extends ListedRecord {
  owner: string;
  verifyBy: string;
  isOverdue: boolean;
  check: RecordCheck | null;
}

/** Months until the next look: where an office is changes more often than a law does. */
export const CHECK_MONTHS: Record<RecordKind, number> = { item: 12, territorial: 12, power: 12, office: 6 };
/** What nobody has looked at since the lists came into force. Unit: days. */
const FIRST_LOOK_DAYS = 30;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** @param at milliseconds @returns YYYY-MM-DD in Shanghai */
const dayOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10);

/** The same day of a later month, the last one where that month is shorter. */
export function dayInMonths(at: number, months: number): string {
  const day = new Date(at + SHANGHAI_MS);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  const date = Math.min(day.getUTCDate(), last);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, date)).toISOString().slice(0, 10);
}

const owned = (department: string | undefined): string => (department === undefined ? 'C' : `D${department}`);

export function listedRecords(lists: Omit<Lists, 'retired'>, directory: Directory): ListedRecord[] {
  const of = (kind: RecordKind, code: string, name: string, usualOwner: string): ListedRecord => ({
    record: `${kind}:${code}`,
    kind,
    title: kind === 'office' ? name : `${code} ${name}`,
    usualOwner,
  });
  return [
    ...lists.serviceItems.map(({ code, name, departmentCodes: [lead] }) => of('item', code, name, owned(lead))),
    ...lists.territorialItems.map(({ code, name, leadDepartmentCodes: [lead] }) =>
      of('territorial', code, name, owned(lead)),
    ),
    ...lists.powerItems.map(({ code, name }) => of('power', code, name, 'C')),
    ...directory.offices
      .filter(isOpen)
      .map((office) => of('office', office.id, officeAnswer(office, directory).name, `T${office.townshipCode}`)),
  ];
}

const KIND_OF_FILE: Readonly<Record<string, RecordKind>> = {
  'township_items.csv': 'item',
  'village_items.csv': 'item',
  'territorial_items.csv': 'territorial',
  'power_items.csv': 'power',
};

/** Records that a difference changes: what was wrong with them has been looked at. */
export const recordsChanged = ({ files }: Difference): string[] =>
  files.flatMap(({ file, changed }) => {
    const kind = KIND_OF_FILE[file];
    return kind ? changed.map(({ key }) => `${kind}:${key}`) : [];
  });

/** @param since when the lists came first: milliseconds */
export function recordState(own: ListedRecord, check: RecordCheck | null, since: number, now: number): RecordState {
  const verifyBy = check?.verifyBy ?? dayOf(since + FIRST_LOOK_DAYS * DAY_MS);
  return { ...own, owner: check?.owner ?? own.usualOwner, verifyBy, isOverdue: verifyBy < dayOf(now), check };
}

/** The most urgent first. */
export const byUrgency = (a: RecordState, b: RecordState): number =>
  a.verifyBy === b.verifyBy ? (a.record < b.record ? -1 : 1) : a.verifyBy < b.verifyBy ? -1 : 1;

/**
 * The year whose holidays have to be imported and are not: notices come in November. Null while there is time.
 * @param publishedUntil last day of the last year that is known, YYYY-MM-DD
 */
export function missingCalendarYear(publishedUntil: string, now: number): { year: number; isOverdue: boolean } | null {
  const today = dayOf(now);
  const next = Number(publishedUntil.slice(0, 4)) + 1;
  const year = Number(today.slice(0, 4));
  if (next <= year) return { year: next, isOverdue: true };
  if (next === year + 1 && today.slice(5) >= '11-01') return { year: next, isOverdue: today.slice(5) >= '12-01' };
  return null;
}

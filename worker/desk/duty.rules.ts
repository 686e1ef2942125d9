// Pure. Whose record of duty somebody may read, over which days, and how it is told.

import { dayOf, endOfDay, isDay } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, isTownship, officeAnswer } from '../directory/directory.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Scope, Staff } from '../staff/staff.contract.ts';

const DAY_MS = 86_400_000;
/** What is shown when no days are given. */
const USUAL_DAYS = 90;

export interface OrganChoice {
  organ: string;
  name: string;
  group: string;
}

/** The organs whose record is open to this person: one's own, with `all` everybody's. */
export function organsFor(staff: Staff, scope: Scope, { divisions, departments, offices }: Directory): OrganChoice[] {
  const townships = divisions.filter(isTownship).filter(({ code }) => scope === 'all' || code === staff.townshipCode);
  const directory = { divisions, departments, offices, officeTypes: [] };
  return [
    ...departments
      .filter(({ code }) => scope === 'all' || (scope === 'organ' && code === staff.departmentCode))
      .map(({ code, name }) => ({ organ: `D${code}`, name, group: '部门' })),
    ...townships.flatMap((township) => [
      { organ: `T${township.code}`, name: township.name, group: township.name },
      ...offices
        .filter((office) => office.townshipCode === township.code && isOpen(office))
        .map((office) => ({
          organ: `O${office.id}`,
          name: officeAnswer(office, directory).name,
          group: township.name,
        })),
    ]),
  ];
}

/** Days as they were asked for, else the last ninety. */
export function periodOf(fromDay: string, toDay: string, now: number) {
  const to = isDay(toDay) ? toDay : dayOf(now);
  const from = isDay(fromDay) && fromDay <= to ? fromDay : dayOf(endOfDay(to) - USUAL_DAYS * DAY_MS);
  return { fromDay: from, toDay: to, from: endOfDay(from) - DAY_MS + 1, until: endOfDay(to) + 1 };
}

/** Nothing is left to do there: done, passed on, or taken back. */
export const isOver = ({ doneAt, releasedAt, isRefused }: DutyFact): boolean =>
  doneAt !== null || isRefused || (releasedAt ?? null) !== null;

/** Sums over one organ's own duties, in words. Cooperating duties are not in it. */
export function summaryOf(facts: readonly DutyFact[]) {
  const own = facts.filter(({ as }) => as === 'lead');
  const count = (is: (fact: DutyFact) => boolean) => own.filter(is).length;
  return {
    all: own.length,
    done: count(({ doneAt, isRefused }) => doneAt !== null && !isRefused),
    open: count((fact) => !isOver(fact)),
    late: count(({ isLate }) => isLate),
    refused: count(({ isRefused }) => isRefused),
    reopened: count(({ reopened }) => reopened > 0),
  };
}

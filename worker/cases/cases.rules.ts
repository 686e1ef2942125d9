// Pure. Who may see a case, what may happen to it next, how long it is kept.

import type { CaseKind, CaseState, CitizenAction, Submission } from './cases.contract.ts';
import { CITIZEN_ACTIONS } from './cases.contract.ts';
import { countOf, lastOf, type Step } from './history.rules.ts';
import {
  type ActionName,
  CLOSED_STATES,
  MOST_SUPPLEMENTS,
  REJECT_DAYS,
  RETENTION_YEARS,
  type Role,
  TRANSITIONS,
  type Transition,
} from './transitions.data.ts';

const DAY_MS = 86_400_000;

/** Organs that a case is about. They neither see it nor get it. */
export interface Excluded {
  offices: string[];
  departments: string[];
}
/** Somebody's place: an office of a township, a department, or both for a dispatched institution. */
export interface Organ {
  office: string | null;
  department: string | null;
}

/** What was handed in: the matter, and apart from it who handed it in, each sealed. The handler of a report gets the first. */
export interface Sealed {
  matter: string;
  person: string | null;
}

/** A report may never reach the unit reported (信访工作条例 art. 30); so it is with every other kind. */
export function maySee({ excluded }: { excluded: Excluded }, organ: Organ): boolean {
  if (organ.office !== null && excluded.offices.includes(organ.office)) return false;
  return organ.department === null || !excluded.departments.includes(organ.department);
}

/**
 * Whom a case is kept from: the organs that were named. An office that others have been merged into answers for
 * them: it is kept out as well.
 * @param mergedInto office id → id of the office that has taken over its work
 */
export function excludedOf(about: Submission['about'], mergedInto: (officeId: string) => string | null): Excluded {
  const offices = new Set<string>();
  for (let id of about.offices as (string | null)[]) {
    while (id !== null && !offices.has(id)) {
      offices.add(id);
      id = mergedInto(id);
    }
  }
  return { offices: [...offices].sort(), departments: [...new Set(about.departments)].sort() };
}

/** Whether the office that the matter would go to is the one it is about: then it goes to the coordinating office. */
export const isConflict = (excluded: Excluded, responsible: Organ): boolean => !maySee({ excluded }, responsible);

/** Offices that take cases in at a township's counter, by the code of their type. */
export const COUNTER_TYPES = ['O02', 'O03', 'O15'];

/**
 * Who has a new case: the counter of its township, or the coordinating office when that township's responsible office
 * or its counter is what it is about. A report or an accusation against any office of the township does not pass its
 * counter either (信访工作条例 art. 30).
 * @param responsible id of the office that the service item belongs to there; null without one
 * @returns as in `case_record.holder`
 */
export function firstHolder(
  { kind, petitionKind, township }: Pick<Submission, 'kind' | 'petitionKind' | 'township'>,
  excluded: Excluded,
  responsible: string | null,
  offices: readonly { id: string; townshipCode: string; officeTypeCode: string }[],
): string {
  const named = offices.filter(({ id, townshipCode }) => townshipCode === township && excluded.offices.includes(id));
  const isAccused = named.length > 0 && (kind === 'report' || petitionKind === 'accusation');
  const isCounter = named.some(({ officeTypeCode }) => COUNTER_TYPES.includes(officeTypeCode));
  const isResponsible = isConflict(excluded, { office: responsible, department: null });
  return isAccused || isCounter || isResponsible ? COORDINATING : `T${township}`;
}

export const COORDINATING = 'C';

export const isClosed = (state: CaseState): boolean => CLOSED_STATES.includes(state);

export interface Standing {
  state: CaseState;
  history: readonly Step[];
}

/** The row of the table for this step; null when it is not possible now. */
export function transitionFor(
  { state, history }: Standing,
  action: ActionName,
  role: Role,
  now: number,
): Transition | null {
  const row = (TRANSITIONS as readonly Transition[]).find(
    (candidate) => candidate.action === action && candidate.from.includes(state) && candidate.roles.includes(role),
  );
  if (!row) return null;
  if (action === 'reject') {
    const answer = lastOf(history, 'answer');
    const inTime = answer !== undefined && now <= answer.at + REJECT_DAYS * DAY_MS;
    return inTime && countOf(history, 'reject', 'ask-review') === 0 ? row : null;
  }
  if (action === 'rate' && state === 'merged' && countOf(history, 'answer-along') === 0) return null;
  if (action === 'rate' || action === 'deletion') return countOf(history, action) === 0 ? row : null;
  if (action === 'supplement' || action === 'correct')
    return countOf(history, 'supplement', 'correct') < MOST_SUPPLEMENTS ? row : null;
  return row;
}

/** A supplement to a case that waits for one hands in the correction. */
export const actionFor = (standing: Standing, action: CitizenAction): ActionName =>
  action === 'supplement' && standing.state === 'awaiting-correction' ? 'correct' : action;

/** What the citizen can do now. */
export function possible(standing: Standing, mostFiles: number, now: number): CitizenAction[] {
  return CITIZEN_ACTIONS.filter(
    (action) =>
      transitionFor(standing, actionFor(standing, action), 'citizen', now) !== null &&
      (action !== 'attach' || countOf(standing.history, 'attach') < mostFiles),
  );
}

/** Until when the content of a closed case is kept. Milliseconds since 1970-01-01T00:00Z. */
export function retainUntil(kind: CaseKind, closedAt: number): number {
  const date = new Date(closedAt);
  return date.setUTCFullYear(date.getUTCFullYear() + RETENTION_YEARS[kind]);
}

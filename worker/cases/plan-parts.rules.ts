// Pure. What plans are made of: see `plans.rules.ts`.

import { isDay as isRealDay, type WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { CaseKind, PetitionKind } from './cases.contract.ts';
import type { Excluded } from './cases.rules.ts';
import { EXTENSIONS } from './clocks.data.ts';
import { dueAt, type StoredClock } from './clocks.rules.ts';
import type { ActFields, FieldFault } from './deskwork.contract.ts';
import type { Standing } from './deskwork.rules.ts';
import type { Giver } from './handing-down.rules.ts';
import { type Handling, NO_HANDLING } from './handling.contract.ts';
import type { Duty, Suggested } from './handling.rules.ts';
import type { Step, StepData } from './history.rules.ts';

/** Of a case, what a plan is made from. */
export interface PlannedCase extends Standing {
  version: number;
  createdAt: number;
  dueAt: number | null;
  itemCode: string | null;
  territorialCode: string | null;
  excluded: Excluded;
}
export type Changes = Partial<{
  kind: CaseKind;
  petitionKind: PetitionKind | null;
  territorialCode: string | null;
  itemCode: string | null;
  holder: string;
  handling: Handling;
  clocks: StoredClock[];
  calendarVersion: string;
  dueAt: number | null;
  closedAt: number | null;
  retainUntil: number | null;
  legalHold: string | null;
}>;

export interface Plan {
  /** Beyond what the table of steps changes. */
  set: Changes;
  data?: StepData;
  /** Put under the note, for whoever reads it. */
  addition?: string;
  /** Organs that are asked to help. */
  parts?: { organ: string; dueAt: number }[];
  /** Something that a second person has to decide. */
  asks?: { kind: 'extension' | 'identity'; days: number | null };
}
export type Planned = { ok: true; plan: Plan } | { ok: false; faults: FieldFault[] };

export interface Surroundings {
  calendar: WorkingCalendar;
  directory: Directory;
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
  officeOf(townshipCode: string, itemCode: string): { id: string } | null;
  dutiesOf(code: string, townshipCode: string | null): Duty | null;
  giver: Giver;
  suggested: Suggested;
  now: number;
  /** Days that were asked for, when a request is decided. */
  askedDays: number | null;
  /** For how long a sealed name may be read after approval. */
  lookHours: number;
}

export const done = (plan: Plan): Planned => ({ ok: true, plan });
export const wrong = (field: string, text: string): Planned => ({ ok: false, faults: [{ field, text }] });
export const handlingOf = (row: PlannedCase): Handling => row.handling ?? NO_HANDLING;
/** Only what differs: a changed index costs writes. */
export const withClocks = (row: PlannedCase, clocks: StoredClock[], calendar: WorkingCalendar): Changes => {
  const due = dueAt(clocks);
  return { clocks, calendarVersion: calendar.version, ...(due !== row.dueAt && { dueAt: due }) };
};
export const isDay = (text: string | undefined): text is string => text !== undefined && isRealDay(text);

export type Planner = (row: PlannedCase, fields: ActFields, around: Surroundings, note: string) => Planned;

/** What is put under the note of these steps, made of what was decided in them. */
const ADDITIONS: Partial<Record<Step['action'], (data: StepData) => string>> = {
  extend: ({ clock, until }) => `期限延到 ${until}。依据：${EXTENSIONS[String(clock)]?.basis ?? ''}。`,
  'mediation-agreement': ({ confirmBy }) =>
    `双方可以在 ${confirmBy} 以前一起向人民法院申请司法确认，不收费（《人民调解法》第三十三条）。`,
};
export const additionTo = (action: Step['action'], data: StepData): string => ADDITIONS[action]?.(data) ?? '';

/** The note as a person wrote it: a notice says the rest in its own place, and an agreement is signed as it was made. */
export function ownWords({ action, data }: Pick<Step, 'action' | 'data'>, note: string): string {
  const addition = additionTo(action, data ?? {});
  return addition !== '' && note.endsWith(`\n${addition}`) ? note.slice(0, -addition.length - 1) : note;
}

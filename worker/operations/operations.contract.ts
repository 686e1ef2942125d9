/**
 * Joint operations, hazards, rosters and public notices. Organs are named as cases name their holders: `T<township
 * code>`, `O<office id>`, `D<department code>`, `C` the coordinating office; there is no kind for a village committee.
 * Moments are milliseconds since 1970-01-01T00:00Z.
 */
import * as v from 'valibot';

export const OPERATION_STATES = ['planned', 'under-way', 'reported', 'handed-over', 'closed', 'cancelled'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];
export const OPERATION_SOURCES = ['plan', 'call', 'hazard'] as const;
export type OperationSource = (typeof OPERATION_SOURCES)[number];

/** `own`: by its own statutory power; `delegated`: 赋权, in the township's own name; `entrusted`: 委托, in the name of who entrusts. */
export const LEGAL_FORMS = ['own', 'delegated', 'entrusted'] as const;
export type LegalForm = (typeof LEGAL_FORMS)[number];

/** By which power an operation acts, and in whose name. */
export interface Power {
  /** Who has the power: for `entrusted` the one who gave it. */
  organ: string;
  form: LegalForm;
  /** The decision, agreement or list entry that it rests on, as it was written. */
  document: string;
}

export const TASK_STATES = ['asked', 'confirmed', 'declined', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export interface Task {
  /** From 1, in its operation. */
  number: number;
  organ: string;
  state: TaskState;
  /** Who said that they would come, and who was there. */
  confirmedBy: number | null;
  arrivedAt: number | null;
  arrivedBy: number | null;
  doneAt: number | null;
  /** Sealed. */
  sealed: string;
}

export const HAND_OVER_STATES = ['open', 'taken', 'returned', 'settled'] as const;
export interface HandOver {
  number: number;
  organ: string;
  entryCode: string;
  listVersion: number;
  state: (typeof HAND_OVER_STATES)[number];
  /** By the coordinating office: it cannot be returned. */
  isBinding: boolean;
  dueAt: number;
}

/** What decides about an operation. */
export interface Operation {
  townshipCode: string;
  state: OperationState;
  /** Counts the events. */
  version: number;
  startsAt: number;
  endsAt: number;
  /** Who has to act, never empty; and by when, null only once it is over. */
  owner: string;
  nextAt: number | null;
  escalation: number;
}

/** What was written about an operation. */
export interface OperationText {
  title: string;
  place: string;
  purpose: string;
}

export const HAZARD_KINDS = ['work-safety', 'forest-fire', 'flood-drought', 'geology'] as const;
export type HazardKind = (typeof HAZARD_KINDS)[number];
export const HAZARD_STATES = ['reported', 'signed', 'verified', 'removing', 'removed', 'closed', 'unfounded'] as const;
export type HazardState = (typeof HAZARD_STATES)[number];

/** What decides about a hazard. */
export interface Hazard {
  townshipCode: string;
  kind: HazardKind;
  state: HazardState;
  version: number;
  owner: string;
  nextAt: number | null;
  escalation: number;
  /** Ids of the checklist that are ticked. */
  checked: string[];
  removedBy: number | null;
}

export interface HazardText {
  place: string;
  what: string;
}

/** Who is on duty: an organ, a person, from when until when. */
export interface Shift {
  id: string;
  organ: string;
  staffId: number;
  duty: 'leader' | 'on-duty';
  startsAt: number;
  endsAt: number;
}

export const NOTICE_LEVELS = ['red', 'orange', 'yellow', 'blue', 'none'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];
export const NOTICE_KINDS = [...HAZARD_KINDS, 'weather', 'other'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const moment = (what: string) => v.pipe(v.string(), v.isoTimestamp(), v.description(what));
export const publicNoticeSchema = v.object({
  id: v.string(),
  kind: v.picklist(NOTICE_KINDS),
  kindName: v.string(),
  level: v.picklist(NOTICE_LEVELS),
  levelName: v.pipe(v.string(), v.description('红色、橙色、黄色、蓝色预警，或 提醒 / the level in words')),
  title: v.string(),
  whatToDo: v.pipe(v.string(), v.description('该怎么做，一行一条 / what to do, one thing a line')),
  townships: v.pipe(
    v.array(v.string()),
    v.description('镇街编号；空的是全市 / codes of townships; none: the whole city'),
  ),
  startsAt: moment('从什么时候起 / in force from'),
  endsAt: moment('到什么时候止，到时自己撤下 / withdrawn by itself at this moment'),
  publisher: v.pipe(v.string(), v.description('谁发布的 / who published it')),
});
export type PublicNotice = v.InferOutput<typeof publicNoticeSchema>;
export const noticesAnswerSchema = v.object({ items: v.array(publicNoticeSchema) });

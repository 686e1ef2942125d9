/**
 * A call of a township to the departments of the city. Organs are named as cases name their holders: `T<township
 * code>`, `D<department code>`, `C` the coordinating office. Moments are milliseconds since 1970-01-01T00:00Z.
 */

import type { StepLimit } from '../calendar/step-limits.contract.ts';

export const CALL_KINDS = ['ordinary', 'urgent', 'joint'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export const CALL_STATES = [
  'raised',
  'dispatched',
  'signed',
  'planned',
  'on-site',
  'done',
  'rated',
  'closed',
  'disputed',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** What has a limit. `head`: how long the head of a silent department has. `coordinate`: the coordinating office. */
export const CALL_STEPS = [
  'dispatch',
  'sign',
  'plan',
  'on-site',
  'result',
  'support',
  'head',
  'coordinate',
  'rate',
  'close',
] as const;
export type CallStep = (typeof CALL_STEPS)[number];

/** The city's own configuration: art. 5 of the regulation says "in time" and knows no hours, so none is statutory. */
export interface CallLimit extends StepLimit {
  kind: CallKind;
  step: CallStep;
}

/** Somebody who was asked: the one who leads, or one who supports with a clock of its own. */
export interface CallPart {
  organ: string;
  role: 'lead' | 'support';
  /** The step by which it was asked. */
  askedSeq: number;
  /** Of those who support; the clock of the lead is that of the call. */
  dueAt: number | null;
  answeredAt: number | null;
  /** No longer asked: the call has gone to another body, or is over. */
  releasedAt: number | null;
  /** 0, 1 its head has been told, 2 the coordinating office. */
  escalation: number;
}

/** What was decided in a step, in codes: part of what its event is a hash of. */
export type CallData = Record<string, string | number | boolean | null | string[]>;

/** A step as it lies in the row: a call is answered from that one row. */
export interface CallTurn {
  seq: number;
  at: number;
  action: string;
  to: CallState;
  /** Whose step it was. */
  organ: string;
  hash: string;
  /** Staff id; none for what happens by itself. */
  by?: number;
  /** HMAC of the form's `once`: the same form again meets its own step. */
  key?: string;
  /** What was said, sealed. */
  sealed?: string;
  data?: CallData;
}

/** What decides about a call. */
export interface Call {
  kind: CallKind;
  state: CallState;
  /** Counts the events. */
  version: number;
  townshipCode: string;
  /** Of the territorial list. */
  entryCode: string;
  /** The version of the list that it was raised under, kept to its end. */
  listVersion: number;
  /** Whom the matter is about: they neither see the call nor get it. */
  excluded: { offices: string[]; departments: string[] };
  lead: string | null;
  /** Who has to act. Never empty while it is open. */
  owner: string;
  /** By when. Never null while it is open. */
  dueAt: number | null;
  /** 0; 1 the head of the department, 2 the coordinating office, 3 that office is late itself. */
  escalation: number;
  refusals: number;
  sendBacks: number;
  /** The coordinating office has decided: nobody can refuse it any more. */
  isDecided: boolean;
  raisedAt: number;
  closedAt: number | null;
  parts: CallPart[];
  /** Of a closed one: by which step it is kept beyond its time. */
  legalHold?: string | null;
  /** Empty once its time is over. */
  wrappedKey?: string;
}

/** What the township wrote. */
export interface CallText {
  /** What is needed of the departments. */
  need: string;
  /** Why the township cannot settle it alone. */
  why: string;
  /** What there is to show: when it was seen, by whom, which papers. */
  evidence: string;
  place: string;
}

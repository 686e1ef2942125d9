// Pure. The steps of a case as they lie in its row, so that a status is answered from one row.

import type { CaseState } from './cases.contract.ts';
import type { ActionName } from './transitions.data.ts';

export interface Step {
  /** The event of the chain that it belongs to. */
  seq: number;
  at: number;
  action: ActionName;
  to: CaseState;
  /** Hash of the event; the next one is chained to it. */
  hash: string;
  /** Of the first step only: the citizen's proof is made of it. */
  contentHash?: string;
  /** HMAC of the idempotency key: a retry meets its own step. */
  key?: string;
  /** What was said in this step, sealed; for `attach` the name of the file. Gone once erased. */
  sealed?: string;
  from?: 'citizen' | 'office';
  /** Of `attach`: id of the file and its size. */
  file?: string;
  bytes?: number;
  /** Of `rate`: 1 to 5. */
  level?: number;
  /** Staff id of whoever took the step; none for citizens and jobs. */
  by?: number;
  /** What was decided, as codes, days and numbers; part of what the event is a hash of. */
  data?: StepData;
}
export type StepData = Record<string, string | number | boolean | null | string[]>;

export const stepWithKey = (history: readonly Step[], key: string): Step | undefined =>
  history.find((step) => step.key === key);
export const countOf = (history: readonly Step[], ...actions: ActionName[]): number =>
  history.filter((step) => actions.includes(step.action)).length;
export const lastOf = (history: readonly Step[], action: ActionName): Step | undefined =>
  history.findLast((step) => step.action === action);
/** What remains of the steps after erasure: that they happened, and when. */
export const withoutContent = (history: readonly Step[]): Step[] =>
  history.map(({ sealed: _sealed, file: _file, bytes: _bytes, ...step }) => step);

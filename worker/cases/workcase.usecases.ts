/** A case as the desk opens it, with all that decides what can be done with it. */
import { Problem } from '../platform/problem.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import type { CaseRow } from './cases.store.ts';
import { readCaseAs, type SeenCase } from './desk.store.ts';
import type { FieldFault } from './deskwork.contract.ts';
import type { DeskActionName } from './deskwork.data.ts';
import { possibleNow } from './deskwork.rules.ts';
import { type Suggested, suggestedLead } from './handling.rules.ts';
import { type ApprovalRow, type PartRow, readApprovals, readParts } from './handling.store.ts';
import { stepWithKey } from './history.rules.ts';
import { type Look, lastLook } from './looks.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

export type ActResult =
  | { kind: 'done'; row: CaseRow }
  /** Somebody was faster: `row` is the case as it is now, nothing was written. */
  | { kind: 'lost'; row: CaseRow; possible: DeskActionName[] }
  /** Not in this state, or not by this viewer; `possible` says what is. */
  | { kind: 'impossible'; row: CaseRow; possible: DeskActionName[] }
  | { kind: 'invalid'; row: CaseRow; faults: FieldFault[] };

export interface WorkCase {
  row: SeenCase;
  parts: PartRow[];
  approvals: ApprovalRow[];
  possible: DeskActionName[];
  suggested: Suggested;
  /** The last look at a sealed name that this viewer was granted. */
  look: Look | null;
  /** For how long such a look is granted. */
  lookHours: number;
}

/** Who should lead by the lists, as they are now. */
export const suggestionFor = ({ content }: CaseWorld, row: CaseRow): Suggested => {
  const { excluded, itemCode, territorialCode, townshipCode } = row;
  const dutiesOf = (code: string | null) => (code === null ? null : content.dutiesOf(code, townshipCode));
  return suggestedLead(excluded, dutiesOf(itemCode), dutiesOf(territorialCode));
};

/** @returns null for a case that is not there or that the viewer may not see */
export async function openForWork(world: CaseWorld, viewer: Viewer, caseId: number): Promise<WorkCase | null> {
  const row = await readCaseAs(world, caseId, viewer);
  if (row === null) return null;
  const [parts, approvals] = await Promise.all([readParts(world.db, caseId), readApprovals(world.db, caseId)]);
  const possible = possibleNow(viewer, row, { parts, approvals }, world.now);
  const look = lastLook(row, approvals, viewer.staffId, world.now);
  const suggested = suggestionFor(world, row);
  return { row, parts, approvals, possible, suggested, look, lookHours: world.lookHours };
}

/**
 * After a step that was not written: somebody was faster, or it was this very form, sent twice.
 * @throws Problem 404 when the case has gone where this viewer cannot see it
 */
export async function lostOrOwn(world: CaseWorld, viewer: Viewer, caseId: number, mark: string): Promise<ActResult> {
  const now = await openForWork(world, viewer, caseId);
  if (now === null) throw new Problem(CASES_PROBLEMS.notFound);
  const { row, possible } = now;
  return stepWithKey(row.history, mark) ? { kind: 'done', row } : { kind: 'lost', row, possible };
}

// Pure. What somebody at the desk can do with a case now.

import { scopeOf } from '../staff/permissions.rules.ts';
import type { StaffRole } from '../staff/staff.contract.ts';
import type { CaseKind, CaseState, PetitionKind } from './cases.contract.ts';
import { isClosed, transitionFor } from './cases.rules.ts';
import { EXTENSIONS } from './clocks.data.ts';
import { nextClock, type StoredClock } from './clocks.rules.ts';
import { DESK_ACTIONS, type DeskActionName, deskAction, REVIEW_DAYS } from './deskwork.data.ts';
import type { Handling, ReviewStage } from './handling.contract.ts';
import { NO_HANDLING } from './handling.contract.ts';
import type { Step } from './history.rules.ts';
import { lastLook } from './looks.rules.ts';
import { needsReview } from './review.rules.ts';
import type { Role } from './transitions.data.ts';
import type { Viewer } from './viewer.rules.ts';

const DAY_MS = 86_400_000;

/** Of a case, what decides. */
export interface Standing {
  kind: CaseKind;
  petitionKind: PetitionKind | null;
  state: CaseState;
  identity: 'named' | 'sealed' | 'anonymous';
  history: readonly Step[];
  holder: string;
  townshipCode: string;
  clocks: readonly StoredClock[];
  handling: Handling | null;
  legalHold: string | null;
}
/** Of its approvals and parts. */
export interface Asked {
  approvals: readonly {
    id: string;
    kind: 'extension' | 'identity';
    askedBy: number;
    decidedAt: number | null;
    isGranted: boolean | null;
    /** The step that decided. */
    decidedSeq?: number | null;
  }[];
  parts: readonly { organ: string; answeredAt: number | null }[];
}

/** The columns of the table of steps know fewer roles than the desk. Auditors and administrators have none. */
export const caseRoleOf = (role: StaffRole): Role | null =>
  ({
    'counter-clerk': 'clerk',
    'township-handler': 'handler',
    'department-handler': 'handler',
    'township-leader': 'leader',
    'department-head': 'leader',
    coordinator: 'coordinator',
    auditor: null,
    administrator: null,
  })[role] as Role | null;

/** Whether the case lies with the viewer, or with an organ of the viewer's township. Seeing it alone is not enough. */
export function hasCase({ scope, holders, townships }: Viewer, { holder, townshipCode }: Standing): boolean {
  if (scope === 'all') return true;
  if (scope === 'township') return townships?.includes(townshipCode) === true && /^[TO]/.test(holder);
  return scope === 'organ' && holders.includes(holder);
}

/** The organ in whose name the viewer answers as one who helps; null when nobody asked for it, or it has answered. */
export const ownPart = ({ holders }: Viewer, { parts }: Asked): string | null =>
  parts.find(({ organ, answeredAt }) => answeredAt === null && holders.includes(organ))?.organ ?? null;

/** The clock that can be given more time: running, by a rule that allows it, and not extended yet. */
export function extendable(clocks: readonly StoredClock[]): (StoredClock & { day: string }) | null {
  const running = nextClock(clocks.filter(({ id, extended }) => id in EXTENSIONS && extended === undefined));
  return running;
}

/** What can be asked for after an answer, once each, within the time that the law gives; null when nothing can. */
export function reviewStage({ kind, petitionKind, history, handling }: Standing, now: number): ReviewStage | null {
  if (kind !== 'petition' || petitionKind !== 'grievance') return null;
  const answer = history.findLast(({ action }) => action === 'answer');
  if (!answer || now > answer.at + (REVIEW_DAYS + 1) * DAY_MS) return null;
  const done = (handling ?? NO_HANDLING).reviews.length;
  return done === 0 ? 'review' : done === 1 ? 're-review' : null;
}

/** How often departments have said of it that it is not theirs. Offices of a township have its own leader to decide. */
export const departmentReturns = (history: readonly Step[]): number =>
  history.filter(({ action, data }) => action === 'return' && String(data?.['from']).startsWith('D')).length;

const OPEN_EXTENSION = (asked: Asked) =>
  asked.approvals.find((one) => one.kind === 'extension' && one.decidedAt === null);
const OPEN_IDENTITY = (asked: Asked) =>
  asked.approvals.find((one) => one.kind === 'identity' && one.decidedAt === null);

/** Beyond the table of steps: what the case itself must have for this. */
function fits(name: DeskActionName, viewer: Viewer, row: Standing, asked: Asked, now: number): boolean {
  const { mediation } = row.handling ?? NO_HANDLING;
  const bothAgree = mediation?.consent.applicant === true && mediation.consent.other === true;
  const isSecond = (one: { askedBy: number } | undefined) => one !== undefined && one.askedBy !== viewer.staffId;
  switch (name) {
    // Not before the citizen's time to reject is over: see `REJECT_DAYS`.
    case 'complete':
      return transitionFor(row, 'reject', 'citizen', now) === null;
    // The second time it went to the coordinating office, and what that decides stands.
    case 'return':
      return !row.holder.startsWith('D') || departmentReturns(row.history) < 2;
    case 'part-answer':
      return ownPart(viewer, asked) !== null;
    case 'ask-extension':
      return extendable(row.clocks) !== null && OPEN_EXTENSION(asked) === undefined;
    case 'extend':
      return extendable(row.clocks) !== null && isSecond(OPEN_EXTENSION(asked));
    case 'refuse-extension':
      return isSecond(OPEN_EXTENSION(asked));
    case 'ask-identity': {
      const isSealed = row.identity === 'sealed' || row.kind === 'report' || row.petitionKind === 'accusation';
      const isOpen = lastLook(row, asked.approvals, viewer.staffId, now)?.isOpen === true;
      return isSealed && row.identity !== 'anonymous' && !isOpen && OPEN_IDENTITY(asked) === undefined;
    }
    case 'grant-identity':
    case 'refuse-identity':
      return isSecond(OPEN_IDENTITY(asked));
    case 'mediation-consent':
      return row.kind === 'dispute' && (mediation === null || (mediation.outcome === null && !bothAgree));
    case 'mediation-session':
      return bothAgree && mediation.outcome === null;
    case 'mediation-agreement':
      return bothAgree && mediation.outcome === null && mediation.sessions.length > 0;
    case 'mediation-failure':
      return mediation !== null && mediation.outcome !== 'agreed';
    case 'clear-review':
      return needsReview(row);
    case 'ask-review':
      return reviewStage(row, now) !== null;
    case 'merge':
      return (row.handling ?? NO_HANDLING).merged.length === 0;
    case 'hold':
      return row.legalHold === null;
    case 'release-hold':
      return row.legalHold !== null;
    default:
      return true;
  }
}

/**
 * Whether this can be done now, by this viewer. Pages offer exactly what this allows, and a step is refused by the same.
 * @param now milliseconds since 1970-01-01T00:00Z
 */
export function canDo(name: DeskActionName, viewer: Viewer, row: Standing, asked: Asked, now: number): boolean {
  const role = caseRoleOf(viewer.role);
  if (role === null || scopeOf(viewer.role, deskAction(name).permission) === null) return false;
  if (deskAction(name).forReaders !== true && !hasCase(viewer, row)) return false;
  return transitionFor(row, name, role, now) !== null && fits(name, viewer, row, asked, now);
}

/** In the order of `DESK_ACTIONS`. */
export const possibleNow = (viewer: Viewer, row: Standing, asked: Asked, now: number): DeskActionName[] =>
  (Object.keys(DESK_ACTIONS) as DeskActionName[]).filter((name) => canDo(name, viewer, row, asked, now));

/** The approval that is waiting for a second person. */
export const openApproval = (kind: 'extension' | 'identity', asked: Asked): string | null =>
  (kind === 'extension' ? OPEN_EXTENSION(asked) : OPEN_IDENTITY(asked))?.id ?? null;

/** Whether a case can take another one in. */
export const canAbsorb = ({ state, handling }: Pick<Standing, 'state' | 'handling'>): boolean =>
  !isClosed(state) && state !== 'answered' && (handling ?? NO_HANDLING).mergedInto === null;

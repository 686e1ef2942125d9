// Pure. Which step of a proposal is possible, for whom, and what it leaves behind.

import { sha256Text } from '../cases/trail.rules.ts';
import type { StaffRole } from '../staff/staff.contract.ts';
import type { AssignmentState, Proposal } from './assignments.contract.ts';
import type { Verdict } from './gate.rules.ts';
import {
  ASSIGNMENT_TRANSITIONS,
  type AssignmentAction,
  type AssignmentRole,
  type AssignmentTransition,
} from './machine.data.ts';

export function assignmentRoleOf(role: StaffRole): AssignmentRole | null {
  if (role === 'department-handler' || role === 'department-head') return 'department';
  if (role === 'coordinator') return 'coordinator';
  return role === 'township-leader' ? 'township' : null;
}

/** Who took which step before: the beginning counts as `propose`. */
export interface Taken {
  action: string;
  by: number | null;
}

export interface Actor {
  staffId: number;
  role: AssignmentRole;
  /** Code of the department or township; null for the coordinating office and for jobs. */
  place: string | null;
}

const isTheirs = ({ role, place }: Actor, { department, bodies }: Pick<Proposal, 'department' | 'bodies'>): boolean => {
  if (role === 'department') return place === department;
  return role === 'township' ? place !== null && bodies.includes(place) : true;
};

/** @returns null when it is not possible in this state, or not for this actor */
export function transitionFor(
  action: string,
  record: { state: AssignmentState; proposal: Pick<Proposal, 'department' | 'bodies'> },
  actor: Actor,
  taken: readonly Taken[],
): AssignmentTransition | null {
  const row: AssignmentTransition | undefined = ASSIGNMENT_TRANSITIONS.find((one) => one.action === action);
  if (row === undefined || !row.from.includes(record.state) || !row.by.includes(actor.role)) return null;
  if (!isTheirs(actor, record.proposal)) return null;
  const own = taken.some((step) => row.notBy?.includes(step.action) === true && step.by === actor.staffId);
  return own ? null : row;
}

export const possibleFor = (
  record: { state: AssignmentState; proposal: Pick<Proposal, 'department' | 'bodies'> },
  actor: Actor,
  taken: readonly Taken[],
): AssignmentAction[] =>
  ASSIGNMENT_TRANSITIONS.filter(({ action }) => transitionFor(action, record, actor, taken) !== null).map(
    ({ action }) => action,
  );

/** How a proposal begins, from what the gate says of it. */
export function beginningOf(verdict: Verdict): { state: AssignmentState; action: 'propose' | 'admit' | 'reject' } {
  if (verdict.verdict === 'refused') return { state: 'refused', action: 'reject' };
  return verdict.ground === 'list' ? { state: 'admitted', action: 'admit' } : { state: 'proposed', action: 'propose' };
}

export interface GateEvent {
  /** `assignment:<id>` or `delegation:<id>`. */
  record: string;
  /** From 1. */
  seq: number;
  at: number;
  action: string;
  fromState: string | null;
  toState: string;
  /** Staff id; null: a job. */
  by: number | null;
  /** JSON: what was said or decided. All of it may be made public. */
  content: string;
  /** 64 zeros for the first one. */
  prevHash: string;
}

export const NO_HASH = '0'.repeat(64);

export const GATE_EVENT_FORM = 'one-window-gate/1';

/** Chained as the trail of cases is: nothing can be put in, taken out or changed behind it. */
export const hashOfEvent = (event: GateEvent): Promise<string> => {
  const { record, seq, at, action, fromState, toState, by, content, prevHash } = event;
  const fields = [record, seq, at, action, fromState, toState, by, content, prevHash];
  return sha256Text(JSON.stringify([GATE_EVENT_FORM, ...fields]));
};

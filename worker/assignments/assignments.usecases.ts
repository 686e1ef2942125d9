/** From a proposal to its end: judged by the gate, examined, decided, ended. Every step is an event of the chain. */
import { dayOf } from '../calendar/calendar.rules.ts';
import type { Staff } from '../staff/staff.contract.ts';
import type { Proposal } from './assignments.contract.ts';
import {
  type AssignmentRow,
  changeAssignment,
  type GateEventRow,
  insertAssignment,
  overDay,
  readAssignment,
  readEvents,
} from './assignments.store.ts';
import { GATE_RULES } from './gate.data.ts';
import { judge } from './gate.rules.ts';
import { chained, type GateWorldNow } from './gate-world.usecases.ts';
import { type AssignmentAction, MOST_NOTE } from './machine.data.ts';
import { type Actor, assignmentRoleOf, beginningOf, NO_HASH, possibleFor, transitionFor } from './machine.rules.ts';
import { assignmentMessages } from './messages.rules.ts';
import { type FieldFault, proposalFaults } from './proposal.rules.ts';

export type { GateReading, GateWorldNow } from './gate-world.usecases.ts';

/** A proposal and its steps, as they are stored: for pages. */
export type Assignment = AssignmentRow;
export type GateStep = Pick<GateEventRow, 'seq' | 'at' | 'action' | 'by' | 'content' | 'hash'>;

export const recordOf = (id: string): string => `assignment:${id}`;
const ORGANS = { department: 'D', township: 'T' } as const;
/** As messages name organs. */
export const organOf = ({ role, place }: Actor): string | null =>
  role === 'department' || role === 'township' ? `${ORGANS[role]}${place}` : role === 'coordinator' ? 'C' : null;

/** Tasks that one run of the job ends. */
const MOST_ENDED = 200;

export const actorOf = (staff: Staff): Actor | null => {
  const role = assignmentRoleOf(staff.role);
  if (role === null) return null;
  const place = { department: staff.departmentCode, township: staff.townshipCode, coordinator: null, system: null };
  return { staffId: staff.id, role, place: place[role] };
};

export type ProposeResult = { kind: 'invalid'; faults: FieldFault[] } | { kind: 'done'; row: AssignmentRow };

/** @param id UUID of the form: the same form again is the same proposal */
export async function propose(
  world: GateWorldNow,
  staffId: number,
  id: string,
  proposal: Proposal,
): Promise<ProposeResult> {
  const { db, now } = world;
  const faults = proposalFaults(proposal);
  if (faults.length > 0) return { kind: 'invalid', faults };
  const verdict = judge(proposal, world, dayOf(now));
  const { state, action } = beginningOf(verdict);
  const isRefused = verdict.verdict === 'refused';
  const event = await chained(world.keys, {
    record: recordOf(id),
    seq: 1,
    at: now,
    action,
    fromState: null,
    toState: state,
    by: staffId,
    content: JSON.stringify({ proposal, verdict }),
    prevHash: NO_HASH,
  });
  const row: AssignmentRow = {
    id,
    version: 1,
    state,
    department: proposal.department,
    endDay: proposal.endDay,
    proposal,
    entry: isRefused ? null : verdict.entry,
    rule: isRefused ? verdict.rule : null,
    answer: isRefused ? verdict.howToApply : '',
    createdAt: now,
    createdBy: staffId,
    examinedBy: null,
    decidedAt: state === 'proposed' ? null : now,
    decidedBy: null,
    hash: event.hash,
  };
  const taken = { action, seq: 1, at: now, state };
  const messages = world.sender === null ? [] : assignmentMessages(id, proposal, taken, `D${proposal.department}`);
  if (await insertAssignment(db, row, event, messages)) return { kind: 'done', row };
  return { kind: 'done', row: (await readAssignment(db, id)) ?? row };
}

export type StepResult =
  | { kind: 'done'; row: AssignmentRow }
  /** Somebody was faster, or it is not possible now, or not for this person; `possible` says what is. */
  | { kind: 'lost' | 'impossible'; row: AssignmentRow; possible: AssignmentAction[] }
  | { kind: 'invalid'; row: AssignmentRow; faults: FieldFault[] };

export interface StepRequest {
  action: string;
  version: number;
  note: string;
}

/** What the record looks like after the step, beyond its state. */
function changesOf(action: string, actor: Actor, note: string, now: number): Partial<AssignmentRow> {
  const decided = { decidedAt: now, decidedBy: actor.role === 'system' ? null : actor.staffId };
  switch (action) {
    case 'examine':
      return { examinedBy: actor.staffId };
    case 'approve':
      return decided;
    case 'refuse':
      return { ...decided, rule: 'decided', answer: note };
    case 'lapse':
      return { ...decided, rule: 'expired', answer: GATE_RULES.expired.howToApply };
    default:
      return {};
  }
}

/** @returns null when there is no such proposal */
export async function step(
  world: GateWorldNow,
  actor: Actor,
  id: string,
  { action, version, note: written }: StepRequest,
): Promise<StepResult | null> {
  const { db, now } = world;
  const note = written.trim();
  const [row, events] = await Promise.all([readAssignment(db, id), readEvents(db, recordOf(id))]);
  if (row === null) return null;
  // The beginning is one step, whatever the gate said then.
  const taken = events.map((event) => ({ action: event.seq === 1 ? 'propose' : event.action, by: event.by }));
  const possible = possibleFor(row, actor, taken);
  if (row.version !== version) return { kind: 'lost', row, possible };
  const transition = transitionFor(action, row, actor, taken);
  if (transition === null) return { kind: 'impossible', row, possible };
  if (note.length > MOST_NOTE)
    return { kind: 'invalid', row, faults: [{ field: 'note', text: `最多写 ${MOST_NOTE} 个字，请写短一些。` }] };
  if (transition.note === 'required' && note === '')
    return { kind: 'invalid', row, faults: [{ field: 'note', text: '请写理由，这一项不能空。' }] };
  if (action === 'examine' || action === 'approve') {
    // Days pass and lists change between a proposal and its decision: the gate is asked again.
    const verdict = judge(row.proposal, world, dayOf(now));
    if (verdict.verdict === 'refused') {
      const text = `现在不能同意：${GATE_RULES[verdict.rule].title}${verdict.howToApply}`;
      return { kind: 'invalid', row, faults: [{ field: 'note', text }] };
    }
  }
  const toState = transition.to ?? row.state;
  const event = await chained(world.keys, {
    record: recordOf(id),
    seq: row.version + 1,
    at: now,
    action,
    fromState: row.state,
    toState,
    by: actor.role === 'system' ? null : actor.staffId,
    content: JSON.stringify(note === '' ? {} : { note }),
    prevHash: row.hash,
  });
  const set = { state: toState, ...changesOf(action, actor, note, now) };
  const told = { action, seq: event.seq, at: now, state: toState };
  const messages = world.sender === null ? [] : assignmentMessages(id, row.proposal, told, organOf(actor));
  if (await changeAssignment(db, row, set, event, messages))
    return { kind: 'done', row: { ...row, ...set, version: row.version + 1, hash: event.hash } };
  const after = await readAssignment(db, id);
  return after === null ? null : { kind: 'lost', row: after, possible: possibleFor(after, actor, taken) };
}

const SYSTEM: Actor = { staffId: 0, role: 'system', place: null };

/** Ends what is over and refuses what nobody has decided in its time. A tick missed or doubled leaves the same behind. */
export async function endDue(world: GateWorldNow): Promise<Record<string, number>> {
  const counted = { ended: 0, lapsed: 0 };
  for (const row of await overDay(world.db, dayOf(world.now), MOST_ENDED)) {
    const action = row.state === 'admitted' ? 'end' : 'lapse';
    const result = await step(world, SYSTEM, row.id, { action, version: row.version, note: '' });
    if (result?.kind === 'done') counted[action === 'end' ? 'ended' : 'lapsed']++;
  }
  return counted;
}

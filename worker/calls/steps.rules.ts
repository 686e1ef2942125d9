// Pure. What a step makes of a call, or what is wrong with what was filled in.

import type { FieldFault } from '../cases/deskwork.contract.ts';
import { type Duties, leads } from '../lists/duties.rules.ts';
import { bodyFaults, helpersOf, isExcluded, partsAfter, releaseAll } from './bodies.rules.ts';
import type { Call, CallData } from './calls.contract.ts';
import type { CallAction, CallTransition } from './calls.data.ts';
import { type CallActor, COORDINATION, SYSTEM, turnFor } from './calls.rules.ts';
import { type CallTime, dueFrom } from './limits.rules.ts';

/** Characters. */
export const MOST_CALL_NOTE = 2000;

export interface CallFields {
  /** `refuse`, `decide`, `dispatch`: the right body, as `D<department code>`, and the entry by which it is that. */
  body?: string;
  entry?: string;
  /** `rate`: 1 to 5. */
  level?: number;
}

export interface CallRequest {
  action: CallAction;
  actor: CallActor;
  note: string;
  fields: CallFields;
}

export interface CallAround extends CallTime {
  /** By the version of the list that the call was raised under. */
  dutiesOf(entryCode: string): Duties | null;
}

/** One event and the call after it. */
export interface CallMove {
  action: CallAction;
  organ: string;
  after: Call;
  data: CallData | null;
}
export type CallOutcome =
  | { kind: 'moved'; move: CallMove }
  | { kind: 'impossible' }
  | { kind: 'invalid'; faults: FieldFault[] };

/** The call moved on by the table: state, turn and clock. @param from moment at which the new limit begins */
function moved(call: Call, row: CallTransition, time: CallTime, from: number, change: Partial<Call> = {}): Call {
  const lead = change.lead ?? call.lead;
  const owners = { lead: lead ?? COORDINATION, township: `T${call.townshipCode}`, coordinator: COORDINATION };
  const after: Call = {
    ...call,
    state: row.to ?? call.state,
    version: call.version + 1,
    owner: row.owner === null ? call.owner : owners[row.owner],
    dueAt: row.clock === null ? call.dueAt : dueFrom(time, call.kind, row.clock, from),
    // Whoever acts has broken the silence.
    escalation: row.to === null ? call.escalation : 0,
    ...change,
  };
  if (after.state !== 'closed') return after;
  return {
    ...after,
    owner: '',
    dueAt: null,
    closedAt: call.closedAt ?? time.now,
    parts: releaseAll(after.parts, time.now),
  };
}

/** Passed to a body by an entry, with those who help there. */
export function passed(
  call: Call,
  row: CallTransition,
  around: CallAround,
  to: { organ: string; duties: Duties },
): Call {
  const { now } = around;
  const asked = call.parts.filter(({ role, releasedAt }) => role === 'support' && releasedAt === null);
  const wished = asked.map(({ organ }) => organ);
  const helpers = helpersOf(call, to.duties, to.organ, wished);
  const dueAt = dueFrom(around, call.kind, 'support', now);
  const parts = partsAfter(call, to.organ, helpers, call.version + 1, now, dueAt);
  return moved(call, row, around, now, { lead: to.organ, entryCode: to.duties.entry.code, parts });
}

const FULL: FieldFault = { field: 'note', text: `最多写 ${MOST_CALL_NOTE} 个字，请写短一些。` };
const EMPTY: FieldFault = { field: 'note', text: '这一栏要写，写一两句就行。' };

/** One step by somebody, or by itself. */
export function stepCall(call: Call, request: CallRequest, around: CallAround): CallOutcome {
  const { action, actor, note, fields } = request;
  const row = turnFor(call, action, actor.role);
  if (row === null) return { kind: 'impossible' };
  const faults: FieldFault[] = [];
  if (note.length > MOST_CALL_NOTE) faults.push(FULL);
  if (row.note === 'required' && note === '') faults.push(EMPTY);
  const { now } = around;
  const done = (after: Call, data: CallData | null = null, as: CallAction = action): CallOutcome =>
    faults.length > 0
      ? { kind: 'invalid', faults }
      : { kind: 'moved', move: { action: as, organ: actor.organ, after, data } };

  if (action === 'refuse' || action === 'refuse-again' || action === 'decide' || action === 'dispatch') {
    const isRefusal = action.startsWith('refuse');
    const { body = '', entry = '' } = fields;
    const duties = entry === '' ? null : around.dutiesOf(entry);
    if (entry === '') faults.push({ field: 'entry', text: '请写清单里的编号：凭哪一项归它。' });
    faults.push(...(entry === '' ? [] : bodyFaults(call, body, duties, isRefusal ? 'lead' : 'any')));
    if (!isRefusal && isExcluded(call.excluded, body))
      faults.push({ field: 'body', text: '这件事反映的就是它，不能交给它。请另选一个。' });
    if (faults.length > 0 || duties === null) return { kind: 'invalid', faults };
    // The list lets it help there and not lead: that stands in the record, beside the reason.
    const data = { body, entry, ...(!isRefusal && !leads(duties, body) && { departs: true }) };
    const refusals = call.refusals + 1;
    // Nobody is told whom the matter is about: named as the right body, it goes to the coordinating office.
    const isUp = action === 'refuse-again' || (action === 'refuse' && isExcluded(call.excluded, body));
    if (isUp) {
      const up = turnFor({ ...call, refusals }, 'refuse-again', actor.role) ?? row;
      return done(moved(call, up, around, now, { refusals }), data, 'refuse-again');
    }
    const after = passed(call, row, around, { organ: body, duties });
    return done(
      { ...after, ...(isRefusal ? { refusals } : {}), isDecided: call.isDecided || action === 'decide' },
      data,
    );
  }
  if (action === 'rate') {
    const { level = 0 } = fields;
    if (!Number.isInteger(level) || level < 1 || level > 5)
      faults.push({ field: 'level', text: '请选一个：办得怎么样。' });
    return done(moved(call, row, around, now), { level });
  }
  if (action === 'support') {
    const parts = call.parts.map((part) =>
      part.role === 'support' && part.organ === actor.organ && part.answeredAt === null && part.releasedAt === null
        ? { ...part, answeredAt: now }
        : part,
    );
    return done({ ...call, version: call.version + 1, parts });
  }
  if (action === 'hold') return done(moved(call, row, around, now, { legalHold: `step:${call.version + 1}` }));
  if (action === 'release-hold') return done(moved(call, row, around, now, { legalHold: null }));
  if (action === 'send-back') return done(moved(call, row, around, now, { sendBacks: call.sendBacks + 1 }));
  return done(moved(call, row, around, now));
}

/** A step of silence: see `ticks.rules.ts`. @param from the limit that has passed */
export function lapsed(call: Call, action: CallAction, level: number, time: CallTime, from: number): CallMove | null {
  const row = turnFor(call, action, SYSTEM.role);
  if (row === null) return null;
  const after = moved(call, row, time, from);
  const isOpen = after.state !== 'closed';
  return {
    action,
    organ: call.owner,
    after: isOpen ? { ...after, escalation: level } : after,
    data: { due: from, owner: call.owner },
  };
}

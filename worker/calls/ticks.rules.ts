// Pure. What silence does to a call. It follows from the limits and the moment alone: a tick that is missed, late or
// doubled leaves the same steps behind.

import type { Call, CallPart } from './calls.contract.ts';
import { COORDINATION, SYSTEM, turnFor } from './calls.rules.ts';
import { type CallTime, dueFrom } from './limits.rules.ts';
import { type CallMove, lapsed } from './steps.rules.ts';

const isSilent = (part: CallPart, now: number): boolean =>
  part.role === 'support' &&
  part.answeredAt === null &&
  part.releasedAt === null &&
  part.escalation < 2 &&
  part.dueAt !== null &&
  part.dueAt < now;

/** Of those who help: first the head of the department, then the coordinating office is told. */
function supportLapsed(call: Call, time: CallTime): CallMove | null {
  const silent = call.parts
    .filter((part) => isSilent(part, time.now))
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.organ < b.organ ? -1 : 1))[0];
  if (!silent || silent.dueAt === null) return null;
  const action = silent.escalation === 0 ? 'support-escalate' : 'support-escalate-further';
  if (turnFor(call, action, SYSTEM.role) === null) return null;
  const dueAt = silent.escalation === 0 ? dueFrom(time, call.kind, 'head', silent.dueAt) : silent.dueAt;
  const parts = call.parts.map((part) =>
    part === silent ? { ...part, dueAt, escalation: silent.escalation + 1 } : part,
  );
  const data = { due: silent.dueAt, owner: silent.organ };
  return { action, organ: silent.organ, after: { ...call, version: call.version + 1, parts }, data };
}

/** The next step that is due by itself; null when none is. */
export function nextLapse(call: Call, time: CallTime): CallMove | null {
  const support = supportLapsed(call, time);
  const { dueAt, owner, escalation, state } = call;
  // What ran out first is said first, however late the tick comes.
  const supportDue = support === null ? null : (support.data?.['due'] as number);
  if (dueAt === null || dueAt >= time.now || escalation >= 3) return support;
  if (supportDue !== null && supportDue <= dueAt) return support;
  if (state === 'done') return lapsed(call, 'lapse', 0, time, dueAt);
  if (state === 'rated') return lapsed(call, 'close', 0, time, dueAt);
  if (owner === COORDINATION) return lapsed(call, 'overdue', 3, time, dueAt) ?? support;
  if (escalation === 0) return lapsed(call, 'escalate', 1, time, dueAt);
  return lapsed(call, 'escalate-further', 2, time, dueAt);
}

/** All that is due by itself up to now, one after the other. */
export function lapsesOf(call: Call, time: CallTime): CallMove[] {
  const moves: CallMove[] = [];
  for (let at: Call = call; ; ) {
    const move = nextLapse(at, time);
    if (move === null) return moves;
    moves.push(move);
    at = move.after;
  }
}

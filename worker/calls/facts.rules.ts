// Pure. What fell to an organ in calls, and what it did: read back from the steps, never a score.

import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Call, CallPart, CallTurn } from './calls.contract.ts';

export interface ToldCall extends Call {
  id: number;
  year: number;
  serial: number;
  history: readonly CallTurn[];
}

const SILENT: readonly string[] = ['escalate', 'escalate-further', 'support-escalate', 'support-escalate-further'];
const REFUSING: readonly string[] = ['refuse', 'refuse-again'];

/** @param next seq of the step by which the part ended; Infinity while it lasts */
function factOf(call: ToldCall, part: CallPart, next: number, words: { href: string; what: string }): DutyFact {
  const during = call.history.filter(({ seq }) => seq > part.askedSeq && seq <= next);
  // A department may help first and lead later: what it does in one part is not done in the other.
  const isOfPart = (action: string) => action.startsWith('support') === (part.role === 'support');
  const own = during.filter(({ organ, action }) => organ === part.organ && isOfPart(action));
  const acts = own.filter(({ action, by }) => by !== undefined && !SILENT.includes(action));
  const entry = call.history.findLast(({ seq, data }) => seq <= part.askedSeq && typeof data?.['entry'] === 'string')
    ?.data?.['entry'];
  const isLead = part.role === 'lead';
  const finished = isLead ? (during.findLast(({ action }) => action === 'finish')?.at ?? null) : part.answeredAt;
  const isRefused = isLead && own.some(({ action }) => REFUSING.includes(action));
  const isOpen = part.releasedAt === null && call.closedAt === null;
  return {
    organ: part.organ,
    as: isLead ? 'lead' : 'supporting',
    source: 'call',
    record: `${call.year}-${call.serial}`,
    ...words,
    entry: typeof entry === 'string' ? { code: entry, version: call.listVersion } : null,
    fellAt: call.history.find(({ seq }) => seq === part.askedSeq)?.at ?? call.raisedAt,
    dueAt: isLead ? (isOpen && call.owner === part.organ ? call.dueAt : null) : part.dueAt,
    actedAt: acts[0]?.at ?? null,
    doneAt: finished,
    releasedAt: finished === null ? (part.releasedAt ?? call.closedAt) : null,
    isLate: own.some(({ action }) => SILENT.includes(action)),
    isRefused,
    reopened: during.filter(({ action }) => action === 'send-back' || action === 'send-up').length,
  };
}

/** Each time that the organ was asked is a line of its own. */
export function factsOfCall(call: ToldCall, organ: string, words: { href: string; what: string }): DutyFact[] {
  const leads = call.parts.filter(({ role }) => role === 'lead').sort((a, b) => a.askedSeq - b.askedSeq);
  return call.parts
    .filter((part) => part.organ === organ)
    .map((part) => {
      const after = part.role === 'lead' ? leads.find(({ askedSeq }) => askedSeq > part.askedSeq) : undefined;
      return factOf(call, part, after?.askedSeq ?? Number.POSITIVE_INFINITY, words);
    });
}

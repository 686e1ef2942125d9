/** What the use cases of calls work with, and how steps are sealed, hashed and written. */
import { dayOf } from '../calendar/calendar.rules.ts';
import type { StepLimit } from '../calendar/step-limits.contract.ts';
import { digest } from '../cases/naming.usecases.ts';
import { type CaseContent, type CaseWorld, makeEvent } from '../cases/world.usecases.ts';
import { type Duties, type DutyLists, dutiesOf } from '../lists/duties.rules.ts';
import { dutyListsOf } from '../lists/versions.usecases.ts';
import type { Keys } from '../platform/keys.ts';
import { mac, sealText, unwrapKey } from '../platform/sealing.ts';
import type { Call, CallPart, CallTurn } from './calls.contract.ts';
import { TOLD_ACTIONS } from './calls.data.ts';
import type { CallChange, CallEventRow, CallRow, StoredCall } from './calls.store.ts';
import { type CallTime, limitsFrom } from './limits.rules.ts';
import { callMessages } from './messages.rules.ts';
import type { CallAround, CallMove } from './steps.rules.ts';

export interface CallWorld extends CaseWorld {
  content: CaseContent & { lists: DutyLists; stepLimits: readonly StepLimit[] };
}

/** In which people act: calls ask the roster, which is a peer's, through whoever opens the door. */
export interface ActingWorld extends CallWorld {
  /** Whether somebody of the organ is on duty at this moment. */
  isOnDuty(organ: string): Promise<boolean>;
}

export const timeOf = ({ content, now }: CallWorld): CallTime => ({
  limits: limitsFrom(content.stepLimits),
  calendar: content.calendar,
  now,
});

/** The duties as the version of the list had them under which the call was raised. */
export async function aroundOf(
  world: CallWorld,
  call: Pick<Call, 'listVersion' | 'townshipCode'>,
): Promise<CallAround> {
  const lists = await dutyListsOf(world.db, world.content.lists, call.listVersion);
  const of = (code: string): Duties | null => dutiesOf(lists, world.content.directory, code, call.townshipCode);
  return { ...timeOf(world), dutiesOf: of };
}

/** 52 bits: an integer that JavaScript and SQLite hold alike. */
export function callIdOf(keys: Keys, once: string): number {
  const bytes = mac(keys.blind, 'call', once.toLowerCase());
  const high = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return high * 16 + ((bytes[6] ?? 0) >> 4);
}

/** What the form of a step leaves in the history: that it was taken, and with what. */
export function markOf(keys: Keys, id: number, once: string, body: string) {
  const keyHash = digest(keys, 'call-step', String(id), once.toLowerCase());
  return { keyHash, mark: `${keyHash}.${digest(keys, 'call-step-body', body)}` };
}

export const callNotePlace = (id: number, seq: number): string => `call_record|note-${seq}|${id}`;
export const callTextPlace = (id: number): string => `call_record|sealed|${id}`;

export interface Saying {
  /** `staff:<id>` or `system`. */
  actor: string;
  by?: number;
  /** Of the first move. */
  note?: string;
  mark?: string;
  /** Ciphertext that the first event vouches for beside its note. */
  content?: string;
}

/** Moves as rows: events in their chain, and what the record holds then. */
export async function written(
  { keys, now }: CallWorld,
  row: Pick<CallRow, 'id' | 'wrappedKey' | 'history'>,
  from: Pick<Call, 'state' | 'version'> | null,
  moves: readonly CallMove[],
  { actor, by, note = '', mark, content }: Saying,
): Promise<{ events: CallEventRow[]; history: CallTurn[]; tellSeq: number }> {
  const events: CallEventRow[] = [];
  const history = [...row.history];
  let state = from?.state ?? null;
  let tellSeq = 0;
  for (const [at, { action, organ, after, data }] of moves.entries()) {
    const seq = after.version;
    const isFirst = at === 0;
    const sealed =
      isFirst && note !== ''
        ? await sealText(await unwrapKey(keys, row.wrappedKey, row.id), note, callNotePlace(row.id, seq))
        : null;
    const event = await makeEvent(keys, {
      caseId: row.id,
      seq,
      at: now,
      action: `call.${action}`,
      fromState: state,
      toState: after.state,
      // What follows by itself from what somebody did is nobody's act.
      actor: isFirst ? actor : 'system',
      content: [...(sealed === null ? [] : [sealed]), ...(isFirst && content !== undefined ? [content] : [])],
      data: { organ, ...data },
      previousHash: history.at(-1)?.hash ?? null,
    });
    const { caseId, publicNote, sealed: _sealed, pending: _pending, ...rest } = event;
    events.push({ ...rest, callId: caseId, organ, said: publicNote });
    history.push({
      seq,
      at: now,
      action,
      to: after.state,
      organ,
      hash: event.hash,
      ...(isFirst && by !== undefined && { by }),
      ...(isFirst && mark !== undefined && { key: mark }),
      ...(sealed !== null && { sealed }),
      ...(data !== null && { data }),
    });
    if (TOLD_ACTIONS.includes(action)) tellSeq = seq;
    state = after.state;
  }
  return { events, history, tellSeq };
}

/** Who is told of these moves; nobody where no sender is configured. */
export const messagesOf = (
  { sender, now }: Pick<CallWorld, 'sender' | 'now'>,
  id: number,
  before: Call | null,
  moves: readonly CallMove[],
  { by }: Pick<Saying, 'by'>,
) => (sender === null ? [] : callMessages(id, before, moves, now, by === undefined ? null : (moves[0]?.organ ?? null)));

const sameParts = (a: CallPart, b: CallPart): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A change of a call that is not written yet. */
export async function changeOf(
  world: CallWorld,
  row: StoredCall,
  moves: readonly CallMove[],
  saying: Saying,
): Promise<{ change: CallChange; after: StoredCall }> {
  const last = moves.at(-1)?.after ?? row;
  const { events, history, tellSeq } = await written(world, row, row, moves, saying);
  const set = {
    state: last.state,
    entryCode: last.entryCode,
    lead: last.lead,
    owner: last.owner,
    dueAt: last.dueAt,
    escalation: last.escalation,
    refusals: last.refusals,
    sendBacks: last.sendBacks,
    isDecided: last.isDecided,
    closedAt: last.closedAt,
    legalHold: last.legalHold ?? null,
    history,
    ...(tellSeq > 0 && row.caseId !== null && { tellSeq }),
  };
  const parts = last.parts.filter(
    (part) =>
      !row.parts.some((old) => old.organ === part.organ && old.askedSeq === part.askedSeq && sameParts(old, part)),
  );
  const messages = messagesOf(world, row.id, row, moves, saying);
  const change = { id: row.id, version: row.version, set, events, parts, messages };
  return { change, after: { ...row, ...set, version: last.version, parts: last.parts } };
}

export const yearOf = (now: number): number => Number(dayOf(now).slice(0, 4));

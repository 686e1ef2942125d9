/** One step of a case: load, decide by the table, commit on the version that was seen, or begin again. */
import { Problem } from '../platform/problem.ts';
import { sealText, unwrapKey } from '../platform/sealing.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { isClosed, retainUntil, transitionFor } from './cases.rules.ts';
import { type AttachmentRow, type CaseChange, type CaseRow, changeCase } from './cases.store.ts';
import { clocksAfter, dueAt } from './clocks.rules.ts';
import { type Step, stepWithKey } from './history.rules.ts';
import { forgetStep, isWords, writeStep } from './journal-steps.usecases.ts';
import { digest } from './naming.usecases.ts';
import { changedMessage } from './outbox.rules.ts';
import { messageIf } from './outbox.store.ts';
import { caseFor, notePlace } from './status.usecases.ts';
import { type ActionName, DELETION_DAYS, type Role, type Transition } from './transitions.data.ts';
import { type CaseWorld, makeEvent } from './world.usecases.ts';

const DAY_MS = 86_400_000;
/** Each round has one winner: this many may stand in line before the rest is asked to come again. */
const MOST_ROUNDS = 60;

/** What a step says and changes, beyond what the table says of it. */
export interface StepParts {
  /** `citizen`, `system`, or `staff:<id>`. */
  actor: string;
  note: string;
  from: 'citizen' | 'office';
  /** The note as it was sealed before, for a step that is put back where it stood. */
  sealed?: string;
  more?: Pick<Step, 'file' | 'bytes' | 'level' | 'by' | 'data'>;
  set?: Partial<CaseRow>;
  also?: CaseChange['also'];
}

export interface StepRequest extends StepParts {
  /** What it is called once it is known where the case stands: a supplement may be a correction. */
  action(row: CaseRow): ActionName;
  role: Role;
  /** Idempotency key, and what came with it. Null for jobs, which find out by themselves. */
  key: { value: string; body: string } | null;
  /** What else must hold, beyond the table. @throws Problem */
  check?(row: CaseRow): void;
}

/**
 * @returns the case after the step; the same again for a retry with the same key
 * @throws Problem 404, 409 with the state it is in, 410 once erased, 422 for a key with another body
 */
export async function takeStep(world: CaseWorld, id: number, request: StepRequest): Promise<CaseRow> {
  const { key } = request;
  const isCitizens = request.role === 'citizen';
  const { keyHash, mark } = key === null ? { keyHash: null, mark: null } : markOf(world, id, key);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const row = await caseFor(world, id);
    const taken = mark === null ? undefined : stepWithKey(row.history, mark);
    if (taken !== undefined) {
      // It may have been lost on the way into the journal.
      if (isCitizens) await writeStep(world, row, taken);
      return row;
    }
    if (keyHash !== null && row.history.some((step) => step.key?.startsWith(`${keyHash}.`)))
      throw new Problem(CASES_PROBLEMS.keyReused);
    const action = request.action(row);
    const transition = transitionFor(row, action, request.role, world.now);
    try {
      if (transition === null) throw new Problem(CASES_PROBLEMS.notPossible, { state: row.state });
      request.check?.(row);
    } catch (error) {
      if (isCitizens && mark !== null) await forgetStep(world, row, mark);
      throw error;
    }
    const after = await commit(world, row, action, transition, request, mark, isCitizens);
    if (after) return after;
    // Those who lost a round do not all come back at the same moment.
    await new Promise((done) => setTimeout(done, Math.random() * Math.min(50, 4 * round)));
  }
  throw new Problem(CASES_PROBLEMS.busy);
}

/**
 * What a citizen says goes into the journal as well: see `journal-steps.usecases.ts`.
 * @returns null when somebody else was faster
 * @throws Problem 422 when the key came with another body before
 */
async function commit(
  world: CaseWorld,
  row: CaseRow,
  action: ActionName,
  transition: Transition,
  request: StepParts,
  mark: string | null,
  isCitizens: boolean,
): Promise<CaseRow | null> {
  const { change, after } = await makeStep(world, row, action, transition, request, mark);
  const step = isCitizens ? after.history.at(-1) : undefined;
  const isFirst = step !== undefined && isWords(action);
  if (isFirst && !(await writeStep(world, row, step))) throw new Problem(CASES_PROBLEMS.keyReused);
  if (!(await changeCase(world.db, change))) return null;
  if (step !== undefined && !isFirst) await writeStep(world, row, step);
  return after;
}

/** What the idempotency key of a step leaves in the history: that it was taken, and with what. */
export function markOf(world: CaseWorld, id: number, key: { value: string; body: string }) {
  const keyHash = digest(world.keys, 'step', String(id), key.value.toLowerCase());
  return { keyHash, mark: `${keyHash}.${digest(world.keys, 'step-body', key.body)}` };
}

/** A step that is not written yet: what it changes, and the case as it will be. @throws Problem 410 once erased */
export async function makeStep(
  world: CaseWorld,
  row: CaseRow,
  action: ActionName,
  transition: Transition,
  { actor, note, sealed: asSealed, from, more, set: alsoSet, also }: StepParts,
  mark: string | null,
): Promise<{ change: CaseChange; after: CaseRow }> {
  const { now, keys } = world;
  if (row.wrappedKey === null) throw new Problem(CASES_PROBLEMS.erased);
  const seq = row.version + 1;
  const seal = async (key: string) => sealText(await unwrapKey(keys, key, row.id), note, notePlace(row.id, seq));
  const sealed = note === '' ? null : (asSealed ?? (await seal(row.wrappedKey)));
  const to = transition.to ?? row.state;
  const event = await makeEvent(keys, {
    caseId: row.id,
    seq,
    at: now,
    action,
    fromState: row.state,
    toState: to,
    actor,
    content: [...(sealed === null ? [] : [sealed]), ...(more?.file === undefined ? [] : [more.file])],
    data: more?.data,
    previousHash: row.history.at(-1)?.hash ?? null,
  });
  const step: Step = {
    seq,
    at: now,
    action,
    to,
    hash: event.hash,
    from,
    ...(mark !== null && { key: mark }),
    ...(sealed !== null && { sealed }),
    ...more,
  };
  const changed = { ...changesOf(world, row, action, transition), ...alsoSet };
  // Another limit has not been escalated yet: see `alerts.usecases.ts`.
  const isCalm = row.escalation > 0 && changed.dueAt !== undefined && changed.dueAt !== row.dueAt;
  const set = { ...(isCalm && { escalation: 0 }), ...changed, history: [...row.history, step] };
  const attachment: AttachmentRow | null =
    more?.file === undefined
      ? null
      : {
          id: more.file,
          caseId: row.id,
          sealed: sealed ?? '',
          bytes: more.bytes ?? 0,
          createdAt: now,
          removedAt: null,
        };
  const change: CaseChange = {
    id: row.id,
    version: row.version,
    set,
    event,
    ...(attachment && { attachment }),
    ...(also && { also }),
  };
  const after = { ...row, ...set, version: seq };
  const isTold = world.sender !== null && (after.state !== row.state || after.holder !== row.holder);
  if (!isTold) return { change, after };
  const message = changedMessage(after, { action, seq, at: now });
  const withMessage: CaseChange['also'] = (ifThat) => [...(also?.(ifThat) ?? []), messageIf(message, now, ifThat)];
  return { change: { ...change, also: withMessage }, after };
}

/** State, limits and how long it is kept. What does not change is left out: a changed index costs writes. */
function changesOf(world: CaseWorld, row: CaseRow, action: ActionName, transition: Transition): Partial<CaseRow> {
  const { now, content } = world;
  const set: Partial<CaseRow> = {};
  if (transition.to !== null) set.state = transition.to;
  if (transition.clock !== 'none') {
    set.clocks = clocksAfter(content.calendar, row.clocks, row, transition.clock, now);
    set.calendarVersion = content.calendar.version;
    const due = dueAt(set.clocks);
    if (due !== row.dueAt) set.dueAt = due;
  }
  if (transition.to !== null && isClosed(transition.to) && row.closedAt === null) {
    set.closedAt = now;
    set.retainUntil = retainUntil(row.kind, now);
  }
  if (action === 'deletion') {
    const soon = now + DELETION_DAYS * DAY_MS;
    set.retainUntil = Math.min(row.retainUntil ?? soon, soon);
  }
  return set;
}

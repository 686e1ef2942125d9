/** One step of a call: read what the viewer may see, decide by the table, commit on the version that was seen. */
import type { FieldFault } from '../cases/deskwork.contract.ts';
import { logRead } from '../cases/reading.usecases.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { openText, unwrapKey } from '../platform/sealing.ts';
import type { Staff } from '../staff/staff.contract.ts';
import type { CallText, CallTurn } from './calls.contract.ts';
import { PHOTO_STEPS } from './calls.data.ts';
import { CALLS_PROBLEMS } from './calls.errors.ts';
import { actorFor, COORDINATION, type DeskCallAction, isDeskCallAction, possibleFor } from './calls.rules.ts';
import {
  callsOfCase,
  changeCalls,
  countWaiting,
  listCallsAs,
  readCallAs,
  type StoredCall,
  staffNames,
} from './calls.store.ts';
import { withGap } from './gap.usecases.ts';
import { dropPhotos, type PhotoFile, putPhotos, readyPhotos, showing } from './photos.usecases.ts';
import { type CallFields, stepCall } from './steps.rules.ts';
import { tellCase } from './telling.usecases.ts';
import {
  type ActingWorld,
  aroundOf,
  type CallWorld,
  callNotePlace,
  callTextPlace,
  changeOf,
  markOf,
} from './world.usecases.ts';

export type { StoredCall } from './calls.store.ts';

export interface CallActRequest {
  action: string;
  /** The version that the form was drawn for. */
  version: number;
  /** UUID of the form: the same again is the same step. */
  once: string;
  note: string;
  fields: CallFields;
  /** With the steps of `PHOTO_STEPS`. */
  photos?: readonly PhotoFile[];
}

export type CallActResult =
  | { kind: 'done'; row: StoredCall }
  /** Somebody was faster: nothing was written. */
  | { kind: 'lost'; row: StoredCall; possible: DeskCallAction[] }
  | { kind: 'impossible'; row: StoredCall; possible: DeskCallAction[] }
  | { kind: 'invalid'; row: StoredCall; faults: FieldFault[] };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws Problem 404 for a call that is not there or not to be seen, 422 for a form without `once` or with a used one */
export async function actOnCall(
  world: ActingWorld,
  viewer: Viewer,
  id: number,
  request: CallActRequest,
): Promise<CallActResult> {
  const { action, version, once, fields } = request;
  const note = request.note.trim();
  if (!UUID.test(once)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  const row = await readCallAs(world.db, id, viewer);
  if (row === null) throw new Problem(CALLS_PROBLEMS.notFound);
  const files = PHOTO_STEPS.includes(action) ? (request.photos ?? []) : [];
  const ready = await readyPhotos(files);
  const { prints } = ready;
  const body = [action, viewer.staffId, note, fields, ...(prints.length > 0 ? [prints] : [])];
  const { keyHash, mark } = markOf(world.keys, id, once, JSON.stringify(body));
  if (row.history.some(({ key }) => key === mark)) return done(world, row);
  if (row.history.some(({ key }) => key?.startsWith(`${keyHash}.`))) throw new Problem(CALLS_PROBLEMS.keyReused);
  const possible = possibleFor(viewer, row);
  if (!isDeskCallAction(action)) return { kind: 'impossible', row, possible };
  if (row.version !== version) return { kind: 'lost', row, possible };
  const actor = actorFor(viewer, row, action);
  if (actor === null) return { kind: 'impossible', row, possible };

  const outcome = stepCall(row, { action, actor, note, fields }, await aroundOf(world, row));
  if (outcome.kind === 'impossible') return { kind: 'impossible', row, possible };
  const faults = [...(outcome.kind === 'invalid' ? outcome.faults : []), ...ready.faults];
  if (outcome.kind === 'invalid' || faults.length > 0) return { kind: 'invalid', row, faults };
  const photos = await putPhotos(world, row, once, ready);
  const moves = await withGap(world, [showing(outcome.move, photos)]);
  const saying = { actor: `staff:${viewer.staffId}`, by: viewer.staffId, note, mark };
  const { change, after } = await changeOf(world, row, moves, saying);
  const [isWritten] = await changeCalls(world.db, [change]);
  if (isWritten) return done(world, after);
  const now = await readCallAs(world.db, id, viewer);
  if (now === null) throw new Problem(CALLS_PROBLEMS.notFound);
  await dropPhotos(world, now.history, photos);
  // This very form, sent twice, has won; or somebody else has.
  return now.history.some(({ key }) => key === mark)
    ? done(world, now)
    : { kind: 'lost', row: now, possible: possibleFor(viewer, now) };
}

async function done(world: CallWorld, row: StoredCall): Promise<CallActResult> {
  await tellCase(world, row);
  return { kind: 'done', row };
}

export interface OpenedCall {
  row: StoredCall;
  /** Null for whoever may see what was done and not what was written, and once the content has been erased. */
  text: CallText | null;
  notes: Map<CallTurn, string>;
  names: Map<number, string>;
  possible: DeskCallAction[];
}

/** @returns null for a call that is not there or that the viewer may not see */
export async function openCall(world: CallWorld, viewer: Viewer, id: number): Promise<OpenedCall | null> {
  const row = await readCallAs(world.db, id, viewer);
  if (row === null) return null;
  // As with cases: an auditor reads what was done when and by whom; so does everybody once the content is gone.
  const isClosedBook = viewer.role === 'auditor' || row.wrappedKey === '';
  await logRead(world, viewer.staffId, { of: 'call', id }, isClosedBook ? 'trail' : 'text');
  const names = await staffNames(world.db, [
    ...new Set(row.history.flatMap(({ by }) => (by === undefined ? [] : [by]))),
  ]);
  const possible = possibleFor(viewer, row);
  if (isClosedBook) return { row, text: null, notes: new Map(), names, possible };
  const dataKey = await unwrapKey(world.keys, row.wrappedKey, id);
  const text = JSON.parse(await openText(dataKey, row.sealed, callTextPlace(id))) as CallText;
  const notes = new Map<CallTurn, string>();
  for (const turn of row.history)
    if (turn.sealed !== undefined) notes.set(turn, await openText(dataKey, turn.sealed, callNotePlace(id, turn.seq)));
  return { row, text, notes, names, possible };
}

export const listCalls = ({ db }: Pick<CallWorld, 'db'>, viewer: Viewer, isOpen: boolean, most: number) =>
  listCallsAs(db, viewer, { isOpen, most });

/** @returns null for a call that is not there or not to be seen: what an operation says that it comes from */
export const findCall = ({ db }: Pick<CallWorld, 'db'>, viewer: Viewer, id: number) => readCallAs(db, id, viewer);

export const callsAbout = ({ db }: Pick<CallWorld, 'db'>, viewer: Viewer, caseId: number) =>
  callsOfCase(db, caseId, viewer);

/** How many open calls wait for the organ of somebody at the desk, and how many of them are late. */
export async function callsWaiting(
  { db, now }: Pick<CallWorld, 'db' | 'now'>,
  { role, townshipCode, departmentCode }: Pick<Staff, 'role' | 'townshipCode' | 'departmentCode'>,
): Promise<{ all: number; late: number }> {
  if (role === 'coordinator') return countWaiting(db, COORDINATION, now);
  if (role === 'township-leader') return countWaiting(db, `T${townshipCode}`, now);
  return role === 'department-handler' || role === 'department-head'
    ? countWaiting(db, `D${departmentCode}`, now)
    : { all: 0, late: 0 };
}

/** Joint operations: planned, run on the spot, handed over. Load → decide by the table → commit on the version seen. */
import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { Sender } from '../cases/outbox.usecases.ts';
import { logRead } from '../cases/reading.usecases.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { Duties } from '../lists/duties.rules.ts';
import type { Database } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { ObjectStore } from '../platform/objects.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { isBodyKnown } from './bodies.rules.ts';
import { readEvents } from './events.store.ts';
import type { Eyes } from './eyes.rules.ts';
import type { StepFault } from './machine.rules.ts';
import { operationMessages } from './messages.rules.ts';
import type { OperationSource, OperationText } from './operations.contract.ts';
import type { OperationRole, OperationStep } from './operations.data.ts';
import { OPERATIONS_PROBLEMS } from './operations.errors.ts';
import {
  COORDINATING,
  type Known,
  maySeeOperation,
  type PlanFields,
  planFaults,
  possibleIn,
  rolesIn,
} from './operations.rules.ts';
import {
  insertOperation,
  listOperations,
  listTasks,
  type OperationParts,
  type OperationRow,
  readOperation,
} from './operations.store.ts';
import { isErased, makeOperationEvent, newSeal, openSeal, recordId } from './records.usecases.ts';

export type { OperationRow, TaskRow } from './operations.store.ts';

export interface OperationWorld {
  db: Database;
  objects: ObjectStore;
  keys: Keys;
  now: number;
  /** Where what happens is told to; null: nowhere, and nothing is written for it. */
  sender: Sender | null;
  content: {
    directory: Directory;
    calendar: WorkingCalendar;
    dutiesOf(code: string, townshipCode: string | null): Duties | null;
  };
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** @throws Problem 422 for a form without its `once` */
export function onceKey(once: string): string {
  if (!UUID.test(once)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  return once.toLowerCase();
}

export const knownOf = ({ row, tasks, handOvers, findings, photos }: OperationParts): Known => ({
  operation: row,
  tasks,
  handOvers,
  findings,
  photos: photos.length,
});

export interface PlanRequest extends PlanFields {
  townshipCode: string;
  source: OperationSource;
  sourceId: string | null;
  /** Of the territorial list; empty: none. */
  entryCode: string;
  once: string;
}
export type PlanResult = { kind: 'planned'; id: number } | { kind: 'invalid'; faults: StepFault[] };

const SOURCE_ID = /^[0-9a-z-]{1,40}$/i;

/** @throws Problem 404 for a township that is not this person's */
export async function planOperation(world: OperationWorld, eyes: Eyes, request: PlanRequest): Promise<PlanResult> {
  const { db, keys, now, content, sender } = world;
  const { townshipCode, source, sourceId, entryCode, title, place, purpose, startsAt, endsAt, powers } = request;
  const key = onceKey(request.once);
  const isTownship = isBodyKnown(`T${townshipCode}`, content.directory);
  if (!isTownship || !(eyes.townships === null || eyes.townships.includes(townshipCode)))
    throw new Problem(OPERATIONS_PROBLEMS.notFound);
  const faults = planFaults(request, now);
  const duties = entryCode === '' ? null : content.dutiesOf(entryCode, townshipCode);
  if (entryCode !== '' && duties === null) faults.push({ field: 'entry', text: '清单上没有这一项，请重新选。' });
  for (const { organ } of powers)
    if (!isBodyKnown(organ, content.directory)) faults.push({ field: 'powerOrgan', text: '请选是哪个单位的职权。' });
  if (sourceId !== null && !SOURCE_ID.test(sourceId)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  if (faults.length > 0 || startsAt === null || endsAt === null) return { kind: 'invalid', faults };
  // The same form has the same id: a double click plans once.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`operation|${key}|${eyes.staffId}`));
  const id = recordId(new Uint8Array(digest));
  const { seal, wrapped } = await newSeal(keys, id);
  const event = await makeOperationEvent(keys, seal, {
    recordId: id,
    seq: 1,
    at: now,
    action: 'plan',
    fromState: null,
    toState: 'planned',
    by: eyes.staffId,
    organ: eyes.organs[0] ?? null,
    key,
    data: { source, startsAt, endsAt, entry: duties?.entry.code ?? null, listVersion: duties?.entry.version ?? 0 },
    note: '',
    previousHash: null,
  });
  const owner = `T${townshipCode}`;
  const step = { action: 'plan', seq: 1, at: now, state: 'planned' };
  const messages =
    sender === null ? [] : operationMessages(id, { townshipCode, owner, nextAt: endsAt }, [], step, eyes.organs);
  await insertOperation(
    db,
    {
      id,
      townshipCode,
      source,
      sourceId,
      entryCode: duties?.entry.code ?? null,
      listVersion: duties?.entry.version ?? 0,
      state: 'planned',
      version: 1,
      startsAt,
      endsAt,
      owner,
      nextAt: endsAt,
      escalation: 0,
      powers: [...powers],
      createdAt: now,
      closedAt: null,
      wrappedKey: wrapped,
      sealed: await seal.sealJson({ title, place, purpose } satisfies OperationText),
    },
    event,
    messages,
  );
  return { kind: 'planned', id };
}

export interface SeenOperation extends OperationParts {
  text: OperationText;
  /** Number of the task → what is to be done. */
  taskTexts: Map<number, string>;
  events: {
    seq: number;
    at: number;
    action: string;
    actor: string;
    organ: string | null;
    note: string;
    data: unknown;
  }[];
  roles: OperationRole[];
  possible: OperationStep[];
}

/** @returns null when it is not there, or not for these eyes: alike */
export async function partsFor(world: OperationWorld, eyes: Eyes, id: number): Promise<OperationParts | null> {
  const parts = await readOperation(world.db, id);
  return parts !== null && maySeeOperation(knownOf(parts), eyes) ? parts : null;
}

/** @throws Problem 404 */
export async function openOperation(
  world: OperationWorld,
  eyes: Eyes,
  mayLead: boolean,
  id: number,
): Promise<SeenOperation> {
  const parts = await partsFor(world, eyes, id);
  if (parts === null) throw new Problem(OPERATIONS_PROBLEMS.notFound);
  await logRead(world, eyes.staffId, { of: 'operation', id }, isErased(parts.row) ? 'trail' : 'text');
  const seal = await openSeal(world.keys, id, parts.row.wrappedKey);
  const [text, tasks, rows] = await Promise.all([
    seal.openJson<OperationText>(parts.row.sealed),
    Promise.all(parts.tasks.map(async ({ number, sealed }) => [number, await seal.openTask(number, sealed)] as const)),
    readEvents(world.db, id),
  ]);
  const events = await Promise.all(
    rows.map(async ({ seq, at, action, actor, organ, sealed, data }) => ({
      ...{ seq, at, action, actor, organ, data },
      note: sealed === null ? '' : await seal.openNote(seq, sealed),
    })),
  );
  const roles = rolesIn(knownOf(parts), eyes, mayLead);
  // Their rows stay, their bytes are gone.
  const photos = isErased(parts.row) ? [] : parts.photos;
  return {
    ...parts,
    photos,
    text,
    taskTexts: new Map(tasks),
    events,
    roles,
    possible: possibleIn(knownOf(parts), roles),
  };
}

const reachOf = ({ townships, organs }: Eyes) => (townships === null ? null : { townships, organs });

/** The newest hundred that these eyes may see, with what they are called. */
export async function viewOperations(
  { db, keys }: OperationWorld,
  eyes: Eyes,
): Promise<{ row: OperationRow; text: OperationText }[]> {
  const rows = await listOperations(db, reachOf(eyes), 100);
  return Promise.all(
    rows.map(async (row) => ({
      row,
      text: await (await openSeal(keys, row.id, row.wrappedKey)).openJson<OperationText>(row.sealed),
    })),
  );
}

const DAY_MS = 86_400_000;

/** What this person's organs have to do, the nearest first; yesterday's stay until the result is in. */
export async function viewTasks({ db, keys, now }: OperationWorld, eyes: Eyes) {
  const found = await listTasks(
    db,
    eyes.organs.filter((organ) => organ !== COORDINATING),
    now - DAY_MS,
  );
  return Promise.all(
    found.map(async ({ task, row }) => {
      const seal = await openSeal(keys, row.id, row.wrappedKey);
      const [text, what] = await Promise.all([
        seal.openJson<OperationText>(row.sealed),
        seal.openTask(task.number, task.sealed),
      ]);
      return { task, row, text, what };
    }),
  );
}

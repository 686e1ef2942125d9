/** What a step of an operation changes, worked out from its fields before anything is written. */
import { inspect } from '../cases/images.rules.ts';
import { FILE_PIXELS } from '../cases/limits.data.ts';
import type { Write } from '../platform/database.ts';
import { sealBytes } from '../platform/sealing.ts';
import { isBodyKnown, townshipOfBody } from './bodies.rules.ts';
import { type Eyes, isCoordinating, standsFor } from './eyes.rules.ts';
import { limitEnd } from './limits.rules.ts';
import type { StepFault } from './machine.rules.ts';
import type { HandOver, Task } from './operations.contract.ts';
import type { OperationAction } from './operations.data.ts';
import { handOverFaults, type Known, taskFaults, timeFaults } from './operations.rules.ts';
import {
  insertHandOver,
  insertPhoto,
  insertTask,
  type OperationParts,
  type OperationRow,
  updateHandOver,
  updateTask,
} from './operations.store.ts';
import type { OperationWorld } from './operations.usecases.ts';
import type { RecordSeal } from './records.usecases.ts';

export interface StepRequest {
  action: string;
  /** The version that the form was drawn for: only what is added (see `ADDING`) may have come since. */
  version: number;
  once: string;
  note: string;
  fields: {
    organ?: string;
    entry?: string;
    /** Number of the task. */
    task?: number;
    startsAt?: number | null;
    endsAt?: number | null;
  };
  photo?: Uint8Array;
}
export interface Plan {
  set: Partial<OperationRow>;
  data: Record<string, string | number | boolean | null | string[]>;
  after: Pick<Known, 'handOvers'>;
  writes(ifThat: SQLPart): Write[];
}
type SQLPart = Parameters<typeof insertTask>[1];
export type Planned = Plan | StepFault[];

export const photoPlace = (id: number, photo: string) => `operation_photo|bytes|${id}|${photo}`;
export const photoObject = (photo: string) => `operations/${photo}`;

export async function planStep(
  world: OperationWorld,
  eyes: Eyes,
  parts: OperationParts,
  action: OperationAction,
  request: StepRequest,
  seal: RecordSeal,
  note: string,
): Promise<Planned> {
  const { db, now, content } = world;
  const { row, tasks, handOvers } = parts;
  const { organ = '', entry = '', startsAt = null, endsAt = null } = request.fields;
  const plan = (more: Partial<Plan> = {}): Plan => ({
    set: {},
    data: {},
    after: { handOvers },
    writes: () => [],
    ...more,
  });
  const task = tasks.find(({ number }) => number === request.fields.task);
  switch (action) {
    case 'add-task': {
      const duties = row.entryCode === null ? null : content.dutiesOf(row.entryCode, row.townshipCode);
      const township = (one: string) => townshipOfBody(one, content.directory);
      const faults = taskFaults(organ, eyes, duties, township, tasks.length);
      if (faults.length === 0 && !isBodyKnown(organ, content.directory))
        faults.push({ field: 'organ', text: '请选由哪个单位做。' });
      if (faults.length > 0) return faults;
      const number = (tasks.at(-1)?.number ?? 0) + 1;
      const sealed = await seal.sealTask(number, note);
      return plan({
        data: { task: number, organ },
        writes: (ifThat) => [insertTask({ operationId: row.id, number, organ, sealed }, ifThat)],
      });
    }
    case 'confirm':
    case 'decline-task':
    case 'arrive':
    case 'finish-task':
    case 'drop-task': {
      const isOwn = action === 'drop-task' || (task !== undefined && standsFor(eyes, task.organ));
      if (task === undefined || !isOwn) return [{ field: 'task', text: '没有这项任务，请回到任务清单再点一次。' }];
      const set = taskChange(action, task, eyes.staffId, now);
      if (typeof set === 'string') return [{ field: 'task', text: set }];
      return plan({
        data: { task: task.number, organ: task.organ },
        writes: (ifThat) => [updateTask(db, row.id, task.number, set, ifThat)],
      });
    }
    case 'move': {
      const faults = timeFaults(startsAt, endsAt, now);
      if (faults.length > 0 || startsAt === null || endsAt === null) return faults;
      return plan({ set: { startsAt, endsAt }, data: { startsAt, endsAt } });
    }
    case 'photo':
      return planPhoto(world, row.id, row.version + 1, request, seal, plan);
    case 'hand-over': {
      const duties = entry === '' ? null : content.dutiesOf(entry, row.townshipCode);
      const faults = handOverFaults(organ, duties, { handOvers }, eyes);
      if (faults.length > 0 || duties === null) return faults;
      const one: HandOver = {
        number: (handOvers.at(-1)?.number ?? 0) + 1,
        organ,
        entryCode: duties.entry.code,
        listVersion: duties.entry.version,
        state: 'open',
        isBinding: isCoordinating(eyes),
        dueAt: limitEnd(content.calendar, 'operation.take-over', now),
      };
      return plan({
        data: {
          handOver: one.number,
          organ,
          entry: one.entryCode,
          listVersion: one.listVersion,
          binding: one.isBinding,
        },
        after: { handOvers: [...handOvers, one] },
        writes: (ifThat) => [insertHandOver(row.id, one, ifThat)],
      });
    }
    case 'take-over':
    case 'return-over':
    case 'settle': {
      const from = action === 'settle' ? 'taken' : 'open';
      const own = handOvers.find((one) => standsFor(eyes, one.organ) && one.state === from);
      if (own === undefined)
        return [{ field: 'note', text: action === 'settle' ? '请先“接收移交”。' : '已经接收了，办完请写结果。' }];
      if (action === 'return-over' && own.isBinding)
        return [{ field: 'note', text: '这是统筹办定的，不能再退。有困难请和统筹办商量。' }];
      const set = {
        state: ({ 'take-over': 'taken', 'return-over': 'returned', settle: 'settled' } as const)[action],
        dueAt: action === 'take-over' ? limitEnd(content.calendar, 'operation.settle', now) : own.dueAt,
      };
      return plan({
        data: { handOver: own.number, organ: own.organ, entry: own.entryCode },
        after: { handOvers: handOvers.map((one) => (one === own ? { ...one, ...set } : one)) },
        writes: (ifThat) => [updateHandOver(db, row.id, own.number, set, ifThat)],
      });
    }
    default:
      return plan();
  }
}

/** @returns why not, in words */
function taskChange(action: OperationAction, task: Task, staffId: number, now: number): Partial<Task> | string {
  const isOver = task.state === 'done' || task.state === 'declined' || task.state === 'dropped';
  if (isOver) return '这项任务已经有结果了。';
  switch (action) {
    case 'confirm':
      return task.state === 'confirmed' ? '已经确认过了。' : { state: 'confirmed', confirmedBy: staffId };
    case 'decline-task':
      return { state: 'declined' };
    case 'arrive':
      // Who is there has confirmed by being there.
      return task.arrivedAt !== null
        ? '已经有人到场了。'
        : { state: 'confirmed', confirmedBy: task.confirmedBy ?? staffId, arrivedAt: now, arrivedBy: staffId };
    case 'finish-task':
      return task.arrivedAt === null ? '请先点“我到了”，再写结果。' : { state: 'done', doneAt: now };
    default:
      return { state: 'dropped' };
  }
}

const PHOTO_REFUSALS: Record<string, string> = {
  empty: '照片是空的，请重新选一张。',
  type: '不是照片。只收 JPG、PNG、WebP，请重新拍一张。',
  broken: '照片不完整，打不开。请重新拍一张。',
  moving: '是会动的图，请交不会动的照片。',
  pixels: '照片太大，最多 4000 万像素，请调小一点。',
};

async function planPhoto(
  { objects, now }: OperationWorld,
  operationId: number,
  seq: number,
  { photo, once }: StepRequest,
  seal: RecordSeal,
  plan: (more: Partial<Plan>) => Plan,
): Promise<Planned> {
  if (photo === undefined) return [{ field: 'photo', text: '请先选一张照片。' }];
  const found = inspect(photo, FILE_PIXELS);
  if (!found.ok) return [{ field: 'photo', text: PHOTO_REFUSALS[found.reason] ?? '这张照片打不开，请换一张。' }];
  const id = once.toLowerCase();
  // Bytes first: a step never names a picture that is not there.
  await objects.put(photoObject(id), await sealBytes(seal.key, found.bytes, photoPlace(operationId, id)));
  const row = { id, operationId, seq, bytes: found.bytes.length, at: now };
  return plan({ data: { photo: id }, writes: (ifThat) => [insertPhoto(row, ifThat)] });
}

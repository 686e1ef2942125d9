/** Joint operations as programs see them. */
import * as v from 'valibot';
import {
  HAND_OVER_STATES,
  LEGAL_FORMS,
  OPERATION_SOURCES,
  OPERATION_STATES,
  TASK_STATES,
} from '../operations/operations.contract.ts';
import { happenedSchema, listOf, moment, note, organSchema, placeSchema } from './shapes.contract.ts';

const itemEntries = {
  id: v.string(),
  title: v.string(),
  state: v.picklist(OPERATION_STATES),
  /** Goes into If-Match. */
  version: v.number(),
  township: placeSchema,
  source: v.picklist(OPERATION_SOURCES),
  /** Id of the call or the hazard that it came from. */
  sourceId: v.nullable(v.string()),
  entry: v.nullable(v.strictObject({ code: v.string(), listVersion: v.number() })),
  startsAt: moment,
  endsAt: moment,
  owner: organSchema,
  nextAt: v.nullable(moment),
  closedAt: v.nullable(moment),
};
export const operationItemSchema = v.strictObject(itemEntries);
export type OperationItem = v.InferOutput<typeof operationItemSchema>;
export const operationListSchema = listOf(operationItemSchema);

export const operationSchema = v.strictObject({
  ...itemEntries,
  place: v.string(),
  purpose: v.string(),
  powers: v.array(v.strictObject({ organ: organSchema, form: v.picklist(LEGAL_FORMS), document: v.string() })),
  tasks: v.array(
    v.strictObject({
      number: v.number(),
      organ: organSchema,
      what: v.string(),
      state: v.picklist(TASK_STATES),
      arrivedAt: v.nullable(moment),
      doneAt: v.nullable(moment),
    }),
  ),
  handOvers: v.array(
    v.strictObject({
      number: v.number(),
      organ: organSchema,
      entry: v.string(),
      listVersion: v.number(),
      state: v.picklist(HAND_OVER_STATES),
      /** By the coordinating office: it cannot be returned. */
      isBinding: v.boolean(),
      dueAt: moment,
    }),
  ),
  /** `GET /operations/{id}/photos/{photo}`. */
  photos: v.array(v.strictObject({ id: v.string(), at: moment })),
  history: v.array(happenedSchema),
  /** Steps that this account can take now: `POST /operations/{id}/{step}`. */
  possible: v.array(v.string()),
});
export type OperationAnswer = v.InferOutput<typeof operationSchema>;

const time = v.pipe(v.string(), v.isoTimestamp('时间写成 2026-12-01T06:30:00Z 这样。'));
const task = v.pipe(v.number(), v.integer('任务号是整数。'), v.description('任务号，从 1 起 / number of the task'));
const organ = v.pipe(v.string(), v.description('D 加部门编号、T 加镇街编号、O 加办公室编号 / organ'));

export const planSchema = v.strictObject({
  township: v.pipe(v.string(), v.regex(/^\d{9}$/, '镇街的 9 位编号。')),
  source: v.optional(v.picklist(OPERATION_SOURCES, 'plan、call 或 hazard。'), 'plan'),
  sourceId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{13}$/, '编号是 13 位十六进制。'))), null),
  entry: v.optional(v.string(), ''),
  title: v.string(),
  place: v.string(),
  purpose: v.string(),
  startsAt: time,
  endsAt: time,
  powers: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ organ, form: v.picklist(LEGAL_FORMS, 'own、delegated 或 entrusted。'), document: v.string() }),
      ),
      v.maxLength(10, '最多 10 项。'),
    ),
    [],
  ),
});

export const taskSchema = v.strictObject({ task, note });
export const newTaskSchema = v.strictObject({ organ, note });
export const moveSchema = v.strictObject({ startsAt: time, endsAt: time, note });
export const handOverSchema = v.strictObject({ organ, entry: v.string(), note });
export interface OperationStepBody {
  note: string;
  task?: number;
  organ?: string;
  entry?: string;
  startsAt?: string;
  endsAt?: string;
}

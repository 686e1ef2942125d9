/** `/api/v1/operations`: joint operations; attendance, findings, hand-over by the same table as the desk. */
import * as v from 'valibot';
import { idText } from '../cases/trail.rules.ts';
import { operationsAfter, stepOfKey } from '../operations/listing.usecases.ts';
import { OPERATION_STATES } from '../operations/operations.contract.ts';
import { OPERATION_STEPS, type OperationAction } from '../operations/operations.data.ts';
import { OPERATIONS_PROBLEMS } from '../operations/operations.errors.ts';
import { openOperation, planOperation } from '../operations/operations.usecases.ts';
import { takeStep } from '../operations/steps.usecases.ts';
import { checkedBody } from '../platform/body.ts';
import { checked, described, limitParameter } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import {
  type Acting,
  afterOf,
  BODY_BYTES,
  type Door,
  idParameter,
  keyOf,
  momentCursor,
  NO_STORE,
  type Programs,
  pageFrom,
  recordIdOf,
  refuseFaults,
  refuseStep,
  show,
  versionOf,
} from './door.routes.ts';
import {
  EXAMPLE_HAND_OVER,
  EXAMPLE_ID,
  EXAMPLE_MOVE,
  EXAMPLE_NEW_TASK,
  EXAMPLE_NOTE,
  EXAMPLE_OPERATION,
  EXAMPLE_TASK,
} from './examples.data.ts';
import { KEY_HEADER, NEW_PROBLEMS, READ_PROBLEMS, STEP_HEADERS, STEP_PROBLEMS } from './headers.routes.ts';
import {
  handOverSchema,
  moveSchema,
  newTaskSchema,
  type OperationStepBody,
  operationListSchema,
  operationSchema,
  planSchema,
  taskSchema,
} from './operations.contract.ts';
import { operationAnswer, operationItem } from './operations.mapping.ts';
import { PROGRAMS_PROBLEMS } from './programs.errors.ts';
import { noteSchema } from './shapes.contract.ts';

const tag = '联合行动 / Operations';
const personal = 'program';
const FIELDS = { starts: 'startsAt', ends: 'endsAt', powerOrgan: 'powers', document: 'powers' };

type Body = { schema: v.GenericSchema<unknown, OperationStepBody>; example: object };
const NOTE: Body = { schema: noteSchema, example: EXAMPLE_NOTE };
const TASK: Body = { schema: taskSchema, example: EXAMPLE_TASK };
/** Every step that somebody takes, but a photograph: see `photos.routes.ts`. */
const BODIES: Partial<Record<OperationAction, Body>> = {
  'add-task': { schema: newTaskSchema, example: EXAMPLE_NEW_TASK },
  confirm: TASK,
  'decline-task': TASK,
  'drop-task': TASK,
  move: { schema: moveSchema, example: EXAMPLE_MOVE },
  start: NOTE,
  arrive: TASK,
  'finish-task': TASK,
  finding: NOTE,
  report: NOTE,
  'hand-over': { schema: handOverSchema, example: EXAMPLE_HAND_OVER },
  'take-over': NOTE,
  'return-over': NOTE,
  settle: NOTE,
  close: NOTE,
  cancel: NOTE,
};
const titleOf = (action: string) => OPERATION_STEPS.find((row) => row.action === action)?.title ?? action;
const momentOf = (text: string | undefined) => (text === undefined ? null : Date.parse(text));

const read = ({ world, eyes, mayLead }: Acting, id: number) => openOperation(world, eyes, mayLead, id);
type Seen = Awaited<ReturnType<typeof read>>;

/** A step that a key has taken before must be this very one. @throws Problem 422 */
async function expectSame(
  { world, viewer }: Acting,
  seen: Seen,
  once: string,
  action: string,
  body: OperationStepBody,
) {
  const seq = await stepOfKey(world, seen.row.id, once);
  const event = seen.events.find((one) => one.seq === seq);
  const data = (event?.data ?? {}) as Record<string, unknown>;
  const agrees = (['organ', 'entry', 'task'] as const).every(
    (name) => body[name] === undefined || data[name] === undefined || data[name] === body[name],
  );
  const isSame = event?.action === action && event.actor === `staff:${viewer.staffId}`;
  if (!isSame || !agrees || event.note !== body.note.trim()) throw new Problem(PROGRAMS_PROBLEMS.keyReused);
}

export function operationsApiRoutes(api: Programs, door: Door): void {
  api.get(
    '/operations',
    door.opens('GET', '/operations', 'operations.take-part'),
    described({
      tag,
      personal,
      summary: '有本单位的联合行动，新的在前 / Operations within reach, newest first',
      example: '/api/v1/operations?state=under-way',
      answer: operationListSchema,
      problems: READ_PROBLEMS,
    }),
    checked('query', {
      state: v.optional(v.picklist(OPERATION_STATES, OPERATION_STATES.join('、'))),
      limit: limitParameter(50),
      cursor: momentCursor,
    }),
    async (c) => {
      const { state, limit, cursor } = c.req.valid('query');
      const { world, eyes, content } = await door.acting(c);
      const rows = await operationsAfter(world, eyes, { state: state ?? null, after: afterOf(cursor) }, limit);
      const item = ({ row, text }: (typeof rows)[number]) => operationItem(row, text, content.directory);
      return c.json(
        pageFrom(rows, limit, item, ({ row }) => `${row.startsAt}-${idText(row.id)}`),
        200,
        NO_STORE,
      );
    },
  );

  api.get(
    '/operations/:id',
    door.opens('GET', '/operations/:id', 'operations.take-part'),
    described({
      tag,
      personal,
      summary: '一次行动：任务、移交、经过、现在能办的 / One operation, with what can be done now',
      example: `/api/v1/operations/${EXAMPLE_ID}`,
      answer: operationSchema,
      problems: [...READ_PROBLEMS, OPERATIONS_PROBLEMS.notFound],
    }),
    checked('param', idParameter),
    async (c) => {
      const at = await door.acting(c);
      return show(c, operationAnswer(await read(at, recordIdOf(c.req.valid('param').id)), at.content.directory));
    },
  );

  api.post(
    '/operations',
    door.opens('POST', '/operations', 'operations.lead'),
    described({
      tag,
      personal,
      summary: '定一次行动 / Plan an operation',
      example: '/api/v1/operations',
      answer: operationSchema,
      body: { schema: planSchema, example: EXAMPLE_OPERATION },
      created: true,
      headers: KEY_HEADER,
      problems: [...NEW_PROBLEMS, OPERATIONS_PROBLEMS.notFound, PROGRAMS_PROBLEMS.keyReused],
    }),
    checkedBody(planSchema, BODY_BYTES),
    async (c) => {
      const once = keyOf(c);
      const at = await door.acting(c);
      const { township: townshipCode, entry, startsAt, endsAt, ...rest } = c.req.valid('json');
      const [title, place, purpose] = [rest.title.trim().replace(/\s+/g, ' '), rest.place.trim(), rest.purpose.trim()];
      const times = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
      const request = { ...rest, ...times, title, place, purpose, townshipCode, entryCode: entry.trim(), once };
      const result = await planOperation(at.world, at.eyes, request);
      if (result.kind === 'invalid') return refuseFaults(result.faults, FIELDS);
      const seen = await read(at, result.id);
      const isSame = seen.text.title === title && seen.text.place === place && seen.text.purpose === purpose;
      if (!isSame || seen.row.townshipCode !== townshipCode) throw new Problem(PROGRAMS_PROBLEMS.keyReused);
      return show(c, operationAnswer(seen, at.content.directory), seen.row.createdAt === at.world.now ? 201 : 200);
    },
  );

  for (const [action, { schema, example }] of Object.entries(BODIES))
    api.post(
      `/operations/:id/${action}`,
      door.opens('POST', `/operations/:id/${action}`, 'operations.take-part'),
      described({
        tag,
        personal,
        summary: `${titleOf(action)} / ${action}`,
        example: `/api/v1/operations/${EXAMPLE_ID}/${action}`,
        answer: operationSchema,
        body: { schema, example },
        headers: STEP_HEADERS,
        problems: [...STEP_PROBLEMS, OPERATIONS_PROBLEMS.notFound, PROGRAMS_PROBLEMS.keyReused],
      }),
      checked('param', idParameter),
      checkedBody(schema, BODY_BYTES),
      async (c) => {
        const [once, version] = [keyOf(c), versionOf(c)];
        const id = recordIdOf(c.req.valid('param').id);
        const body = c.req.valid('json');
        const { note, task, organ, entry } = body;
        const at = await door.acting(c);
        const result = await takeStep(at.world, at.eyes, at.mayLead, id, {
          action,
          version,
          once,
          note,
          fields: {
            ...(organ !== undefined && { organ }),
            ...(entry !== undefined && { entry }),
            ...(task !== undefined && { task }),
            startsAt: momentOf(body.startsAt),
            endsAt: momentOf(body.endsAt),
          },
        });
        if (result.kind === 'invalid') return refuseFaults(result.faults, FIELDS);
        const seen = await read(at, id);
        const answer = operationAnswer(seen, at.content.directory);
        if (result.kind !== 'done') return refuseStep(result.kind, answer);
        await expectSame(at, seen, once, action, body);
        return show(c, answer);
      },
    );
}

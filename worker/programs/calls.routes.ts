/** `/api/v1/calls`: townships call, departments answer; the same use cases and the same table as the desk. */
import * as v from 'valibot';
import { CALL_STATES } from '../calls/calls.contract.ts';
import { CALL_TRANSITIONS } from '../calls/calls.data.ts';
import { CALLS_PROBLEMS } from '../calls/calls.errors.ts';
import { CALL_PERMISSIONS, type DeskCallAction } from '../calls/calls.rules.ts';
import { actOnCall, openCall } from '../calls/calls.usecases.ts';
import { callsAfter } from '../calls/listing.usecases.ts';
import { raise } from '../calls/raise.usecases.ts';
import { findCase } from '../cases/reading.usecases.ts';
import { viewerOf } from '../cases/viewer.rules.ts';
import { checkedBody } from '../platform/body.ts';
import { checked, cursorParameter, described, limitParameter } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { scopeOf } from '../staff/permissions.rules.ts';
import {
  type CallStepBody,
  callListSchema,
  callSchema,
  namingSchema,
  raiseSchema,
  ratingSchema,
} from './calls.contract.ts';
import { callAnswer, callItem, type Named, numberOf } from './calls.mapping.ts';
import {
  type Acting,
  type Ask,
  BODY_BYTES,
  type Door,
  idParameter,
  keyOf,
  NO_STORE,
  type Programs,
  pageFrom,
  recordIdOf,
  refuseFaults,
  refuseStep,
  show,
  versionOf,
} from './door.routes.ts';
import { EXAMPLE_CALL, EXAMPLE_ID, EXAMPLE_NAMING, EXAMPLE_NOTE, EXAMPLE_RATING } from './examples.data.ts';
import { KEY_HEADER, NEW_PROBLEMS, READ_PROBLEMS, STEP_HEADERS, STEP_PROBLEMS } from './headers.routes.ts';
import { noteSchema } from './shapes.contract.ts';

const tag = '呼叫 / Calls';
const personal = 'program';
const FIELDS = { body: 'organ' };
const stateParameter = v.optional(v.picklist(['open', ...CALL_STATES], 'open（没有办结的），或者一个步骤'));

type Body = { schema: v.GenericSchema<unknown, CallStepBody>; example: object };
const NOTE: Body = { schema: noteSchema, example: EXAMPLE_NOTE };
const BODIES: Partial<Record<DeskCallAction, Body>> = {
  refuse: { schema: namingSchema, example: EXAMPLE_NAMING },
  'refuse-again': { schema: namingSchema, example: EXAMPLE_NAMING },
  dispatch: { schema: namingSchema, example: EXAMPLE_NAMING },
  decide: { schema: namingSchema, example: EXAMPLE_NAMING },
  rate: { schema: ratingSchema, example: EXAMPLE_RATING },
};
const titleOf = (action: string) => CALL_TRANSITIONS.find((row) => row.action === action)?.title ?? action;

const named = ({ content }: Acting): Named => ({
  directory: content.directory,
  entryName: (code) => content.lists.territorialItems.find((item) => item.code === code)?.name ?? '',
});

/** @throws Problem 404 */
async function readOne(c: Ask, at: Acting, id: number) {
  const opened = await openCall(at.world, at.viewer, id);
  if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
  const { session } = c.var;
  const scope = scopeOf(session.staff.role, 'cases.read');
  const { caseId } = opened.row;
  const seesCase =
    caseId !== null &&
    scope !== null &&
    (await findCase(at.world, viewerOf(session, scope, at.content.directory), caseId)) !== null;
  return callAnswer(opened, seesCase, named(at));
}

export function callsApiRoutes(api: Programs, door: Door): void {
  api.get(
    '/calls',
    door.opens('GET', '/calls', 'calls.read'),
    described({
      tag,
      personal,
      summary: '本单位的呼叫，新的在前 / Calls within reach, newest first',
      example: '/api/v1/calls?state=open',
      answer: callListSchema,
      problems: READ_PROBLEMS,
    }),
    checked('query', { state: stateParameter, limit: limitParameter(50), cursor: cursorParameter }),
    async (c) => {
      const { state, limit, cursor } = c.req.valid('query');
      const at = await door.acting(c);
      const [year = 0, serial = 0] = (cursor ?? '').split('-').map(Number);
      const after = cursor === undefined ? null : { year, serial };
      const rows = await callsAfter(at.world, at.viewer, { state: state ?? null, after }, limit);
      return c.json(
        pageFrom(rows, limit, (row) => callItem(row, named(at)), numberOf),
        200,
        NO_STORE,
      );
    },
  );

  api.get(
    '/calls/:id',
    door.opens('GET', '/calls/:id', 'calls.read'),
    described({
      tag,
      personal,
      summary: '一个呼叫：内容、经过、现在能办的 / One call, with what can be done now',
      example: `/api/v1/calls/${EXAMPLE_ID}`,
      answer: callSchema,
      problems: [...READ_PROBLEMS, CALLS_PROBLEMS.notFound],
    }),
    checked('param', idParameter),
    async (c) => show(c, await readOne(c, await door.acting(c), recordIdOf(c.req.valid('param').id))),
  );

  api.post(
    '/calls',
    door.opens('POST', '/calls', 'calls.raise'),
    described({
      tag,
      personal,
      summary: '镇街呼叫市直部门 / A township calls',
      example: '/api/v1/calls',
      answer: callSchema,
      body: { schema: raiseSchema, example: EXAMPLE_CALL },
      created: true,
      headers: KEY_HEADER,
      problems: [...NEW_PROBLEMS, CALLS_PROBLEMS.notFound, CALLS_PROBLEMS.keyReused],
    }),
    checkedBody(raiseSchema, BODY_BYTES),
    async (c) => {
      const once = keyOf(c);
      const at = await door.acting(c);
      const { kind, entry, helpers, caseId, ...text } = c.req.valid('json');
      const about = caseId === null ? null : recordIdOf(caseId);
      const result = await raise(at.world, at.viewer, { once, kind, entry, helpers, text, caseId: about });
      if (result.kind === 'invalid') return refuseFaults(result.faults);
      const isNew = result.row.raisedAt === at.world.now;
      return show(c, await readOne(c, at, result.row.id), isNew ? 201 : 200);
    },
  );

  for (const [name, permission] of Object.entries(CALL_PERMISSIONS)) {
    const action = name as DeskCallAction;
    const { schema, example } = BODIES[action] ?? NOTE;
    api.post(
      `/calls/:id/${action}`,
      door.opens('POST', `/calls/:id/${action}`, permission),
      described({
        tag,
        personal,
        summary: `${titleOf(action)} / ${action}`,
        example: `/api/v1/calls/${EXAMPLE_ID}/${action}`,
        answer: callSchema,
        body: { schema, example },
        headers: STEP_HEADERS,
        problems: [...STEP_PROBLEMS, CALLS_PROBLEMS.notFound, CALLS_PROBLEMS.keyReused],
      }),
      checked('param', idParameter),
      checkedBody(schema, BODY_BYTES),
      async (c) => {
        const [once, version] = [keyOf(c), versionOf(c)];
        const id = recordIdOf(c.req.valid('param').id);
        const { note, organ = '', entry = '', level = Number.NaN } = c.req.valid('json');
        const at = await door.acting(c);
        const fields = { body: organ.trim(), entry: entry.trim(), level };
        const result = await actOnCall(at.world, at.viewer, id, { action, version, once, note, fields });
        if (result.kind === 'invalid') return refuseFaults(result.faults, FIELDS);
        if (result.kind !== 'done') return refuseStep(result.kind, { ...result.row, possible: result.possible });
        return show(c, await readOne(c, at, id));
      },
    );
  }
}

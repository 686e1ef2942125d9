/** `/api/v1/hazards`: reports of hazards on the urgent lane, verified and removed by the same table as the desk. */
import * as v from 'valibot';
import { idText } from '../cases/trail.rules.ts';
import { HAZARD_STEPS } from '../operations/hazards.data.ts';
import { openHazard, stepHazard } from '../operations/hazards.usecases.ts';
import { reportHazard } from '../operations/lane.usecases.ts';
import { hazardsAfter, stepOfKey } from '../operations/listing.usecases.ts';
import { HAZARD_STATES } from '../operations/operations.contract.ts';
import { OPERATIONS_PROBLEMS } from '../operations/operations.errors.ts';
import { checkedBody } from '../platform/body.ts';
import { checked, described, limitParameter } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import {
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
import { EXAMPLE_CHECKS, EXAMPLE_HAND_OVER, EXAMPLE_HAZARD, EXAMPLE_ID, EXAMPLE_NOTE } from './examples.data.ts';
import {
  checkSchema,
  type HazardStepBody,
  hazardListSchema,
  hazardReportSchema,
  hazardSchema,
  passSchema,
} from './hazards.contract.ts';
import { hazardAnswer, hazardItem } from './hazards.mapping.ts';
import { KEY_HEADER, NEW_PROBLEMS, READ_PROBLEMS, STEP_HEADERS, STEP_PROBLEMS } from './headers.routes.ts';
import { PROGRAMS_PROBLEMS } from './programs.errors.ts';
import { noteSchema } from './shapes.contract.ts';

const tag = '安全隐患 / Hazards';
const personal = 'program';

type Body = { schema: v.GenericSchema<unknown, HazardStepBody>; example: object };
const NOTE: Body = { schema: noteSchema, example: EXAMPLE_NOTE };
const BODIES: Record<string, Body> = {
  pass: { schema: passSchema, example: EXAMPLE_HAND_OVER },
  check: { schema: checkSchema, example: EXAMPLE_CHECKS },
};
/** Steps that somebody takes; the others happen by themselves. */
const STEPS = HAZARD_STEPS.filter(
  ({ action, roles }) => action !== 'report' && roles.some((role) => role !== 'system'),
);

export function hazardsApiRoutes(api: Programs, door: Door): void {
  api.get(
    '/hazards',
    door.opens('GET', '/hazards', 'emergency.manage'),
    described({
      tag,
      personal,
      summary: '归本单位的安全隐患，新的在前 / Hazards within reach, newest first',
      example: '/api/v1/hazards?state=reported',
      answer: hazardListSchema,
      problems: READ_PROBLEMS,
    }),
    checked('query', {
      state: v.optional(v.picklist(HAZARD_STATES, HAZARD_STATES.join('、'))),
      limit: limitParameter(50),
      cursor: momentCursor,
    }),
    async (c) => {
      const { state, limit, cursor } = c.req.valid('query');
      const { world, eyes, content } = await door.acting(c);
      const rows = await hazardsAfter(world, eyes, { state: state ?? null, after: afterOf(cursor) }, limit);
      const page = pageFrom(
        rows,
        limit,
        ({ row, text }) => hazardItem(row, text, content.directory),
        ({ row }) => `${row.createdAt}-${idText(row.id)}`,
      );
      return c.json(page, 200, NO_STORE);
    },
  );

  api.get(
    '/hazards/:id',
    door.opens('GET', '/hazards/:id', 'emergency.manage'),
    described({
      tag,
      personal,
      summary: '一条隐患：核对表、经过、现在能办的 / One hazard, with what can be done now',
      example: `/api/v1/hazards/${EXAMPLE_ID}`,
      answer: hazardSchema,
      problems: [...READ_PROBLEMS, OPERATIONS_PROBLEMS.notFound],
    }),
    checked('param', idParameter),
    async (c) => {
      const { world, eyes, content } = await door.acting(c);
      const seen = await openHazard(world, eyes, recordIdOf(c.req.valid('param').id));
      return show(c, hazardAnswer(seen, content.directory));
    },
  );

  api.post(
    '/hazards',
    door.opens('POST', '/hazards', 'emergency.manage'),
    described({
      tag,
      personal,
      summary: '上报一条隐患 / Report a hazard',
      example: '/api/v1/hazards',
      answer: hazardSchema,
      body: { schema: hazardReportSchema, example: EXAMPLE_HAZARD },
      created: true,
      headers: KEY_HEADER,
      problems: [...NEW_PROBLEMS, PROGRAMS_PROBLEMS.keyReused],
    }),
    checkedBody(hazardReportSchema, BODY_BYTES),
    async (c) => {
      const once = keyOf(c);
      const { world, eyes, content } = await door.acting(c);
      const { township: townshipCode, kind, place, what } = c.req.valid('json');
      const result = await reportHazard(world, eyes, { townshipCode, kind, place, what, once });
      if (result.kind === 'invalid') return refuseFaults(result.faults);
      const seen = await openHazard(world, eyes, result.id);
      const isSame = seen.text?.place === place.trim() && seen.text.what === what.trim();
      if (!isSame || seen.row.kind !== kind || seen.row.townshipCode !== townshipCode)
        throw new Problem(PROGRAMS_PROBLEMS.keyReused);
      return show(c, hazardAnswer(seen, content.directory), seen.row.createdAt === world.now ? 201 : 200);
    },
  );

  for (const { action, title } of STEPS) {
    const { schema, example } = BODIES[action] ?? NOTE;
    api.post(
      `/hazards/:id/${action}`,
      door.opens('POST', `/hazards/:id/${action}`, 'emergency.manage'),
      described({
        tag,
        personal,
        summary: `${title} / ${action}`,
        example: `/api/v1/hazards/${EXAMPLE_ID}/${action}`,
        answer: hazardSchema,
        body: { schema, example },
        headers: STEP_HEADERS,
        problems: [...STEP_PROBLEMS, OPERATIONS_PROBLEMS.notFound, PROGRAMS_PROBLEMS.keyReused],
      }),
      checked('param', idParameter),
      checkedBody(schema, BODY_BYTES),
      async (c) => {
        const [once, version] = [keyOf(c), versionOf(c)];
        const id = recordIdOf(c.req.valid('param').id);
        const { note, ...fields } = c.req.valid('json');
        const { world, eyes, viewer, content } = await door.acting(c);
        const result = await stepHazard(world, eyes, id, { action, version, once, note, fields });
        if (result.kind === 'invalid') return refuseFaults(result.faults);
        const seen = await openHazard(world, eyes, id);
        const answer = hazardAnswer(seen, content.directory);
        if (result.kind !== 'done') return refuseStep(result.kind, answer);
        const seq = await stepOfKey(world, id, once);
        const event = seen.events.find((one) => one.seq === seq);
        const isSame = event?.action === action && event.actor === `staff:${viewer.staffId}`;
        if (!isSame || event.note !== note.trim()) throw new Problem(PROGRAMS_PROBLEMS.keyReused);
        return show(c, answer);
      },
    );
  }
}

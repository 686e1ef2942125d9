/** `/api/v1/admissions`: the admission gate. Departments propose, the coordinating office decides; the gate is the desk's. */

import { actorOf, propose, step } from '../assignments/assignments.usecases.ts';
import { ASSIGNMENT_TRANSITIONS } from '../assignments/machine.data.ts';
import { assignmentsAfter, openAssignment, reachOf } from '../assignments/reading.usecases.ts';
import { checkedBody } from '../platform/body.ts';
import { checked, described, limitParameter } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { admissionListSchema, admissionSchema, decisionSchema, proposalSchema } from './admissions.contract.ts';
import { admissionAnswer, admissionItem, noteOf, proposalOf } from './admissions.mapping.ts';
import {
  type Acting,
  type Ask,
  BODY_BYTES,
  type Door,
  keyOf,
  momentCursor,
  NO_STORE,
  type Programs,
  pageFrom,
  readCursor,
  refuseFaults,
  refuseStep,
  show,
  uuidParameter,
  versionOf,
} from './door.routes.ts';
import { EXAMPLE_NOTE, EXAMPLE_PROPOSAL, EXAMPLE_UUID } from './examples.data.ts';
import { KEY_HEADER, NEW_PROBLEMS, READ_PROBLEMS, STEP_PROBLEMS, VERSION_HEADER } from './headers.routes.ts';
import { PROGRAMS_PROBLEMS } from './programs.errors.ts';

const tag = '准入 / Admission gate';
const personal = 'program';

/** Whose step it is; the table of the gate says when, and that nobody decides what they have written or examined. */
const PERMISSIONS: Record<string, readonly [PermissionName, ...PermissionName[]]> = {
  examine: ['assignments.decide'],
  approve: ['assignments.decide'],
  refuse: ['assignments.decide'],
  'end-early': ['assignments.decide', 'assignments.propose'],
  withdraw: ['assignments.propose'],
  remark: ['assignments.remark'],
};
const titleOf = (action: string) => ASSIGNMENT_TRANSITIONS.find((row) => row.action === action)?.title ?? action;

/** @throws Problem 404, alike for what is not there and what is not within reach */
async function read(c: Ask, { world }: Acting, id: string) {
  const { staff } = c.var.session;
  const reach = reachOf(staff);
  const found = reach && (await openAssignment(world.db, reach, actorOf(staff), id));
  if (found === null) throw new Problem(PROGRAMS_PROBLEMS.notFound);
  return found;
}
const gateOf = ({ world, content }: Acting) => ({ ...world, lists: content.lists, directory: content.directory });

export function admissionsApiRoutes(api: Programs, door: Door): void {
  const showOne = async (c: Ask, at: Acting, id: string, status: 200 | 201 = 200) => {
    const { row, events, possible } = await read(c, at, id);
    return show(c, admissionAnswer(row, events, possible, at.content.directory), status);
  };

  api.get(
    '/admissions',
    door.opens('GET', '/admissions', 'assignments.read'),
    described({
      tag,
      personal,
      summary:
        '本单位提的、交给本镇街的，新的在前；公开的台账在 /open/admissions / Proposals within reach, newest first',
      example: '/api/v1/admissions',
      answer: admissionListSchema,
      problems: [...READ_PROBLEMS, PROGRAMS_PROBLEMS.notFound],
    }),
    checked('query', { limit: limitParameter(50), cursor: momentCursor }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { world, content } = await door.acting(c);
      const reach = reachOf(c.var.session.staff);
      if (reach === null) throw new Problem(PROGRAMS_PROBLEMS.notFound);
      const rows = await assignmentsAfter(world.db, reach, readCursor(cursor), limit);
      const page = pageFrom(
        rows,
        limit,
        (row) => admissionItem(row, content.directory),
        (row) => `${row.createdAt}-${row.id}`,
      );
      return c.json(page, 200, NO_STORE);
    },
  );

  api.get(
    '/admissions/:id',
    door.opens('GET', '/admissions/:id', 'assignments.read'),
    described({
      tag,
      personal,
      summary: '提的一项：凭清单哪一项，或者为什么不准，怎么申请 / One proposal, with the entry or the refusal',
      example: `/api/v1/admissions/${EXAMPLE_UUID}`,
      answer: admissionSchema,
      problems: [...READ_PROBLEMS, PROGRAMS_PROBLEMS.notFound],
    }),
    checked('param', uuidParameter),
    async (c) => showOne(c, await door.acting(c), c.req.valid('param').id),
  );

  api.post(
    '/admissions',
    door.opens('POST', '/admissions', 'assignments.propose'),
    described({
      tag,
      personal,
      summary: '提一项要交给镇街的工作；清单外、条件不全的当场不准，并且公开 / Propose a task for townships',
      example: '/api/v1/admissions',
      answer: admissionSchema,
      body: { schema: proposalSchema, example: EXAMPLE_PROPOSAL },
      created: true,
      headers: KEY_HEADER,
      problems: [...NEW_PROBLEMS, PROGRAMS_PROBLEMS.notFound, PROGRAMS_PROBLEMS.keyReused],
    }),
    checkedBody(proposalSchema, BODY_BYTES),
    async (c) => {
      const once = keyOf(c);
      const at = await door.acting(c);
      const { staff } = c.var.session;
      if (staff.departmentCode === null) throw new Problem(PROGRAMS_PROBLEMS.notFound);
      const proposal = proposalOf(staff.departmentCode, c.req.valid('json'));
      const result = await propose(gateOf(at), staff.id, once, proposal);
      if (result.kind === 'invalid') return refuseFaults(result.faults);
      const { createdBy, createdAt, proposal: kept } = result.row;
      if (createdBy !== staff.id || !isSame(kept, proposal)) throw new Problem(PROGRAMS_PROBLEMS.keyReused);
      return showOne(c, at, once, createdAt === at.world.now ? 201 : 200);
    },
  );

  for (const [action, permissions] of Object.entries(PERMISSIONS))
    api.post(
      `/admissions/:id/${action}`,
      door.opens('POST', `/admissions/:id/${action}`, ...permissions),
      described({
        tag,
        personal,
        summary: `${titleOf(action)} / ${action}`,
        example: `/api/v1/admissions/${EXAMPLE_UUID}/${action}`,
        answer: admissionSchema,
        body: { schema: decisionSchema, example: EXAMPLE_NOTE },
        headers: VERSION_HEADER,
        problems: [...STEP_PROBLEMS, PROGRAMS_PROBLEMS.notFound],
      }),
      checked('param', uuidParameter),
      checkedBody(decisionSchema, BODY_BYTES),
      async (c) => {
        const version = versionOf(c);
        const { id } = c.req.valid('param');
        const { note } = c.req.valid('json');
        const at = await door.acting(c);
        const { staff } = c.var.session;
        await read(c, at, id);
        const actor = actorOf(staff);
        const result = actor && (await step(gateOf(at), actor, id, { action, version, note }));
        if (result === null) throw new Problem(PROGRAMS_PROBLEMS.notFound);
        if (result.kind === 'invalid') return refuseFaults(result.faults);
        if (result.kind === 'done') return showOne(c, at, id);
        // The answer got lost and the program sends the step again: it has been taken, by this very person.
        const { events } = await read(c, at, id);
        const next = events.find(({ seq }) => seq === version + 1);
        const isAgain = next?.by === staff.id && next.action === action && noteOf(next) === note.trim();
        return isAgain ? showOne(c, at, id) : refuseStep(result.kind, { ...result.row, possible: result.possible });
      },
    );
}

const isSame = (a: object, b: object): boolean => {
  const sorted = (one: object) => JSON.stringify(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
};

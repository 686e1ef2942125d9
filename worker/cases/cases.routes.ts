import { Hono } from 'hono';
import type * as v from 'valibot';
import { checkedBody } from '../platform/body.ts';
import { callerOf } from '../platform/caller.ts';
import { checked, described, type HonoEnv, type PublicContent } from '../platform/http.ts';
import type { IsRegistered } from '../platform/origins.ts';
import { Problem } from '../platform/problem.ts';
import { type CitizenAction, receiptSchema, submissionSchema } from './cases.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { actionFor } from './cases.rules.ts';
import { caseOf, Entrance, keyOf, orBusy, PERSONAL } from './entrance.routes.ts';
import {
  EXAMPLE_DELETION,
  EXAMPLE_KEY,
  EXAMPLE_LOOKUP,
  EXAMPLE_RATE,
  EXAMPLE_REJECT,
  EXAMPLE_SUBMISSION,
  EXAMPLE_SUPPLEMENT,
  EXAMPLE_WITHDRAW,
} from './examples.data.ts';
import { filesRoutes } from './files.routes.ts';
import { limitsSchema } from './limits.contract.ts';
import { BODY_BYTES } from './limits.data.ts';
import { openingRoutes } from './opening.routes.ts';
import {
  deletionSchema,
  lookupSchema,
  rateSchema,
  rejectSchema,
  statusSchema,
  supplementSchema,
  withdrawSchema,
} from './status.contract.ts';
import { lookUp, readLookup, statusOf } from './status.usecases.ts';
import { takeStep } from './steps.usecases.ts';
import { submitCase } from './submit.usecases.ts';
import type { CaseContent } from './world.usecases.ts';

const tag = '说事 / Cases';
export const KEY_HEADER = { 'Idempotency-Key': `UUID，重发时用同一个 / same for a retry, e.g. ${EXAMPLE_KEY}` };
const FORM_HEADERS = {
  'X-Form':
    '可不写：从打开表单到交上的秒数，如 83；填了人看不见的一栏加 ;filled。见 /api/v1/limits 的 review / optional',
};
export const STEP_PROBLEMS = [
  CASES_PROBLEMS.keyMissing,
  CASES_PROBLEMS.tokenInvalid,
  CASES_PROBLEMS.notFound,
  CASES_PROBLEMS.notPossible,
  CASES_PROBLEMS.erased,
  CASES_PROBLEMS.keyReused,
  CASES_PROBLEMS.tooMany,
  CASES_PROBLEMS.busy,
];

export function casesRoutes(published: PublicContent<CaseContent>, isRegistered: IsRegistered) {
  const entrance = new Entrance(published, isRegistered);
  const routes = new Hono<HonoEnv>()
    .get(
      '/limits',
      described({
        tag,
        summary: '各项限度 / Limits that hold here',
        example: '/api/v1/limits',
        answer: limitsSchema,
        personal: 'open',
      }),
      checked('query', {}),
      (c) => c.json(entrance.limits(c).published(callerOf(c)), 200, PERSONAL),
    )
    .post(
      '/cases',
      entrance.writes,
      described({
        tag,
        summary: '交一件事，得到回执 / Hand in a case',
        example: '/api/v1/cases',
        answer: receiptSchema,
        body: { schema: submissionSchema, example: EXAMPLE_SUBMISSION },
        created: true,
        personal: 'open',
        headers: { ...KEY_HEADER, ...FORM_HEADERS },
        problems: [
          CASES_PROBLEMS.keyMissing,
          CASES_PROBLEMS.keyReused,
          CASES_PROBLEMS.tooMany,
          CASES_PROBLEMS.tooManyFromSite,
          CASES_PROBLEMS.busy,
        ],
      }),
      checkedBody(submissionSchema, BODY_BYTES),
      async (c) => {
        const key = keyOf(c);
        const submission = c.req.valid('json');
        return orBusy(async () => {
          const world = await entrance.world(c);
          entrance.admitSubmit(c, world, submission.site);
          const { receipt, isNew } = await submitCase(
            await entrance.lookedAt(c, world, submission, key),
            submission,
            key,
          );
          return c.json(receipt, isNew ? 201 : 200, PERSONAL);
        });
      },
    )
    .post(
      '/cases/lookup',
      entrance.writes,
      described({
        tag,
        summary: '凭回执号和查询码看进度 / Where a case stands',
        example: '/api/v1/cases/lookup',
        answer: statusSchema,
        body: { schema: lookupSchema, example: EXAMPLE_LOOKUP },
        personal: 'open',
        problems: [CASES_PROBLEMS.notFound, CASES_PROBLEMS.tooManyLookups, CASES_PROBLEMS.busy],
      }),
      checkedBody(lookupSchema, BODY_BYTES),
      async (c) => {
        const typed = readLookup(c.req.valid('json'));
        return orBusy(async () => {
          const world = await entrance.world(c);
          const limits = entrance.limits(c);
          limits.check('failedLookups', world.keys, callerOf(c), world.now);
          const status = await lookUp(world, typed);
          if (status !== null) return c.json(status, 200, PERSONAL);
          limits.spend('failedLookups', world.keys, callerOf(c), world.now);
          throw new Problem(CASES_PROBLEMS.notFound);
        });
      },
    );

  const step = <Schema extends v.GenericSchema>(
    action: CitizenAction,
    summary: string,
    schema: Schema,
    example: object,
    read: (body: v.InferOutput<Schema>) => { note: string; level?: number },
  ) =>
    routes.post(
      `/cases/:receiptNumber/${action}`,
      entrance.writes,
      async (c, next) => {
        // Before anything is read: strangers learn nothing about what a body should be.
        caseOf(c);
        await next();
      },
      described({
        tag,
        summary,
        example: `/api/v1/cases/0000-0000/${action}`,
        answer: statusSchema,
        body: { schema, example },
        personal: 'bearer',
        headers: KEY_HEADER,
        problems: STEP_PROBLEMS,
      }),
      checkedBody(schema, BODY_BYTES),
      async (c) => {
        const { id, number } = caseOf(c);
        const value = keyOf(c);
        const body = c.req.valid('json');
        const { note, level } = read(body);
        return orBusy(async () => {
          const world = await entrance.world(c);
          entrance.admit(c, world, 'otherWrites');
          const row = await takeStep(world, id, {
            action: (standing) => actionFor(standing, action),
            role: 'citizen',
            actor: 'citizen',
            key: { value, body: JSON.stringify({ action, body }) },
            note,
            from: 'citizen',
            ...(level !== undefined && { more: { level } }),
          });
          return c.json(await statusOf(world, row, number), 200, PERSONAL);
        });
      },
    );
  step('supplement', '补充情况 / Add to a case', supplementSchema, EXAMPLE_SUPPLEMENT, ({ text }) => ({ note: text }));
  step('withdraw', '撤回 / Withdraw', withdrawSchema, EXAMPLE_WITHDRAW, ({ reason }) => ({ note: reason }));
  step('reject', '不满意，退回重办 / Reject the answer, once', rejectSchema, EXAMPLE_REJECT, ({ reason }) => ({
    note: reason,
  }));
  step('rate', '评价 / Rate', rateSchema, EXAMPLE_RATE, ({ level, text }) => ({ note: text, level }));
  step('deletion', '申请删除个人信息 / Ask for deletion', deletionSchema, EXAMPLE_DELETION, ({ reason }) => ({
    note: reason,
  }));

  return routes.route('/', filesRoutes(entrance)).route('/', openingRoutes(entrance));
}

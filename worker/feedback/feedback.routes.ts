import { Hono } from 'hono';
import { checkBody, parseJson, readCapped } from '../platform/body.ts';
import { callerOf } from '../platform/caller.ts';
import { openDatabase } from '../platform/database.ts';
import { described, type HonoEnv, type PublicContent } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { feedbackReceiptSchema, feedbackSchema } from './feedback.contract.ts';
import { FEEDBACK_PROBLEMS } from './feedback.errors.ts';
import type { KnownCodes } from './feedback.rules.ts';
import { FeedbackLimit, takeFeedback } from './feedback.usecases.ts';

/** 500 characters of three bytes, each of which JSON may write as `\uXXXX`. */
const MOST_BODY_BYTES = 4096;
const EXAMPLE = { code: 'T001', field: 'hours', text: '写的是周六上班，实际周六不开门。', township: '370883101' };

/**
 * Guides stand on any site, registered or not, and what is wrong with a public text is no secret of anybody's: it is
 * taken from every site, by address no more than is bearable.
 */
export function feedbackRoutes(published: PublicContent<KnownCodes>) {
  const limit = new FeedbackLimit();
  return new Hono<HonoEnv>().post(
    '/feedback',
    described({
      tag: '信息有误 / Feedback',
      example: '/api/v1/feedback',
      summary: '指南里哪里写错了 / What is wrong in a guide',
      body: { schema: feedbackSchema, example: EXAMPLE, fromEverySite: true },
      answer: feedbackReceiptSchema,
      created: true,
      personal: 'open',
      problems: [FEEDBACK_PROBLEMS.tooMany],
    }),
    async (c) => {
      const given = checkBody(feedbackSchema, parseJson(await readCapped(c.req.raw, MOST_BODY_BYTES)));
      const db = openDatabase(c.env.DB);
      const now = Date.now();
      const content = await published.current(db, now);
      const keys = readKeys(c.env);
      limit.admit(keys, callerOf(c).address, now);
      try {
        return c.json(await takeFeedback({ db, keys, content, now }, given), 201, {
          'cache-control': 'no-store',
          'access-control-allow-origin': '*',
          'x-content-type-options': 'nosniff',
        });
      } catch (error) {
        if (error instanceof Problem) throw error;
        console.error(
          JSON.stringify({ event: 'write-failed', class: error instanceof Error ? error.name : 'unknown' }),
        );
        throw new Problem(PLATFORM_PROBLEMS.unavailable);
      }
    },
  );
}

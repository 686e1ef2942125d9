import { Hono } from 'hono';
import * as v from 'valibot';
import { checkBody, parseJson, readCapped } from '../platform/body.ts';
import { openDatabase } from '../platform/database.ts';
import { countsUnanswered } from '../platform/env.ts';
import { described, type HonoEnv, nothingToSay } from '../platform/http.ts';
import type { UnansweredCounter } from './unanswered.usecases.ts';

/** A query has 60 characters at most; what is longer is no query. */
const MOST_BODY_BYTES = 1024;
const schema = v.strictObject(
  { query: v.pipe(v.string('要一段文字。'), v.description('没查到的话 / what was asked')) },
  '请只写 query 一项。',
);

/**
 * Where the widget, which searches on the device, reports a query that has come to nothing. The answer is 204 whether
 * anything was kept or not: switched off, nothing is even read; beyond the counter's limit nothing is written.
 */
export function unansweredRoutes(counter: UnansweredCounter) {
  return new Hono<HonoEnv>().post(
    '/search/unanswered',
    described({
      tag: '查找 / Search',
      example: '{"query":"没查到的话"}',
      summary: '没查到的话，记个次数，好补充目录；不记是谁 / Counts a query without an answer, never who asked',
      body: { schema, example: { query: '没查到的话' }, fromEverySite: true },
      answer: null,
    }),
    async (c) => {
      if (!countsUnanswered(c.env)) return nothingToSay();
      // Whatever its type is said to be: as text/plain browsers send it to another host without asking first.
      const { query } = checkBody(schema, parseJson(await readCapped(c.req.raw, MOST_BODY_BYTES)));
      await counter.count(openDatabase(c.env.DB), query, Date.now());
      return nothingToSay();
    },
  );
}

import { Hono } from 'hono';
import * as v from 'valibot';
import type { Directory } from '../directory/directory.contract.ts';
import { DIRECTORY_PROBLEMS } from '../directory/directory.errors.ts';
import { findTownship } from '../directory/directory.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import { checked, described, type HonoEnv, type PublicContent, townshipParameter } from '../platform/http.ts';
import { bodyName } from './bodies.rules.ts';
import { noticeAnswer } from './notices.rules.ts';
import { BOARD } from './notices.usecases.ts';
import { noticesAnswerSchema } from './operations.contract.ts';

/** `GET /notices`: what is in force now. Asked by every widget that is looked at: out of memory, with an ETag. */
export function operationsRoutes(published: PublicContent<{ directory: Directory }>) {
  return new Hono<HonoEnv>().get(
    '/notices',
    described({
      tag: '公告 / Public notices',
      example: '/api/v1/notices?township=370883107',
      summary: '现在有效的应急公告，到时自己撤下 / Public notices in force now; each is withdrawn by itself',
      answer: noticesAnswerSchema,
      problems: [DIRECTORY_PROBLEMS.townshipNotFound],
    }),
    checked('query', { township: v.optional(townshipParameter) }),
    async (c) => {
      const { township } = c.req.valid('query');
      const [db, now] = [openDatabase(c.env.DB), Date.now()];
      const { directory } = await published.current(db, now);
      if (township !== undefined) findTownship(directory, township);
      const rows = await BOARD.inForce(db, township ?? null, now);
      const items = rows.map((notice) => noticeAnswer(notice, (organ) => bodyName(organ, directory) ?? '统筹办'));
      // Not kept: in a moment another one may begin or end.
      return published.answer(c.req.raw, { items }, false);
    },
  );
}

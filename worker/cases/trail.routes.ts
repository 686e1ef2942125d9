/** `/open/trail`: what lets anybody check that nothing was removed, changed or back-dated. */
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import { openDatabase } from '../platform/database.ts';
import { checked, described, type HonoEnv, limitParameter, written } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { dayProofSchema, daySchema, rootListSchema, trailKeysSchema } from './trail.contract.ts';
import { TRAIL_PROBLEMS } from './trail.errors.ts';
import { findDay, listKeys, listRoots, proveHash } from './trail.usecases.ts';

const tag = '公开的记录 / The public trail';
const dayParameter = written(
  /^(?:\d{4}-\d\d-\d\d|latest)$/,
  '日期（北京时间）如 2026-11-02，或 latest / a day, or latest',
);
const hashParameter = written(/^[0-9a-f]{64}$/, '64 位十六进制散列值（小写） / 64 hexadecimal digits, small');
const cursorParameter = v.optional(
  written(/^\d{4}-\d\d-\d\d$/, '上一页答复里的 nextCursor，原样带上 / nextCursor of the page before'),
);
/** An event hash that no trail has: who tries the example reads how to find one that it has. */
export const EXAMPLE_HASH = '5f'.repeat(32);

/** A signed day never changes; what grows is asked for again. Unit: seconds. */
const SIGNED_DAY = 'public, max-age=604800, immutable';
const GROWING = 'public, max-age=300, stale-if-error=86400';

async function answer(c: Context<HonoEnv>, cacheControl: string, read: Promise<unknown>): Promise<Response> {
  const value = await read.catch((error: unknown) => {
    throw error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.unavailable);
  });
  return c.json(value as object, 200, {
    'cache-control': cacheControl,
    'content-language': 'zh-CN',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag',
    'x-content-type-options': 'nosniff',
  });
}

const cacheOf = (day: string) => (day === 'latest' ? GROWING : SIGNED_DAY);

export function trailRoutes() {
  return new Hono<HonoEnv>()
    .get(
      '/open/trail',
      described({
        tag,
        example: '/open/trail',
        summary: '每天的树根和签名，新的在前 / Signed roots, newest first',
        answer: rootListSchema,
      }),
      etag(),
      checked('query', { limit: limitParameter(100), cursor: cursorParameter }),
      (c) => {
        const { limit, cursor } = c.req.valid('query');
        return answer(c, GROWING, listRoots(openDatabase(c.env.DB), limit, cursor));
      },
    )
    .get(
      '/open/trail/key',
      described({
        tag,
        example: '/open/trail/key',
        summary: '验证签名用的公钥 / The public keys that roots are signed with',
        answer: trailKeysSchema,
      }),
      etag(),
      checked('query', {}),
      (c) => answer(c, GROWING, Promise.resolve(listKeys(readKeys(c.env)))),
    )
    .get(
      '/open/trail/:day',
      described({
        tag,
        example: '/open/trail/latest',
        summary: '一天里所有事件的散列值 / All event hashes of a day',
        answer: daySchema,
        problems: [TRAIL_PROBLEMS.dayNotSigned],
      }),
      etag(),
      checked('param', { day: dayParameter }),
      checked('query', {}),
      (c) => {
        const { day } = c.req.valid('param');
        return answer(c, cacheOf(day), findDay(openDatabase(c.env.DB), day));
      },
    )
    .get(
      '/open/trail/:day/proof',
      described({
        tag,
        example: `/open/trail/latest/proof?hash=${EXAMPLE_HASH}`,
        summary: '从一个散列值到当天树根的路 / The way from one hash to the root of its day',
        answer: dayProofSchema,
        problems: [TRAIL_PROBLEMS.dayNotSigned, TRAIL_PROBLEMS.hashNotFound],
      }),
      etag(),
      checked('param', { day: dayParameter }),
      checked('query', { hash: hashParameter }),
      (c) => {
        const { day } = c.req.valid('param');
        return answer(c, cacheOf(day), proveHash(openDatabase(c.env.DB), day, c.req.valid('query').hash));
      },
    );
}

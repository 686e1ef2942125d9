import { Hono } from 'hono';
import { checkBody, parseJson, readCapped } from '../platform/body.ts';
import { openDatabase } from '../platform/database.ts';
import { afterAnswer, checked, described, type HonoEnv, nothingToSay, reply, written } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { selfSchema, usageSchema } from './sites.contract.ts';
import { framedBy } from './sites.rules.ts';
import { type SiteRegister, selfOf } from './sites.usecases.ts';
import { countedAs } from './usage.rules.ts';
import { UsageCounter } from './usage.usecases.ts';

const MOST_BODY_BYTES = 256;
const CSP = 'content-security-policy';
const ownOf = (request: Request): string => new URL(request.url).origin;

/** Under `/api/v1`. */
export function sitesRoutes(register: SiteRegister) {
  return new Hono<HonoEnv>().get(
    '/sites/self',
    described({
      tag: '嵌入 / Embedding',
      example: '/api/v1/sites/self?origin=http%3A%2F%2F127.0.0.1%3A8787',
      summary: '这个网站登记了没有 / Whether a site is registered, and for which township',
      answer: selfSchema,
    }),
    checked('query', {
      // `null` is what a page in a sandbox has.
      origin: written(/^(null|https?:\/\/[^\s/?#]{1,255})$/, '网站的源，如 https://www.example.cn / an origin'),
    }),
    (c) => {
      const { origin } = c.req.valid('query');
      return reply(c, register, (sites) => selfOf(sites, origin, ownOf(c.req.raw)), { keep: false });
    },
  );
}

/** The page of the frame with the register in its policy, and where widgets tell that they ran. */
export function frameRoutes(register: SiteRegister) {
  const counter = new UsageCounter();
  return new Hono<HonoEnv>()
    .get('/embed/frame', async (c) => {
      const { ASSETS, DB } = c.env;
      if (ASSETS === undefined) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
      // Never a 304: the bytes stay the same while the register changes.
      const file = await ASSETS.fetch(new Request(c.req.url));
      const headers = new Headers(file.headers);
      for (const name of ['etag', 'last-modified']) headers.delete(name);
      const origins = await register.originsOrNone(openDatabase(DB), Date.now());
      headers.set(CSP, framedBy(headers.get(CSP) ?? "default-src 'none'", origins));
      return new Response(file.body, { status: file.status, headers });
    })
    .post('/embed/usage', async (c) => {
      // Whatever its type is said to be: as text/plain browsers send it to another host without asking first.
      const usage = checkBody(usageSchema, parseJson(await readCapped(c.req.raw, MOST_BODY_BYTES)));
      const origin = c.req.header('origin') ?? '';
      const db = openDatabase(c.env.DB);
      const now = Date.now();
      const isOwn = origin === ownOf(c.req.raw);
      counter.count(usage, countedAs(origin, isOwn || (await register.has(db, origin, now))), now);
      afterAnswer(c, () => counter.write(db, now));
      return nothingToSay();
    });
}

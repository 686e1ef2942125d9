/** Who may write through a browser: one list. Reads are open to everybody; nothing here uses cookies. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';
import { PLATFORM_PROBLEMS, Problem } from './problem.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether an origin stands in the register of sites. Asked only for an origin that is not known otherwise. */
export type IsRegistered = (env: Env, origin: string) => Promise<boolean>;

/** Our own origin, those that the operator has named, the register. Exact: no patterns, no `null`. */
async function mayWrite(origin: string, ownOrigin: string, env: Env, isRegistered: IsRegistered): Promise<boolean> {
  if (origin === ownOrigin || (env.ALLOWED_ORIGINS ?? '').split(/\s+/).includes(origin)) return true;
  return isRegistered(env, origin);
}

/** Hono's `cors()` lets a foreign request through and hides the answer only: this one refuses it. */
export const writesFromKnownOrigins =
  (isRegistered: IsRegistered): MiddlewareHandler<{ Bindings: Env }> =>
  async (c, next) => {
    const origin = c.req.header('origin');
    if (READS.has(c.req.method) || origin === undefined) return next();
    const own = new URL(c.req.url).origin;
    if (!(await mayWrite(origin, own, c.env ?? {}, isRegistered))) throw new Problem(PLATFORM_PROBLEMS.foreignOrigin);
    await next();
    if (origin === own) return;
    c.res.headers.set('access-control-allow-origin', origin);
    c.res.headers.append('vary', 'origin');
  };

const PUBLIC = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, HEAD, OPTIONS' };
const WRITING_HEADERS = 'authorization, content-type, idempotency-key, x-file-name, x-form';

/** Public reads need no credentials; a conditional request from a script asks first. A write must be from the list. */
export const preflight =
  (isRegistered: IsRegistered) =>
  async (c: Context<{ Bindings: Env }>): Promise<Response> => {
    const origin = c.req.header('origin') ?? '';
    const isWrite = !READS.has(c.req.header('access-control-request-method') ?? 'GET');
    const headers = { 'access-control-allow-headers': 'if-none-match', 'access-control-max-age': '86400' };
    if (!isWrite) return new Response(null, { status: 204, headers: { ...headers, ...PUBLIC } });
    if (!(await mayWrite(origin, new URL(c.req.url).origin, c.env ?? {}, isRegistered)))
      throw new Problem(PLATFORM_PROBLEMS.foreignOrigin);
    return new Response(null, {
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
        'access-control-allow-headers': WRITING_HEADERS,
        'access-control-max-age': '600',
        vary: 'origin',
      },
    });
  };

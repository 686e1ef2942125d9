/** Who asks: what a request tells of the other side and of where it was sent. */
import type { Context } from 'hono';

export interface Caller {
  /** Address of the other side, as Cloudflare saw it; `local` on a machine that serves itself. */
  address: string;
  /** Host name that was asked for. */
  host: string;
}

export const callerOf = (c: Pick<Context, 'req'>): Caller => ({
  address: c.req.header('cf-connecting-ip') ?? 'local',
  host: new URL(c.req.url).hostname,
});

/** The bearer token, empty when there is none. */
export const bearerOf = (c: Context): string =>
  /^Bearer (\S{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';

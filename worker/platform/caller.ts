/** Who asks: what a request tells of the other side and of where it was sent. */
import type { Context } from 'hono';

export interface Caller {
  /** Address of the other side, as Cloudflare saw it; `local` on a machine that serves itself. */
  address: string;
  /** Host name that was asked for. */
  host: string;
}

/** A request's address is in its normal form already: to take it apart as a whole again costs ten times as much. */
const HOST = /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)/;

export const callerOf = (c: Pick<Context, 'req'>): Caller => ({
  address: c.req.header('cf-connecting-ip') ?? 'local',
  host: HOST.exec(c.req.url)?.[1] ?? '',
});

/** The bearer token, empty when there is none. */
export const bearerOf = (c: Context): string =>
  /^Bearer (\S{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';

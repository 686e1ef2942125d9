/** What every route of programs goes through: origin, token, pace; the headers that steps carry; the world they act in. */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import { type Viewer, viewerOf } from '../cases/viewer.rules.ts';
import { type CaseWorld, openWorld } from '../cases/world.usecases.ts';
import type { DeskContent } from '../desk/desk.contract.ts';
import { type Eyes, eyesOf } from '../operations/eyes.rules.ts';
import { isOnDuty } from '../operations/rosters.usecases.ts';
import { Buckets } from '../platform/buckets.ts';
import { type PublicContent, written } from '../platform/http.ts';
import { writesFromKnownOrigins } from '../platform/origins.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { may } from '../staff/permissions.rules.ts';
import { type ProgramEnv, requiresToken } from '../staff/program.middleware.ts';
import { PROGRAM_ACCESS } from './access.data.ts';
import { PROGRAMS_PROBLEMS } from './programs.errors.ts';

export type Ask = Context<ProgramEnv>;
export type Programs = Hono<ProgramEnv>;
/** What is wrong with a field, as the use cases say it. */
export interface Fault {
  field: string;
  text: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Of one token, in the memory of an isolate: two a second in the long run. */
export const PACE = { burst: 120, perHour: 7200 };
/** A whole proposal has 7,500 characters at most. Unit: bytes. */
export const BODY_BYTES = 128 * 1024;
/** A record as it stands in addresses. */
export const idParameter = { id: written(/^[0-9a-f]{13}$/, '编号，13 位十六进制 / id, 13 hexadecimal digits') };
export const uuidParameter = {
  id: written(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '编号，小写 UUID / id, a UUID in lower case'),
};

/** The last row of the page before, by its moment and its id. */
export const momentCursor = v.optional(
  written(/^\d{1,15}-[0-9a-f-]{13,36}$/, '上一页答复里的 nextCursor，原样带上 / nextCursor of the page before'),
);
export function readCursor(cursor: string | undefined): { at: number; id: string } | null {
  const [, at = '', id = ''] = /^(\d+)-(.+)$/.exec(cursor ?? '') ?? [];
  return id === '' ? null : { at: Number(at), id };
}

/** The same for records that are numbers. */
export function afterOf(cursor: string | undefined): { at: number; id: number } | null {
  const last = readCursor(cursor);
  return last && { at: last.at, id: recordIdOf(last.id) };
}

export interface Acting {
  world: CaseWorld & { content: DeskContent; isOnDuty(organ: string): Promise<boolean> };
  content: DeskContent;
  /** As far as the permission of the route reaches. */
  viewer: Viewer;
  eyes: Eyes;
  mayLead: boolean;
}

/** No page of another origin writes here, registered or not: pages have no tokens. */
const fromHere = writesFromKnownOrigins(() => Promise.resolve(false)) as unknown as MiddlewareHandler<ProgramEnv>;

/** One for each isolate: the buckets live as long as it does. */
export class Door {
  readonly #published: PublicContent<DeskContent>;
  readonly #buckets = new Buckets(PACE);

  constructor(published: PublicContent<DeskContent>) {
    this.#published = published;
  }

  /** The first middleware of a route: who asks and may they. Puts the route on record. */
  opens(
    method: 'GET' | 'POST',
    path: `/${string}`,
    ...permissions: readonly [PermissionName, ...PermissionName[]]
  ): MiddlewareHandler<ProgramEnv> {
    PROGRAM_ACCESS.set(`${method} /api/v1${path}`, permissions);
    const token = requiresToken(permissions);
    return (c, next) =>
      fromHere(c, async () => {
        await token(c, async () => {
          this.#admit(c.var.program.tokenId);
          await next();
        });
      });
  }

  /** @throws Problem 429 */
  #admit(tokenId: string): void {
    const now = Date.now();
    const wait = this.#buckets.wait(tokenId, now);
    if (wait > 0) throw new Problem(PROGRAMS_PROBLEMS.tooMany, {}, { 'retry-after': String(wait) });
    this.#buckets.take(tokenId, now);
  }

  async acting(c: Ask): Promise<Acting> {
    const world = await openWorld(c.env, this.#published);
    const content = await this.#published.current(world.db, world.now);
    const { session, scope } = c.var;
    return {
      world: { ...world, content, isOnDuty: (organ) => isOnDuty(world.db, organ, world.now) },
      content,
      viewer: viewerOf(session, scope, content.directory),
      eyes: eyesOf(session, scope),
      mayLead: may(session.staff.role, 'operations.lead'),
    };
  }
}

/** @throws Problem 400 */
export function keyOf(c: Ask): string {
  const key = c.req.header('idempotency-key') ?? '';
  if (!UUID.test(key)) throw new Problem(PROGRAMS_PROBLEMS.keyMissing);
  return key.toLowerCase();
}

/** The version that the program has seen. @throws Problem 400 */
export function versionOf(c: Ask): number {
  const found = /^"?(\d{1,9})"?$/.exec(c.req.header('if-match') ?? '')?.[1];
  if (found === undefined) throw new Problem(PROGRAMS_PROBLEMS.versionMissing);
  return Number(found);
}

export const recordIdOf = (id: string): number => Number.parseInt(id, 16);

/** One record: nobody keeps it, and its version is its ETag. */
export const show = <Answer extends { version: number }>(c: Ask, answer: Answer, status: 200 | 201 = 200) =>
  c.json(answer, status, { ...NO_STORE, etag: `"${answer.version}"` });

export const NO_STORE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-language': 'zh-CN',
};

/** @param names field of the use case → where it stands in the body */
export function refuseFaults(faults: readonly Fault[], names: Readonly<Record<string, string>> = {}): never {
  const errors = faults.map(({ field, text }) => ({ pointer: `/${names[field] ?? field}`, detail: text }));
  throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
}

/** Nothing was written: what the record is now, and what can be done with it. */
export function refuseStep(
  kind: 'lost' | 'impossible',
  now: { state: string; version: number; possible: readonly string[] },
): never {
  const { state, version, possible } = now;
  throw new Problem(kind === 'lost' ? PROGRAMS_PROBLEMS.changed : PROGRAMS_PROBLEMS.notPossible, {
    state,
    version,
    possible: [...possible],
  });
}

/** A page out of rows of which one more than asked for was read. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}

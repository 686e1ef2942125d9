/** What every route of this slice goes through: the world it works in, who asks, token and key. */
import type { Context, MiddlewareHandler } from 'hono';
import { bearerOf, callerOf } from '../platform/caller.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { type IsRegistered, writesFromKnownOrigins } from '../platform/origins.ts';
import { Problem } from '../platform/problem.ts';
import type { Submission } from './cases.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { AbuseLimits, type RateName } from './limits.usecases.ts';
import { caseIdOf, isValidToken } from './naming.usecases.ts';
import { readNumber } from './receipt.rules.ts';
import { FORM_HEADER } from './review.data.ts';
import { Reviews } from './review.usecases.ts';
import { type CaseContent, type CaseWorld, openWorld } from './world.usecases.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const PERSONAL = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-language': 'zh-CN',
};

type Ask = Context<HonoEnv>;

/** One for each isolate: the buckets live as long as it does. */
export class Entrance {
  readonly #published: PublicContent<CaseContent>;
  #limits: AbuseLimits | null = null;
  readonly #reviews = new Reviews();
  /** Middleware of every write: refuses sites that nobody has registered. */
  readonly writes: MiddlewareHandler<HonoEnv>;

  constructor(published: PublicContent<CaseContent>, isRegistered: IsRegistered) {
    this.#published = published;
    this.writes = writesFromKnownOrigins(isRegistered);
  }

  limits(c: Ask): AbuseLimits {
    this.#limits ??= new AbuseLimits(c.env);
    return this.#limits;
  }

  world(c: Ask): Promise<CaseWorld> {
    return openWorld(c.env, this.#published);
  }

  /** @throws Problem 429 */
  admit(c: Ask, { keys, now }: CaseWorld, rate: RateName): void {
    const caller = callerOf(c);
    this.limits(c).check(rate, keys, caller, now);
    this.limits(c).spend(rate, keys, caller, now);
  }

  /**
   * A submit counts for its address and for the site that it came from. Both are looked at before either is spent.
   * @param site origin of the page around the frame; null for our own pages and for programs
   * @throws Problem 429: nothing is lost, the same body may come again
   */
  admitSubmit(c: Ask, world: CaseWorld, site: string | null): void {
    if (site === null) {
      this.admit(c, world, 'submits');
      return;
    }
    const { keys, now } = world;
    const ofSite = { ...callerOf(c), address: site };
    this.limits(c).check('siteSubmits', keys, ofSite, now);
    this.admit(c, world, 'submits');
    this.limits(c).spend('siteSubmits', keys, ofSite, now);
  }

  /** Refuses nothing and delays nothing: at most a clerk is asked to look at it first. */
  async lookedAt(c: Ask, world: CaseWorld, submission: Submission, key: string): Promise<CaseWorld> {
    const caller = callerOf(c);
    if (!this.limits(c).isEnforced(caller)) return world;
    const form = c.req.header(FORM_HEADER) ?? '';
    return { ...world, review: await this.#reviews.look(world, caller, submission, form, key) };
  }
}

/**
 * The case that the token opens.
 * @throws Problem 401 alike for no token, a foreign one and one that has run out
 */
export function caseOf(c: Ask): { id: number; number: string } {
  const keys = readKeys(c.env);
  const number = readNumber(c.req.param('receiptNumber') ?? '');
  const id = number.ok ? caseIdOf(keys, number.value) : 0;
  if (!number.ok || !isValidToken(keys, id, bearerOf(c), Date.now())) throw new Problem(CASES_PROBLEMS.tokenInvalid);
  return { id, number: number.value };
}

/** @throws Problem 400 */
export function keyOf(c: Ask): string {
  const key = c.req.header('idempotency-key') ?? '';
  if (!UUID.test(key)) throw new Problem(CASES_PROBLEMS.keyMissing);
  return key;
}

/**
 * What fails below a write is told as "not taken in, your text is kept, try again": the retry is safe. The class of
 * the error is logged, never its text.
 */
export async function orBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    console.error(JSON.stringify({ event: 'write-failed', class: error instanceof Error ? error.name : 'unknown' }));
    throw new Problem(CASES_PROBLEMS.busy);
  }
}

/** How often strangers may do what: see `limits.data.ts`. Published, and off only on a machine that serves itself. */
import * as v from 'valibot';
import { type BucketLimit, Buckets } from '../platform/buckets.ts';
import type { Caller } from '../platform/caller.ts';
import type { Env } from '../platform/env.ts';
import type { Keys } from '../platform/keys.ts';
import { Problem, type ProblemKind } from '../platform/problem.ts';
import { TEXT_LIMITS } from './cases.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { DRAFT_DAYS } from './drafts.contract.ts';
import { configuredSchema, type Limits } from './limits.contract.ts';
import { BODY_BYTES, FILE_BYTES, FILE_PIXELS, MOST_FILES, RATES, TOKEN_MINUTES } from './limits.data.ts';
import { digest } from './naming.usecases.ts';
import { REVIEW_FROM, SIGNALS } from './review.data.ts';

export type RateName = keyof typeof RATES;
const REFUSALS: Partial<Record<RateName, ProblemKind>> = {
  failedLookups: CASES_PROBLEMS.tooManyLookups,
  siteSubmits: CASES_PROBLEMS.tooManyFromSite,
};
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The limits of one isolate. */
export class AbuseLimits {
  readonly #rates: Record<RateName, BucketLimit>;
  readonly #buckets: Record<RateName, Buckets>;
  readonly #isOff: boolean;

  /** @throws ValiError, SyntaxError when the operator's `LIMITS` is wrong: better no service than an open one */
  constructor(env: Pick<Env, 'LIMITS' | 'RATE_LIMITS' | 'ENVIRONMENT'>) {
    const configured = v.parse(v.strictObject(configuredSchema.entries), JSON.parse(env.LIMITS || '{}'));
    const entries = Object.entries({ ...RATES, ...configured }) as [RateName, BucketLimit][];
    this.#rates = Object.fromEntries(entries) as Record<RateName, BucketLimit>;
    this.#buckets = Object.fromEntries(entries.map(([name, rate]) => [name, new Buckets(rate)])) as Record<
      RateName,
      Buckets
    >;
    this.#isOff = env.RATE_LIMITS === 'off' && env.ENVIRONMENT !== 'production';
  }

  isEnforced({ host }: Caller): boolean {
    return !(this.#isOff && LOOPBACK.test(host));
  }

  /** @throws Problem 429 with Retry-After when nothing is left. Takes nothing. */
  check(rate: RateName, keys: Keys, caller: Caller, now: number): void {
    if (!this.isEnforced(caller)) return;
    const seconds = this.#buckets[rate].wait(digest(keys, 'address', caller.address), now);
    if (seconds === 0) return;
    throw new Problem(REFUSALS[rate] ?? CASES_PROBLEMS.tooMany, {}, { 'retry-after': String(seconds) });
  }

  spend(rate: RateName, keys: Keys, caller: Caller, now: number): void {
    if (this.isEnforced(caller)) this.#buckets[rate].take(digest(keys, 'address', caller.address), now);
  }

  /** What holds for this caller, as it is published. */
  published(caller: Caller): Limits {
    return {
      enforced: this.isEnforced(caller),
      rates: this.#rates,
      bodyBytes: BODY_BYTES,
      files: {
        most: MOST_FILES,
        bytes: FILE_BYTES,
        pixels: FILE_PIXELS,
        types: ['image/jpeg', 'image/png', 'image/webp'],
      },
      tokenMinutes: TOKEN_MINUTES,
      draftDays: DRAFT_DAYS,
      review: { from: REVIEW_FROM, signals: Object.entries(SIGNALS).map(([id, signal]) => ({ id, ...signal })) },
      texts: TEXT_LIMITS,
    };
  }
}

/**
 * Token buckets in the memory of an isolate: they stop a flood, they do not count exactly. What is kept of an
 * address is an HMAC of it. Each kind of use has its own buckets, so that one cannot use up another's.
 */

export interface BucketLimit {
  /** How many at once. */
  burst: number;
  /** How many come back in an hour. */
  perHour: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const HOUR_MS = 3_600_000;
const MOST_BUCKETS = 20_000;

export class Buckets {
  readonly #limit: BucketLimit;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: BucketLimit) {
    this.#limit = limit;
  }

  #filled(name: string, now: number): Bucket {
    const { burst, perHour } = this.#limit;
    const known = this.#buckets.get(name);
    if (known === undefined) return { tokens: burst, at: now };
    const gained = (Math.max(0, now - known.at) / HOUR_MS) * perHour;
    return { tokens: Math.min(burst, known.tokens + gained), at: Math.max(now, known.at) };
  }

  /** Seconds until one is free; 0 when one is. Takes nothing. */
  wait(name: string, now: number): number {
    const { tokens } = this.#filled(name, now);
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / this.#limit.perHour) * 3600);
  }

  take(name: string, now: number): void {
    const { tokens, at } = this.#filled(name, now);
    // Taken out and put in again: the map stays in the order of use, the longest unused goes first.
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: tokens - 1, at });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MOST_BUCKETS && oldest !== undefined) this.#buckets.delete(oldest);
  }
}

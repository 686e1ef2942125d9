/**
 * Public content kept in memory: what has been asked once is answered from bytes, without the database,
 * and a new release is visible everywhere within a minute:
 * an isolate looks for a new release at most CHECK_MS after its last look, and a cache may keep an answer
 * for CACHE_SECONDS on top of that.
 */
import { PLATFORM_PROBLEMS, Problem } from './problem.ts';

const CHECK_MS = 25_000;
const CACHE_SECONDS = 30;
/** Room for every item in every township (4,000 answers of 2 to 3 KB); an isolate has 128 MB. Unit: bytes. */
const MOST_KEPT_BYTES = 24_000_000;

/** A finished answer. Bytes and headers are made once; a request costs a look-up and a Response. */
interface StoredAnswer {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  init: ResponseInit;
  notModified: ResponseInit;
}

interface Loaded<T> {
  release: string;
  content: T;
  checkedAt: number;
  answers: Map<string, StoredAnswer>;
  keptBytes: number;
}

export interface PublishedSource<Handle, T> {
  /** Names the release in force, null while there is none. Must be cheap: it is read every CHECK_MS. */
  readRelease(handle: Handle): Promise<string | null>;
  load(handle: Handle, release: string): Promise<T>;
}

export class Published<Handle, T> {
  readonly #source: PublishedSource<Handle, T>;
  #loaded: Loaded<T> | null = null;

  constructor(source: PublishedSource<Handle, T>) {
    this.#source = source;
  }

  /**
   * The content in force. When the database does not answer, what is in memory goes on being served.
   * @param now milliseconds since 1970-01-01T00:00Z
   * @throws Problem 503 while there is nothing to serve
   */
  async current(handle: Handle, now: number): Promise<T> {
    if (this.#isFresh(now)) return (this.#loaded as Loaded<T>).content;
    try {
      const release = await this.#source.readRelease(handle);
      if (release === null) throw new Problem(PLATFORM_PROBLEMS.notLoaded);
      if (this.#loaded?.release === release) this.#loaded.checkedAt = now;
      else
        this.#loaded = {
          release,
          content: await this.#source.load(handle, release),
          checkedAt: now,
          answers: new Map(),
          keptBytes: 0,
        };
      return this.#loaded.content;
    } catch (error) {
      if (this.#loaded) return this.#loaded.content;
      throw error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.unavailable);
    }
  }

  /** Somebody has just put another release into force: the next question looks for it instead of waiting. */
  doubt(): void {
    if (this.#loaded) this.#loaded.checkedAt = Number.NEGATIVE_INFINITY;
  }

  /** The answer to a GET that has been given before and is still in force; null when it has to be made. */
  recall(request: Request, now: number): Response | null {
    if (request.method !== 'GET' || !this.#isFresh(now)) return null;
    const answer = this.#loaded?.answers.get(request.url);
    return answer ? respond(request, answer) : null;
  }

  /**
   * Turns a value into the answer for this request.
   * @param keep whether the next request for the same address is answered from memory
   */
  async answer(request: Request, value: unknown, keep: boolean): Promise<Response> {
    const answer = await store(value);
    if (keep && request.method === 'GET') this.#keep(request.url, answer);
    return respond(request, answer);
  }

  #keep(url: string, answer: StoredAnswer): void {
    const loaded = this.#loaded;
    if (!loaded || loaded.answers.has(url)) return;
    loaded.answers.set(url, answer);
    loaded.keptBytes += answer.body.length;
    // The oldest goes first. Rarely asked combinations come and go; the busy ones are made again in microseconds.
    for (const [oldest, { body }] of loaded.answers) {
      if (loaded.keptBytes <= MOST_KEPT_BYTES) break;
      loaded.answers.delete(oldest);
      loaded.keptBytes -= body.length;
    }
  }

  #isFresh(now: number): boolean {
    return this.#loaded !== null && now - this.#loaded.checkedAt < CHECK_MS;
  }
}

const encoder = new TextEncoder();

async function store(value: unknown): Promise<StoredAnswer> {
  const body = encoder.encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const etag = `"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"`;
  const shared = {
    etag,
    'cache-control': `public, max-age=${CACHE_SECONDS}, stale-if-error=86400`,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag',
  };
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-language': 'zh-CN',
    'x-content-type-options': 'nosniff',
    ...shared,
  };
  return {
    body,
    etag,
    init: { headers: new Headers(headers) },
    notModified: { status: 304, headers: new Headers(shared) },
  };
}

function respond(request: Request, answer: StoredAnswer): Response {
  const condition = request.headers.get('if-none-match');
  if (condition !== null && matches(condition, answer.etag)) return new Response(null, answer.notModified);
  return new Response(answer.body, answer.init);
}

/** RFC 9110 section 13.1.2: `*` or a list of tags, compared weakly (proxies that compress make tags weak). */
function matches(condition: string, etag: string): boolean {
  if (condition === etag || condition === '*') return true;
  return condition.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

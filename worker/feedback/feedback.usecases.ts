/** "信息有误": what readers find wrong in a guide, for those who edit the lists. */
import { type BucketLimit, Buckets } from '../platform/buckets.ts';
import type { Database } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { mac, newDataKey, openText, sealText, unwrapKey, wrapKey } from '../platform/sealing.ts';
import type { Feedback, FeedbackState, ListedFeedback } from './feedback.contract.ts';
import { FEEDBACK_PROBLEMS } from './feedback.errors.ts';
import { type KnownCodes, keptSince, unknownIn } from './feedback.rules.ts';
import { deleteOlder, type FeedbackRow, insertFeedback, readFeedback, writeState } from './feedback.store.ts';

/** For one address: a whole village hall may share it. */
const RATE: BucketLimit = { burst: 20, perHour: 40 };
const DAY_MS = 86_400_000;
const MOST_LISTED = 500;

const place = (id: number) => `feedback|text|${id}`;
/** Data keys of cases are wrapped for their ids, which are positive: one can never stand in for the other. */
const keyPlace = (id: number) => -id;
const nameOf = (id: number): string => id.toString(36);
const idOf = (name: string): number => (/^[0-9a-z]{1,11}$/.test(name) ? Number.parseInt(name, 36) : 0);

/** How often one address may write; one for an isolate. */
export class FeedbackLimit {
  readonly #buckets = new Buckets(RATE);

  /** @throws Problem 429 with Retry-After */
  admit(keys: Keys, address: string, now: number): void {
    const name = Buffer.from(mac(keys.blind, 'feedback-address', address)).toString('base64url');
    const seconds = this.#buckets.wait(name, now);
    if (seconds > 0) throw new Problem(FEEDBACK_PROBLEMS.tooMany, {}, { 'retry-after': String(seconds) });
    this.#buckets.take(name, now);
  }
}

/** 52 bits, never 0. */
function feedbackId(keys: Keys, { code, field, text, township }: Feedback, now: number): number {
  const day = String(Math.floor(now / DAY_MS));
  const bytes = mac(keys.blind, 'feedback', day, code, field, text, township ?? '');
  const high = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return high * 16 + ((bytes[6] ?? 0) >> 4) || 1;
}

/**
 * Takes it in; the same words on the same day are taken in once.
 * @throws Problem 422 for a code that is on no list
 */
export async function takeFeedback(
  world: { db: Database; keys: Keys; content: KnownCodes; now: number },
  given: Feedback,
): Promise<{ id: string }> {
  const { db, keys, content, now } = world;
  const errors = unknownIn(given, content);
  if (errors.length > 0) throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
  const id = feedbackId(keys, given, now);
  const dataKey = newDataKey();
  await insertFeedback(db, {
    id,
    at: now,
    code: given.code,
    townshipCode: given.township,
    field: given.field,
    wrappedKey: await wrapKey(keys, dataKey, keyPlace(id)),
    text: await sealText(dataKey, given.text, place(id)),
    state: 'new',
  });
  return { id: nameOf(id) };
}

async function opened(keys: Keys, row: FeedbackRow): Promise<ListedFeedback> {
  const { id, at, code, townshipCode: township, field, state, wrappedKey } = row;
  const text = await openText(await unwrapKey(keys, wrappedKey, keyPlace(id)), row.text, place(id));
  return { id: nameOf(id), at, code, township, field, state, text };
}

/** Newest first, 500 at most. @throws UnknownKeyError, BrokenSealError */
export async function listFeedback(db: Database, keys: Keys, state: FeedbackState): Promise<ListedFeedback[]> {
  return Promise.all((await readFeedback(db, state, MOST_LISTED)).map((row) => opened(keys, row)));
}

/** Dealt with; again does no harm. @throws Problem 404 */
export async function closeFeedback(db: Database, id: string): Promise<void> {
  if (!(await writeState(db, idOf(id), 'done'))) throw new Problem(FEEDBACK_PROBLEMS.notFound);
}

/** For the hourly jobs. */
export async function forgetFeedback(db: Database, now: number): Promise<{ forgotten: number }> {
  return { forgotten: await deleteOlder(db, keptSince(now)) };
}

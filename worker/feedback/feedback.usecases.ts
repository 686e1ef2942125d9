/** "信息有误": what readers find wrong in a guide, for those who edit the lists. */
import { type BucketLimit, Buckets } from '../platform/buckets.ts';
import type { Database } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { mac, newDataKey, openText, sealText, unwrapKey, wrapKey } from '../platform/sealing.ts';
import type { Feedback, FeedbackOutcome, FeedbackState, ListedFeedback } from './feedback.contract.ts';
import { FEEDBACK_PROBLEMS } from './feedback.errors.ts';
import { type KnownCodes, keptSince, unknownIn } from './feedback.rules.ts';
import {
  countNewFeedback,
  deleteOlder,
  type FeedbackRow,
  insertFeedback,
  readFeedback,
  readOneFeedback,
  writeState,
} from './feedback.store.ts';

/** For one address: a whole village hall may share it. */
const RATE: BucketLimit = { burst: 20, perHour: 40 };
const DAY_MS = 86_400_000;
/** On one page of a list. */
export const FEEDBACK_PAGE = 50;
/** Nobody needs to know more exactly how much waits. */
const MOST_COUNTED = 100;

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
    outcome: null,
    closedBy: null,
    closedAt: null,
  });
  return { id: nameOf(id) };
}

async function opened(keys: Keys, row: FeedbackRow): Promise<ListedFeedback> {
  const { id, at, code, townshipCode: township, field, state, wrappedKey, outcome, closedBy, closedAt } = row;
  const text = await openText(await unwrapKey(keys, wrappedKey, keyPlace(id)), row.text, place(id));
  return { id: nameOf(id), at, code, township, field, state, text, outcome, closedBy, closedAt };
}

/** @param reach a township, or null: all of it */
export interface FeedbackReader {
  db: Database;
  keys: Keys;
  reach: string | null;
}

/**
 * Newest first, a page at a time.
 * @param after id and moment of the last one of the page before, null for the first page
 * @returns `more`: there is a page after this one
 * @throws UnknownKeyError, BrokenSealError
 */
export async function listFeedback(
  { db, keys, reach }: FeedbackReader,
  state: FeedbackState,
  after: { id: string; at: number } | null = null,
): Promise<{ all: ListedFeedback[]; more: boolean }> {
  const from = after && { id: idOf(after.id), at: after.at };
  const rows = await readFeedback(db, state, FEEDBACK_PAGE + 1, reach, from);
  const all = await Promise.all(rows.slice(0, FEEDBACK_PAGE).map((row) => opened(keys, row)));
  return { all, more: rows.length > FEEDBACK_PAGE };
}

/** @throws Problem 404 for one that is not there, or of another township */
export async function readFeedbackOf({ db, keys, reach }: FeedbackReader, id: string): Promise<ListedFeedback> {
  const row = await readOneFeedback(db, idOf(id), reach);
  if (row === null) throw new Problem(FEEDBACK_PROBLEMS.notFound);
  return opened(keys, row);
}

/** How many wait, 100 at most. */
export const countFeedback = ({ db, reach }: Omit<FeedbackReader, 'keys'>): Promise<number> =>
  countNewFeedback(db, reach, MOST_COUNTED);

/**
 * Dealt with, or by `null` to be dealt with again.
 * @returns false when somebody was faster
 * @throws Problem 404
 */
export async function settleFeedback(
  reader: FeedbackReader,
  id: string,
  outcome: FeedbackOutcome | null,
  by: { staffId: number; now: number },
): Promise<boolean> {
  await readFeedbackOf(reader, id);
  const change =
    outcome === null
      ? ({ state: 'new', outcome, closedBy: null, closedAt: null } as const)
      : ({ state: 'done', outcome, closedBy: by.staffId, closedAt: by.now } as const);
  return writeState(reader.db, idOf(id), change);
}

/** For the hourly jobs. */
export async function forgetFeedback(db: Database, now: number): Promise<{ forgotten: number }> {
  return { forgotten: await deleteOlder(db, keptSince(now)) };
}

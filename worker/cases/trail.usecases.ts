/** The trail: each day's events under one signed root, and the audit of everything. */
import type { Database } from '../platform/database.ts';
import type { Keys, PublicJwk } from '../platform/keys.ts';
import { Problem } from '../platform/problem.ts';
import { macText } from '../platform/sealing.ts';
import type { PublishedDay, PublishedRoot, TrailKeys } from './trail.contract.ts';
import { TRAIL_PROBLEMS } from './trail.errors.ts';
import { dayNumber, dayText, merkleProof, merkleRoot, type ProofStep, readDay, signRoot } from './trail.rules.ts';
import {
  type PendingEvent,
  readPending,
  readRoot,
  readRoots,
  release,
  type StoredRoot,
  writeRoot,
} from './trail.store.ts';

/** A day is signed when what began before midnight has surely ended. */
const SETTLING_MS = 10 * 60_000;
/** One run signs at most this many days; the next run goes on. D1 allows 1,000 queries in one invocation. */
const MOST_DAYS_AT_ONCE = 100;

/** What `case_event.mac` holds: only who has the key can write an event that passes the audit. */
export const eventMac = (keys: Keys, hash: string): string => macText(keys.trail, hash);

/** The last day in Shanghai that can be signed at this moment. */
export const lastFullDay = (now: number): string => dayText(dayNumber(now - SETTLING_MS) - 1);

/**
 * Signs the roots of all days up to this one that have none yet, those without events too. May run as often as one
 * likes and several times at once: a day has one root for ever. A day that is not over is left for a later run.
 * @param day `YYYY-MM-DD` in Shanghai, usually `lastFullDay(now)`
 * @param now milliseconds since 1970-01-01T00:00Z
 * @returns the roots that this run has signed
 */
export async function anchorDay(db: Database, keys: Keys, day: string, now: number): Promise<StoredRoot[]> {
  const wanted = readDay(day);
  if (wanted === null) throw new RangeError('no such day');
  const until = Math.min(wanted, readDay(lastFullDay(now)) ?? 0);
  let [previous = null] = await readRoots(db, 1, undefined);
  let next = previous ? (readDay(previous.day) ?? 0) + 1 : await firstDay(db, wanted);
  const signed: StoredRoot[] = [];
  for (; next <= until && signed.length < MOST_DAYS_AT_ONCE; next++) {
    const { fresh, leaves } = await leavesOf(db, next);
    const statement = {
      day: dayText(next),
      size: leaves.length,
      root: await merkleRoot(leaves),
      previousRoot: previous?.root ?? null,
      signedAt: new Date(now).toISOString(),
    };
    const signature = await signRoot(statement, keys.signing.privateJwk);
    const root = { ...statement, kid: keys.signing.kid, signature };
    await writeRoot(db, root, leaves, fresh);
    // Another run may have been faster: its root is in force, and the next day is tied to that one.
    const inForce = await readRoot(db, root.day);
    if (inForce?.signature === signature) signed.push(root);
    previous = inForce;
  }
  return signed;
}

/** The trail begins with the first day that has an event, else with the day that was asked for. */
async function firstDay(db: Database, wanted: number): Promise<number> {
  const [first] = await readPending(db, wanted);
  return first?.pending ?? wanted;
}

/**
 * What belongs under the root of a day: its events, and those that came in after their own day was signed. An event
 * that its own day's root has already (the table was restored from an earlier state) only leaves the queue.
 */
async function leavesOf(db: Database, day: number): Promise<{ fresh: PendingEvent[]; leaves: string[] }> {
  const events = await readPending(db, day);
  const fresh = events.filter((event) => event.pending === day);
  for (const lateDay of new Set(events.map((event) => event.pending).filter((pending) => pending < day))) {
    const root = await readRoot(db, dayText(lateDay));
    const anchored = new Set(root?.leaves);
    const late = events.filter((event) => event.pending === lateDay);
    fresh.push(...late.filter((event) => !anchored.has(event.hash)));
    const known = late.filter((event) => anchored.has(event.hash));
    if (root && known.length > 0) await db.batch(release(db, known, root));
  }
  return { fresh, leaves: fresh.map((event) => event.hash).sort() };
}

/** Newest first. @param before the cursor of the page before */
export async function listRoots(
  db: Database,
  limit: number,
  before: string | undefined,
): Promise<{ items: PublishedRoot[]; nextCursor: string | null }> {
  const rows = await readRoots(db, limit + 1, before);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.day ?? null) : null };
}

/**
 * @param day `latest` or `YYYY-MM-DD`
 * @throws Problem 404
 */
export async function findDay(db: Database, day: string): Promise<PublishedDay> {
  const found = await readRoot(db, day === 'latest' ? null : day);
  if (!found) throw new Problem(TRAIL_PROBLEMS.dayNotSigned);
  return found;
}

/** @throws Problem 404 when the day has no root, or its root has no such leaf */
export async function proveHash(
  db: Database,
  day: string,
  hash: string,
): Promise<PublishedRoot & { hash: string; steps: ProofStep[] }> {
  const { leaves, ...root } = await findDay(db, day);
  const steps = await merkleProof(leaves, leaves.indexOf(hash));
  if (!steps) throw new Problem(TRAIL_PROBLEMS.hashNotFound);
  return { ...root, hash, steps };
}

/** All public keys that a root may be signed with, by id. */
export function publicKeys({ signing }: Keys): Map<string, PublicJwk> {
  return new Map([...signing.retired, signing].map(({ kid, publicJwk }) => [kid, publicJwk]));
}

export const listKeys = (keys: Keys): TrailKeys => ({
  active: keys.signing.kid,
  keys: [...publicKeys(keys)].map(([kid, publicJwk]) => ({ kid, publicJwk })),
});

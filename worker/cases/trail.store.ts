/** Reads of the trail, and the one write that it knows: a signed root. */
import { and, asc, desc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { caseEvents, trailQueue, trailRoots } from './cases.table.ts';
import type { SignedRoot } from './trail.rules.ts';

/** One value of D1 has room for 2 MB: what is more waits for the next day's root. */
const MOST_LEAVES = 25_000;
/** Of those, of other registers than cases; each is named by its hash when it leaves the queue. */
const MOST_QUEUED = 10_000;
const HASH_DIGITS = 64;

export interface StoredRoot extends SignedRoot {
  kid: string;
  signature: string;
}

// By name: Drizzle leaves the table away where there is only one, and `day` alone would be that of `earlier`.
const previousRoot = sql<
  string | null
>`(SELECT earlier.root FROM trail_root AS earlier WHERE earlier.day < trail_root.day ORDER BY earlier.day DESC LIMIT 1)`;
const rootColumns = {
  day: trailRoots.day,
  size: trailRoots.size,
  root: trailRoots.root,
  previousRoot: previousRoot.as('previous_root'),
  signedAt: trailRoots.signedAt,
  kid: trailRoots.kid,
  signature: trailRoots.signature,
};
const inWords = <Row extends { signedAt: number }>(row: Row) => ({
  ...row,
  signedAt: new Date(row.signedAt).toISOString(),
});
const split = (leaves: string): string[] => leaves.match(new RegExp(`.{${HASH_DIGITS}}`, 'g')) ?? [];

/** Newest first. @param before the last day of the page before */
export async function readRoots(db: Database, limit: number, before: string | undefined): Promise<StoredRoot[]> {
  const rows = await db
    .select(rootColumns)
    .from(trailRoots)
    .where(before === undefined ? undefined : lt(trailRoots.day, before))
    .orderBy(desc(trailRoots.day))
    .limit(limit);
  return rows.map(inWords);
}

/** One day with its leaves; the newest one for null. */
export async function readRoot(db: Database, day: string | null): Promise<(StoredRoot & { leaves: string[] }) | null> {
  const [row] = await db
    .select({ ...rootColumns, leaves: trailRoots.leaves })
    .from(trailRoots)
    .where(day === null ? undefined : eq(trailRoots.day, day))
    .orderBy(desc(trailRoots.day))
    .limit(1);
  return row ? { ...inWords(row), leaves: split(row.leaves) } : null;
}

/** An event that is in no root yet. Of a case it is named; of another register its hash says all that is needed. */
export interface PendingEvent {
  hash: string;
  /** Number of its day. */
  pending: number;
  of: { caseId: number; seq: number } | null;
}

/** Events that are in no root yet and belong to this day or to an earlier one. @param day its number */
export async function readPending(db: Database, day: number): Promise<PendingEvent[]> {
  const waiting = await db
    .select({ hash: trailQueue.hash, pending: trailQueue.day })
    .from(trailQueue)
    .where(lte(trailQueue.day, day))
    .orderBy(asc(trailQueue.day))
    .limit(MOST_QUEUED);
  const rows = await db
    .select({ caseId: caseEvents.caseId, seq: caseEvents.seq, hash: caseEvents.hash, pending: caseEvents.pending })
    .from(caseEvents)
    // Says what the partial index says, or SQLite does not use it.
    .where(and(isNotNull(caseEvents.pending), lte(caseEvents.pending, day)))
    .orderBy(asc(caseEvents.pending))
    .limit(MOST_LEAVES - waiting.length);
  return [
    ...rows.map(({ caseId, seq, hash, pending }) => ({ hash, pending: pending ?? day, of: { caseId, seq } })),
    ...waiting.map((one) => ({ ...one, of: null })),
  ].sort((a, b) => a.pending - b.pending);
}

/** Takes events off the queues, but only when the root that has them is the one in force. */
export function release(db: Database, events: readonly PendingEvent[], inForce: { day: string; root: string }) {
  const keys = JSON.stringify(events.flatMap(({ of }) => (of === null ? [] : [[of.caseId, of.seq]])));
  const waiting = JSON.stringify(events.flatMap(({ of, pending, hash }) => (of === null ? [[pending, hash]] : [])));
  const isInForce = sql`EXISTS (SELECT 1 FROM trail_root WHERE day = ${inForce.day} AND root = ${inForce.root})`;
  return [
    db
      .update(caseEvents)
      .set({ pending: null })
      .where(sql`pending IS NOT NULL
    AND (case_id, seq) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))
    AND ${isInForce}`),
    db
      .delete(trailQueue)
      .where(sql`(day, hash) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${waiting})) AND ${isInForce}`),
  ] as const;
}

/** A root that is there already stays; then nothing is taken off the queue and the caller has to read it. */
export async function writeRoot(
  db: Database,
  { day, size, root, signedAt, kid, signature }: StoredRoot,
  leaves: readonly string[],
  events: readonly PendingEvent[],
): Promise<void> {
  const values = { day, size, root, leaves: leaves.join(''), signature, kid, signedAt: Date.parse(signedAt) };
  await db.batch([db.insert(trailRoots).values(values).onConflictDoNothing(), ...release(db, events, { day, root })]);
}

/** Pages of everything, for the audit. As SQL: the command line reads a database that is not bound to it. */
export const AUDIT_SQL = {
  roots: (after: string, most: number) =>
    `SELECT day, size, root, leaves, signed_at, kid, signature FROM trail_root WHERE day > '${after}' ORDER BY day LIMIT ${most}`,
  events: (caseId: number, seq: number, most: number) =>
    `SELECT case_id, seq, at, action, from_state, to_state, actor, public_note, sealed, content_hash, prev_hash, hash, mac, pending, (SELECT CASE WHEN seq = 1 THEN sealed ELSE (SELECT value FROM json_each(history) WHERE value ->> 'seq' = case_event.seq) END FROM case_record WHERE id = case_id AND wrapped_key IS NOT NULL) AS kept FROM case_event WHERE (case_id, seq) > (${caseId}, ${seq}) ORDER BY case_id, seq LIMIT ${most}`,
  cases: (id: number, most: number) =>
    `SELECT id, state, version FROM case_record WHERE id > ${id} ORDER BY id LIMIT ${most}`,
};

/** Runs one of `AUDIT_SQL` here. */
export const runAuditSql =
  (db: Database) =>
  <Row>(query: string): Promise<Row[]> =>
    db.all<Row>(sql.raw(query));

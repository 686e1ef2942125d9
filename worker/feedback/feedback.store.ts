import { and, desc, eq, gt, lt, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { FeedbackState } from './feedback.contract.ts';
import { feedback } from './feedback.table.ts';

export type FeedbackRow = typeof feedback.$inferSelect;

/** The first one stays. */
export async function insertFeedback(db: Database, row: FeedbackRow): Promise<void> {
  await db.insert(feedback).values(row).onConflictDoNothing();
}

/** Whose feedback: that of one township, or, by null, all of it, also what names no township. */
type Reach = string | null;
const within = (reach: Reach) => (reach === null ? undefined : eq(feedback.townshipCode, reach));

/** Newest first. @param after the last one of the page before */
export const readFeedback = (
  db: Database,
  state: FeedbackState,
  most: number,
  reach: Reach,
  after: Pick<FeedbackRow, 'at' | 'id'> | null,
): Promise<FeedbackRow[]> => {
  const later = after && or(lt(feedback.at, after.at), and(eq(feedback.at, after.at), gt(feedback.id, after.id)));
  return db
    .select()
    .from(feedback)
    .where(and(eq(feedback.state, state), within(reach), later ?? undefined))
    .orderBy(desc(feedback.at), feedback.id)
    .limit(most);
};

export async function readOneFeedback(db: Database, id: number, reach: Reach): Promise<FeedbackRow | null> {
  const [row] = await db
    .select()
    .from(feedback)
    .where(and(eq(feedback.id, id), within(reach)));
  return row ?? null;
}

/** Counts no further than `most`. */
export async function countNewFeedback(db: Database, reach: Reach, most: number): Promise<number> {
  const some = db
    .select({ id: feedback.id })
    .from(feedback)
    .where(and(eq(feedback.state, 'new'), within(reach)))
    .limit(most);
  return (await some).length;
}

/** @returns false when it is not there, or is in that state already */
export async function writeState(
  db: Database,
  id: number,
  change: Pick<FeedbackRow, 'state' | 'outcome' | 'closedBy' | 'closedAt'>,
): Promise<boolean> {
  const isOther = and(eq(feedback.id, id), ne(feedback.state, change.state));
  return (await db.update(feedback).set(change).where(isOther).returning({ id: feedback.id })).length > 0;
}

/** @returns how many rows went */
export async function deleteOlder(db: Database, before: { done: number; new: number }): Promise<number> {
  const isOld = or(
    and(eq(feedback.state, 'done'), lt(feedback.at, before.done)),
    and(eq(feedback.state, 'new'), lt(feedback.at, before.new)),
  );
  return (await db.delete(feedback).where(isOld).returning({ one: sql<number>`1` })).length;
}

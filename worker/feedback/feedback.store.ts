import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { FeedbackState } from './feedback.contract.ts';
import { feedback } from './feedback.table.ts';

export type FeedbackRow = typeof feedback.$inferSelect;

/** The first one stays. */
export async function insertFeedback(db: Database, row: FeedbackRow): Promise<void> {
  await db.insert(feedback).values(row).onConflictDoNothing();
}

/** Newest first. */
export const readFeedback = (db: Database, state: FeedbackState, most: number): Promise<FeedbackRow[]> =>
  db.select().from(feedback).where(eq(feedback.state, state)).orderBy(desc(feedback.at), feedback.id).limit(most);

/** @returns false when there is none of this id */
export async function writeState(db: Database, id: number, state: FeedbackState): Promise<boolean> {
  return (
    (await db.update(feedback).set({ state }).where(eq(feedback.id, id)).returning({ id: feedback.id })).length > 0
  );
}

/** @returns how many rows went */
export async function deleteOlder(db: Database, before: { done: number; new: number }): Promise<number> {
  const isOld = or(
    and(eq(feedback.state, 'done'), lt(feedback.at, before.done)),
    and(eq(feedback.state, 'new'), lt(feedback.at, before.new)),
  );
  return (await db.delete(feedback).where(isOld).returning({ one: sql<number>`1` })).length;
}

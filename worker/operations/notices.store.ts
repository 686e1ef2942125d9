import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { publicNotices } from './group.table.ts';
import type { StoredNotice } from './notices.rules.ts';

/** Not over and not withdrawn: what is in force, and what will be. A handful. */
export async function currentNotices(db: Database, now: number): Promise<StoredNotice[]> {
  return db
    .select()
    .from(publicNotices)
    .where(and(gt(publicNotices.endsAt, now), isNull(publicNotices.withdrawnAt)))
    .limit(200);
}

/** The newest first, over or not: who was told what, and when. */
export async function latestNotices(db: Database, most: number): Promise<StoredNotice[]> {
  return db.select().from(publicNotices).orderBy(desc(publicNotices.publishedAt), desc(publicNotices.id)).limit(most);
}

export async function insertNotice(db: Database, row: StoredNotice): Promise<void> {
  await db.insert(publicNotices).values(row).onConflictDoNothing();
}

export async function readNotice(db: Database, id: string): Promise<StoredNotice | null> {
  return (await db.select().from(publicNotices).where(eq(publicNotices.id, id)))[0] ?? null;
}

export async function withdrawNotice(db: Database, id: string, by: number, now: number): Promise<boolean> {
  const rows = await db
    .update(publicNotices)
    .set({ withdrawnAt: now, withdrawnBy: by })
    .where(and(eq(publicNotices.id, id), isNull(publicNotices.withdrawnAt)))
    .returning({ id: publicNotices.id });
  return rows.length > 0;
}

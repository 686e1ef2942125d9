import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { deskViews } from './views.table.ts';

export interface SavedView {
  name: string;
  query: string;
}

/** How many somebody can keep. */
export const MOST_VIEWS = 12;

export async function readViews(db: Database, staffId: number): Promise<SavedView[]> {
  return db
    .select({ name: deskViews.name, query: deskViews.query })
    .from(deskViews)
    .where(eq(deskViews.staffId, staffId))
    .orderBy(asc(deskViews.createdAt), asc(deskViews.name));
}

/** The same name again: the new filters take the place of the old ones. @returns false when there are too many */
export async function writeView(
  db: Database,
  staffId: number,
  { name, query }: SavedView,
  now: number,
): Promise<boolean> {
  const { meta } = await db.run(
    sql`INSERT INTO desk_view (staff_id, name, query, created_at) SELECT ${staffId}, ${name}, ${query}, ${now} WHERE EXISTS (SELECT 1 FROM desk_view WHERE staff_id = ${staffId} AND name = ${name}) OR (SELECT count(*) FROM desk_view WHERE staff_id = ${staffId}) < ${MOST_VIEWS} ON CONFLICT (staff_id, name) DO UPDATE SET query = excluded.query`,
  );
  return meta.changes > 0;
}

export async function removeView(db: Database, staffId: number, name: string): Promise<void> {
  await db.delete(deskViews).where(and(eq(deskViews.staffId, staffId), eq(deskViews.name, name)));
}

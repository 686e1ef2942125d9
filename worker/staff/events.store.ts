import { desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { StaffEventRow } from './staff.store.ts';
import { staffEvents } from './staff.table.ts';

/** The newest first. */
export async function readEvents(db: Database, staffId: number, most: number): Promise<StaffEventRow[]> {
  return db
    .select()
    .from(staffEvents)
    .where(eq(staffEvents.staffId, staffId))
    .orderBy(desc(staffEvents.id))
    .limit(most);
}

/** The newest first; of everybody. */
export async function readEventsBefore(db: Database, before: number | null, most: number): Promise<StaffEventRow[]> {
  return db
    .select()
    .from(staffEvents)
    .where(before === null ? undefined : lt(staffEvents.id, before))
    .orderBy(desc(staffEvents.id))
    .limit(most);
}

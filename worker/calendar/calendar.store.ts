import type { Database } from '../platform/database.ts';
import type { CalendarTable } from './calendar.contract.ts';
import { calendarDays, calendarYears } from './calendar.table.ts';

/** The whole table, some forty rows for each year, in one round trip. */
export async function readCalendarTable(db: Database): Promise<CalendarTable> {
  const [days, years] = await db.batch([db.select().from(calendarDays), db.select().from(calendarYears)]);
  return { days, years };
}

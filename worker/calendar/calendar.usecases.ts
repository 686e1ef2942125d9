import type { Database } from '../platform/database.ts';
import { calendarOf, type WorkingCalendar } from './calendar.rules.ts';
import { readCalendarTable } from './calendar.store.ts';

/** The calendar in force. Before any import every date counted with it is provisional. */
export async function readCalendar(db: Database): Promise<WorkingCalendar> {
  return calendarOf(await readCalendarTable(db));
}

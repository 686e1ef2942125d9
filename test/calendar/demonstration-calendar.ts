import { calendarOf, publishedYears } from '../../worker/calendar/calendar.rules.ts';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import { demonstrationFiles } from '../catalogue/catalogue-files.ts';

const result = checkCatalogue(demonstrationFiles());
if (!result.ok) throw new Error('the demonstration set has faults');

/** `catalogue/calendar.csv` as it is imported. */
export const TABLE = contentOf(result.set).calendar;
export const CALENDAR = calendarOf(TABLE);

/** As it was before the notices of later years came out. */
export function calendarUpTo(year: number) {
  const days = TABLE.days.filter(({ day }) => Number(day.slice(0, 4)) <= year);
  return calendarOf({ days, years: publishedYears(days) });
}

import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Days on which the State Council's yearly notice departs from the week: holidays, and weekends that are worked. */
export const calendarDays = sqliteTable(
  'calendar_day',
  {
    /** YYYY-MM-DD, a day in Shanghai. */
    day: text('day').primaryKey(),
    kind: text('kind', { enum: ['holiday', 'make-up-workday'] }).notNull(),
    /** The festival it belongs to, as the notice names it: 国庆节; 国庆节、中秋节. */
    name: text('name').notNull(),
    /** The notice, with its number. */
    source: text('source').notNull(),
  },
  (table) => [
    check('calendar_day_kind', sql`${table.kind} IN ('holiday','make-up-workday')`),
    check('calendar_day_form', sql`${table.day} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`),
  ],
);

/** The years whose notice stands in `calendar_day`, without a gap. A date outside them is provisional. */
export const calendarYears = sqliteTable('calendar_year', {
  year: integer('year').primaryKey(),
  source: text('source').notNull(),
});

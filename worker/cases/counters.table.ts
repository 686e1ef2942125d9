import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row for each organ and day: what it closed on that day, and how it stood when the day was counted. */
export const organDays = sqliteTable(
  'organ_day',
  {
    /** As in `case_record.holder`. */
    holder: text('holder').notNull(),
    /** YYYY-MM-DD in Shanghai. */
    day: text('day').notNull(),
    /** Closed on that day. */
    closed: integer('closed').notNull(),
    /** Of these: a limit had run out before it was met. */
    late: integer('late').notNull(),
    /** Of these: a citizen had sent the answer back. */
    reopened: integer('reopened').notNull(),
    /** Ratings of these, from 1 to 5. */
    rated1: integer('rated_1').notNull(),
    rated2: integer('rated_2').notNull(),
    rated3: integer('rated_3').notNull(),
    rated4: integer('rated_4').notNull(),
    rated5: integer('rated_5').notNull(),
    /** Open and overdue at the end of the day; null where nobody counted then. */
    open: integer('open'),
    overdue: integer('overdue'),
  },
  (table) => [primaryKey({ columns: [table.holder, table.day] })],
);

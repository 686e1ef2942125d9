import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Filters of the queue that somebody keeps under a name of their own. */
export const deskViews = sqliteTable(
  'desk_view',
  {
    staffId: integer('staff_id').notNull(),
    name: text('name').notNull(),
    /** The filters as a query, without `?`: `kind=hazard&due=soon`. */
    query: text('query').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.name] })],
);

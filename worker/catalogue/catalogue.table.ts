import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row for every import that changed something; the one with the highest id is in force. */
export const catalogueReleases = sqliteTable(
  'catalogue_release',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** SHA-256 (hex) of the whole set in its normal form: the same content has the same hash in any encoding. */
    contentHash: text('content_hash').notNull(),
    name: text('name').notNull(),
    status: text('status', { enum: ['demonstration', 'official'] }).notNull(),
    version: text('version').notNull(),
    /** YYYY-MM-DD */
    effectiveDate: text('effective_date').notNull(),
    sources: text('sources', { mode: 'json' }).$type<{ title: string; note: string }[]>().notNull(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    importedAt: integer('imported_at').notNull(),
  },
  (table) => [check('catalogue_release_status', sql`${table.status} IN ('demonstration','official')`)],
);

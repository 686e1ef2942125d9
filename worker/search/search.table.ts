import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the search has learnt from the catalogue in force; written by the import as a whole, one row for each part. */
export const searchParts = sqliteTable('search_part', {
  part: text('part', { enum: ['words', 'knowledge', 'sounds'] }).primaryKey(),
  json: text('json').notNull(),
});

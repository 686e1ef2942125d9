import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the search has learnt from the catalogue in force; written by the import as a whole, one row for each part. */
export const searchParts = sqliteTable('search_part', {
  part: text('part', { enum: ['words', 'knowledge', 'sounds'] }).primaryKey(),
  json: text('json').notNull(),
});

/** What people asked without an answer, so that editors can improve the data: cut, without digits, never who or when exactly. */
export const unansweredQueries = sqliteTable('unanswered_query', {
  /** As normalised by unanswered.rules. */
  text: text('text').primaryKey(),
  count: integer('count').notNull(),
  /** Day in Shanghai of the last time, `2026-11-23`: old ones are dropped. */
  lastDay: text('last_day').notNull(),
});

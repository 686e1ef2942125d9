import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { FEEDBACK_FIELDS, FEEDBACK_OUTCOMES, FEEDBACK_STATES } from './feedback.contract.ts';

/** What readers find wrong in a guide. People write telephone numbers into such fields: the text is sealed. */
export const feedback = sqliteTable(
  'feedback',
  {
    /** 52 bits of an HMAC of the day and the words: who presses twice writes one row. */
    id: integer('id').primaryKey(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    at: integer('at').notNull(),
    /** Of a service item or an entry of the territorial list. */
    code: text('code').notNull(),
    townshipCode: text('township_code'),
    field: text('field', { enum: FEEDBACK_FIELDS }).notNull(),
    /** Data key of this row, wrapped, and what it seals. */
    wrappedKey: text('wrapped_key').notNull(),
    text: text('text').notNull(),
    state: text('state', { enum: FEEDBACK_STATES }).notNull().default('new'),
    /** What came of it, who said so, and when (milliseconds since 1970-01-01T00:00Z). */
    outcome: text('outcome', { enum: FEEDBACK_OUTCOMES }),
    closedBy: integer('closed_by'),
    closedAt: integer('closed_at'),
  },
  (table) => [
    index('feedback_state').on(table.state, table.at),
    check('feedback_field', sql`${table.field} IN ('phone','place','hours','papers','other')`),
    check('feedback_state_known', sql`${table.state} IN ('new','done')`),
  ],
);

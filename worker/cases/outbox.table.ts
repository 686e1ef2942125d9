import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OutboxPayload } from './outbox.contract.ts';

/** What has to be told to the outside. Rows are written only where a sender is configured, with the change itself. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey(),
    /** Names the event; the receiver knows a message again by it. */
    key: text('key').notNull().unique(),
    payload: text('payload', { mode: 'json' }).$type<OutboxPayload>().notNull(),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried next; while it is being sent, until when nobody else may. Null: sent, or given up. */
    nextAt: integer('next_at'),
    sentAt: integer('sent_at'),
    /** Given up: a dead letter, for a person to look at. */
    deadAt: integer('dead_at'),
    /** `status-500`, `timeout`, `network`: never what the other side answered. */
    failure: text('failure'),
  },
  (table) => [
    index('outbox_due').on(table.nextAt).where(sql`${table.nextAt} IS NOT NULL`),
    index('outbox_dead').on(table.deadAt).where(sql`${table.deadAt} IS NOT NULL`),
    index('outbox_sent').on(table.sentAt).where(sql`${table.sentAt} IS NOT NULL`),
  ],
);

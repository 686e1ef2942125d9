import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ALERT_KINDS } from './alerts.rules.ts';

/**
 * What the clocks have said, each thing once: case, limit and kind are the key, so that a tick that comes twice or late
 * says nothing twice. A limit that was moved (an extension, a reopening) is another limit.
 */
export const alerts = sqliteTable(
  'case_alert',
  {
    caseId: integer('case_id').notNull(),
    /** The limit that it is about, the last millisecond of a day. */
    dueAt: integer('due_at').notNull(),
    kind: text('kind', { enum: ALERT_KINDS }).notNull(),
    /** `''` for the one who has the case, else the co-handler whose own limit it is, as in `case_record.holder`. */
    part: text('part').notNull(),
    /** Who had it then. */
    holder: text('holder').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.dueAt, table.kind, table.part] })],
);

/** Where a job that goes through everything has got to. */
export const jobCursors = sqliteTable('job_cursor', {
  job: text('job').primaryKey(),
  cursor: text('cursor').notNull(),
});

import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { READ_KINDS } from './reads.contract.ts';

/** Who read what of which case. Append-only by triggers. Written before anything is shown. */
export const caseReads = sqliteTable(
  'case_read',
  {
    id: integer('id').primaryKey(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    at: integer('at').notNull(),
    staffId: integer('staff_id').notNull(),
    caseId: integer('case_id').notNull(),
    what: text('what', { enum: READ_KINDS }).notNull(),
  },
  (table) => [
    index('case_read_case').on(table.caseId),
    index('case_read_staff').on(table.staffId),
    check('case_read_what', sql`${table.what} IN (${sql.raw(READ_KINDS.map((kind) => `'${kind}'`).join(','))})`),
  ],
);

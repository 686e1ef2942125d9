import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { READ_KINDS, READ_RECORDS } from './reads.contract.ts';

/** Who read what of which case, call, operation or hazard. Append-only by triggers. Written before anything is shown. */
export const caseReads = sqliteTable(
  'case_read',
  {
    id: integer('id').primaryKey(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    at: integer('at').notNull(),
    staffId: integer('staff_id').notNull(),
    /** Id of the record; its name is from when there were only cases. */
    recordId: integer('case_id').notNull(),
    what: text('what', { enum: READ_KINDS }).notNull(),
    of: text('of', { enum: READ_RECORDS }).notNull().default('case'),
  },
  (table) => [
    index('case_read_case').on(table.recordId),
    index('case_read_staff').on(table.staffId),
    check('case_read_what', sql`${table.what} IN (${sql.raw(READ_KINDS.map((kind) => `'${kind}'`).join(','))})`),
  ],
);

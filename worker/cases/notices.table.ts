import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { NOTICE_KINDS } from './notices.contract.ts';

/**
 * Documents that were made out, for ever (triggers): a number is given once and never again. What one says lies in
 * `sealed`, under the data key of its case: when the case is erased the words go, and that there was one stays.
 */
export const notices = sqliteTable(
  'notice',
  {
    /** 52 bits of an HMAC over the form it was made with: pressing twice makes one. */
    id: integer('id').primaryKey(),
    caseId: integer('case_id').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    /** Organ that numbers it, as in `case_record.holder`; the offices of a township share the township's. */
    series: text('series').notNull(),
    /** In Shanghai. */
    year: integer('year').notNull(),
    /** From 1, without a gap, in each series and year. */
    number: integer('number').notNull(),
    madeAt: integer('made_at').notNull(),
    madeBy: integer('made_by').notNull(),
    /** Of a 送达回证: the notice that was handed over. */
    about: integer('about'),
    /** `NoticeDocument` as JSON, sealed. */
    sealed: text('sealed').notNull(),
    /** A mistake is made void and stays to be seen; its number is not used again. */
    voidedAt: integer('voided_at'),
    voidedBy: integer('voided_by'),
    /** Why, sealed. */
    voidReason: text('void_reason'),
  },
  (table) => [
    unique('notice_number').on(table.series, table.year, table.number),
    index('notice_case').on(table.caseId),
    check('notice_number_from_1', sql`${table.number} >= 1`),
    check('notice_voided_by', sql`(${table.voidedAt} IS NULL) = (${table.voidedBy} IS NULL)`),
  ],
);

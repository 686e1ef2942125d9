import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const APPROVAL_KINDS = ['extension', 'identity'] as const;

/** A cooperating organ of a case: its own limit, its own answer. It may read the case as the holder may. */
export const caseParts = sqliteTable(
  'case_part',
  {
    caseId: integer('case_id').notNull(),
    /** As `case_record.holder`. */
    organ: text('organ').notNull(),
    /** The step of the case that asked for it. */
    seq: integer('seq').notNull(),
    askedAt: integer('asked_at').notNull(),
    dueAt: integer('due_at').notNull(),
    /** Null while it is open, also when the case was closed without it. */
    answeredAt: integer('answered_at'),
    /** The step of the case that holds its answer. */
    answeredSeq: integer('answered_seq'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.organ] }),
    index('case_part_open').on(table.organ, table.dueAt).where(sql`${table.answeredAt} IS NULL`),
  ],
);

/** What one person asks for and another one decides. */
export const caseApprovals = sqliteTable(
  'case_approval',
  {
    /** UUID: that of the form, so that a double click asks once. */
    id: text('id').primaryKey(),
    caseId: integer('case_id').notNull(),
    kind: text('kind', { enum: APPROVAL_KINDS }).notNull(),
    /** Days that an extension asks for; null otherwise. */
    days: integer('days'),
    askedAt: integer('asked_at').notNull(),
    /** Staff id. */
    askedBy: integer('asked_by').notNull(),
    /** The step that says why. */
    askedSeq: integer('asked_seq').notNull(),
    /** Holder of the case at that moment: whose leader is asked. */
    organ: text('organ').notNull(),
    decidedAt: integer('decided_at'),
    decidedBy: integer('decided_by'),
    decidedSeq: integer('decided_seq'),
    isGranted: integer('is_granted', { mode: 'boolean' }),
  },
  (table) => [
    index('case_approval_case').on(table.caseId),
    index('case_approval_open').on(table.organ, table.askedAt).where(sql`${table.decidedAt} IS NULL`),
    check(
      'case_approval_kind',
      sql`${table.kind} IN (${sql.raw(APPROVAL_KINDS.map((kind) => `'${kind}'`).join(','))})`,
    ),
    check('case_approval_second_person', sql`${table.decidedBy} IS NULL OR ${table.decidedBy} <> ${table.askedBy}`),
  ],
);

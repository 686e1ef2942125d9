import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { divisions } from '../directory/directory.table.ts';
import { ASSIGNMENT_STATES, type Proposal } from './assignments.contract.ts';
import { DELEGATION_KINDS, type DelegationFacts } from './delegations.contract.ts';
import type { Evidence } from './gate.rules.ts';

const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(','));

/** What a department wanted to hand to townships, and what became of it. Nothing is deleted: it is the public ledger. */
export const assignments = sqliteTable(
  'assignment',
  {
    /** UUID of the form: a double click proposes once. */
    id: text('id').primaryKey(),
    /** Counts the events; a change names the version that it saw. */
    version: integer('version').notNull(),
    state: text('state', { enum: ASSIGNMENT_STATES }).notNull(),
    /** Code. */
    department: text('department').notNull(),
    /** YYYY-MM-DD, the last day. */
    endDay: text('end_day').notNull(),
    proposal: text('proposal', { mode: 'json' }).$type<Proposal>().notNull(),
    /** By which entry it was admitted. */
    entry: text('entry', { mode: 'json' }).$type<Evidence>(),
    /** By which rule it was refused: see `gate.data.ts`. */
    rule: text('rule'),
    /** How to apply, as it was told; or why the coordinating office said no. */
    answer: text('answer').notNull().default(''),
    createdAt: integer('created_at').notNull(),
    createdBy: integer('created_by').notNull(),
    examinedBy: integer('examined_by'),
    decidedAt: integer('decided_at'),
    /** Null: the gate itself, or a job. */
    decidedBy: integer('decided_by'),
    /** Hash of the last event. */
    hash: text('hash').notNull(),
  },
  (table) => [
    index('assignment_open')
      .on(table.state, table.endDay)
      .where(sql`${table.state} IN ('proposed','examined','admitted')`),
    index('assignment_decided').on(table.decidedAt).where(sql`${table.decidedAt} IS NOT NULL`),
    index('assignment_department').on(table.department, table.createdAt),
    check('assignment_state', sql`${table.state} IN (${oneOf(ASSIGNMENT_STATES)})`),
    // Nothing is admitted but by an entry, or off the list by two people of whom none has proposed it.
    check(
      'assignment_ground',
      sql`${table.state} <> 'admitted' OR ${table.entry} IS NOT NULL OR (${table.examinedBy} IS NOT NULL AND ${table.decidedBy} IS NOT NULL)`,
    ),
    check(
      'assignment_four_eyes',
      sql`(${table.examinedBy} IS NULL OR ${table.examinedBy} <> ${table.createdBy}) AND (${table.decidedBy} IS NULL OR ${table.decidedBy} <> ${table.createdBy}) AND (${table.state} <> 'admitted' OR ${table.decidedBy} IS NULL OR ${table.decidedBy} <> ${table.examinedBy})`,
    ),
    check('assignment_refusal', sql`${table.state} <> 'refused' OR ${table.rule} IS NOT NULL`),
  ],
);

/** The townships of an admitted or waiting task. A village has 12 digits: the database refuses it (art. 24). */
export const assignmentTownships = sqliteTable(
  'assignment_township',
  {
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignments.id),
    townshipCode: text('township_code')
      .notNull()
      .references(() => divisions.code),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.townshipCode] }),
    index('assignment_township_code').on(table.townshipCode),
    check('assignment_township_only', sql`length(${table.townshipCode}) = 9`),
  ],
);

/** What was moved down to townships: powers, staff, enforcement, approval. */
export const delegations = sqliteTable(
  'delegation',
  {
    /** UUID of the form. */
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    kind: text('kind', { enum: DELEGATION_KINDS }).notNull(),
    /** Batch as the documents count them. */
    batch: integer('batch').notNull(),
    facts: text('facts', { mode: 'json' }).$type<DelegationFacts>().notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: integer('created_by').notNull(),
    /** YYYY-MM-DD from which it no longer holds. */
    revokedFrom: text('revoked_from'),
    revocation: text('revocation').notNull().default(''),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('delegation_batch').on(table.batch, table.createdAt),
    check('delegation_kind', sql`${table.kind} IN (${oneOf(DELEGATION_KINDS)})`),
    check('delegation_revoked', sql`${table.revokedFrom} IS NULL OR ${table.revocation} <> ''`),
  ],
);

/** Append-only by triggers, chained by hashes: what happened to each proposal and to each delegation. */
export const gateEvents = sqliteTable(
  'gate_event',
  {
    record: text('record').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    action: text('action').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    by: integer('by'),
    content: text('content').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    /** Shows who wrote it. Null: from before there were any; then only a signed day vouches for it. */
    mac: text('mac'),
  },
  (table) => [primaryKey({ columns: [table.record, table.seq] })],
);

/** What fell to whom in cases, written from their steps by a job: see `evidence.rules.ts`. Made anew it is the same. */
export const caseDuties = sqliteTable(
  'case_duty',
  {
    caseId: integer('case_id').notNull(),
    organ: text('organ').notNull(),
    /** Step that gave it. */
    seq: integer('seq').notNull(),
    as: text('as', { enum: ['lead', 'cooperating', 'supporting'] }).notNull(),
    entryCode: text('entry_code'),
    /** Of the territorial list when it was first written down; 0: not known. */
    listVersion: integer('list_version').notNull(),
    fellAt: integer('fell_at').notNull(),
    dueAt: integer('due_at'),
    actedAt: integer('acted_at'),
    doneAt: integer('done_at'),
    wasLate: integer('was_late', { mode: 'boolean' }).notNull(),
    isRefused: integer('is_refused', { mode: 'boolean' }).notNull(),
    reopened: integer('reopened').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.organ, table.seq] }),
    index('case_duty_organ').on(table.organ, table.fellAt),
  ],
);

import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  HAND_OVER_STATES,
  HAZARD_KINDS,
  HAZARD_STATES,
  OPERATION_SOURCES,
  OPERATION_STATES,
  type Power,
  TASK_STATES,
} from './operations.contract.ts';

const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(','));

/** A joint operation of a township. What was written is in `sealed` and in the notes of its events, as ciphertext. */
export const operations = sqliteTable(
  'operation',
  {
    /** 52 random bits. */
    id: integer('id').primaryKey(),
    townshipCode: text('township_code').notNull(),
    source: text('source', { enum: OPERATION_SOURCES }).notNull(),
    /** What it came out of: a call's or a hazard's id as addresses write it; null for a plan. */
    sourceId: text('source_id'),
    /** Of the territorial list, with the version that it was planned under. */
    entryCode: text('entry_code'),
    listVersion: integer('list_version').notNull(),
    state: text('state', { enum: OPERATION_STATES }).notNull(),
    version: integer('version').notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    owner: text('owner').notNull(),
    nextAt: integer('next_at'),
    escalation: integer('escalation').notNull().default(0),
    powers: text('powers', { mode: 'json' }).$type<Power[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
    wrappedKey: text('wrapped_key').notNull(),
    sealed: text('sealed').notNull(),
  },
  (table) => [
    index('operation_township').on(table.townshipCode, table.startsAt),
    index('operation_next').on(table.nextAt).where(sql`${table.nextAt} IS NOT NULL`),
    index('operation_source').on(table.sourceId).where(sql`${table.sourceId} IS NOT NULL`),
    index('operation_kept').on(table.closedAt).where(sql`${table.closedAt} IS NOT NULL AND ${table.wrappedKey} <> ''`),
    check('operation_state', sql`${table.state} IN (${oneOf(OPERATION_STATES)})`),
    check('operation_owner', sql`${table.owner} <> ''`),
    // Whatever is open has somebody who must act, and a date; whatever is over has none.
    check('operation_next_date', sql`(${table.nextAt} IS NULL) = (${table.state} IN ('closed','cancelled'))`),
    check('operation_closed', sql`(${table.closedAt} IS NULL) = (${table.nextAt} IS NOT NULL)`),
    check('operation_time', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);

export const operationTasks = sqliteTable(
  'operation_task',
  {
    operationId: integer('operation_id').notNull(),
    number: integer('number').notNull(),
    /** A township, an office or a department: a village committee can be given nothing. */
    organ: text('organ').notNull(),
    state: text('state', { enum: TASK_STATES }).notNull(),
    confirmedBy: integer('confirmed_by'),
    arrivedAt: integer('arrived_at'),
    arrivedBy: integer('arrived_by'),
    doneAt: integer('done_at'),
    sealed: text('sealed').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.number] }),
    index('operation_task_organ').on(table.organ, table.state),
    check('operation_task_organ_kind', sql`substr(${table.organ}, 1, 1) IN ('T','O','D')`),
    check('operation_task_state', sql`${table.state} IN (${oneOf(TASK_STATES)})`),
  ],
);

export const operationHandOvers = sqliteTable(
  'operation_hand_over',
  {
    operationId: integer('operation_id').notNull(),
    number: integer('number').notNull(),
    organ: text('organ').notNull(),
    entryCode: text('entry_code').notNull(),
    listVersion: integer('list_version').notNull(),
    state: text('state', { enum: HAND_OVER_STATES }).notNull(),
    isBinding: integer('is_binding', { mode: 'boolean' }).notNull(),
    dueAt: integer('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.number] }),
    index('operation_hand_over_organ').on(table.organ, table.state),
    check('operation_hand_over_department', sql`substr(${table.organ}, 1, 1) = 'D'`),
    check('operation_hand_over_state', sql`${table.state} IN (${oneOf(HAND_OVER_STATES)})`),
    check('operation_hand_over_binding', sql`NOT (${table.isBinding} AND ${table.state} = 'returned')`),
  ],
);

/** Bytes lie encrypted in the object store under `operations/<id>`. */
export const operationPhotos = sqliteTable(
  'operation_photo',
  {
    id: text('id').primaryKey(),
    operationId: integer('operation_id').notNull(),
    seq: integer('seq').notNull(),
    bytes: integer('bytes').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('operation_photo_operation').on(table.operationId)],
);

export const hazards = sqliteTable(
  'hazard',
  {
    /** 52 random bits; of one that came in as a case, the id of the case: it comes in once. */
    id: integer('id').primaryKey(),
    townshipCode: text('township_code').notNull(),
    kind: text('kind', { enum: HAZARD_KINDS }).notNull(),
    /** The citizen's case; its text stays there. Null: raised at the desk. */
    caseId: integer('case_id'),
    state: text('state', { enum: HAZARD_STATES }).notNull(),
    version: integer('version').notNull(),
    owner: text('owner').notNull(),
    nextAt: integer('next_at'),
    escalation: integer('escalation').notNull().default(0),
    /** The report is about the township's own offices: the coordinating office keeps it. */
    isKept: integer('is_kept', { mode: 'boolean' }).notNull().default(false),
    checked: text('checked', { mode: 'json' }).$type<string[]>().notNull(),
    removedBy: integer('removed_by'),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
    wrappedKey: text('wrapped_key').notNull(),
    /** Null for a case: what was written is read there, and each reading is on record. */
    sealed: text('sealed'),
  },
  (table) => [
    index('hazard_township').on(table.townshipCode, table.createdAt),
    index('hazard_owner').on(table.owner, table.nextAt).where(sql`${table.nextAt} IS NOT NULL`),
    index('hazard_next').on(table.nextAt).where(sql`${table.nextAt} IS NOT NULL`),
    index('hazard_kept').on(table.closedAt).where(sql`${table.closedAt} IS NOT NULL AND ${table.wrappedKey} <> ''`),
    check('hazard_kind', sql`${table.kind} IN (${oneOf(HAZARD_KINDS)})`),
    check('hazard_state', sql`${table.state} IN (${oneOf(HAZARD_STATES)})`),
    check('hazard_owner_kind', sql`substr(${table.owner}, 1, 1) IN ('T','O','D','C')`),
    check('hazard_next_date', sql`(${table.nextAt} IS NULL) = (${table.state} IN ('closed','unfounded'))`),
  ],
);

/** What happened to operations and hazards: append-only by triggers, each chained to the one before. */
export const operationEvents = sqliteTable(
  'operation_event',
  {
    recordId: integer('record_id').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    action: text('action').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    /** `staff:<id>` or `system`. */
    actor: text('actor').notNull(),
    /** Organ for which it was done; null for the system. */
    organ: text('organ'),
    /** `once` of the form, or what the system escalated: the same again is the same step. */
    key: text('key').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, string | number | boolean | null | string[]>>(),
    /** The note, sealed. */
    sealed: text('sealed'),
    contentHash: text('content_hash').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    mac: text('mac').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.seq] }),
    index('operation_event_key').on(table.recordId, table.key),
  ],
);

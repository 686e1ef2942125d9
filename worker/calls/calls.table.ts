import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { CALL_KINDS, CALL_STATES, type Call, type CallTurn } from './calls.contract.ts';

const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(','));

/** One row for each call. What the township wrote is in `sealed` and in the notes of `history` only, as ciphertext. */
export const callRecords = sqliteTable(
  'call_record',
  {
    /** 52 bits of HMAC(K.blind, `once` of the form): the same form again meets its own row. */
    id: integer('id').primaryKey(),
    /** With `serial` what people call it: 2026-12. */
    year: integer('year').notNull(),
    serial: integer('serial').notNull(),
    kind: text('kind', { enum: CALL_KINDS }).notNull(),
    state: text('state', { enum: CALL_STATES }).notNull(),
    version: integer('version').notNull(),
    townshipCode: text('township_code').notNull(),
    entryCode: text('entry_code').notNull(),
    listVersion: integer('list_version').notNull(),
    /** The case that it is about; null when the township calls by itself. */
    caseId: integer('case_id'),
    excluded: text('excluded', { mode: 'json' }).$type<Call['excluded']>().notNull(),
    lead: text('lead'),
    owner: text('owner').notNull(),
    dueAt: integer('due_at'),
    escalation: integer('escalation').notNull(),
    refusals: integer('refusals').notNull(),
    sendBacks: integer('send_backs').notNull(),
    isDecided: integer('is_decided', { mode: 'boolean' }).notNull(),
    raisedAt: integer('raised_at').notNull(),
    closedAt: integer('closed_at'),
    raisedBy: integer('raised_by').notNull(),
    bodyHash: text('body_hash').notNull(),
    /** Empty once its time is over: then nobody can read what was written. */
    wrappedKey: text('wrapped_key').notNull(),
    sealed: text('sealed').notNull(),
    history: text('history', { mode: 'json' }).$type<CallTurn[]>().notNull(),
    /** The last step that the citizen of the case is to be told of, and the last one that was told. */
    tellSeq: integer('tell_seq').notNull(),
    toldSeq: integer('told_seq').notNull(),
    /** Why it must be kept beyond its time; wins over every erasure, as that of its case does. */
    legalHold: text('legal_hold'),
  },
  (table) => [
    uniqueIndex('call_record_number').on(table.year, table.serial),
    index('call_record_owner').on(table.owner, table.dueAt).where(sql`${table.closedAt} IS NULL`),
    index('call_record_township').on(table.townshipCode, table.raisedAt),
    index('call_record_due').on(table.dueAt).where(sql`${table.closedAt} IS NULL AND ${table.escalation} < 3`),
    index('call_record_case').on(table.caseId).where(sql`${table.caseId} IS NOT NULL`),
    index('call_record_untold').on(table.tellSeq).where(sql`${table.tellSeq} > ${table.toldSeq}`),
    index('call_record_kept')
      .on(table.closedAt)
      .where(sql`${table.closedAt} IS NOT NULL AND ${table.wrappedKey} <> ''`),
    check('call_record_kind', sql`${table.kind} IN (${oneOf(CALL_KINDS)})`),
    check('call_record_state', sql`${table.state} IN (${oneOf(CALL_STATES)})`),
    check('call_record_version', sql`${table.version} >= 1`),
    check('call_record_over', sql`(${table.state} = 'closed') = (${table.closedAt} IS NOT NULL)`),
    /** No call without somebody whose turn it is, and a day by which. */
    check(
      'call_record_owned',
      sql`${table.closedAt} IS NOT NULL OR (${table.owner} <> '' AND ${table.dueAt} IS NOT NULL)`,
    ),
  ],
);

/** Everybody who was ever asked; those who help have clocks of their own. */
export const callParts = sqliteTable(
  'call_part',
  {
    callId: integer('call_id').notNull(),
    organ: text('organ').notNull(),
    role: text('role', { enum: ['lead', 'support'] }).notNull(),
    askedSeq: integer('asked_seq').notNull(),
    dueAt: integer('due_at'),
    answeredAt: integer('answered_at'),
    releasedAt: integer('released_at'),
    escalation: integer('escalation').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.askedSeq, table.organ] }),
    index('call_part_organ').on(table.organ, table.callId),
    index('call_part_due')
      .on(table.dueAt)
      .where(
        sql`${table.answeredAt} IS NULL AND ${table.releasedAt} IS NULL AND ${table.dueAt} IS NOT NULL AND ${table.escalation} < 2`,
      ),
    check('call_part_clock', sql`${table.role} = 'lead' OR ${table.dueAt} IS NOT NULL`),
  ],
);

/** The chain: append-only by triggers (see the migration); each event holds the hash of the one before. */
export const callEvents = sqliteTable(
  'call_event',
  {
    callId: integer('call_id').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    /** `call.<action>` */
    action: text('action').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    /** `staff:<id>` or `system`. */
    actor: text('actor').notNull(),
    /** Whose step it was, or whose silence. */
    organ: text('organ').notNull(),
    /** The JSON text of what was decided, as it is hashed. */
    said: text('said'),
    contentHash: text('content_hash').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    mac: text('mac').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.seq] }),
    /** What fell to an organ, and when it acted. */
    index('call_event_organ').on(table.organ, table.at),
  ],
);

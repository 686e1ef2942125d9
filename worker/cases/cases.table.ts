import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CASE_KINDS, CASE_STATES, IDENTITIES, PETITION_KINDS } from './cases.contract.ts';
import type { Excluded, Sealed } from './cases.rules.ts';
import type { StoredClock } from './clocks.rules.ts';
import type { Handling } from './handling.contract.ts';
import type { Step } from './history.rules.ts';

const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(','));

/** One row for each case. What a citizen wrote is in `sealed` and in the notes of `history` only, as ciphertext. */
export const caseRecords = sqliteTable(
  'case_record',
  {
    /** 52 bits of HMAC(K.blind, receipt number): the number cannot be read off, and a retry meets its own row. */
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: CASE_KINDS }).notNull(),
    petitionKind: text('petition_kind', { enum: PETITION_KINDS }),
    townshipCode: text('township_code').notNull(),
    territorialCode: text('territorial_code'),
    itemCode: text('item_code'),
    state: text('state', { enum: CASE_STATES }).notNull(),
    /** Counts the events; a change names the version that it saw. */
    version: integer('version').notNull(),
    identity: text('identity', { enum: IDENTITIES }).notNull(),
    /** Milliseconds since 1970-01-01T00:00Z, as all moments here. */
    createdAt: integer('created_at').notNull(),
    /** The earliest limit that is running; null when none is. */
    dueAt: integer('due_at'),
    closedAt: integer('closed_at'),
    clocks: text('clocks', { mode: 'json' }).$type<StoredClock[]>().notNull(),
    calendarVersion: text('calendar_version').notNull(),
    /** HMAC of the idempotency key and of the body: tell a replay from a clash. */
    keyHash: text('key_hash').notNull(),
    bodyHash: text('body_hash').notNull(),
    /** A lookup code that was issued anew has the next number. */
    codeEpoch: integer('code_epoch').notNull(),
    receiptKid: text('receipt_kid').notNull(),
    phoneIndex: text('phone_index'),
    /** Organs that may not see it: see `maySee`. */
    excluded: text('excluded', { mode: 'json' }).$type<Excluded>().notNull(),
    groupSize: integer('group_size').notNull(),
    /** Data key of this case, wrapped; null when erased. */
    wrappedKey: text('wrapped_key'),
    /** What was handed in, sealed by the data key; null when erased. */
    sealed: text('sealed', { mode: 'json' }).$type<Sealed>(),
    /** Every step with its sealed note: a status is answered from this one row. The chain itself is `case_event`. */
    history: text('history', { mode: 'json' }).$type<Step[]>().notNull(),
    retainUntil: integer('retain_until'),
    /** Why it must be kept beyond its time; wins over every erasure. */
    legalHold: text('legal_hold'),
    /**
     * Who has it: `T<township code>` its counter, `O<office id>`, `D<department code>`, or `C` the coordinating office.
     * A default only for the migration: its part by hand fills old rows.
     */
    holder: text('holder').notNull().default(''),
    /** 0, or how high an overdue case has been escalated: 1 leader, 2 coordinating office. */
    escalation: integer('escalation').notNull().default(0),
    /** What handling has added, codes and days only: see `handling.contract.ts`. Texts are in the notes. */
    handling: text('handling', { mode: 'json' }).$type<Handling>(),
  },
  (table) => [
    index('case_record_holder').on(table.holder, table.dueAt).where(sql`${table.closedAt} IS NULL`),
    index('case_record_township').on(table.townshipCode, table.dueAt).where(sql`${table.closedAt} IS NULL`),
    index('case_record_escalated').on(table.escalation).where(sql`${table.escalation} > 0`),
    index('case_record_closed').on(table.holder, table.closedAt).where(sql`${table.closedAt} IS NOT NULL`),
    index('case_record_retain').on(table.retainUntil).where(sql`${table.retainUntil} IS NOT NULL`),
    check('case_record_kind', sql`${table.kind} IN (${oneOf(CASE_KINDS)})`),
    check('case_record_state', sql`${table.state} IN (${oneOf(CASE_STATES)})`),
    check('case_record_identity', sql`${table.identity} IN (${oneOf(IDENTITIES)})`),
    check('case_record_version', sql`${table.version} >= 1`),
  ],
);

/** The chain: append-only by triggers (see the migration). `hash` is public, `mac` shows who wrote it. */
export const caseEvents = sqliteTable(
  'case_event',
  {
    caseId: integer('case_id').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    action: text('action').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    actor: text('actor').notNull(),
    publicNote: text('public_note', { mode: 'json' }),
    sealed: text('sealed'),
    contentHash: text('content_hash').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    mac: text('mac').notNull(),
    /** Day number in Shanghai until it is anchored and delivered: outbox and trail queue in one. */
    pending: integer('pending'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.seq] }),
    index('case_event_pending').on(table.pending).where(sql`${table.pending} IS NOT NULL`),
  ],
);

/** A photograph: its bytes lie encrypted in R2 under `files/<id>`, its name is sealed. */
export const attachments = sqliteTable('attachment', {
  id: text('id').primaryKey(),
  caseId: integer('case_id').notNull(),
  sealed: text('sealed').notNull(),
  bytes: integer('bytes').notNull(),
  createdAt: integer('created_at').notNull(),
  removedAt: integer('removed_at'),
});

/**
 * Events of the other registers (calls, operations and hazards, admissions) that no signed root has yet. Triggers put
 * them in with the event itself: see the migration. Cases have their queue in `case_event.pending`.
 */
export const trailQueue = sqliteTable(
  'trail_queue',
  {
    /** Day number in Shanghai: see `dayNumber`. */
    day: integer('day').notNull(),
    /** Of the event. */
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.hash] })],
);

/** One row for each day: the root of the tree over that day's event hashes, signed. */
export const trailRoots = sqliteTable('trail_root', {
  /** YYYY-MM-DD in Shanghai. */
  day: text('day').primaryKey(),
  root: text('root').notNull(),
  size: integer('size').notNull(),
  /** The event hashes of the day in ascending order, 64 digits each, one after the other. */
  leaves: text('leaves').notNull(),
  signature: text('signature').notNull(),
  kid: text('kid').notNull(),
  signedAt: integer('signed_at').notNull(),
});

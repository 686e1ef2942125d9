import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { STAFF_ROLES } from './staff.contract.ts';
import type { CredentialKey } from './webauthn.rules.ts';

/** Who may sign in. Never deleted: what somebody did keeps its name. */
export const staffAccounts = sqliteTable(
  'staff_account',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    staffNumber: text('staff_number').notNull().unique(),
    name: text('name').notNull(),
    role: text('role', { enum: STAFF_ROLES }).notNull(),
    townshipCode: text('township_code'),
    officeId: text('office_id'),
    departmentCode: text('department_code'),
    /** What the other side calls the person where people sign in elsewhere (AUTH_MODE); null: cannot sign in there. */
    externalId: text('external_id').unique(),
    /** `scrypt$<N>$<r>$<p>$<salt>$<hash>`; null: signs in elsewhere (AUTH_MODE) or not at all. */
    passwordHash: text('password_hash'),
    /** The password was given by somebody else: a new one is asked for before anything. */
    mustChange: integer('must_change', { mode: 'boolean' }).notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
    /** Counts the changes of the account; a change names the version that it saw. */
    version: integer('version').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Token bucket of tries to sign in, as it stood at `triesAt`: see `attempts.rules.ts`. */
    tries: real('tries').notNull(),
    triesAt: integer('tries_at').notNull(),
  },
  (table) => [
    check('staff_account_role', sql`${table.role} IN (${sql.raw(STAFF_ROLES.map((role) => `'${role}'`).join(','))})`),
  ],
);

/** A session is known by the SHA-256 of its token only. Over when it is idle or old, see `sessions.rules.ts`. */
export const staffSessions = sqliteTable(
  'staff_session',
  {
    hash: text('hash').primaryKey(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staffAccounts.id),
    /** Milliseconds since 1970-01-01T00:00Z, as all moments here. */
    createdAt: integer('created_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    /** When the password, or the passkey, was given last. */
    confirmedAt: integer('confirmed_at').notNull(),
    /** `half`: the password was right, the passkey is still to come. */
    stage: text('stage', { enum: ['open', 'half'] }).notNull(),
    /** What the passkey is to sign, once; null when nothing was asked. */
    challenge: text('challenge'),
  },
  (table) => [
    index('staff_session_staff').on(table.staffId),
    index('staff_session_created').on(table.createdAt),
    check('staff_session_stage', sql`${table.stage} IN ('open','half')`),
  ],
);

export const staffPasskeys = sqliteTable(
  'staff_passkey',
  {
    /** Credential id, base64url. */
    id: text('id').primaryKey(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staffAccounts.id),
    name: text('name').notNull(),
    /** Public key as JWK. */
    publicKey: text('public_key', { mode: 'json' }).$type<CredentialKey>().notNull(),
    signCount: integer('sign_count').notNull(),
    createdAt: integer('created_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('staff_passkey_staff').on(table.staffId)],
);

/** What a program of a department signs in with. Known by the SHA-256 of the token only; goes with its account's place. */
export const staffTokens = sqliteTable(
  'staff_token',
  {
    /** UUID of the form by which it was made: the same form again makes no second one. */
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    staffId: integer('staff_id')
      .notNull()
      .references(() => staffAccounts.id),
    /** What its owner calls it: which program has it. */
    name: text('name').notNull(),
    /** Reads only, or takes steps as well. */
    mayWrite: integer('may_write', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [
    index('staff_token_staff').on(table.staffId),
    check('staff_token_term', sql`${table.expiresAt} > ${table.createdAt}`),
  ],
);

/** What happened to accounts and at the door. Append-only by triggers. */
export const staffEvents = sqliteTable(
  'staff_event',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    what: text('what').notNull(),
    /** Whose account; null when no account was named. */
    staffId: integer('staff_id'),
    /** Who did it; null: nobody was signed in. */
    actorId: integer('actor_id'),
    /** Role and organ before and after, the name of a passkey: never a password, nothing of a case. */
    detail: text('detail', { mode: 'json' }).$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (table) => [index('staff_event_staff').on(table.staffId, table.id)],
);

import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { DRAFT_STATES, ORIGINS } from './drafts.contract.ts';

/** One row for every import that changed something; the one with the highest id is in force. */
export const catalogueReleases = sqliteTable(
  'catalogue_release',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** SHA-256 (hex) of the whole set in its normal form: the same content has the same hash in any encoding. */
    contentHash: text('content_hash').notNull(),
    name: text('name').notNull(),
    status: text('status', { enum: ['demonstration', 'official'] }).notNull(),
    version: text('version').notNull(),
    /** YYYY-MM-DD */
    effectiveDate: text('effective_date').notNull(),
    sources: text('sources', { mode: 'json' }).$type<{ title: string; note: string }[]>().notNull(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    importedAt: integer('imported_at').notNull(),
    /** SHA-256 (hex) of the set's files in their normal form, kept as `catalogue/<bundle>.zip`; null: none was kept. */
    bundle: text('bundle'),
    /** Release that was in force when this one came. Of two that come at once, one finds its place taken. */
    follows: integer('follows'),
    /** How it came; rows of before the desk were imports. */
    origin: text('origin', { enum: ORIGINS }).notNull().default('import'),
    /** False: entries that are new are found by name and keywords only, until `npm run catalogue:publish`. */
    learnt: integer('learnt', { mode: 'boolean' }).notNull().default(true),
    /** When its static files were made anew without another release; imports and publications make them always. */
    publishedAt: integer('published_at'),
    /** Who wrote it and who put it into force; null: a command on somebody's machine. */
    draftedBy: integer('drafted_by'),
    activatedBy: integer('activated_by'),
    /** Why, in the words of whoever did it. */
    reason: text('reason').notNull().default(''),
  },
  (table) => [
    uniqueIndex('catalogue_release_follows').on(table.follows),
    check('catalogue_release_status', sql`${table.status} IN ('demonstration','official')`),
  ],
);

/** A set that somebody wants to put into force, waiting for a second person. Its files: `catalogue/draft/<id>.zip`. */
export const catalogueDrafts = sqliteTable(
  'catalogue_draft',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** Key of the form that brought it: the same form twice is one draft. */
    once: text('once').notNull(),
    state: text('state', { enum: DRAFT_STATES }).notNull(),
    /** SHA-256 (hex) of the set as it would be in force. */
    bundle: text('bundle').notNull(),
    /** Which lists were brought; the others stay as they are. */
    files: text('files', { mode: 'json' }).$type<string[]>().notNull(),
    reason: text('reason').notNull(),
    createdBy: integer('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Who put it into force or threw it away, and when. */
    endedBy: integer('ended_by'),
    endedAt: integer('ended_at'),
  },
  (table) => [
    uniqueIndex('catalogue_draft_once').on(table.once),
    index('catalogue_draft_open').on(table.state).where(sql`${table.state} = 'open'`),
    check('catalogue_draft_state', sql`${table.state} IN ('open','activated','discarded')`),
    check(
      'catalogue_draft_second_person',
      sql`${table.state} <> 'activated' OR ${table.endedBy} <> ${table.createdBy}`,
    ),
  ],
);

/** When somebody last checked a record of the lists, and who has to do it again by when. No row: never checked. */
export const recordChecks = sqliteTable(
  'record_check',
  {
    /** `item:T001`, `territorial:D01-001`, `power:P001`, `office:370883101-O01`. */
    record: text('record').primaryKey(),
    /** Whose it is now: `T<township>`, `D<department>`, `C`; null: as the rule says (records.rules). */
    owner: text('owner'),
    /** YYYY-MM-DD */
    verifyBy: text('verify_by').notNull(),
    /** Whoever looked last found something wrong and wrote it into `note`; somebody has to change the lists. */
    isWrong: integer('is_wrong', { mode: 'boolean' }).notNull(),
    note: text('note').notNull(),
    checkedAt: integer('checked_at').notNull(),
    checkedBy: integer('checked_by').notNull(),
  },
  (table) => [
    index('record_check_owner').on(table.owner).where(sql`${table.owner} IS NOT NULL`),
    index('record_check_wrong').on(table.isWrong).where(sql`${table.isWrong} = 1`),
  ],
);

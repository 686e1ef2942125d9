import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { HOWS, KEPT_IN, SITE_DEEDS, SITE_STATUSES } from './sites.contract.ts';

/** Sites that somebody answers for. Never deleted: a closed one tells who it was. */
export const sites = sqliteTable(
  'site',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    /** Null for a site of the whole city. */
    townshipCode: text('township_code'),
    /** Who answers for it: an office or a post, not a person's number. */
    owner: text('owner').notNull(),
    note: text('note').notNull().default(''),
    /** YYYY-MM-DD: by then somebody looks whether the origins still belong to it. */
    verifyBy: text('verify_by'),
    status: text('status', { enum: SITE_STATUSES }).notNull().default('active'),
    /** Milliseconds since 1970-01-01T00:00Z. */
    createdAt: integer('created_at').notNull(),
    /** An import changes what is kept in the file, and nothing else. */
    keptIn: text('kept_in', { enum: KEPT_IN }).notNull().default('file'),
  },
  (table) => [check('site_status', sql`${table.status} IN ('active','closed')`)],
);

/** Exact origins, as browsers send them: `https://www.example.gov.cn`, no path, no pattern. */
export const siteOrigins = sqliteTable(
  'site_origin',
  {
    origin: text('origin').primaryKey(),
    siteId: integer('site_id')
      .notNull()
      .references(() => sites.id),
  },
  (table) => [
    index('site_origin_site').on(table.siteId),
    check('site_origin_form', sql`${table.origin} GLOB 'http*://*' AND ${table.origin} NOT GLOB '*://*[/*?# ]*'`),
  ],
);

/** What somebody at the desk did to a site. Append-only: a site may be framed around what citizens write. */
export const siteEvents = sqliteTable(
  'site_event',
  {
    siteId: integer('site_id')
      .notNull()
      .references(() => sites.id),
    /** 1, 2, 3 … of each site. Whoever is second finds the number taken. */
    seq: integer('seq').notNull(),
    /** Milliseconds since 1970-01-01T00:00Z. */
    at: integer('at').notNull(),
    staffId: integer('staff_id').notNull(),
    what: text('what', { enum: SITE_DEEDS }).notNull(),
    /** JSON: what stands in the register from now on, and why where somebody had to say. */
    detail: text('detail').notNull(),
    /** UUID of the form: sent twice it is one deed. */
    once: text('once').notNull().unique(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.seq] })],
);

/** Page views in which the widget ran, by day and version: which sites run what, never who looked at them. */
export const siteUsage = sqliteTable(
  'site_usage',
  {
    /** YYYY-MM-DD in Shanghai. */
    day: text('day').notNull(),
    /** Of a registered site; all others together are `other`. */
    origin: text('origin').notNull(),
    version: text('version').notNull(),
    how: text('how', { enum: HOWS }).notNull(),
    /** An estimate: one view in eight tells, and counts for eight. */
    views: integer('views').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.origin, table.version, table.how] })],
);

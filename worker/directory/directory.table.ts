import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';

/** The city, its townships, their villages. Codes: National Bureau of Statistics, 6, 9 and 12 digits. */
export const divisions = sqliteTable(
  'division',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['city', 'subdistrict', 'town', 'community', 'village'] }).notNull(),
    parentCode: text('parent_code').notNull(),
    pinyin: text('pinyin'),
    longitude: real('longitude'),
    latitude: real('latitude'),
    coordinateNote: text('coordinate_note'),
    retiredRelease: integer('retired_release'),
    replacedBy: text('replaced_by'),
  },
  (table) => [
    index('division_parent').on(table.parentCode),
    check('division_kind', sql`${table.kind} IN ('city','subdistrict','town','community','village')`),
  ],
);

/** Departments of the city (市直部门) and others that hold a duty in the lists. */
export const departments = sqliteTable('department', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  confidence: text('confidence', { enum: ['high', 'medium', 'low'] }).notNull(),
  note: text('note').notNull(),
  retiredRelease: integer('retired_release'),
  replacedBy: text('replaced_by'),
});

/** The kinds of office (镇街内设机构, 派驻机构) that every township has one instance of. */
export const officeTypes = sqliteTable('office_type', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  dispatched: integer('dispatched', { mode: 'boolean' }).notNull(),
  retiredRelease: integer('retired_release'),
  replacedBy: text('replaced_by'),
});

/** A township's own instance of an office type. It may be renamed, merged into another one, or closed. */
export const offices = sqliteTable(
  'office',
  {
    /** `<township code>-<office type code>` */
    id: text('id').primaryKey(),
    townshipCode: text('township_code')
      .notNull()
      .references(() => divisions.code),
    officeTypeCode: text('office_type_code')
      .notNull()
      .references(() => officeTypes.code),
    /** The township's own name for it, without the township's name in front. */
    name: text('name').notNull(),
    /** The office that has taken over its work; null while it stands on its own. */
    mergedIntoId: text('merged_into_id'),
    closed: integer('closed', { mode: 'boolean' }).notNull(),
    place: text('place'),
    hours: text('hours'),
    phone: text('phone'),
    retiredRelease: integer('retired_release'),
    replacedBy: text('replaced_by'),
  },
  (table) => [
    unique('office_one_per_type').on(table.townshipCode, table.officeTypeCode),
    check('office_not_into_itself', sql`${table.mergedIntoId} IS NULL OR ${table.mergedIntoId} <> ${table.id}`),
  ],
);

import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { divisions, offices, officeTypes } from '../directory/directory.table.ts';
import { LIST_KINDS } from './versions.contract.ts';

const jsonList = (name: string) => text(name, { mode: 'json' }).$type<string[]>().notNull();

/** 186 township items and 53 village items (政务服务事项). Limits keep the written form beside the number. */
export const serviceItems = sqliteTable(
  'service_item',
  {
    code: text('code').primaryKey(),
    level: text('level', { enum: ['township', 'village'] }).notNull(),
    name: text('name').notNull(),
    domain: text('domain').notNull(),
    /** 行政给付, 公共服务 …; null for village items. */
    itemType: text('item_type'),
    /** Kind of the office in the township that answers for it. */
    officeTypeCode: text('office_type_code')
      .notNull()
      .references(() => officeTypes.code),
    departmentCodes: jsonList('department_codes'),
    /** 受理审核 …: see SERVICE_ROLES in lists.rules. */
    role: text('role').notNull(),
    /** The township item that a village item leads to. */
    townshipItemCode: text('township_item_code'),
    materials: jsonList('materials'),
    statutoryText: text('statutory_text'),
    statutoryValue: integer('statutory_value'),
    statutoryUnit: text('statutory_unit'),
    statutoryNote: text('statutory_note'),
    promisedText: text('promised_text').notNull(),
    promisedValue: integer('promised_value'),
    promisedUnit: text('promised_unit'),
    legalBasis: jsonList('legal_basis'),
    fee: text('fee').notNull(),
    aliases: jsonList('aliases'),
    /** Whether one must come in person; null when no source says so. */
    inPerson: integer('in_person', { mode: 'boolean' }),
    inPersonBasis: text('in_person_basis'),
    /** Names of the parts that nobody has checked against a source: UnverifiedPart[]. */
    unverified: jsonList('unverified'),
    retiredRelease: integer('retired_release'),
    replacedBy: text('replaced_by'),
  },
  (table) => [check('service_item_level', sql`${table.level} IN ('township','village')`)],
);

/**
 * One kind of matter belongs to one office, one matter to one office: the primary key refuses
 * a second responsible office for the same item in the same township.
 */
export const itemOffices = sqliteTable(
  'item_office',
  {
    townshipCode: text('township_code')
      .notNull()
      .references(() => divisions.code),
    itemCode: text('item_code')
      .notNull()
      .references(() => serviceItems.code),
    officeId: text('office_id')
      .notNull()
      .references(() => offices.id),
  },
  (table) => [
    primaryKey({ columns: [table.townshipCode, table.itemCode] }),
    index('item_office_office').on(table.officeId),
  ],
);

/** The territorial list (属地管理清单): 98 entries in 16 domains with lead and cooperating duty. */
export const territorialItems = sqliteTable('territorial_item', {
  code: text('code').primaryKey(),
  domainNumber: integer('domain_number').notNull(),
  domain: text('domain').notNull(),
  name: text('name').notNull(),
  leadDepartmentCodes: jsonList('lead_department_codes'),
  leadDuty: text('lead_duty').notNull(),
  cooperating: text('cooperating').notNull(),
  cooperatingDuty: text('cooperating_duty').notNull(),
  supportingDepartmentCodes: jsonList('supporting_department_codes'),
  /** Supporting bodies that are no department of the city, in words. */
  supportingOther: text('supporting_other'),
  legalBasis: jsonList('legal_basis'),
  unverified: jsonList('unverified'),
  retiredRelease: integer('retired_release'),
  replacedBy: text('replaced_by'),
});

/** The power list (权责清单): 141 items for towns, 97 for subdistricts. */
export const powerItems = sqliteTable('power_item', {
  code: text('code').primaryKey(),
  category: text('category').notNull(),
  categoryCode: text('category_code').notNull(),
  name: text('name').notNull(),
  legalBasis: jsonList('legal_basis'),
  office: text('office').notNull(),
  appliesToTowns: integer('applies_to_towns', { mode: 'boolean' }).notNull(),
  appliesToSubdistricts: integer('applies_to_subdistricts', { mode: 'boolean' }).notNull(),
  unverified: jsonList('unverified'),
  retiredRelease: integer('retired_release'),
  replacedBy: text('replaced_by'),
});

/** Proofs that village committees may not issue, and where to go instead. */
export const negativeProofs = sqliteTable('negative_proof', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  whereInstead: text('where_instead').notNull(),
  evidence: text('evidence').notNull(),
  whereEvidence: text('where_evidence').notNull(),
  retiredRelease: integer('retired_release'),
  replacedBy: text('replaced_by'),
});

/**
 * The territorial and the power list as they were, whole: a new row whenever an import changes one of them.
 * Append-only by triggers; what was agreed by a version can be read by it for ever.
 */
export const listVersions = sqliteTable(
  'list_version',
  {
    kind: text('kind', { enum: LIST_KINDS }).notNull(),
    /** From 1. */
    version: integer('version').notNull(),
    /** YYYY-MM-DD */
    effectiveFrom: text('effective_from').notNull(),
    /** JSON of all entries in force in the order of their codes: `TerritorialItem[]` or `PowerItem[]`. */
    content: text('content').notNull(),
    /** The import that brought it. */
    release: integer('release').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.version] }),
    check('list_version_kind', sql`${table.kind} IN ('territorial','power')`),
    check('list_version_content', sql`json_valid(${table.content})`),
  ],
);

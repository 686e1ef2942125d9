import { desc, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { calendarDays, calendarYears } from '../calendar/calendar.table.ts';
import { stepLimits } from '../calendar/step-limits.table.ts';
import { departments, divisions, offices, officeTypes } from '../directory/directory.table.ts';
import { itemOffices, negativeProofs, powerItems, serviceItems, territorialItems } from '../lists/lists.table.ts';
import { LIST_KINDS } from '../lists/versions.contract.ts';
import type { Database } from '../platform/database.ts';
import { searchParts } from '../search/search.table.ts';
import { catalogueReleases } from './catalogue.table.ts';
import type { CatalogueContent } from './content.rules.ts';
import type { Origin } from './drafts.contract.ts';
import type { Learnt } from './learning.rules.ts';
import { versionSql } from './list-versions.store.ts';
import { type ImportStatement, siteStatements } from './sites.store.ts';

export type { ImportStatement } from './sites.store.ts';

/** D1 takes statements up to 100 KB; a literal may double its quotes. Unit: UTF-8 bytes. */
const MOST_JSON_BYTES = 40_000;
const encoder = new TextEncoder();

function chunksOf(rows: readonly unknown[]): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    const size = encoder.encode(part).length + 1;
    if (parts.length > 0 && bytes + size > MOST_JSON_BYTES) {
      chunks.push(`[${parts.join(',')}]`);
      parts = [];
      bytes = 0;
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) chunks.push(`[${parts.join(',')}]`);
  return chunks;
}

type Row = Record<string, unknown>;

/** Inserts what is new, updates what differs, leaves alone what is the same (so that it writes nothing twice). */
function upsert(table: SQLiteTable, key: readonly string[], rows: readonly Row[]): ImportStatement[] {
  const columns = Object.entries(getTableColumns(table))
    .filter(([field]) => field !== 'retiredRelease' && field !== 'replacedBy')
    .map(([field, column]) => ({ field, name: column.name }));
  const canRetire = 'retiredRelease' in getTableColumns(table);
  const settable = columns.filter(({ name }) => !key.includes(name));
  const name = getTableName(table);
  const retired = canRetire ? ['retired_release', 'replaced_by'] : [];
  const own = [...settable.map((column) => `${name}.${column.name}`), ...retired.map((column) => `${name}.${column}`)];
  const next = [...settable.map((column) => `excluded.${column.name}`), ...retired.map(() => 'NULL')];
  const sql =
    `INSERT INTO ${name} (${columns.map((column) => column.name).join(',')}) ` +
    `SELECT ${columns.map((_, at) => `json_extract(value,'$[${at}]')`).join(',')} FROM json_each(?1) WHERE true ` +
    `ON CONFLICT(${key.join(',')}) DO UPDATE SET ` +
    [
      ...settable.map((column) => `${column.name}=excluded.${column.name}`),
      ...retired.map((column) => `${column}=NULL`),
    ].join(',') +
    ` WHERE (${own.join(',')}) IS NOT (${next.join(',')})`;
  const values = rows.map((row) =>
    columns.map(({ field }) => {
      const value = row[field];
      // Lists are stored as JSON text; SQLite knows no booleans.
      if (typeof value === 'object' && value !== null) return JSON.stringify(value);
      return typeof value === 'boolean' ? Number(value) : (value ?? null);
    }),
  );
  return chunksOf(values).map((json) => ({ sql, json }));
}

/** What no longer stands in the set is kept and marked, so that its address can say what replaced it. */
function retire(
  table: SQLiteTable,
  key: string,
  living: readonly string[],
  replacements: Record<string, string>,
): ImportStatement {
  const name = getTableName(table);
  return {
    sql:
      `UPDATE ${name} SET retired_release=(SELECT max(id) FROM catalogue_release), ` +
      `replaced_by=(SELECT value FROM json_each(?1,'$.replacements') WHERE key=${name}.${key}) ` +
      `WHERE retired_release IS NULL AND ${key} NOT IN (SELECT value FROM json_each(?1,'$.living'))`,
    json: JSON.stringify({ living, replacements }),
  };
}

/** A row of the calendar that is gone was an error or has been changed by another notice: nothing refers to it. */
function remove(table: SQLiteTable, key: string, living: readonly (string | number)[]): ImportStatement {
  return {
    sql: `DELETE FROM ${getTableName(table)} WHERE ${key} NOT IN (SELECT value FROM json_each(?1,'$.living'))`,
    json: JSON.stringify({ living }),
  };
}

/** Where a release comes from; what is not said is not known. */
export interface ReleaseRecord {
  bundle?: string | null;
  origin?: Origin;
  learnt?: boolean;
  draftedBy?: number | null;
  activatedBy?: number | null;
  reason?: string;
  /** Id of the release that its maker saw in force: the import fails when another has come since. */
  follows?: number | null;
}

/** Words that are heard only go by position: the service reads the lists in the order of their codes. */
function inOrderOfCodes({ words, knowledge, sounds }: Learnt, lists: CatalogueContent['lists']): Learnt {
  const codes = [lists.serviceItems, lists.territorialItems].flatMap((rows) => rows.map(({ code }) => code).sort());
  const at = new Map(words.map(({ code }, position) => [code, position]));
  const positions = codes.map((code) => at.get(code) ?? -1);
  return {
    words: positions.map((position, i) => words[position] ?? { code: codes[i] ?? '', words: '', hints: '', lift: 0 }),
    knowledge,
    sounds: { ...sounds, ...(sounds.heard && { heard: positions.map((position) => sounds.heard?.[position] ?? '') }) },
  };
}

/**
 * All writes of one import, to be run as one transaction, in this order. Running them twice changes nothing.
 * @param importedAt milliseconds since 1970-01-01T00:00Z
 */
export function importStatements(
  content: CatalogueContent,
  learntAsGiven: Learnt,
  contentHash: string,
  importedAt: number,
  record: ReleaseRecord = {},
): ImportStatement[] {
  const { manifest, directory, lists, calendar, replacements } = content;
  const learnt = inOrderOfCodes(learntAsGiven, lists);
  const row = {
    bundle: null,
    origin: 'import',
    learnt: true,
    draftedBy: null,
    activatedBy: null,
    reason: '',
    follows: null,
    ...record,
  };
  const codesOf = (rows: readonly { code: string }[]) => rows.map((row) => row.code);
  const coded = [
    [divisions, directory.divisions],
    [departments, directory.departments],
    [officeTypes, directory.officeTypes],
    [serviceItems, lists.serviceItems],
    [territorialItems, lists.territorialItems],
    [powerItems, lists.powerItems],
    [negativeProofs, lists.negativeProofs],
  ] as const;
  return [
    {
      sql:
        'INSERT INTO catalogue_release (content_hash,name,status,version,effective_date,sources,imported_at,' +
        'bundle,follows,origin,learnt,drafted_by,activated_by,reason) ' +
        "SELECT value->>'contentHash',value->>'name',value->>'status',value->>'version',value->>'effectiveDate',value->>'sources',value->>'importedAt'," +
        "value->>'bundle',coalesce(value->>'follows',(SELECT max(id) FROM catalogue_release)),value->>'origin',value->>'learnt',value->>'draftedBy',value->>'activatedBy',value->>'reason' " +
        "FROM json_each(?1) WHERE value->>'contentHash' IS NOT (SELECT content_hash FROM catalogue_release ORDER BY id DESC LIMIT 1)",
      json: JSON.stringify([{ ...manifest, contentHash, importedAt, ...row, learnt: Number(row.learnt) }]),
    },
    ...coded.slice(0, 3).flatMap(([table, rows]) => upsert(table, ['code'], rows as unknown as Row[])),
    ...upsert(offices, ['id'], directory.offices as unknown as Row[]),
    ...coded.slice(3).flatMap(([table, rows]) => upsert(table, ['code'], rows as unknown as Row[])),
    ...upsert(
      searchParts,
      ['part'],
      (['words', 'knowledge', 'sounds'] as const).map((part) => ({ part, json: JSON.stringify(learnt[part]) })),
    ),
    ...upsert(itemOffices, ['township_code', 'item_code'], lists.itemOffices as unknown as Row[]),
    ...upsert(calendarDays, ['day'], calendar.days as unknown as Row[]),
    ...upsert(calendarYears, ['year'], calendar.years as unknown as Row[]),
    remove(
      calendarDays,
      'day',
      calendar.days.map(({ day }) => day),
    ),
    remove(
      calendarYears,
      'year',
      calendar.years.map(({ year }) => year),
    ),
    ...upsert(stepLimits, ['kind', 'step', 'effective_from'], content.stepLimits as unknown as Row[]),
    remove(
      stepLimits,
      "kind||'|'||step||'|'||effective_from",
      content.stepLimits.map(({ kind, step, effectiveFrom }) => `${kind}|${step}|${effectiveFrom}`),
    ),
    ...siteStatements(content.sites, importedAt),
    ...coded.map(([table, rows]) => retire(table, 'code', codesOf(rows), replacements)),
    retire(
      offices,
      'id',
      directory.offices.map((office) => office.id),
      {},
    ),
    {
      sql:
        'DELETE FROM item_office WHERE item_code IN (SELECT code FROM service_item WHERE retired_release IS NOT NULL) ' +
        'OR township_code IN (SELECT code FROM division WHERE retired_release IS NOT NULL) ' +
        'OR office_id IN (SELECT id FROM office WHERE closed=1 OR merged_into_id IS NOT NULL OR retired_release IS NOT NULL)',
      json: null,
    },
    ...LIST_KINDS.map((kind) => ({ sql: versionSql(kind), json: null })),
  ];
}

/** The release in force, null while nothing has been imported. Reads one row. */
export async function readCurrentRelease(db: Database) {
  const [release] = await db.select().from(catalogueReleases).orderBy(desc(catalogueReleases.id)).limit(1);
  return release ?? null;
}

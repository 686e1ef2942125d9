import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { powerItems, territorialItems } from '../lists/lists.table.ts';
import type { ListKind } from '../lists/versions.contract.ts';

const TABLES: Readonly<Record<ListKind, SQLiteTable>> = { territorial: territorialItems, power: powerItems };
const LEFT_OUT = ['retiredRelease', 'replacedBy'];

/** The whole list in force as one JSON text, written by the database from its own rows: it cannot differ from them. */
function contentSql(kind: ListKind): string {
  const table = TABLES[kind];
  const fields = Object.entries(getTableColumns(table))
    .filter(([field]) => !LEFT_OUT.includes(field))
    .map(([field, { name, dataType }]) => {
      if (dataType === 'json') return `'${field}',json(${name})`;
      return dataType === 'boolean' ? `'${field}',json(iif(${name},'true','false'))` : `'${field}',${name}`;
    });
  const rows = `SELECT * FROM ${getTableName(table)} WHERE retired_release IS NULL ORDER BY code`;
  return `SELECT json_group_array(json_object(${fields.join(',')})) AS content FROM (${rows})`;
}

/**
 * The statement that ends an import: a new version of the list if it has changed, nothing otherwise.
 * It reads the tables as the same transaction has just written them.
 */
export function versionSql(kind: ListKind): string {
  const last = `SELECT content FROM list_version WHERE kind='${kind}' ORDER BY version DESC LIMIT 1`;
  return (
    'INSERT INTO list_version (kind,version,effective_from,content,release) ' +
    `SELECT '${kind}',coalesce((SELECT max(version) FROM list_version WHERE kind='${kind}'),0)+1,` +
    'r.effective_date,list.content,r.id ' +
    `FROM (${contentSql(kind)}) AS list, (SELECT id,effective_date FROM catalogue_release ORDER BY id DESC LIMIT 1) AS r ` +
    `WHERE list.content IS NOT (${last}) AND list.content <> '[]'`
  );
}

import { asc, gte, lt, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import type { Site, UsageRow } from './sites.contract.ts';
import { siteOrigins, sites, siteUsage } from './sites.table.ts';

/** All of them, closed ones too, in the order of their numbers. */
export async function readSites(db: Database): Promise<Site[]> {
  const [rows, origins] = await db.batch([
    db.select().from(sites).orderBy(asc(sites.id)),
    db.select().from(siteOrigins).orderBy(asc(siteOrigins.origin)),
  ]);
  return rows.map(({ createdAt: _, ...site }) => ({
    ...site,
    origins: origins.filter(({ siteId }) => siteId === site.id).map(({ origin }) => origin),
  }));
}

/** @param firstDay YYYY-MM-DD */
export const readUsage = (db: Database, firstDay: string): Promise<UsageRow[]> =>
  db.select().from(siteUsage).where(gte(siteUsage.day, firstDay));

/**
 * Adds views, and drops what is too old.
 * @param mostRows of one day: whoever makes up versions fills neither the table nor the bill
 */
export function usageWrites(
  db: Database,
  rows: readonly UsageRow[],
  today: string,
  firstKeptDay: string,
  mostRows: number,
): Write[] {
  const { day, how, origin, version, views } = siteUsage;
  const name = (column: { name: string }) => sql.identifier(column.name);
  const columns = sql.join([day, origin, version, how, views].map(name), sql`, `);
  const values = JSON.stringify(rows.map((row) => [row.day, row.origin, row.version, row.how, row.views]));
  const extracted = sql.raw([0, 1, 2, 3, 4].map((at) => `json_extract(value,'$[${at}]')`).join(','));
  return [
    db.delete(siteUsage).where(lt(day, firstKeptDay)),
    sql`INSERT INTO ${siteUsage} (${columns}) SELECT ${extracted} FROM json_each(${values})
      WHERE (SELECT count(*) FROM ${siteUsage} WHERE ${day} = ${today}) < ${mostRows}
      ON CONFLICT (${sql.join([day, origin, version, how].map(name), sql`, `)})
      DO UPDATE SET ${name(views)} = ${name(views)} + excluded.views`,
  ];
}

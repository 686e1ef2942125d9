import { asc, eq, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import { catalogueReleases, recordChecks } from './catalogue.table.ts';
import type { RecordCheck } from './records.rules.ts';

/** Of these records, by their primary key. */
export const readChecks = (db: Database, records: readonly string[]): Promise<RecordCheck[]> =>
  db
    .select()
    .from(recordChecks)
    .where(sql`${recordChecks.record} IN (SELECT value FROM json_each(${JSON.stringify(records)}))`);

/** Of records that were given to somebody else than the rule says. */
export const readOwned = (db: Database, owner: string): Promise<RecordCheck[]> =>
  db.select().from(recordChecks).where(eq(recordChecks.owner, owner));

export const readWrong = (db: Database): Promise<RecordCheck[]> =>
  db.select().from(recordChecks).where(sql`${recordChecks.isWrong} = 1`);

/** When the first lists came into force: what nobody has looked at counts from there. */
export async function readFirstImport(db: Database): Promise<number> {
  const [row] = await db
    .select({ at: catalogueReleases.importedAt })
    .from(catalogueReleases)
    .orderBy(asc(catalogueReleases.id))
    .limit(1);
  return row?.at ?? 0;
}

/** One statement for all: a list of 200 has more values than D1 takes parameters. */
export async function writeChecks(db: Database, checks: readonly RecordCheck[]): Promise<void> {
  const rows = checks.map(({ record, owner, verifyBy, isWrong, note, checkedAt, checkedBy }) => [
    record,
    owner,
    verifyBy,
    Number(isWrong),
    note,
    checkedAt,
    checkedBy,
  ]);
  await db.run(
    sql`INSERT INTO record_check (record, owner, verify_by, is_wrong, note, checked_at, checked_by)
        SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6
        FROM json_each(${JSON.stringify(rows)}) WHERE true
        ON CONFLICT(record) DO UPDATE SET owner=excluded.owner, verify_by=excluded.verify_by,
          is_wrong=excluded.is_wrong, note=excluded.note, checked_at=excluded.checked_at, checked_by=excluded.checked_by`,
  );
}

/** A list that was changed answers what somebody had found wrong in it. */
export const settleWrong = (records: readonly string[]): Write =>
  sql`UPDATE record_check SET is_wrong = 0 WHERE record IN (SELECT value FROM json_each(${JSON.stringify(records)})) AND is_wrong = 1`;

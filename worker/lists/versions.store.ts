import { and, asc, eq, max } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { listVersions } from './lists.table.ts';
import type { ListKind } from './versions.contract.ts';

export type ListVersionRow = typeof listVersions.$inferSelect;

/** Which version of each list is in force. */
export async function readVersionNumbers(db: Database): Promise<{ territorial: number; power: number }> {
  const rows = await db
    .select({ kind: listVersions.kind, version: max(listVersions.version) })
    .from(listVersions)
    .groupBy(listVersions.kind);
  const of = (kind: ListKind) => rows.find((row) => row.kind === kind)?.version ?? 0;
  return { territorial: of('territorial'), power: of('power') };
}

/** All versions of a list, oldest first. */
export const readVersions = (db: Database, kind: ListKind): Promise<ListVersionRow[]> =>
  db.select().from(listVersions).where(eq(listVersions.kind, kind)).orderBy(asc(listVersions.version));

export async function readVersion(db: Database, kind: ListKind, version: number): Promise<ListVersionRow | null> {
  const isIt = and(eq(listVersions.kind, kind), eq(listVersions.version, version));
  const [row] = await db.select().from(listVersions).where(isIt).limit(1);
  return row ?? null;
}

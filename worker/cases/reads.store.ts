import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { staffAccounts } from '../staff/staff.table.ts';
import type { ReadEntry, ReadKind, ReadRecord } from './reads.contract.ts';
import { caseReads } from './reads.table.ts';

/** One line for each thing that is read. Nothing may be shown before this has come back. */
export async function writeReads(
  db: Database,
  at: number,
  staffId: number,
  record: { of: ReadRecord; id: number },
  what: readonly ReadKind[],
): Promise<void> {
  if (what.length === 0) return;
  const { of, id: recordId } = record;
  await db.insert(caseReads).values(what.map((one) => ({ at, staffId, recordId, of, what: one })));
}

export interface ReadsWanted {
  /** 52 bits; a hazard that came in as a case is found with the case. */
  recordId: number | null;
  staffId: number | null;
  /** Moments in milliseconds: from the first one on, to the second one exclusively. */
  from: number | null;
  to: number | null;
}

/** The newest first. @param before id of the last line of the page before */
export async function readReads(
  db: Database,
  { recordId, staffId, from, to }: ReadsWanted,
  before: number | null,
  most: number,
): Promise<ReadEntry[]> {
  const rows = await db
    .select({
      id: caseReads.id,
      at: caseReads.at,
      staffId: caseReads.staffId,
      staffNumber: sql<string | null>`staff_account.staff_number`,
      staffName: sql<string | null>`staff_account.name`,
      of: caseReads.of,
      recordId: caseReads.recordId,
      what: caseReads.what,
    })
    .from(caseReads)
    .leftJoin(staffAccounts, eq(staffAccounts.id, caseReads.staffId))
    .where(
      and(
        recordId === null ? undefined : eq(caseReads.recordId, recordId),
        staffId === null ? undefined : eq(caseReads.staffId, staffId),
        from === null ? undefined : gte(caseReads.at, from),
        to === null ? undefined : lt(caseReads.at, to),
        before === null ? undefined : lt(caseReads.id, before),
      ),
    )
    .orderBy(desc(caseReads.id))
    .limit(most);
  return rows.map((row) => ({ ...row, staffNumber: row.staffNumber ?? '', staffName: row.staffName ?? '' }));
}

/** Names of those who took steps. @returns staff id → name */
export async function readStaffNames(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: staffAccounts.id, name: staffAccounts.name })
    .from(staffAccounts)
    .where(sql`${staffAccounts.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** @returns null when nobody has that number */
export async function findStaffId(db: Database, staffNumber: string): Promise<number | null> {
  const rows = await db
    .select({ id: staffAccounts.id })
    .from(staffAccounts)
    .where(eq(staffAccounts.staffNumber, staffNumber))
    .limit(1);
  return rows[0]?.id ?? null;
}

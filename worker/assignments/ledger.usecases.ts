/** What anybody may read of the gate: decided proposals and what was moved down. */
import type { Directory } from '../directory/directory.contract.ts';
import type { Database } from '../platform/database.ts';
import type { LedgerEntry } from './assignments.contract.ts';
import { readAssignment, readLedger } from './assignments.store.ts';
import { ledgerEntry } from './ledger.rules.ts';

const PUBLIC = ['admitted', 'refused', 'ended'];

/** @param cursor `<moment>.<id>` of the last entry of the page before */
export async function ledgerPage(
  db: Database,
  directory: Directory,
  cursor: string | undefined,
  most: number,
): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  const [at = '', id = ''] = (cursor ?? '').split('.');
  const rows = await readLedger(db, cursor === undefined ? null : { decidedAt: Number(at), id }, most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ledgerEntry(row, directory)),
    nextCursor: rows.length > most && last !== undefined ? `${last.decidedAt}.${last.id}` : null,
  };
}

/** @returns null when there is none, or none that is public yet */
export async function ledgerOne(db: Database, directory: Directory, id: string): Promise<LedgerEntry | null> {
  const row = await readAssignment(db, id);
  return row === null || !PUBLIC.includes(row.state) ? null : ledgerEntry(row, directory);
}

/** The lists as they were: for whoever asks by which entry something was decided. */
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { DutyLists } from './duties.rules.ts';
import type { PowerItem, TerritorialItem } from './lists.contract.ts';
import { LISTS_PROBLEMS } from './lists.errors.ts';
import type { ListKind, ListVersion, VersionDifference } from './versions.contract.ts';
import { compareVersions, type ListEntry } from './versions.rules.ts';
import { type ListVersionRow, readVersion, readVersions } from './versions.store.ts';

interface EntryOf {
  territorial: TerritorialItem;
  power: PowerItem;
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function described(row: ListVersionRow, next: ListVersionRow | undefined): Promise<ListVersion> {
  return {
    version: row.version,
    effectiveFrom: row.effectiveFrom,
    effectiveUntil: next?.effectiveFrom ?? null,
    entries: (JSON.parse(row.content) as unknown[]).length,
    hash: await sha256(row.content),
  };
}

/** Newest first. */
export async function listVersionsOf(db: Database, kind: ListKind): Promise<ListVersion[]> {
  const rows = await readVersions(db, kind);
  return (await Promise.all(rows.map((row, at) => described(row, rows[at + 1])))).reverse();
}

/** @throws Problem 404 when there is no such version */
export async function entriesOf<K extends ListKind>(db: Database, kind: K, version: number): Promise<EntryOf[K][]> {
  const row = await readVersion(db, kind, version);
  if (row === null) throw new Problem(LISTS_PROBLEMS.versionNotFound);
  return JSON.parse(row.content) as EntryOf[K][];
}

/** @throws Problem 404 when there is no such version */
export async function versionOf<K extends ListKind>(
  db: Database,
  kind: K,
  version: number,
): Promise<ListVersion & { list: EntryOf[K][] }> {
  const [row, next] = await Promise.all([readVersion(db, kind, version), readVersion(db, kind, version + 1)]);
  if (row === null) throw new Problem(LISTS_PROBLEMS.versionNotFound);
  return { ...(await described(row, next ?? undefined)), list: JSON.parse(row.content) as EntryOf[K][] };
}

/** @throws Problem 404 when one of them is not there */
export async function differenceOf(db: Database, kind: ListKind, a: number, b: number): Promise<VersionDifference> {
  const [before, after] = await Promise.all([entriesOf(db, kind, a), entriesOf(db, kind, b)]);
  return compareVersions(kind, before as ListEntry[], after as ListEntry[]);
}

/**
 * The lists as a version had them, for `dutiesOf`: what was begun under a version is decided by it to the end.
 * @param now the lists in force
 * @throws Problem 404 when there is no such version
 */
export async function dutyListsOf(db: Database, now: DutyLists, version: number): Promise<DutyLists> {
  if (version === 0 || version === now.versions?.territorial) return now;
  const territorialItems = await entriesOf(db, 'territorial', version);
  return { ...now, territorialItems, versions: { territorial: version, power: now.versions?.power ?? 0 } };
}

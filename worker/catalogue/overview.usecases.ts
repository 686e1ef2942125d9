/** What stands about the catalogue on the desk: what is in force, what waits, what was before. */
import { packArchive } from './archive.rules.ts';
import { downloadFiles } from './bundle.rules.ts';
import type { CatalogueSet } from './catalogue.contract.ts';
import { differenceOf } from './difference.rules.ts';
import type { Difference } from './drafts.contract.ts';
import {
  type DraftRow,
  type ReleaseRow,
  readOpenDrafts,
  readPublished,
  readRelease,
  readReleases,
  readStaffNames,
} from './releases.store.ts';
import { type CatalogueWorld, readInForce, readSet } from './sets.usecases.ts';

export type { DraftRow, ReleaseRow } from './releases.store.ts';

const RELEASES_SHOWN = 30;

export interface CatalogueOverview {
  releases: ReleaseRow[];
  drafts: DraftRow[];
  /** Names of accounts by id. */
  names: ReadonlyMap<number, string>;
  /** Version of the static files that the widget reads, when they are not those of the release in force. */
  staleFiles: string | null;
}

export async function readOverview({ db }: CatalogueWorld): Promise<CatalogueOverview> {
  const [releases, drafts, published, names] = await Promise.all([
    readReleases(db, RELEASES_SHOWN),
    readOpenDrafts(db),
    readPublished(db),
    readStaffNames(db),
  ]);
  const [inForce] = releases;
  const isStale =
    inForce !== undefined && published !== null && published.id !== inForce.id && published.bundle !== inForce.bundle;
  return { releases, drafts, names, staleFiles: isStale ? published.version : null };
}

export interface EarlierRelease {
  release: ReleaseRow;
  /** Null: its files were not kept. */
  set: CatalogueSet | null;
  inForce: ReleaseRow;
  /** What going back to it would change, offices left aside; null when one of the two sets is not there. */
  difference: Difference | null;
}

/** @returns null when there is no such release */
export async function readEarlier(world: CatalogueWorld, id: number): Promise<EarlierRelease | null> {
  const [release, inForce] = await Promise.all([readRelease(world.db, id), readInForce(world)]);
  if (release === null || inForce === null) return null;
  const set = await readSet(world.objects, release.bundle);
  if (set === null || inForce.set === null) return { release, set, inForce: inForce.release, difference: null };
  const { 'offices.csv': offices = [], 'item_offices.csv': itemOffices = [] } = inForce.set.files;
  const kept = { ...set, files: { ...set.files, 'offices.csv': offices, 'item_offices.csv': itemOffices } };
  return { release, set, inForce: inForce.release, difference: differenceOf(inForce.set, kept) };
}

/** A set for people's spreadsheets. @returns null when it was not kept */
export async function downloadSet(world: CatalogueWorld, id: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const release = await readRelease(world.db, id);
  const set = release && (await readSet(world.objects, release.bundle));
  return set && packArchive(downloadFiles(set));
}

export const staffNames = ({ db }: CatalogueWorld): Promise<ReadonlyMap<number, string>> => readStaffNames(db);

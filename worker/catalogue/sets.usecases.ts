/** Where whole sets are kept: of every release its files, of every learning what was learnt. */
import type { Database } from '../platform/database.ts';
import type { ObjectStore } from '../platform/objects.ts';
import { bytesOf, packArchive, textOf } from './archive.rules.ts';
import { normalFiles, packSet, unpackSet } from './bundle.rules.ts';
import type { CatalogueSet } from './catalogue.contract.ts';
import { checkCatalogue } from './check.rules.ts';
import type { Learnt } from './learning.rules.ts';
import { type ReleaseRow, readReleases } from './releases.store.ts';

export interface CatalogueWorld {
  db: Database;
  objects: ObjectStore;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

export const setKey = (bundle: string): string => `catalogue/${bundle}.zip`;
export const learntKey = (bundle: string): string => `catalogue/${bundle}.learnt.json`;
export const draftKey = (once: string): string => `catalogue/draft/${once}.zip`;

const hex = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex');

export const sha256 = (text: string): Promise<string> => hex(new TextEncoder().encode(text));

/** Hash of the files in their normal form: the same lists have the same, whatever they were written with. */
export async function bundleOf(set: CatalogueSet): Promise<string> {
  const parts = [...normalFiles(set)].map(([file, bytes]) => `${file}\n${textOf(bytes)}`);
  return sha256(parts.join('\u0000'));
}

/** Keeps a set. What is there already is the same. */
export async function keepSet(objects: ObjectStore, set: CatalogueSet): Promise<string> {
  const bundle = await bundleOf(set);
  await objects.putOnce(setKey(bundle), packSet(set));
  return bundle;
}

/** A set never changes under its name: an isolate that has read one need not read it again. */
let lastRead: { bundle: string; set: CatalogueSet } | null = null;

/** @returns null when it was never kept, or is damaged */
export async function readSet(objects: ObjectStore, bundle: string | null): Promise<CatalogueSet | null> {
  if (bundle === null) return null;
  if (lastRead?.bundle === bundle) return lastRead.set;
  const bytes = await objects.get(setKey(bundle));
  const files = bytes && unpackSet(bytes);
  const checked = files && checkCatalogue(files);
  if (!checked?.ok || (await bundleOf(checked.set)) !== bundle) return null;
  lastRead = { bundle, set: checked.set };
  return checked.set;
}

export interface InForce {
  release: ReleaseRow;
  /** Null: the release was imported before sets were kept, or what was kept is damaged. */
  set: CatalogueSet | null;
}

export async function readInForce({ db, objects }: CatalogueWorld): Promise<InForce | null> {
  const [release] = await readReleases(db, 1);
  return release ? { release, set: await readSet(objects, release.bundle) } : null;
}

/** Once learnt, always known: a roll-back finds the words of its time again. */
export const keepLearnt = (objects: ObjectStore, bundle: string, learnt: Learnt): Promise<boolean> =>
  objects.putOnce(learntKey(bundle), bytesOf(JSON.stringify(learnt)));

export async function recallLearnt(objects: ObjectStore, bundle: string): Promise<Learnt | null> {
  const bytes = await objects.get(learntKey(bundle));
  return bytes && (JSON.parse(textOf(bytes)) as Learnt);
}

export const keepDraft = (
  objects: ObjectStore,
  once: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<boolean> => objects.putOnce(draftKey(once), packArchive(files));

export async function readDraftFiles(objects: ObjectStore, once: string): Promise<Map<string, Uint8Array> | null> {
  const bytes = await objects.get(draftKey(once));
  return bytes && unpackSet(bytes);
}

/** From an upload to a draft that a second person can look at. Nothing here changes what is in force. */
import { dayOf } from '../calendar/calendar.rules.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { bytesOf } from './archive.rules.ts';
import { normalFiles } from './bundle.rules.ts';
import type { CatalogueFault, CatalogueSet, Manifest } from './catalogue.contract.ts';
import { checkCatalogue, MANIFEST_FILE } from './check.rules.ts';
import { contentOf } from './content.rules.ts';
import { differenceOf, withoutOffice } from './difference.rules.ts';
import type { Difference } from './drafts.contract.ts';
import { countsOf } from './manifest.rules.ts';
import { commitUnlessLate, type DraftRow, endDraft, insertDraft, readDraft } from './releases.store.ts';
import { type Gone, goneFrom, hasReturned, retiredFile } from './retiring.rules.ts';
import {
  bundleOf,
  type CatalogueWorld,
  draftKey,
  type InForce,
  keepDraft,
  readDraftFiles,
  readInForce,
} from './sets.usecases.ts';
import { readUpload, type Upload, type UploadedFile } from './upload.rules.ts';

/** What townships keep themselves on the desk. */
export const OFFICE_FILES = ['offices.csv', 'item_offices.csv'];
const REPLACEMENTS = 'replacements.csv';

export interface UploadRequest {
  files: readonly UploadedFile[];
  /** Key of the form: the same form twice is one draft. */
  once: string;
  reason: string;
  /** What is written into the manifest; `''`: as it is. */
  facts: Partial<Record<'name' | 'version' | 'effectiveDate' | 'status', string>>;
  /** That the lists are longer or shorter is meant, and what they leave out is retired; else it is a fault. */
  countsChange: boolean;
  /** The townships' own offices are replaced too; else those files are left aside. */
  replacesOffices: boolean;
}

export type UploadResult =
  | { kind: 'faults'; faults: CatalogueFault[]; upload: Upload }
  | { kind: 'same'; upload: Upload }
  | { kind: 'drafted'; id: number };

const decode = (bytes: Uint8Array | undefined): Partial<Manifest> => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Partial<Manifest>;
  } catch {
    return {};
  }
};

/** Files of the set in force with those that were brought on top. */
const merged = (base: CatalogueSet | null, brought: ReadonlyMap<string, Uint8Array>) =>
  new Map([...(base ? normalFiles(base) : []), ...brought]);

const GONE_SHOWN = 10;

/** One line for each list: that its words in the search point to nothing would be a hundred more. */
const goneFaults = (gone: readonly Gone[]): CatalogueFault[] =>
  [...Map.groupBy(gone, ({ file }) => file)].map(([file, own]) => ({
    file,
    row: 0,
    column: '',
    found: `少了 ${own.length} 条：${own
      .slice(0, GONE_SHOWN)
      .map(({ code, name }) => `${code} ${name}`)
      .join('、')}${own.length > GONE_SHOWN ? '等' : ''}`,
    expected: '原有的都在；真的取消了，勾上“有增减是有意的”；要写由哪一条接替，把“取消和接替”表一起传',
  }));

export async function takeUpload(world: CatalogueWorld, staffId: number, asked: UploadRequest): Promise<UploadResult> {
  const upload = readUpload(asked.files);
  const faults = [...upload.faults];
  const base = (await readInForce(world))?.set ?? null;
  const brought = new Map(upload.files);
  if (base && !asked.replacesOffices)
    for (const file of OFFICE_FILES) {
      const own = upload.read.find((read) => read.file === file);
      if (own && brought.delete(file)) upload.leftAside.push(`${own.from}（镇街自己维护，没有动）`);
    }
  if (base === null && !brought.has(MANIFEST_FILE) && faults.length === 0)
    faults.push({
      file: MANIFEST_FILE,
      row: 0,
      column: '',
      found: '现行的目录没有留底，只传几张表拼不出整套',
      expected: `连同 ${MANIFEST_FILE} 的整套，压成一个 .zip`,
    });
  if (faults.length > 0) return { kind: 'faults', faults, upload };

  const files = merged(base, brought);
  const facts = Object.fromEntries(Object.entries(asked.facts).filter(([, value]) => value !== ''));
  const manifest = { ...decode(files.get(MANIFEST_FILE)), ...facts };
  const write = (next: Partial<Manifest>) => files.set(MANIFEST_FILE, bytesOf(JSON.stringify(next)));
  write(manifest);
  if (asked.countsChange && manifest.expected) write({ ...manifest, expected: countsOf(files, manifest.expected) });
  const gone = base ? goneFrom(base, files) : [];
  // What somebody writes into that list is checked, not mended.
  if (gone.length > 0 || (!brought.has(REPLACEMENTS) && hasReturned(files))) {
    const retired = retiredFile(files, gone, asked.reason);
    files.set(REPLACEMENTS, retired);
    brought.set(REPLACEMENTS, retired);
  }
  const checked = checkCatalogue(files);
  const forgotten = asked.countsChange ? [] : goneFaults(gone);
  if (!checked.ok) return { kind: 'faults', faults: [...forgotten, ...checked.faults], upload };
  if (forgotten.length > 0) return { kind: 'faults', faults: forgotten, upload };

  const { set } = checked;
  const difference = base && differenceOf(base, set);
  if (difference && difference.files.length === 0 && difference.manifest.length === 0) return { kind: 'same', upload };
  brought.set(MANIFEST_FILE, files.get(MANIFEST_FILE) ?? bytesOf('{}'));
  await keepDraft(world.objects, asked.once, brought);
  const id = await insertDraft(world.db, {
    once: asked.once,
    bundle: await bundleOf(set),
    files: [...brought.keys()].filter((file) => file !== MANIFEST_FILE),
    reason: asked.reason,
    createdBy: staffId,
    createdAt: world.now,
  });
  return { kind: 'drafted', id };
}

export interface DraftView {
  draft: DraftRow;
  inForce: InForce | null;
  /** As it would be in force now; null when it does not go with what is in force any more. */
  next: {
    set: CatalogueSet;
    bundle: string;
    difference: Difference;
    gaps: { township: string; item: string }[];
    /** The day from which it may come into force, YYYY-MM-DD, while that lies ahead; null: it may now. */
    waitsFor: string | null;
  } | null;
  faults: CatalogueFault[];
}

const gapsOf = (set: CatalogueSet): { township: string; item: string }[] => {
  const { directory, lists } = contentOf(set);
  const townships = directory.divisions.filter(isTownship);
  const names = new Map([...townships, ...lists.serviceItems].map(({ code, name }) => [code, name]));
  return withoutOffice(
    townships.map(({ code }) => code),
    lists.serviceItems.map(({ code }) => code),
    lists.itemOffices,
  ).map(({ townshipCode, itemCode }) => ({
    township: names.get(townshipCode) ?? townshipCode,
    item: `${itemCode} ${names.get(itemCode) ?? ''}`,
  }));
};

const EMPTY_MANIFEST: Manifest = {
  name: '',
  status: 'demonstration',
  version: '0',
  effectiveDate: '',
  expected: {} as Manifest['expected'],
  sources: [],
};

/** @returns null when there is no such draft */
export async function viewDraft(world: CatalogueWorld, id: number): Promise<DraftView | null> {
  const draft = await readDraft(world.db, id);
  if (draft === null) return null;
  const inForce = await readInForce(world);
  const brought = draft.state === 'open' ? await readDraftFiles(world.objects, draft.once) : null;
  if (brought === null) return { draft, inForce, next: null, faults: [] };
  const checked = checkCatalogue(merged(inForce?.set ?? null, brought));
  if (!checked.ok) return { draft, inForce, next: null, faults: checked.faults };
  const { set } = checked;
  const { effectiveDate } = set.manifest;
  const before = inForce?.set ?? { manifest: EMPTY_MANIFEST, files: {} };
  const known = new Set((inForce?.set ? gapsOf(inForce.set) : []).map(({ township, item }) => `${township}/${item}`));
  const gaps = gapsOf(set).filter(({ township, item }) => !known.has(`${township}/${item}`));
  return {
    draft,
    inForce,
    next: {
      set,
      bundle: await bundleOf(set),
      difference: differenceOf(before, set),
      gaps,
      waitsFor: effectiveDate > dayOf(world.now) ? effectiveDate : null,
    },
    faults: [],
  };
}

/** Throws a draft away: whoever made it, or whoever could have put it into force. */
export async function discardDraft(world: CatalogueWorld, staffId: number, id: number): Promise<boolean> {
  const draft = await readDraft(world.db, id);
  if (draft === null) return false;
  const isDone = await commitUnlessLate(world.db, [endDraft(id, 'discarded', staffId, world.now)]);
  if (isDone) await world.objects.remove([draftKey(draft.once)]);
  return isDone;
}

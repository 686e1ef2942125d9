/** Putting a set into force, and back: the Worker writes the tables itself, as one transaction. */

import type { Write } from '../platform/database.ts';
import { normalFiles } from './bundle.rules.ts';
import { carryOver } from './carrying.rules.ts';
import type { CatalogueFault, CatalogueSet } from './catalogue.contract.ts';
import { importStatements } from './catalogue.store.ts';
import { checkCatalogue } from './check.rules.ts';
import { contentOf } from './content.rules.ts';
import type { Origin } from './drafts.contract.ts';
import { OFFICE_FILES, viewDraft } from './drafts.usecases.ts';
import type { Learnt } from './learning.rules.ts';
import { recordsChanged } from './records.rules.ts';
import { settleWrong } from './records.store.ts';
import { endDraft, putInForce, readLearnt, readListedNames, readRelease } from './releases.store.ts';
import {
  bundleOf,
  type CatalogueWorld,
  draftKey,
  type InForce,
  keepLearnt,
  keepSet,
  readInForce,
  readSet,
  recallLearnt,
  sha256,
} from './sets.usecases.ts';

export interface Deed {
  origin: Origin;
  draftedBy: number;
  activatedBy: number;
  reason: string;
}

const NOTHING_LEARNT: Learnt = {
  words: [],
  knowledge: { emergencies: [], calm: [], elsewhere: [], hints: '', proofs: [], events: [] },
  sounds: { runs: '' },
};

/** The words for a set: learnt for it once, or what is known now as far as it holds. */
async function wordsFor(world: CatalogueWorld, inForce: InForce | null, set: CatalogueSet, bundle: string) {
  const present = (await readLearnt(world.db)) ?? NOTHING_LEARNT;
  const from = inForce?.release;
  if (from?.bundle && from.learnt) await keepLearnt(world.objects, from.bundle, present);
  const earlier = await recallLearnt(world.objects, bundle);
  if (earlier) return { learnt: earlier, isLearnt: true };
  const before = inForce?.set ? contentOf(inForce.set) : null;
  const carried = carryOver(present, await readListedNames(world.db), before, contentOf(set));
  return { learnt: carried.learnt, isLearnt: carried.isWhole && from?.learnt === true };
}

/**
 * @param inForce what its maker saw in force; another release since then makes it fail
 * @returns false when somebody was faster
 */
export async function bringInForce(
  world: CatalogueWorld,
  inForce: InForce | null,
  set: CatalogueSet,
  deed: Deed,
  also: readonly Write[] = [],
): Promise<boolean> {
  // Kept first: a release in force whose set is lost could not be taken back.
  const bundle = await keepSet(world.objects, set);
  const { learnt, isLearnt } = await wordsFor(world, inForce, set, bundle);
  const content = contentOf(set);
  const contentHash = await sha256(JSON.stringify({ content, learnt }));
  const statements = importStatements(content, learnt, contentHash, world.now, {
    ...deed,
    bundle,
    learnt: isLearnt,
    follows: inForce?.release.id ?? null,
  });
  return putInForce(world.db, statements, also);
}

export type ActivationResult = 'done' | 'lost' | 'own' | 'gone' | 'early';

/**
 * @param seen hash of the set whose difference the second person was shown
 * @returns `own`: whoever wrote it may not; `lost`: something has changed since it was shown; `gone`: no such draft;
 *   `early`: the day from which it is to hold has not come, and calls would go by it already
 */
export async function activateDraft(
  world: CatalogueWorld,
  staffId: number,
  id: number,
  seen: string,
): Promise<ActivationResult> {
  const view = await viewDraft(world, id);
  if (view === null) return 'gone';
  const { draft, inForce, next } = view;
  if (draft.state !== 'open' || next === null || next.bundle !== seen) return 'lost';
  if (draft.createdBy === staffId) return 'own';
  if (next.waitsFor !== null) return 'early';
  const deed = { origin: 'upload', draftedBy: draft.createdBy, activatedBy: staffId, reason: draft.reason } as const;
  const ended = endDraft(id, 'activated', staffId, world.now);
  const settled = settleWrong(recordsChanged(next.difference));
  if (!(await bringInForce(world, inForce, next.set, deed, [ended, settled]))) return 'lost';
  await world.objects.remove([draftKey(draft.once)]);
  return 'done';
}

/** A release of before, with the townships' offices as they are now. */
async function setOfRelease(world: CatalogueWorld, inForce: InForce, id: number) {
  const release = await readRelease(world.db, id);
  const set = release && (await readSet(world.objects, release.bundle));
  if (!set) return null;
  const files = normalFiles(set);
  const now = inForce.set && normalFiles(inForce.set);
  if (now)
    for (const file of OFFICE_FILES) {
      const own = now.get(file);
      if (own) files.set(file, own);
      else files.delete(file);
    }
  return { release, checked: checkCatalogue(files) };
}

export type RollbackResult =
  | { kind: 'done' | 'lost' | 'gone' | 'same' }
  /** The offices of today do not go with the lists of then. */
  | { kind: 'faults'; faults: CatalogueFault[] };

/**
 * Back to a release that had been in force: two people looked at it then, so one is enough now.
 * @param seen id of the release that was shown as the one in force
 */
export async function rollBack(
  world: CatalogueWorld,
  staffId: number,
  { id, seen, reason }: { id: number; seen: number; reason: string },
): Promise<RollbackResult> {
  const inForce = await readInForce(world);
  if (inForce === null || inForce.release.id !== seen) return { kind: 'lost' };
  const found = await setOfRelease(world, inForce, id);
  if (found === null) return { kind: 'gone' };
  const { release, checked } = found;
  if (!checked.ok) return { kind: 'faults', faults: checked.faults };
  if ((await bundleOf(checked.set)) === inForce.release.bundle) return { kind: 'same' };
  const deed = { origin: 'rollback', draftedBy: release.draftedBy ?? staffId, activatedBy: staffId, reason } as const;
  return { kind: (await bringInForce(world, inForce, checked.set, deed)) ? 'done' : 'lost' };
}

/** Townships write down where their offices are, and which of them does what: in force at once, on record for ever. */
import { isTownship } from '../directory/directory.rules.ts';
import { bringInForce } from './activation.usecases.ts';
import { normalFiles } from './bundle.rules.ts';
import type { CatalogueFault, CatalogueSet } from './catalogue.contract.ts';
import { checkCatalogue } from './check.rules.ts';
import { contentOf } from './content.rules.ts';
import { factsOf, type OfficeFacts, ownOfficeOf, withItemOffice, withOffice } from './offices.rules.ts';
import { countOpenCases } from './offices.store.ts';
import { type CatalogueWorld, readInForce } from './sets.usecases.ts';

export interface OwnOffice {
  township: { code: string; name: string };
  officeType: { code: string; name: string };
  facts: OfficeFacts;
  /** Others of the township that stand: it may be merged into one of them. */
  others: { code: string; name: string }[];
  /** Items that it answers for now. */
  items: { code: string; name: string }[];
  /** Cases that it holds and that are open. */
  openCases: number;
}

/** Content of a set costs some 10 ms to make; it does not change under the set. */
const contents = new WeakMap<CatalogueSet, ReturnType<typeof contentOf>>();
const contentFor = (set: CatalogueSet) => {
  const known = contents.get(set) ?? contentOf(set);
  contents.set(set, known);
  return known;
};

/** @param id `<township code>-<office type code>` @returns `unkept`: no files of the set in force were kept */
export async function readOwnOffice(world: CatalogueWorld, id: string): Promise<OwnOffice | 'unkept' | null> {
  const inForce = await readInForce(world);
  if (!inForce) return null;
  if (!inForce.set) return 'unkept';
  const { directory, lists } = contentFor(inForce.set);
  const [townshipCode = '', typeCode = ''] = id.split('-');
  const township = directory.divisions.find((one) => one.code === townshipCode && isTownship(one));
  const officeType = directory.officeTypes.find(({ code }) => code === typeCode);
  if (!township || !officeType) return null;
  const own = directory.offices.filter((office) => office.townshipCode === townshipCode);
  const held = new Set(lists.itemOffices.filter(({ officeId }) => officeId === id).map(({ itemCode }) => itemCode));
  return {
    township,
    officeType,
    facts: factsOf(inForce.set, townshipCode, typeCode),
    others: own
      .filter((office) => office.id !== id && !office.closed && office.mergedIntoId === null)
      .map(({ officeTypeCode: code, name }) => ({ code, name })),
    items: lists.serviceItems.filter(({ code }) => held.has(code)).map(({ code, name }) => ({ code, name })),
    openCases: await countOpenCases(world.db, `O${id}`),
  };
}

export type OfficeResult =
  | { kind: 'done' | 'gone' | 'same' | 'busy' }
  /** Somebody else has written since: what stands there now. */
  | { kind: 'lost'; facts: OfficeFacts }
  | { kind: 'faults'; faults: CatalogueFault[] }
  /** Items of the township for which nobody would answer any more. */
  | { kind: 'gaps'; items: { code: string; name: string }[] };

export interface OfficeChange {
  id: string;
  facts: OfficeFacts;
  /** What stood there when the form was drawn. */
  seen: OfficeFacts;
  /** That items lose their office is meant. */
  gapsAreMeant: boolean;
}

const same = (a: OfficeFacts, b: OfficeFacts): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

function newGaps(before: CatalogueSet, after: CatalogueSet, township: string): { code: string; name: string }[] {
  const heldIn = (set: CatalogueSet) =>
    new Set(
      contentFor(set)
        .lists.itemOffices.filter((row) => row.townshipCode === township)
        .map(({ itemCode }) => itemCode),
    );
  const [was, is] = [heldIn(before), heldIn(after)];
  return contentFor(after)
    .lists.serviceItems.filter(({ code }) => was.has(code) && !is.has(code))
    .map(({ code, name }) => ({ code, name }));
}

/** Two townships may write at once: whoever comes second tries again on top of the first. */
const TRIES = 4;

/**
 * Writes a change of a township's own lists into force.
 * @param change the set with the change in it, or why there is none
 * @param gapsAreMeant items of the township may lose their office
 */
async function write(
  world: CatalogueWorld,
  deed: { staffId: number; township: string; reason: string; gapsAreMeant: boolean },
  change: (set: CatalogueSet) => CatalogueSet | OfficeResult,
): Promise<OfficeResult> {
  const { staffId, township, reason, gapsAreMeant } = deed;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const inForce = await readInForce(world);
    if (!inForce?.set) return { kind: 'gone' };
    const next = change(inForce.set);
    if ('kind' in next) return next;
    const checked = checkCatalogue(normalFiles(next));
    if (!checked.ok) return { kind: 'faults', faults: checked.faults };
    const items = gapsAreMeant ? [] : newGaps(inForce.set, checked.set, township);
    if (items.length > 0) return { kind: 'gaps', items };
    const record = { origin: 'offices', draftedBy: staffId, activatedBy: staffId, reason } as const;
    if (await bringInForce(world, inForce, checked.set, record)) return { kind: 'done' };
  }
  return { kind: 'busy' };
}

export async function changeOffice(world: CatalogueWorld, staffId: number, asked: OfficeChange): Promise<OfficeResult> {
  const { id, facts, seen, gapsAreMeant } = asked;
  const [township = '', officeType = ''] = id.split('-');
  return write(world, { staffId, township, reason: facts.source, gapsAreMeant }, (set) => {
    const present = factsOf(set, township, officeType);
    if (same(present, facts)) return { kind: 'same' };
    if (!same(present, seen)) return { kind: 'lost', facts: present };
    return withOffice(set, township, officeType, facts);
  });
}

/** Gives an item to another office of the township; `officeType` `''`: to the usual one. */
export async function moveItem(
  world: CatalogueWorld,
  staffId: number,
  { township, item, officeType, source }: { township: string; item: string; officeType: string; source: string },
): Promise<OfficeResult> {
  return write(world, { staffId, township, reason: source, gapsAreMeant: false }, (set) =>
    ownOfficeOf(set, township, item).officeType === officeType
      ? { kind: 'same' }
      : withItemOffice(set, township, item, { officeType, source }),
  );
}

// Pure. Offices by township, and what there is to search.

import type { EmbedIndex } from '#catalogue/embed';
import { buildIndex, type SearchEntry, type SearchIndex } from '#search/rules';
import { listOf, rowOf } from './rows.ts';

export interface CatalogueEntry extends SearchEntry {
  /** Position in the columns of its kind. */
  at: number;
}

export const searchIndexOf = ({ items, territorial }: EmbedIndex): SearchIndex<CatalogueEntry> =>
  buildIndex([
    ...items.code.map((code, at): CatalogueEntry => {
      const { name, aliases, initials } = rowOf(items, at);
      return { kind: 'item', code, names: [name, ...listOf(aliases)], initials: listOf(initials), at };
    }),
    ...territorial.code.map((code, at): CatalogueEntry => {
      const { name, initials } = rowOf(territorial, at);
      return { kind: 'territorial', code, names: [name], initials: [initials], at };
    }),
  ]);

export const townshipName = (index: EmbedIndex, township: string): string =>
  index.townships.find(([code]) => code === township)?.[1] ?? '';

/** Which office of the township is responsible for the item: `-1` when the township has named none. */
export function officeOf(index: EmbedIndex, township: string, at: number): number {
  const { code, office } = rowOf(index.items, at);
  return index.itemOffices[township]?.[code] ?? office;
}

/** `香城镇社会事务办公室`; without a township the office alone; `''` when there is none. */
export function officeName(index: EmbedIndex, township: string, office: number): string {
  const name = index.officeNames[township]?.[office] ?? index.offices[office];
  return name ? townshipName(index, township) + name : '';
}

/** Codes of village items start with V: they are handed in at the village's own station. */
export const isVillageItem = (code: string): boolean => code[0] === 'V';

/** Domains with most items first: the few that fit on a phone's first screen should be the likely ones. */
export function domainsBySize(index: EmbedIndex): number[] {
  const size = index.domains.map((_, domain) => index.items.domain.filter((own) => own === domain).length);
  return [...size.keys()].sort((a, b) => (size[b] as number) - (size[a] as number));
}

/**
 * Where a name holds the longest run of what was typed, as `[start, end]`: the reader sees why it was found.
 * A single character out of several explains nothing.
 */
export function matchedPart(name: string, query: string): [start: number, end: number] {
  const typed = query.toLowerCase();
  for (let length = typed.length; length > (typed.length > 1 ? 1 : 0); length--)
    for (let from = 0; from + length <= typed.length; from++) {
      const run = typed.slice(from, from + length);
      const at = name.toLowerCase().indexOf(run);
      if (at >= 0 && run.trim()) return [at, at + length];
    }
  return [0, 0];
}

// Pure. Offices by township, and what there is to search.

import type { EmbedIndex } from '#catalogue/embed';
import type { SearchEntry } from '#search/rules';
import { rowOf } from './rows.ts';

export interface CatalogueEntry extends SearchEntry {
  /** Position in the columns of its kind. */
  at: number;
}

interface SearchColumns {
  code: string[];
  name: string[];
  words: string[];
  /** Hundredths. */
  lift: number[];
}

/** Without hints: they come with the second stage. */
export const entriesOf = (kind: CatalogueEntry['kind'], columns: SearchColumns): CatalogueEntry[] =>
  columns.code.map((code, at) => {
    const { name, words, lift } = rowOf(columns, at);
    return { kind, code, name, words, hints: '', lift: lift / 100, at };
  });

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

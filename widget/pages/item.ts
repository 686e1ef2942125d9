// Pure. Who is responsible for an item in the chosen township.

import { isVillageItem, officeName, officeOf } from '../guide/catalogue.ts';
import type { GuidePageProps } from '../guide/page.ts';
import { rowOf } from '../guide/rows.ts';

/** What the parts of an item's page share. */
export interface ItemProps extends GuidePageProps {
  isVillage: boolean;
  /** Position of the township item that does the township's part: the item itself, or what a village item leads to; -1 for none. */
  townshipItem: number;
  /** The township's responsible office, `-1` and `''` for none. */
  office: number;
  officeLabel: string;
}

export function itemPropsOf(page: GuidePageProps): ItemProps {
  const { index, guides, at, place, store } = page;
  const isVillage = isVillageItem(place.code);
  const townshipItem = isVillage ? index.items.code.indexOf(rowOf(guides.items, at).leadsTo) : at;
  const office = townshipItem < 0 ? -1 : officeOf(index, store.township, townshipItem);
  return { ...page, isVillage, townshipItem, office, officeLabel: officeName(index, store.township, office) };
}

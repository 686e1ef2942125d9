// Pure. The entries of both lists with all that the search has learnt about them.

import type { EmbedIndex, EmbedMore } from '#catalogue/embed';
import { decodeHints } from '#search/hints';
import { type CatalogueEntry, entriesOf } from '../guide/catalogue.ts';

export const listedEntries = (
  { items }: Pick<EmbedIndex, 'items'>,
  { territorial, hints }: EmbedMore,
): CatalogueEntry[] => [
  ...withHints(entriesOf('item', items), hints.items),
  ...withHints(entriesOf('territorial', territorial), hints.territorial),
];

function withHints(entries: CatalogueEntry[], code: string): CatalogueEntry[] {
  const hints = decodeHints(entries.length, code);
  return entries.map((entry, at) => ({ ...entry, hints: hints[at] as string }));
}

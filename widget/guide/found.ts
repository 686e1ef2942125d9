import type { ComponentChildren } from 'preact';
import type { Answer } from '#search/ask';
import type { SearchHit } from '#search/rules';
import type { CatalogueEntry } from './catalogue.ts';
import type { Messages } from './messages.ts';

/** What the search says to what was typed. */
export interface Found extends Answer<CatalogueEntry> {
  /** Two doors that are never mixed: what one wants done, and who takes care of a trouble. The likelier one first. */
  groups: {
    kind: CatalogueEntry['kind'];
    /** The best of each, and its siblings. */
    cards: SearchHit<CatalogueEntry>[][];
  }[];
  /** Nothing found yet, but the sounds are still on their way. */
  isPending: boolean;
}

/** The whole search over both lists, `widget/pages/finder.ts`. */
export interface Finder {
  ask(query: string): Found;
  /** In one sentence, for those who cannot see it; `''` while there is nothing to say. */
  describe(found: Found, t: Messages): string;
  /** A text with what was typed marked in it. */
  marked(text: string, query: string): ComponentChildren;
  fetchSounds(): Promise<void>;
}

import type { ComponentType } from 'preact';
import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import type { Place } from './history.ts';
import type { Store } from './store.ts';

/** What every page gets. Pages only draw: what can be done is in the store. */
export interface PageProps {
  store: Store;
  index: EmbedIndex;
  place: Place;
  /** Missing until the second stage has been fetched. */
  pages: Pages | undefined;
}

/** `at` is the position in the columns of the page's kind, in the index as in the guides. */
export interface GuidePageProps extends PageProps {
  guides: EmbedGuides;
  at: number;
}

/** The second stage, `widget/pages/pages.ts`. */
export interface Pages {
  DomainPage: ComponentType<GuidePageProps>;
  ItemPage: ComponentType<GuidePageProps>;
  TerritorialPage: ComponentType<GuidePageProps>;
  css: string;
  agreeing(index: EmbedIndex, guides: EmbedGuides): Promise<[EmbedIndex, EmbedGuides]>;
}

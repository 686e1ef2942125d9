import type { ComponentType } from 'preact';
import type { EmbedGuides, EmbedIndex, EmbedMore } from '#catalogue/embed';
import type { Found } from './found.ts';
import type { Place } from './history.ts';
import type { SecondStage, Store } from './store.ts';

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

export interface ResultsProps extends PageProps {
  found: Found;
  more: EmbedMore;
}

/** The second stage, `widget/pages/pages.ts`. */
export interface Pages extends SecondStage {
  Banner: ComponentType<{ store: Store }>;
  Results: ComponentType<ResultsProps>;
  DomainPage: ComponentType<GuidePageProps>;
  ItemPage: ComponentType<GuidePageProps>;
  TerritorialPage: ComponentType<GuidePageProps>;
  IntakePage: ComponentType<PageProps>;
  css: string;
  onKey(event: KeyboardEvent, store: Store, mount: Element): void;
}

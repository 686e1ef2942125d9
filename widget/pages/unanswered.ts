import { isUnanswered, keptQuery } from '#search/unanswered';
import type { Found } from '../guide/found.ts';
import type { Store } from '../guide/store.ts';

/** Whoever is still typing has not asked yet. */
const STOOD_MS = 3000;

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;

/** Of this page view, by whichever widget. */
const told = new Set<string>();

/**
 * Tells the server what may be kept of a query, and no more: digits and what looks personal never leave the device.
 * Not sendBeacon, which would send cookies along; nor does the server need to know on which page it was asked.
 * Whether it counts is the server's business, and so is its answer.
 */
function tell(query: string): void {
  const text = keptQuery(query);
  if (!text || !window.OneWindow || told.has(text)) return;
  told.add(text);
  pristineFetch
    .call(window, `${window.OneWindow.base}/api/v1/search/unanswered`, {
      method: 'POST',
      // A string is text/plain, which needs no preflight.
      body: JSON.stringify({ query: text }),
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      keepalive: true,
    })
    .catch(() => {});
}

/** Notices queries that stand without an answer, so that those who edit the lists learn what is missing. */
export class UnansweredWatch {
  private readonly store: Store;
  private timer = 0;
  private watched = '';

  constructor(store: Store) {
    this.store = store;
  }

  /** @param found what was found last, completely: while something is on its way there is nothing to notice */
  notice(query: string, found: Found, isComplete: boolean): void {
    const hasNone = isComplete && isUnanswered(found, found.groups);
    // Asked again because something arrived: it goes on standing.
    if (hasNone && query === this.watched) return;
    clearTimeout(this.timer);
    this.watched = hasNone ? query : '';
    if (hasNone) this.timer = window.setTimeout(() => this.stood(query), STOOD_MS);
  }

  /** Unless the reader has gone on: to another page, away, or to the next word in an input method. */
  private stood(query: string): void {
    this.watched = '';
    const { host, place } = this.store;
    if (host.isConnected && place.view === 'search' && place.query === query) tell(query);
  }
}

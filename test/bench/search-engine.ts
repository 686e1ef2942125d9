// The project's own search and the libraries beside it, as the bench and the tests ask them.
import { ask, type SearchEngine } from '../../worker/search/ask.rules.ts';
import { type SearchEntry, search } from '../../worker/search/search.rules.ts';
import { searchWithSound } from '../../worker/search/sound.rules.ts';
import type { Library } from './search-libraries.ts';
import type { Asked } from './search-measure.ts';

const isListed = ({ kind }: SearchEntry): boolean => kind === 'item' || kind === 'territorial';

/** The entries of the lists, without those that draw away what is elsewhere. */
export const listedOf = ({ index }: SearchEngine<SearchEntry>): SearchEntry[] => index.entries.filter(isListed);

/** All hits, because the third of one door may stand far down when both are mixed. */
export const askedOf =
  (engine: SearchEngine<SearchEntry>): Asked =>
  (query) => {
    const { hits, emergency, caution, outOfScope, event } = ask(engine, query, engine.index.entries.length);
    return {
      hits: hits.map(({ entry }) => entry),
      isRefused: outOfScope !== null,
      dial: emergency?.dial ?? null,
      isCautioned: caution,
      eventCodes: event?.codes ?? [],
    };
  };

/** Its ranking without the special answers: where this is better, the right entry was found but refused. */
export const rankingOf =
  ({ index, sound }: SearchEngine<SearchEntry>): Asked =>
  (query) => ({
    hits: (sound ? searchWithSound(index, sound, query) : search(index, query, index.entries.length))
      .map(({ entry }) => entry)
      .filter(isListed),
    isRefused: false,
    dial: null,
    isCautioned: false,
    eventCodes: [],
  });

/** A library knows no emergencies and no other bodies; it refuses where it finds nothing. */
export const askedOfLibrary =
  ({ rank }: Library): Asked =>
  (query) => {
    const hits = rank(query);
    return { hits, isRefused: hits.length === 0, dial: null, isCautioned: false, eventCodes: [] };
  };

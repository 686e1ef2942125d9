// What one could have dropped in instead, each set up as well as we know: names, aliases and keywords of the
// catalogue, all of them, as fields. Choices were made on the tuning set.
import { DatabaseSync } from 'node:sqlite';
import { Charset, Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import type { CatalogueContent } from '../../worker/catalogue/content.rules.ts';
import type { SearchEntry } from '../../worker/search/search.rules.ts';
import type { Said } from './search-measure.ts';

export interface Library {
  name: string;
  /** All entries that it finds, best first. */
  rank(query: string): Said['hits'];
}

/** An entry as a library is given it: words of a field parted by blanks. */
export interface Indexed {
  kind: SearchEntry['kind'];
  code: string;
  /** Three weights of words, the strongest first. */
  strong: string;
  middle: string;
  weak: string;
}

const FIELDS = ['strong', 'middle', 'weak'] as const;

/** Every word that the catalogue has for an entry. */
export function wordsOfCatalogue({ lists, search }: CatalogueContent): Indexed[] {
  const keywordsOf = Map.groupBy(search.keywords, ({ code }) => code);
  const indexed = (kind: Indexed['kind'], code: string, name: string, aliases: readonly string[]): Indexed => ({
    kind,
    code,
    strong: aliases.join(' '),
    middle: name,
    weak: (keywordsOf.get(code) ?? []).map(({ text }) => text).join(' '),
  });
  return [
    ...lists.serviceItems.map(({ code, name, aliases }) => indexed('item', code, name, aliases)),
    ...lists.territorialItems.map(({ code, name }) => indexed('territorial', code, name, [])),
  ];
}

/** What our own training made of them, with its weights and single characters: no library would have that. */
export const learntWords = (entries: readonly SearchEntry[]): Indexed[] =>
  entries.map(({ kind, code, name, words }) => {
    const groups = words.split('|');
    const hints = [...(groups.pop() ?? '')];
    const [strong = '', ...others] = groups.map((group) => group.replaceAll(';', ' '));
    return { kind, code, strong, middle: name, weak: [...others, ...hints].join(' ') };
  });

const runsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const pairsOf = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
};

const isLatin = (run: string) => /^[a-z0-9]+$/.test(run);

/** Pairs of neighbours; what stands alone, and a run of Latin letters and digits, is a token itself. */
const pairTokens = (text: string): string[] =>
  runsOf(text).flatMap((run) => (isLatin(run) || run.length === 1 ? [run] : pairsOf(run)));

/** Pairs and every single character: eight to nine points better than pairs alone. */
const allTokens = (text: string): string[] =>
  runsOf(text).flatMap((run) => (isLatin(run) ? [run] : [...run, ...pairsOf(run)]));

/** Boosts and the settings of BM25 make a point of difference at most, fuzzy and prefix search none. */
function miniSearchWith(name: string, entries: readonly Indexed[], tokenize: (text: string) => string[]): Library {
  const library = new MiniSearch({ idField: 'at', fields: [...FIELDS], tokenize });
  library.addAll(entries.map((entry, at) => ({ at, ...entry })));
  const options = { combineWith: 'OR' as const, boost: { strong: 1.4, middle: 1.2, weak: 1 } };
  return { name, rank: (query) => library.search(query, options).flatMap(({ id }) => entries[id as number] ?? []) };
}

export const miniSearch = (entries: readonly Indexed[]) => miniSearchWith('MiniSearch', entries, allTokens);
export const miniSearchOfPairs = (entries: readonly Indexed[]) =>
  miniSearchWith('MiniSearch, pairs only', entries, pairTokens);

/** `suggest` is its OR. It ranks by where in the text a token stands, so the strongest words stand first. */
function flexSearchWith(
  name: string,
  entries: readonly Indexed[],
  encode: typeof allTokens | typeof Charset.CJK,
): Library {
  const encoding = typeof encode === 'function' ? { encode } : { encoder: encode };
  const library = new Index({ tokenize: 'strict', resolution: 9, ...encoding });
  entries.forEach((entry, at) => {
    library.add(at, FIELDS.map((field) => entry[field]).join(' '));
  });
  return {
    name,
    rank: (query) =>
      (library.search(query, { limit: entries.length, suggest: true }) as number[]).flatMap((at) => entries[at] ?? []),
  };
}

export const flexSearch = (entries: readonly Indexed[]) => flexSearchWith('FlexSearch', entries, allTokens);
/** Its encoder for Chinese splits into single characters. */
export const flexSearchOfCharacters = (entries: readonly Indexed[]) =>
  flexSearchWith('FlexSearch, own encoder', entries, Charset.CJK);

/** Trigrams are its only tokenizer for Chinese: it cannot find words of two characters. */
export function sqliteTrigram(entries: readonly Indexed[]): Library {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE VIRTUAL TABLE entry USING fts5(${FIELDS.join(', ')}, tokenize = 'trigram')`);
  const insert = db.prepare(`INSERT INTO entry (rowid, ${FIELDS.join(', ')}) VALUES (?, ?, ?, ?)`);
  entries.forEach((entry, at) => {
    insert.run(at + 1, ...FIELDS.map((field) => entry[field]));
  });
  const select = db.prepare('SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 1.4, 1.2, 1), rowid');
  const trigramsOf = (run: string) => {
    const characters = [...run];
    return characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(''));
  };
  return {
    name: 'FTS5 trigram',
    rank(query) {
      const trigrams = new Set(runsOf(query).flatMap(trigramsOf));
      if (trigrams.size === 0) return [];
      const expression = [...trigrams].map((trigram) => `"${trigram}"`).join(' OR ');
      return select.all(expression).flatMap(({ rowid }) => entries[Number(rowid) - 1] ?? []);
    },
  };
}

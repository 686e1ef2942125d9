// Pure. No I/O: the same code ranks in the Worker and in the browser.

import { FILLER_WORDS } from './search.data.ts';

/** Longest query that is read; what is beyond is cut off, never refused. Unit: UTF-16 code units. */
export const MAX_QUERY_LENGTH = 60;

export interface SearchEntry {
  kind: 'item' | 'territorial';
  code: string;
  /** The official name first, then the names people use. */
  names: readonly string[];
  /** Pinyin initials of each name, in the same order (`低保` → `db`). */
  initials: readonly string[];
}

export interface SearchHit<E extends SearchEntry = SearchEntry> {
  entry: E;
  /** 0 to 1, for ordering and for a threshold only: not a probability. */
  score: number;
  /** The name of the entry that matched best: the reason shown to the reader. */
  matchedName: string;
}

export interface SearchIndex<E extends SearchEntry = SearchEntry> {
  entries: readonly E[];
  /** Normalised names, parallel to `entries`. */
  names: readonly (readonly string[])[];
  /** How many entries contain a pair of characters: rare pairs weigh more. */
  pairCounts: ReadonlyMap<string, number>;
}

// Han characters with the rare ones beyond U+FFFF, Latin letters, digits. Spelt out because \p{…}
// would be expanded to kilobytes for the browsers that the widget still supports.
const NOT_A_WORD = /[^0-9a-z\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

/** Folds width and case, drops everything that is neither letter nor digit, cuts to the longest query. */
export function normaliseQuery(query: string): string {
  return query.slice(0, MAX_QUERY_LENGTH).normalize('NFKC').toLowerCase().replace(NOT_A_WORD, '');
}

function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (let i = 0; i + 1 < text.length; i++) pairs.push(text.slice(i, i + 2));
  return pairs;
}

export function buildIndex<E extends SearchEntry>(entries: readonly E[]): SearchIndex<E> {
  const names = entries.map((entry) => entry.names.map(normaliseQuery));
  const pairCounts = new Map<string, number>();
  for (const group of names)
    for (const pair of new Set(group.flatMap(pairsOf))) pairCounts.set(pair, (pairCounts.get(pair) ?? 0) + 1);
  return { entries, names, pairCounts };
}

/** Words that say only that one is asking ("怎么", "办理"): kept when nothing else is left. */
function withoutFiller(query: string): string {
  let rest = query;
  for (const word of FILLER_WORDS) rest = rest.split(word).join('');
  return rest.length > 1 ? rest : query;
}

function scoreOfName(query: string, name: string): number {
  if (name === query) return 1;
  if (name.indexOf(query) === 0) return 0.8 + (0.1 * query.length) / name.length;
  if (name.includes(query)) return 0.7 + (0.1 * query.length) / name.length;
  // A whole sentence that names the thing: "俺想办准生证" contains 准生证.
  if (name.length > 1 && query.includes(name)) return 0.6 + (0.3 * name.length) / query.length;
  return 0;
}

function scoreOfInitials(query: string, initials: string): number {
  if (initials === query) return 0.9;
  if (query.length > 1 && initials.indexOf(query) === 0) return 0.5 + (0.2 * query.length) / initials.length;
  return 0;
}

/**
 * The best entries for a query, best first; empty when nothing fits.
 * Scans every entry: for some hundred short strings that is faster than any inverted index
 * is to build, and it costs no memory.
 */
export function search<E extends SearchEntry>(index: SearchIndex<E>, rawQuery: string, limit: number): SearchHit<E>[] {
  const whole = normaliseQuery(rawQuery);
  if (whole === '') return [];
  const query = withoutFiller(whole);
  const isLatin = /^[a-z0-9]+$/.test(query);
  const pairs = pairsOf(query);
  const weights = pairs.map((pair) => 1 / Math.log2(2 + (index.pairCounts.get(pair) ?? 0)));
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const hits: SearchHit<E>[] = [];

  index.entries.forEach((entry, at) => {
    let best = 0;
    let bestName = 0;
    const names = index.names[at] ?? [];
    names.forEach((name, nameAt) => {
      let shared = 0;
      let longest = 0;
      pairs.forEach((pair, pairAt) => {
        if (name.includes(pair)) {
          shared += weights[pairAt] ?? 0;
          longest++;
        }
      });
      // Shared pairs count for the query they explain and, a little, for how much of the name they are.
      const overlap =
        longest === 0 ? 0 : 0.55 * (shared / totalWeight) + (0.1 * longest) / Math.max(1, name.length - 1);
      const initials = entry.initials[nameAt];
      const score = Math.max(
        scoreOfName(query, name),
        scoreOfName(whole, name),
        overlap,
        isLatin && initials !== undefined ? scoreOfInitials(query, initials) : 0,
      );
      if (score > best) {
        best = score;
        bestName = nameAt;
      }
    });
    if (best > 0.12) hits.push({ entry, score: best, matchedName: entry.names[bestName] ?? '' });
  });

  hits.sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1));
  return hits.slice(0, limit);
}

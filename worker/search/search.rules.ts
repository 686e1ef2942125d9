// Pure. No I/O: the same code ranks in the Worker and in the browser.

/** Longest query that is read; what is beyond is cut off, never refused. Unit: UTF-16 code units. */
export const MAX_QUERY_LENGTH = 60;

export interface SearchEntry {
  /** The last two are no answers: they draw questions away that are not the townships' work. */
  kind: 'item' | 'territorial' | 'elsewhere' | 'emergency';
  /** Of the lists; position of the topic; number to dial. */
  code: string;
  name: string;
  /**
   * What people call it, as learnt by training.rules: groups parted by `|`, the strongest first, words in a group
   * by `;`.
   */
  words: string;
  /** Single characters that hint at it, as learnt by hint-training.rules. */
  hints: string;
  /** How much more (or less) often it is meant than its words alone would say. */
  lift: number;
}

/** What the search learns about an entry of the lists. */
export interface LearntWords {
  code: string;
  words: string;
  hints: string;
  /** Hundredths. */
  lift: number;
}

export interface SearchHit<E extends SearchEntry = SearchEntry> {
  entry: E;
  /** For ordering. */
  score: number;
  /** 0 to 1: how much of what was typed the entry accounts for, rare pieces counting more. */
  coverage: number;
  /** The word of the entry that says best why it was found, `''` when only parts of words agree. */
  matchedName: string;
}

/** Plain columns: thousands of small objects would cost a phone megabytes. */
export interface SearchIndex<E extends SearchEntry = SearchEntry> {
  entries: readonly E[];
  /** All words in one text, each followed by `;`, so that a piece is looked for once and not in every word. */
  text: string;
  /** Position in `text` → number of the word that stands there. */
  wordAt: Uint16Array;
  /** Number of a word → where it begins, one more for the end of the text. */
  starts: Uint32Array;
  /** Number of a word → position of its entry, its weight. */
  entryOf: Uint16Array;
  weights: Float32Array;
  /** Long lists of words hit more often by chance. */
  breadth: Float32Array;
  /** Character → positions of the entries that it hints at. */
  hinted: ReadonlyMap<string, number[]>;
}

export const NAME_WEIGHT = 1.1;
/** Of the groups of words. */
export const GROUP_WEIGHTS = [1.6, 1.1, 0.75];

/** What counts how much: found by trying, with the project's own queries (test/search/README.md says which were seen). */
export const MODEL = {
  /** A single character, against a pair of neighbours. */
  single: 1.5,
  /** Rarity counts a little less than its logarithm. */
  rarityPower: 0.8,
  /** The same piece in several words of an entry. */
  repeatPower: 0.3,
  breadthPower: 0.5,
  usualBreadth: 40,
  /** A whole word inside what was typed, for each of its characters. */
  wholeWord: 0.18,
  sharpness: 7,
  /** A character that hints at an entry. */
  hint: 3.6,
} as const;
const SAME_WORD = 1.2;

// Han characters with the rare ones beyond U+FFFF, Latin letters, digits. Spelt out because \p{…} would be expanded to kilobytes for the browsers that the widget still supports.
const NOT_A_WORD = /[^0-9a-z\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

/** Folds width and case, drops everything that is neither letter nor digit, cuts to the longest query. */
export function normaliseQuery(query: string): string {
  const folded = query.slice(0, MAX_QUERY_LENGTH).normalize('NFKC').toLowerCase().replace(NOT_A_WORD, '');
  // One sign may fold into four characters (㍿).
  return folded.slice(0, MAX_QUERY_LENGTH);
}

/** Pairs of neighbours and single characters, each once. */
export function piecesOf(text: string): string[] {
  const pieces = new Set<string>(text.split(''));
  for (let i = 0; i + 1 < text.length; i++) pieces.add(text.slice(i, i + 2));
  return [...pieces];
}

export const sizeOf = (piece: string): number => (piece.length === 1 ? MODEL.single : 1);
/** Without `reduce`, here and in what else runs on host pages: Prototype.js up to 1.6.0 puts one of its own there. */
export function lengthOf(pieces: readonly string[]): number {
  let sum = 0;
  for (const piece of pieces) sum += sizeOf(piece) ** 2;
  return Math.sqrt(sum) || 1;
}
/** @param holders how many entries have the piece */
export const rarityOf = (piece: string, holders: number, entries: number): number =>
  sizeOf(piece) * (Math.log((entries + 1) / (holders + 0.5)) / Math.log(entries + 1)) ** MODEL.rarityPower;
/** What one hint adds to the score. @param characters different ones in the query */
export const hintShare = (characters: number): number => MODEL.hint / Math.sqrt(characters + 1);
/** An entry may have no words at all, only hints. */
export const breadthOf = (characters: number): number =>
  (Math.max(1, characters) / MODEL.usualBreadth) ** MODEL.breadthPower;

/** The word of a number, as the index is spelt. */
export const wordOf = (index: SearchIndex, number: number): string =>
  index.text.slice(index.starts[number], (index.starts[number + 1] as number) - 1);

export function buildIndex<E extends SearchEntry>(entries: readonly E[]): SearchIndex<E> {
  const starts = [0];
  const entryOf: number[] = [];
  const weights: number[] = [];
  const breadth = new Float32Array(entries.length);
  const hinted = new Map<string, number[]>();
  let text = '';
  entries.forEach((entry, at) => {
    const from = text.length;
    const add = (word: string, weight: number) => {
      if (!word) return;
      text += `${word};`;
      starts.push(text.length);
      entryOf.push(at);
      weights.push(weight);
    };
    add(normaliseQuery(entry.name), NAME_WEIGHT);
    entry.words.split('|').forEach((group, groupAt) => {
      for (const word of group.split(';')) add(word, GROUP_WEIGHTS[groupAt] ?? 0);
    });
    breadth[at] = breadthOf(text.length - from);
    for (const char of entry.hints) hinted.set(char, [...(hinted.get(char) ?? []), at]);
  });
  const wordAt = new Uint16Array(text.length);
  entryOf.forEach((_, number) => {
    wordAt.fill(number, starts[number], starts[number + 1]);
  });
  return {
    entries,
    text,
    wordAt,
    starts: Uint32Array.from(starts),
    entryOf: Uint16Array.from(entryOf),
    weights: Float32Array.from(weights),
    breadth,
    hinted,
  };
}

/** Calls back for every word that holds the piece, once a word, in the order of the text. */
function eachHolder(index: SearchIndex, piece: string, call: (number: number, found: number) => void): void {
  let last = -1;
  for (let found = index.text.indexOf(piece); found >= 0; found = index.text.indexOf(piece, found + 1)) {
    const number = index.wordAt[found] as number;
    if (number !== last) call(number, found);
    last = number;
  }
}

/** How many of the first repeats are told apart. Not Array.from: Prototype.js and MooTools put one of their own there. */
const REPEATS = Float64Array.from({ length: 32 }, (_, repeats) => repeats ** MODEL.repeatPower);

/**
 * The best entries for a query, best first; empty when nothing fits.
 * Looks for every piece in one long text: for some hundred entries that is faster than any inverted index
 * is to build, and it costs no memory.
 */
export function search<E extends SearchEntry>(index: SearchIndex<E>, rawQuery: string, limit: number): SearchHit<E>[] {
  return searchNormalised(index, normaliseQuery(rawQuery)).slice(0, limit);
}

/** All hits for a query that is spelt as the index is. */
export function searchNormalised<E extends SearchEntry>(index: SearchIndex<E>, query: string): SearchHit<E>[] {
  if (query === '') return [];
  const { entries, breadth, entryOf, weights, starts, hinted } = index;
  const size = entries.length;
  const scores = new Float64Array(size);
  const covered = new Float64Array(size);
  const strongest = new Float64Array(size);
  const repeats = new Uint8Array(size);
  const parts = new Float64Array(size);
  const names = new Map<number, number>();
  const nameHit = (at: number, number: number, part: number) => {
    if (part <= (parts[at] as number)) return;
    parts[at] = part;
    names.set(at, number);
  };
  const hints = new Float64Array(size);
  const pieces = piecesOf(query);
  const hint = hintShare(pieces.filter((piece) => piece.length === 1).length);
  let whole = 0;
  for (const piece of pieces) {
    const holders: number[] = [];
    eachHolder(index, piece, (number, found) => {
      const at = entryOf[number] as number;
      const weight = weights[number] as number;
      if (repeats[at] === 0) holders.push(at);
      if (weight > (strongest[at] as number)) strongest[at] = weight;
      if ((repeats[at] as number) < REPEATS.length - 1) (repeats[at] as number)++;
      // "俺想问问准生证" holds the whole word 准生证: it is looked for where its first pair was found.
      if (piece.length === 1 || found !== starts[number]) return;
      const word = wordOf(index, number);
      if (!query.includes(word)) return;
      scores[at] = (scores[at] as number) + MODEL.wholeWord * word.length * weight + (word === query ? SAME_WORD : 0);
      nameHit(at, number, word.length);
    });
    // Nobody's piece counts as a rare one: what was typed is then not accounted for.
    const rarity = rarityOf(piece, holders.length, size);
    whole += rarity;
    for (const at of holders) {
      scores[at] =
        (scores[at] as number) + rarity * (strongest[at] as number) * (REPEATS[repeats[at] as number] as number);
      covered[at] = (covered[at] as number) + rarity;
      strongest[at] = repeats[at] = 0;
    }
    for (const at of hinted.get(piece) ?? []) {
      hints[at] = (hints[at] as number) + hint;
      if (!holders.includes(at)) covered[at] = (covered[at] as number) + rarity;
    }
  }
  // 低保 is how a longer word begins, or stands inside it.
  eachHolder(index, query, (number) => nameHit(entryOf[number] as number, number, query.length * 0.9));

  const hits: SearchHit<E>[] = [];
  const scale = MODEL.sharpness / lengthOf(pieces);
  entries.forEach((entry, at) => {
    if (covered[at] === 0) return;
    const name = names.get(at);
    hits.push({
      entry,
      score: (scale * (scores[at] as number)) / (breadth[at] as number) + (hints[at] as number) + entry.lift,
      coverage: Math.min(1, (covered[at] as number) / whole),
      matchedName: name === undefined ? '' : wordOf(index, name),
    });
  });
  hits.sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1));
  return hits;
}

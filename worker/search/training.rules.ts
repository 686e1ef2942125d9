// Pure. Learns from the lists, the keywords and example phrases which words and characters tell entries apart.
// Multinomial logistic regression over the search's own score, by stochastic gradient descent. Deterministic: the
// same input gives the same words, so that a build can be repeated.

import {
  breadthOf,
  GROUP_WEIGHTS,
  lengthOf,
  MODEL,
  NAME_WEIGHT,
  normaliseQuery,
  piecesOf,
  rarityOf,
  type SearchEntry,
} from './search.rules.ts';

export interface TrainingEntry {
  kind: SearchEntry['kind'];
  code: string;
  name: string;
  /** Of the list itself. */
  aliases: readonly string[];
  keywords: readonly string[];
  /** Ways of asking; none of them is shipped. */
  phrases: readonly string[];
}

/** Room for the words of each kind, in characters with their separators. */
const BUDGET: Record<SearchEntry['kind'], number> = {
  item: 6_000,
  territorial: 3_400,
  elsewhere: 2_600,
  emergency: 1_000,
};
/** Room for words that are heard only, in characters: they travel with the sounds. */
const HEARD_BUDGET: Record<SearchEntry['kind'], number> = { item: 2_000, territorial: 500, elsewhere: 0, emergency: 0 };
/** Longer ones are nobody's initials. */
const LONGEST_HEARD = 6;
const KINDS = Object.keys(BUDGET) as SearchEntry['kind'][];
const STEP = 0.05;
const LIFT_STEP = 0.03;
/** Pulls weights back to 1: phrases are few. */
const PULL = 0.01;
const LEAST_WEIGHT = 0.05;
const MOST_WEIGHT = 4;
/** Characters of an alias that is never dropped. */
const SHORT_NAME = 5;

interface Word {
  text: string;
  weight: number;
  source: 'name' | 'alias' | 'keyword';
  at: number;
}

interface Phrase {
  text: string;
  pieces: string[];
  length: number;
  at: number;
}

interface Use {
  at: number;
  word: Word;
  amount: number;
}

/** Numerical Recipes' generator: enough to shuffle, the same everywhere. */
export function lottery(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffle<Value>(values: Value[], draw: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [values[i], values[j]] = [values[j] as Value, values[i] as Value];
  }
}

class Model {
  readonly lifts: Float64Array;
  readonly #words: Word[][];
  readonly #draw = lottery(7);
  #holders = new Map<string, Map<number, Word[]>>();
  #byStart = new Map<string, Word[]>();
  #breadth: number[] = [];

  constructor(words: Word[][]) {
    this.#words = words;
    this.lifts = new Float64Array(words.length);
    this.refresh();
  }

  get all(): Word[] {
    return this.#words.flat();
  }

  drop(words: ReadonlySet<Word>): void {
    this.#words.forEach((own, at) => {
      this.#words[at] = own.filter((word) => !words.has(word));
    });
    this.refresh();
  }

  /** After words have come or gone. */
  refresh(): void {
    this.#holders = new Map();
    this.#byStart = new Map();
    for (const word of this.all) {
      for (const piece of piecesOf(word.text)) {
        const holders = this.#holders.get(piece) ?? new Map<number, Word[]>();
        holders.set(word.at, [...(holders.get(word.at) ?? []), word]);
        this.#holders.set(piece, holders);
      }
      const start = word.text.slice(0, 2);
      if (start.length === 2) this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), word]);
    }
    this.#breadth = this.#words.map((own) => breadthOf(own.reduce((sum, word) => sum + word.text.length + 1, 0)));
  }

  /** Scores of all entries; with `uses`, which word of which entry gave how much. */
  score(phrase: Phrase, uses?: Use[]): Float64Array {
    const scores = Float64Array.from(this.lifts);
    const give = (word: Word, amount: number) => {
      const share = (MODEL.sharpness * amount) / phrase.length / (this.#breadth[word.at] ?? 1);
      scores[word.at] = (scores[word.at] ?? 0) + share;
      uses?.push({ at: word.at, word, amount: share });
    };
    for (const piece of phrase.pieces) {
      const holders = this.#holders.get(piece);
      if (!holders) continue;
      const rarity = rarityOf(piece, holders.size, this.#words.length);
      for (const own of holders.values()) {
        const strongest = own.reduce((best, word) => (word.weight > best.weight ? word : best));
        give(strongest, rarity * strongest.weight * own.length ** MODEL.repeatPower);
      }
    }
    const seen = new Set<Word>();
    for (let i = 0; i + 1 < phrase.text.length; i++)
      for (const word of this.#byStart.get(phrase.text.slice(i, i + 2)) ?? [])
        if (!seen.has(word) && phrase.text.startsWith(word.text, i)) {
          seen.add(word);
          give(word, MODEL.wholeWord * word.text.length * word.weight);
        }
    return scores;
  }

  fit(phrases: readonly Phrase[], rounds: number): void {
    const order = [...phrases];
    for (let round = 0; round < rounds; round++) {
      shuffle(order, this.#draw);
      for (const phrase of order) this.#learn(phrase);
    }
  }

  #learn(phrase: Phrase): void {
    const uses: Use[] = [];
    const errors = chances(this.score(phrase, uses));
    errors[phrase.at] = (errors[phrase.at] ?? 0) - 1;
    for (let at = 0; at < errors.length; at++)
      this.lifts[at] = (this.lifts[at] as number) - LIFT_STEP * (errors[at] as number);
    for (const { at, word, amount } of uses) {
      const slope = (errors[at] ?? 0) * amount;
      if (Math.abs(slope) < 1e-5) continue;
      const next = word.weight - STEP * (slope / word.weight + PULL * (word.weight - 1));
      word.weight = Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, next));
    }
  }
}

/** Softmax, in place. */
function chances(scores: Float64Array): Float64Array {
  // Plain loops: this runs some hundred million times at a build.
  let most = -Infinity;
  for (let at = 0; at < scores.length; at++) most = Math.max(most, scores[at] as number);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] as number) - most);
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
  return scores;
}

/** Drops the words that help least for the room they take. */
function dropWeakest(
  model: Model,
  phrases: readonly Phrase[],
  kinds: readonly TrainingEntry['kind'][],
  slack: number,
): void {
  const help = new Map<Word, number>();
  for (const phrase of phrases) {
    const uses: Use[] = [];
    const chance = chances(model.score(phrase, uses));
    for (const { at, word, amount } of uses) {
      const p = chance[at] ?? 0;
      const gain = at === phrase.at ? amount * (1.05 - p) : -amount * p;
      help.set(word, (help.get(word) ?? 0) + gain);
    }
  }
  const cost = (word: Word) => word.text.length + 1;
  // A word that nobody used in a phrase was still written down by somebody who knew why. The short names of the
  // lists themselves are what people type: they stay.
  const worth = (word: Word) =>
    word.source === 'alias' && word.text.length <= SHORT_NAME ? Infinity : ((help.get(word) ?? 0) + 0.3) / cost(word);
  const dropped = new Set<Word>();
  for (const kind of KINDS) {
    const own = model.all.filter(
      (word) => (word.source === 'alias' || word.source === 'keyword') && kinds[word.at] === kind,
    );
    let over = own.reduce((sum, word) => sum + cost(word), 0) - BUDGET[kind] * slack;
    for (const word of own.sort((a, b) => worth(a) - worth(b) || (a.text < b.text ? -1 : 1))) {
      if (over <= 0) break;
      dropped.add(word);
      over -= cost(word);
    }
  }
  model.drop(dropped);
}

const wordsOf = (words: readonly string[], source: Word['source'], at: number): Word[] =>
  [...new Set(words.map(normaliseQuery))]
    .filter((text) => text.length > 1)
    .map((text) => ({ text, weight: 1, source, at }));

/** The group whose weight is nearest. */
function groupOf(weight: number): number {
  return GROUP_WEIGHTS.reduce(
    (best, own, at) => (Math.abs(own - weight) < Math.abs((GROUP_WEIGHTS[best] ?? 0) - weight) ? at : best),
    0,
  );
}

/**
 * Words that had no room, for who types by sound or by initials (cjz → 残疾证): there a character is worth less, and
 * the whole word more.
 */
function heardOf(entries: readonly TrainingEntry[], model: Model): string[] {
  const kept = new Set(model.all.map((word) => `${word.at} ${word.text}`));
  const candidates = entries.flatMap((entry, at) =>
    [...wordsOf(entry.aliases, 'alias', at), ...wordsOf(entry.keywords, 'keyword', at)]
      .filter(({ text }) => text.length <= LONGEST_HEARD && !kept.has(`${at} ${text}`))
      .map(({ text, source }) => ({
        at,
        text,
        worth:
          (entry.phrases.filter((phrase) => phrase.includes(text)).length + (source === 'alias' ? 3 : 0.3)) /
          (text.length + 1),
      })),
  );
  candidates.sort((a, b) => b.worth - a.worth || a.at - b.at || (a.text < b.text ? -1 : 1));
  const room = { ...HEARD_BUDGET };
  const heard = entries.map((): string[] => []);
  for (const { at, text } of candidates) {
    const kind = entries[at]?.kind ?? 'item';
    room[kind] -= text.length + 1;
    if (room[kind] >= 0) heard[at]?.push(text);
  }
  return heard.map((words) => words.join(';'));
}

export interface TrainedWords {
  /** In the order given, without hints. */
  entries: SearchEntry[];
  /** Of each entry, joined by `;`. */
  heard: string[];
}

/** Which words are worth shipping, and in which group. */
export function trainWords(entries: readonly TrainingEntry[]): TrainedWords {
  const kinds = entries.map((entry) => entry.kind);
  const model = new Model(
    entries.map((entry, at) => [
      { text: normaliseQuery(entry.name), weight: NAME_WEIGHT, source: 'name', at },
      ...wordsOf(entry.aliases, 'alias', at),
      ...wordsOf(entry.keywords, 'keyword', at),
    ]),
  );
  const phrases = entries.flatMap((entry, at) =>
    entry.phrases.map((phrase): Phrase => {
      const text = normaliseQuery(phrase);
      const pieces = piecesOf(text);
      return { text, pieces, length: lengthOf(pieces), at };
    }),
  );
  model.fit(phrases, 4);
  // In small steps: of two words that say the same, the second is worth more once the first is gone.
  for (const slack of [1.15, 1.05, 1]) {
    dropWeakest(model, phrases, kinds, slack);
    model.fit(phrases, 1);
  }
  model.fit(phrases, 2);
  const byEntry = entries.map((): string[][] => GROUP_WEIGHTS.map(() => []));
  for (const word of model.all) {
    if (word.source === 'alias' || word.source === 'keyword') byEntry[word.at]?.[groupOf(word.weight)]?.push(word.text);
  }
  return {
    entries: entries.map(({ kind, code, name }, at) => ({
      kind,
      code,
      name,
      words: (byEntry[at] ?? []).map((group) => group.join(';')).join('|'),
      hints: '',
      lift: model.lifts[at] ?? 0,
    })),
    heard: heardOf(entries, model),
  };
}

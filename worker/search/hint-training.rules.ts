// Pure. Learns which single characters hint at which entry, on top of the words that training.rules has chosen.
// Multinomial logistic regression over all characters and entries, then pruned to the few that help most: their
// weights turn out nearly equal, so that one constant for all of them (MODEL.hint) loses little. Deterministic.

import { commonCharacters } from './characters.rules.ts';
import { buildIndex, hintShare, MODEL, normaliseQuery, type SearchEntry, searchNormalised } from './search.rules.ts';
import { lottery, shuffle, type TrainingEntry } from './training.rules.ts';

/** Room for the hints of each kind. A hint costs about one byte. */
const BUDGET: Record<SearchEntry['kind'], number> = {
  item: 5_800,
  territorial: 2_200,
  elsewhere: 2_120,
  emergency: 0,
};
const KINDS = Object.keys(BUDGET) as SearchEntry['kind'][];
/** A character has to be in so many phrases. */
const LEAST_PHRASES = 3;
/** How many times the budget is kept from step to step: what one hint says, another need not say again. */
const STEPS = [6, 3.5, 2.2, 1.6, 1.2, 1];
const LEAST_ERROR = 2e-3;
const LIFT_STEP = 0.02;

interface Sample {
  at: number;
  characters: number[];
  /** What each of its hints adds, in units of MODEL.hint. */
  share: number;
  /** Score of every entry by words alone. */
  base: Float32Array;
}

class HintModel {
  readonly lifts: Float64Array;
  readonly #size: number;
  readonly #samples: Sample[];
  /** Character by entry, in units of MODEL.hint; 0 where pruned. */
  readonly #weights: Float32Array;
  readonly #slopes: Float32Array;
  readonly #kept: Uint8Array;
  readonly #draw = lottery(7);

  constructor(size: number, characters: number, samples: Sample[]) {
    this.#size = size;
    this.#samples = samples;
    this.lifts = new Float64Array(size);
    this.#weights = new Float32Array(size * characters);
    this.#slopes = new Float32Array(size * characters).fill(0.01);
    this.#kept = new Uint8Array(size * characters).fill(1);
  }

  /** Softmax, less the truth. */
  #errors({ at, base, characters, share }: Sample, into: Float64Array): void {
    const size = this.#size;
    for (let k = 0; k < size; k++) into[k] = (base[k] as number) + (this.lifts[k] as number);
    for (const char of characters)
      for (let k = 0; k < size; k++) into[k] = (into[k] as number) + share * (this.#weights[char * size + k] as number);
    let most = -Infinity;
    for (let k = 0; k < size; k++) most = Math.max(most, into[k] as number);
    let sum = 0;
    for (let k = 0; k < size; k++) sum += into[k] = Math.exp((into[k] as number) - most);
    for (let k = 0; k < size; k++) into[k] = (into[k] as number) / sum - (k === at ? 1 : 0);
  }

  fit(rounds: number, step: number): void {
    const size = this.#size;
    const errors = new Float64Array(size);
    for (let round = 0; round < rounds; round++) {
      shuffle(this.#samples, this.#draw);
      for (const sample of this.#samples) {
        this.#errors(sample, errors);
        for (let k = 0; k < size; k++) {
          const error = errors[k] as number;
          if (Math.abs(error) < LEAST_ERROR) continue;
          for (const char of sample.characters) {
            const cell = char * size + k;
            if (!this.#kept[cell]) continue;
            const slope = error * sample.share;
            this.#slopes[cell] = (this.#slopes[cell] as number) + slope * slope;
            this.#weights[cell] =
              (this.#weights[cell] as number) - (step * slope) / Math.sqrt(this.#slopes[cell] as number);
          }
        }
      }
    }
  }

  /** Keeps the heaviest of each kind; none that speaks against an entry. */
  prune(kinds: readonly SearchEntry['kind'][], times: number): void {
    for (const kind of KINDS) {
      const cells: number[] = [];
      this.#weights.forEach((weight, cell) => {
        if (kinds[cell % this.#size] === kind && weight > 0) cells.push(cell);
      });
      cells.sort((a, b) => (this.#weights[b] as number) - (this.#weights[a] as number) || a - b);
      const kept = new Set(cells.slice(0, BUDGET[kind] * times));
      this.#weights.forEach((_, cell) => {
        if (kinds[cell % this.#size] !== kind) return;
        this.#kept[cell] = Number(kept.has(cell));
        if (!kept.has(cell)) this.#weights[cell] = 0;
      });
    }
  }

  level(): void {
    this.#weights.forEach((weight, cell) => {
      this.#weights[cell] = weight === 0 ? 0 : 1;
    });
  }

  fitLifts(rounds: number): void {
    const errors = new Float64Array(this.#size);
    for (let round = 0; round < rounds; round++)
      for (const sample of this.#samples) {
        this.#errors(sample, errors);
        for (let k = 0; k < this.#size; k++)
          this.lifts[k] = (this.lifts[k] as number) - LIFT_STEP * (errors[k] as number);
      }
  }

  isHint(char: number, at: number): boolean {
    return (this.#weights[char * this.#size + at] as number) > 0;
  }
}

/**
 * @param examples the phrases of the same entries
 * @param entries with their words
 * @returns the entries with hints, and with lifts that suit them
 */
export function trainHints(examples: readonly TrainingEntry[], entries: readonly SearchEntry[]): SearchEntry[] {
  const phrases = examples.flatMap((entry, at) =>
    entry.phrases.map((phrase) => ({ at, text: normaliseQuery(phrase) })),
  );
  const counts = new Map<string, number>();
  for (const { text } of phrases) for (const char of new Set(text)) counts.set(char, (counts.get(char) ?? 0) + 1);
  const vocabulary = commonCharacters().filter((char) => (counts.get(char) ?? 0) >= LEAST_PHRASES);
  const numberOf = new Map(vocabulary.map((char, number) => [char, number]));

  const index = buildIndex(entries);
  const positionOf = new Map(entries.map((entry, at) => [entry, at]));
  const samples = phrases.map(({ at, text }): Sample => {
    const base = Float32Array.from(entries, (entry) => entry.lift);
    for (const { entry, score } of searchNormalised(index, text)) base[positionOf.get(entry) as number] = score;
    const characters = [...new Set(text)];
    return {
      at,
      base,
      share: hintShare(characters.length),
      characters: characters.flatMap((char) => numberOf.get(char) ?? []),
    };
  });

  const kinds = entries.map((entry) => entry.kind);
  const model = new HintModel(entries.length, vocabulary.length, samples);
  model.fit(5, 0.3 / MODEL.hint);
  for (const times of STEPS) {
    model.prune(kinds, times);
    model.fit(2, 0.2 / MODEL.hint);
  }
  model.fit(2, 0.1 / MODEL.hint);
  model.prune(kinds, 1);
  model.level();
  model.fitLifts(3);
  return entries.map((entry, at) => ({
    ...entry,
    hints: vocabulary.filter((_, number) => model.isHint(number, at)).join(''),
    lift: entry.lift + (model.lifts[at] ?? 0),
  }));
}

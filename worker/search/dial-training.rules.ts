// Pure. Learns which single characters tell which number to dial, for whoever is in danger: multinomial logistic
// regression over the characters, pruned to the few that help most, all of one weight. Deterministic.

import { commonCharacters } from './characters.rules.ts';
import { encodeHints } from './hints.rules.ts';
import { DIALS, type Dial } from './search.contract.ts';
import { normaliseQuery } from './search.rules.ts';
import { lottery, shuffle } from './training.rules.ts';

/** Characters that are kept. One costs about a byte. */
const KEPT = 300;
const ROUNDS = 8;
const STEP = 0.3;
/** Pulls weights back to 0, at every step. */
const PULL = 2e-4;

export interface DialExample {
  dial: Dial;
  text: string;
}

/** @returns as `encodeHints` writes them, of each number in the order of `DIALS` */
export function trainDials(examples: readonly DialExample[]): string {
  const numberOf = new Map(commonCharacters().map((char, number) => [char, number]));
  const samples = examples.map(({ dial, text }) => ({
    dial: DIALS.indexOf(dial),
    characters: [...new Set(normaliseQuery(text))].flatMap((char) => numberOf.get(char) ?? []),
  }));
  const weights = DIALS.map(() => new Float64Array(numberOf.size));
  const slopes = DIALS.map(() => new Float64Array(numberOf.size).fill(0.1));
  const draw = lottery(7);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(samples, draw);
    for (const { dial, characters } of samples) {
      const scores = weights.map((own) => characters.reduce((sum, char) => sum + (own[char] as number), 0));
      const most = Math.max(...scores);
      const chances = scores.map((score) => Math.exp(score - most));
      const sum = chances.reduce((all, chance) => all + chance, 0);
      weights.forEach((own, at) => {
        const error = (chances[at] as number) / sum - Number(at === dial);
        const ownSlopes = slopes[at] as Float64Array;
        for (const char of characters) {
          const slope = error + PULL * (own[char] as number);
          ownSlopes[char] = (ownSlopes[char] as number) + slope * slope;
          own[char] = (own[char] as number) - (STEP * slope) / Math.sqrt(ownSlopes[char] as number);
        }
      });
    }
  }
  const counts = new Float64Array(numberOf.size);
  for (const { characters } of samples) for (const char of characters) counts[char] = (counts[char] as number) + 1;
  const kept = weights
    .flatMap((own, dial) =>
      [...own].map((weight, char) => ({ dial, char, worth: weight * Math.sqrt(counts[char] as number) })),
    )
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.char - b.char || a.dial - b.dial)
    .slice(0, KEPT);
  const common = commonCharacters();
  return encodeHints(
    DIALS.map((_, at) => kept.flatMap(({ dial, char }) => (dial === at ? (common[char] ?? '') : '')).join('')),
  );
}

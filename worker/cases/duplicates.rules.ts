// Pure. Whether two texts tell of the same matter: how many pairs of neighbouring characters they share.

import { CASE_KINDS } from './cases.contract.ts';
import type { QueueLine } from './queue.rules.ts';

/** How many cases are opened to compare their texts. */
export const MOST_COMPARED = 12;
export const NEAR_DAYS = 30;
/** Found by trying with the texts of test/cases/duplicates.unit.test.ts: the same matter told twice has 0.3 and more. */
export const ALIKE = 0.3;
/** Beginning of a text that is compared. Unit: UTF-16 code units. */
const COMPARED = 1_000;
const DAY_MS = 86_400_000;
const NOT_A_WORD = /[^\p{L}\p{N}]/gu;

export function bigramsOf(text: string): Set<string> {
  const plain = text.slice(0, COMPARED).normalize('NFKC').toLowerCase().replace(NOT_A_WORD, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < plain.length; at++) pairs.add(plain.slice(at, at + 2));
  return pairs;
}

/** Dice: twice what both have, over what each has. 0 to 1; 0 when one of them says nothing. */
export function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared++;
  return (2 * shared) / (one.size + other.size);
}

type Compared = Pick<QueueLine, 'id' | 'kind' | 'territorialCode' | 'createdAt'>;

/**
 * Which neighbours are worth opening: near in time, of the same entry of the list or of none yet; the same entry
 * first, then the same kind, then the nearest.
 */
export function candidates<Line extends Compared>(of: Compared, lines: readonly Line[]): Line[] {
  const distance = (line: Compared) => Math.abs(line.createdAt - of.createdAt);
  const isSameEntry = (line: Compared) => of.territorialCode !== null && line.territorialCode === of.territorialCode;
  const mayBe = (line: Compared) => isSameEntry(line) || of.territorialCode === null || line.territorialCode === null;
  const rank = (line: Compared) => (isSameEntry(line) ? 0 : CASE_KINDS.length) + (line.kind === of.kind ? 0 : 1);
  return lines
    .filter((line) => distance(line) <= NEAR_DAYS * DAY_MS && mayBe(line))
    .sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b))
    .slice(0, MOST_COMPARED);
}

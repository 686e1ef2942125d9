// Pure. Single characters that hint at an entry (瘫 → nursing allowance), as one short text for all entries of a list.

import { commonCharacters } from './characters.rules.ts';

/** A distance is a letter from `#` to `}`, without the backslash that JSON would double; `~`: so far, and more. */
const FIRST = 35;
const BACKSLASH = 92;
const LONGEST = 90;

/** `[2, 3, 7]` as the distances between them. */
export function encodePositions(positions: readonly number[]): string {
  let last = -1;
  return positions
    .map((position) => {
      const distance = position - last - 1;
      last = position;
      const letter = FIRST + (distance % LONGEST);
      return '~'.repeat(distance / LONGEST) + String.fromCharCode(letter + (letter < BACKSLASH ? 0 : 1));
    })
    .join('');
}

export function decodePositions(letters: string): number[] {
  const positions: number[] = [];
  let last = -1;
  for (let i = 0; i < letters.length; i++) {
    const letter = letters.charCodeAt(i);
    if (letters[i] === '~') {
      last += LONGEST;
      continue;
    }
    last += 1 + letter - FIRST - (letter < BACKSLASH ? 0 : 1);
    positions.push(last);
  }
  return positions;
}

/**
 * Which of the common characters hint, then for each of them at which entries; parted by spaces. After compression a
 * hint costs less than a byte; written out as characters it would cost two.
 * @param hints of each entry, as one string of common characters
 */
export function encodeHints(hints: readonly string[]): string {
  const holdersOf = commonCharacters().map((char) => hints.flatMap((own, at) => (own.includes(char) ? at : [])));
  const used = holdersOf.flatMap((holders, number) => (holders.length ? number : []));
  return [used, ...used.map((number) => holdersOf[number] ?? [])].map(encodePositions).join(' ');
}

/** @returns the hints of each entry */
export function decodeHints(entries: number, code: string): string[] {
  const hints = Array<string>(entries).fill('');
  const [used = '', ...holders] = code.split(' ');
  const characters = commonCharacters();
  decodePositions(used).forEach((number, i) => {
    for (const at of decodePositions(holders[i] as string)) hints[at] += characters[number] as string;
  });
  return hints;
}

// Pure. Receipt numbers and lookup codes: how they are written, read and checked. Runs in browsers too.

/** Crockford's base 32: no I, L, O, U. A symbol is an element of GF(32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** x^5 + x^2 + 1 */
const POLYNOMIAL = 0b100101;
const NUMBER_SYMBOLS = 7;
const CODE_SYMBOLS = 11;
const GROUP = 4;

export type Reading = { ok: true; value: string } | { ok: false; reason: 'length' | 'symbol' | 'check' };

/** Multiplies by x in GF(32): the generator of all its elements but 0. */
const timesX = (element: number): number => (element & 16 ? (element << 1) ^ POLYNOMIAL : element << 1);

/**
 * The sum of symbol times x^position, positions counted from 1 at the right. The check symbol itself stands at x^0.
 * No two positions weigh the same, so one wrong symbol and two symbols in each other's place are always told.
 */
function checkOf(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol) => timesX(sum ^ symbol), 0);
}

function write(bytes: Uint8Array, count: number): string {
  const symbols: number[] = [];
  for (let index = 0; index < count; index++) {
    let symbol = 0;
    for (let bit = index * 5; bit < index * 5 + 5; bit++)
      symbol = (symbol << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    symbols.push(symbol);
  }
  symbols.push(checkOf(symbols));
  let text = '';
  for (const symbol of symbols) text += ALPHABET.charAt(symbol);
  return grouped(text);
}

const GROUPS = new RegExp(`.{${GROUP}}`, 'g');
const grouped = (symbols: string): string => (symbols.match(GROUPS) ?? []).join('-');

/** What people write instead: full width, small letters, letters that look like digits, spaces and strokes. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}_\u2212\u30fc]/gu, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

function read(text: string, count: number): Reading {
  const symbols = [...fold(text)].map((char) => ALPHABET.indexOf(char));
  if (symbols.includes(-1)) return { ok: false, reason: 'symbol' };
  if (symbols.length !== count + 1) return { ok: false, reason: 'length' };
  if (checkOf(symbols.slice(0, count)) !== symbols[count]) return { ok: false, reason: 'check' };
  return { ok: true, value: grouped(symbols.map((symbol) => ALPHABET.charAt(symbol)).join('')) };
}

/** The first 35 bits as a receipt number, `XXXX-XXXX`. */
export const numberFrom = (bytes: Uint8Array): string => write(bytes, NUMBER_SYMBOLS);
/** The first 55 bits as a lookup code, `XXXX-XXXX-XXXX`. */
export const codeFrom = (bytes: Uint8Array): string => write(bytes, CODE_SYMBOLS);
/** What somebody wrote → the number as it is shown, or why it cannot be one. */
export const readNumber = (text: string): Reading => read(text, NUMBER_SYMBOLS);
export const readCode = (text: string): Reading => read(text, CODE_SYMBOLS);

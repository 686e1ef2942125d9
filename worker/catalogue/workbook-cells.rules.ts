// Pure. What a cell of a workbook shows: dates as days, numbers without the noise of binary fractions.

import { attributeOf, readMarkup } from './markup.rules.ts';

/** How numbers are shown, by the style of a cell: as a day, with leading zeros (`000` → 3), or as they are. */
export interface NumberForms {
  dates: ReadonlySet<number>;
  zeros: ReadonlyMap<number, number>;
  /** Workbooks made on old Macintoshes count days from 1904. */
  from1904: boolean;
}

/** Built in, Chinese and Japanese ones too (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** A format with days or years in it; what stands in quotes or brackets is decoration. */
function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[yd]/i.test(bare) && !/[#?]/.test(bare);
}

export function numberForms(styles: string, from1904: boolean): NumberForms {
  const codes = new Map<number, string>();
  const dates = new Set<number>();
  const zeros = new Map<number, number>();
  let [inCells, style] = [false, 0];
  for (const piece of readMarkup(styles)) {
    if (piece.kind === 'text') continue;
    if (piece.name === 'cellXfs') inCells = piece.kind === 'open';
    else if (piece.kind === 'close') continue;
    else if (piece.name === 'numFmt')
      codes.set(Number(attributeOf(piece.attributes, 'numFmtId')), attributeOf(piece.attributes, 'formatCode'));
    else if (piece.name === 'xf' && inCells) {
      const id = Number(attributeOf(piece.attributes, 'numFmtId'));
      const code = codes.get(id) ?? '';
      if (isBuiltInDate(id) || isDateFormat(code)) dates.add(style);
      if (/^0+$/.test(code)) zeros.set(style, code.length);
      style++;
    }
  }
  return { dates, zeros, from1904 };
}

const DAY_MS = 86_400_000;

/** @param serial days since 1899-12-30, as Excel counts after the February 1900 that it gives a day too many */
function dayOf(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `AB12` → 27 */
export function columnOf(place: string): number {
  let number = 0;
  for (const letter of place.replace(/[^A-Z]/gi, '').toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** What a cell shows, on one line: lists are read row by row. */
export function cellText(
  { type, style, value }: { type: string; style: number; value: string },
  shared: readonly string[],
  forms: NumberForms,
): string {
  if (type === 's') return oneLine(shared[Number(value)] ?? '');
  if (type === 'b') return value === '1' ? '1' : '0';
  if (type === 'd') return value.slice(0, 10);
  const number = Number(value);
  if (type !== '' && type !== 'n') return oneLine(value);
  if (value.trim() === '' || !Number.isFinite(number)) return oneLine(value);
  // The year 9999 is the last that Excel knows.
  if (forms.dates.has(style) && number >= 1 && number < 2_958_466) return dayOf(number, forms.from1904);
  const digits = forms.zeros.get(style);
  if (digits !== undefined && Number.isInteger(number)) return String(number).padStart(digits, '0');
  return String(Number(number.toPrecision(15)));
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();

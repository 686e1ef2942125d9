// Pure. From the bytes of one CSV file to rows with line numbers.

import { CsvError, parse } from 'csv-parse/sync';
import type { CatalogueFault } from './catalogue.contract.ts';

export interface CsvRecord {
  /** Line in the file on which the row begins; the header is on line 1. */
  line: number;
  cells: string[];
}

/**
 * Office software writes UTF-8 with or without a byte order mark, or GB18030 (Excel's "CSV" in a
 * Chinese Windows). UTF-8 is tried first because GB18030 accepts almost any bytes.
 * @returns null when it is neither.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return null;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
      // NUL never stands in a text: this is an .xlsx or another binary with a new name.
      return text.includes('\u0000') ? null : text;
    } catch {
      // Not this encoding: try the next one.
    }
  }
  return null;
}

export function readCsv(file: string, bytes: Uint8Array): { records: CsvRecord[]; faults: CatalogueFault[] } {
  const wholeFile = (row: number, found: string, expected: string) => ({
    records: [],
    faults: [{ file, row, column: '', found, expected }],
  });
  const text = decodeText(bytes);
  if (text === null) return wholeFile(0, '看不懂的编码', 'UTF-8 或 GB18030 的 CSV；在表格软件里选“另存为 → CSV UTF-8”');
  try {
    const parsed = parse(text, {
      info: true,
      relax_column_count: true,
      // Hand-edited files mix line endings; spreadsheets leave rows of nothing but commas at the end.
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const records = parsed.map(({ record, info }) => {
      // The library counts the line on which a row ends; a quoted cell may hold line breaks.
      const inside = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      return { line: info.lines - inside, cells: record.map((cell) => cell.trim()) };
    });
    return { records, faults: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
    return wholeFile(line, '引号没有成对', '单元格里有逗号、引号或换行时，前后各要一个英文双引号');
  }
}

/** Values of a cell that may hold several, parted by half- or full-width semicolons. */
export function splitList(cell: string): string[] {
  return cell
    .split(/[;;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

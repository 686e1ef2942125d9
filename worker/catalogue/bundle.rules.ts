// Pure. A whole catalogue as one file: what is kept of every release, what clerks download, edit and bring back.

import { bytesOf, openArchive, packArchive } from './archive.rules.ts';
import type { CatalogueSet } from './catalogue.contract.ts';
import { MANIFEST_FILE } from './check.rules.ts';
import { FILES } from './columns.data.ts';

export type CatalogueFiles = ReadonlyMap<string, Uint8Array>;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

/** Rows with a line number of their own: gaps stay, so that a fault names the row that somebody sees. */
export function csvOf(rows: readonly { line: number; cells: readonly string[] }[]): string {
  let text = '';
  let next = 1;
  for (const { line, cells } of rows) {
    const own = '\n'.repeat(Math.max(0, line - next)) + lineOf(cells);
    text += own;
    next += own.split('\n').length - 1;
  }
  return text;
}

/** Columns in the order of columns.data, rows in the order given. A file that a set does not have is left out. */
export function normalFiles({ manifest, files }: CatalogueSet): Map<string, Uint8Array> {
  const result = new Map([[MANIFEST_FILE, bytesOf(`${JSON.stringify(manifest, null, 2)}\n`)]]);
  for (const { file, optional, columns } of FILES) {
    const rows = files[file] ?? [];
    if (optional && rows.length === 0) continue;
    const names = columns.map(({ name }) => name);
    const body = rows.map(({ cells }) => lineOf(names.map((name) => cells[name] ?? ''))).join('');
    result.set(file, bytesOf(lineOf(names) + body));
  }
  return result;
}

/** What a spreadsheet would take for a formula. */
const FORMULA = /^'*[=+\-@\t\r]/;
/** A quotation mark in front keeps a spreadsheet from calculating with what somebody wrote. */
export const neutralised = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
/** The other way: a set that was downloaded and comes back is the same set. */
export const asWritten = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** The set for people's spreadsheets: with a byte order mark, which Excel needs, and without formulas. */
export function downloadFiles({ manifest, files }: CatalogueSet): Map<string, Uint8Array> {
  const safe = Object.fromEntries(
    Object.entries(files).map(([file, rows]) => [
      file,
      rows.map(({ line, cells }) => ({
        line,
        cells: Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, neutralised(cell)])),
      })),
    ]),
  );
  const marked = [...normalFiles({ manifest, files: safe })].map(([file, bytes]): [string, Uint8Array] => [
    file,
    file.endsWith('.csv') ? new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]) : bytes,
  ]);
  return new Map(marked);
}

export const packSet = (set: CatalogueSet): Uint8Array<ArrayBuffer> => packArchive(normalFiles(set));

/** @returns null when it is no archive: the store was tampered with, or is broken */
export function unpackSet(bytes: Uint8Array): Map<string, Uint8Array> | null {
  const files = openArchive(bytes);
  return typeof files === 'string' ? null : files;
}

// Pure. Entries that a new list leaves out: retired on purpose, or forgotten.

import { bytesOf } from './archive.rules.ts';
import { csvOf } from './bundle.rules.ts';
import type { CatalogueSet } from './catalogue.contract.ts';
import { readCsv } from './csv.rules.ts';

const REPLACEMENTS = 'replacements.csv';
const COLUMNS = ['retired', 'replaced_by', 'reason'];
/** Lists whose entries have an address of their own, which goes on answering. */
const LISTS = [
  'township_items.csv',
  'village_items.csv',
  'territorial_items.csv',
  'power_items.csv',
  'divisions.csv',
] as const;

type Files = ReadonlyMap<string, Uint8Array>;

function rowsOf(files: Files, file: string): Record<string, string>[] {
  const [header, ...rows] = readCsv(file, files.get(file) ?? new Uint8Array()).records;
  return rows.map(({ cells }) => Object.fromEntries((header?.cells ?? []).map((name, at) => [name, cells[at] ?? ''])));
}

export interface Gone {
  file: string;
  code: string;
  name: string;
}

/** Of the set in force, what the new files do not have and do not say to be replaced. */
export function goneFrom(base: CatalogueSet, files: Files): Gone[] {
  const told = new Set(rowsOf(files, REPLACEMENTS).map(({ retired }) => retired));
  return LISTS.flatMap((file) => {
    const living = new Set(rowsOf(files, file).map(({ code }) => code));
    return (base.files[file] ?? []).flatMap(({ cells: { code = '', name = '' } }) =>
      living.has(code) || told.has(code) ? [] : [{ file, code, name }],
    );
  });
}

/** Whether an entry that had been retired stands in a list again. */
export function hasReturned(files: Files): boolean {
  const living = new Set(LISTS.flatMap((file) => rowsOf(files, file).map(({ code }) => code)));
  return rowsOf(files, REPLACEMENTS).some(({ retired }) => living.has(retired));
}

/** `replacements.csv` with them in it, and without entries that stand in a list again. */
export function retiredFile(files: Files, gone: readonly Gone[], reason: string): Uint8Array {
  const living = new Set(LISTS.flatMap((file) => rowsOf(files, file).map(({ code }) => code)));
  const rows = rowsOf(files, REPLACEMENTS)
    .filter(({ retired }) => !living.has(retired))
    .map((row) => COLUMNS.map((column) => row[column] ?? ''));
  const table = [COLUMNS, ...rows, ...gone.map(({ code }) => [code, '', reason.replace(/\s+/g, ' ')])];
  return bytesOf(csvOf(table.map((cells, at) => ({ line: at + 1, cells }))));
}

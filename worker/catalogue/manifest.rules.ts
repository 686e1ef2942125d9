// Pure. How many entries a set of files has, for a manifest whose numbers were meant to change.

import type { Manifest } from './catalogue.contract.ts';
import { readCsv } from './csv.rules.ts';

type Cells = Record<string, string>;

function cellsOf(files: ReadonlyMap<string, Uint8Array>, file: string): Cells[] {
  const [header, ...rows] = readCsv(file, files.get(file) ?? new Uint8Array()).records;
  return rows.map(({ cells }) => Object.fromEntries((header?.cells ?? []).map((name, at) => [name, cells[at] ?? ''])));
}

/** Counted from the files; a file that cannot be read keeps the number that was expected: its own fault tells. */
export function countsOf(files: ReadonlyMap<string, Uint8Array>, expected: Manifest['expected']): Manifest['expected'] {
  const divisions = cellsOf(files, 'divisions.csv');
  const territorial = cellsOf(files, 'territorial_items.csv');
  const powers = cellsOf(files, 'power_items.csv');
  const kinds = (...wanted: string[]) => divisions.filter(({ kind = '' }) => wanted.includes(kind)).length;
  const counted: Manifest['expected'] = {
    townshipItems: cellsOf(files, 'township_items.csv').length,
    villageItems: cellsOf(files, 'village_items.csv').length,
    territorialItems: territorial.length,
    territorialDomains: new Set(territorial.map((row) => row['domain_no'])).size,
    powerItemsForTowns: powers.filter((row) => row['applies_town'] === '1').length,
    powerItemsForSubdistricts: powers.filter((row) => row['applies_subdistrict'] === '1').length,
    townships: kinds('town', 'subdistrict'),
    villages: kinds('village', 'community'),
  };
  return Object.fromEntries(
    Object.entries(counted).map(([name, count]) => [name, count || expected[name as keyof typeof expected]]),
  ) as Manifest['expected'];
}

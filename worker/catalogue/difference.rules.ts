// Pure. What a new set would change, row by row and cell by cell, as somebody would tell it.

import type { CatalogueRow, CatalogueSet, Manifest } from './catalogue.contract.ts';
import { FILES } from './columns.data.ts';
import type { ChangedField, Difference, FileDifference, ListedRow } from './drafts.contract.ts';

type Cells = Record<string, string>;

/** What makes a row the same row as before, where one column does not. Others (sentences, words) are their whole text. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'proof_negative_list.csv': ['seq'],
  'law_clocks.csv': ['clock_id'],
  'calendar.csv': ['day'],
  'call_limits.csv': ['kind', 'step', 'effective_from'],
  'offices.csv': ['township', 'office_type'],
  'item_offices.csv': ['township', 'item'],
  'item_guides.csv': ['code'],
  'search/keywords.csv': ['code', 'keyword'],
  'search/emergencies.csv': ['expression'],
  'search/emergency_slots.csv': ['part'],
  'search/calm.csv': ['word'],
  'search/events.csv': ['event'],
  'search/event_tells.csv': ['event', 'words'],
};
const NAMES = ['name', 'proof_name', 'matter', 'keyword', 'phrase', 'expression', 'word', 'topic', 'event'];

function keyOf(file: string, key: string | undefined, cells: Cells): string {
  const columns = KEYS[file] ?? (key === undefined ? Object.keys(cells) : [key]);
  return columns.map((column) => cells[column] ?? '').join(' ');
}

const nameOf = (cells: Cells): string => cells[NAMES.find((name) => cells[name] !== undefined) ?? ''] ?? '';

/** Spreadsheets write 117.00 as 117; that is no change. Codes with leading zeros are no numbers. */
const isSame = (before: string, after: string): boolean =>
  before === after ||
  (/^\d{1,3}\.?\d*$/.test(before) &&
    /^\d{1,3}\.?\d*$/.test(after) &&
    !/^0\d/.test(before + after) &&
    Number(before) === Number(after));

/** Rows by their key; of rows that are alike, each counts. */
function byKey(file: string, key: string | undefined, rows: readonly CatalogueRow[]): Map<string, ListedRow> {
  const result = new Map<string, ListedRow>();
  for (const { cells } of rows) {
    let own = keyOf(file, key, cells);
    while (result.has(own)) own += ' ';
    result.set(own, { key: own, name: nameOf(cells), cells });
  }
  return result;
}

function fileDifference(
  { file, key, columns }: (typeof FILES)[number],
  before: CatalogueSet,
  after: CatalogueSet,
): FileDifference | null {
  const old = byKey(file, key, before.files[file] ?? []);
  const now = byKey(file, key, after.files[file] ?? []);
  const successor = new Map(
    (after.files['replacements.csv'] ?? []).map(({ cells }) => [cells['retired'] ?? '', cells['replaced_by'] ?? '']),
  );
  const added = [...now.values()].filter((row) => !old.has(row.key));
  const retired = [...old.values()]
    .filter((row) => !now.has(row.key))
    .map((row) => ({ ...row, replacedBy: successor.get(row.key) ?? '' }));
  const changed = [...now.values()].flatMap((row) => {
    const earlier = old.get(row.key);
    const fields = columns.flatMap(({ name }): ChangedField[] => {
      const [was, is] = [earlier?.cells[name] ?? '', row.cells[name] ?? ''];
      return isSame(was, is) ? [] : [{ column: name, before: was, after: is }];
    });
    return earlier && fields.length > 0 ? [{ ...row, fields }] : [];
  });
  return added.length + retired.length + changed.length === 0 ? null : { file, added, changed, retired };
}

const FACTS = ['name', 'status', 'version', 'effectiveDate'] as const satisfies readonly (keyof Manifest)[];

export function differenceOf(before: CatalogueSet, after: CatalogueSet): Difference {
  return {
    manifest: FACTS.flatMap((column): ChangedField[] =>
      before.manifest[column] === after.manifest[column]
        ? []
        : [{ column, before: before.manifest[column], after: after.manifest[column] }],
    ),
    files: FILES.map((spec) => fileDifference(spec, before, after)).filter((one) => one !== null),
  };
}

/** Items that no office would be responsible for, in words: township code and item code. */
export function withoutOffice(
  townships: readonly string[],
  items: readonly string[],
  itemOffices: readonly { townshipCode: string; itemCode: string }[],
): { townshipCode: string; itemCode: string }[] {
  const held = new Set(itemOffices.map(({ townshipCode, itemCode }) => `${townshipCode}/${itemCode}`));
  return townships.flatMap((townshipCode) =>
    items
      .filter((itemCode) => !held.has(`${townshipCode}/${itemCode}`))
      .map((itemCode) => ({ townshipCode, itemCode })),
  );
}

// Pure. A township's own offices: what stands in the lists about them, and the lists with a change written into them.

import type { CatalogueRow, CatalogueSet } from './catalogue.contract.ts';

/** What a township may write about an office of its own; `''` where the usual holds. */
export interface OfficeFacts {
  name: string;
  place: string;
  hours: string;
  phone: string;
  /** Code of the office type that has taken over; `''`: it stands on its own. */
  mergedInto: string;
  closed: boolean;
  /** Which paper says so. */
  source: string;
}

export const NO_FACTS: OfficeFacts = {
  name: '',
  place: '',
  hours: '',
  phone: '',
  mergedInto: '',
  closed: false,
  source: '',
};
const OFFICES = 'offices.csv';
const ITEM_OFFICES = 'item_offices.csv';

const isOf = ({ cells }: CatalogueRow, township: string, column: string, value: string): boolean =>
  cells['township'] === township && cells[column] === value;

export function factsOf(set: CatalogueSet, township: string, officeType: string): OfficeFacts {
  const cells = (set.files[OFFICES] ?? []).find((row) => isOf(row, township, 'office_type', officeType))?.cells;
  if (!cells) return NO_FACTS;
  const { name = '', place = '', hours = '', phone = '', merged_into: mergedInto = '', closed, source = '' } = cells;
  return { name, place, hours, phone, mergedInto, closed: closed === '1', source };
}

const replaced = (
  set: CatalogueSet,
  file: string,
  isSame: (row: CatalogueRow) => boolean,
  cells: CatalogueRow['cells'] | null,
) => {
  const others = (set.files[file] ?? []).filter((row) => !isSame(row));
  const rows = cells ? [...others, { line: 0, cells }] : others;
  return { ...set, files: { ...set.files, [file]: rows } };
};

/** The set with these facts; the usual ones leave no row. */
export function withOffice(set: CatalogueSet, township: string, officeType: string, facts: OfficeFacts): CatalogueSet {
  const { source, closed, ...others } = facts;
  const isUsual = !closed && Object.values(others).every((fact) => fact === '');
  const { name, place, hours, phone, mergedInto } = facts;
  const cells = {
    township,
    office_type: officeType,
    name,
    merged_into: mergedInto,
    closed: closed ? '1' : '',
    place,
    hours,
    phone,
    source,
  };
  return replaced(set, OFFICES, (row) => isOf(row, township, 'office_type', officeType), isUsual ? null : cells);
}

/** @returns the type of office that a township itself has named for an item, `''` when it keeps the usual one */
export function ownOfficeOf(set: CatalogueSet, township: string, item: string): { officeType: string; source: string } {
  const cells = (set.files[ITEM_OFFICES] ?? []).find((row) => isOf(row, township, 'item', item))?.cells;
  return { officeType: cells?.['office_type'] ?? '', source: cells?.['source'] ?? '' };
}

export function withItemOffice(
  set: CatalogueSet,
  township: string,
  item: string,
  { officeType, source }: { officeType: string; source: string },
): CatalogueSet {
  const cells = officeType === '' ? null : { township, item, office_type: officeType, source };
  return replaced(set, ITEM_OFFICES, (row) => isOf(row, township, 'item', item), cells);
}

// Pure. Bodies and entries to choose from in a form. A village committee is in none of these lists (art. 24).

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, isTownship } from '../directory/directory.rules.ts';
import type { Lists } from '../lists/lists.contract.ts';

export interface Choosable {
  value: string;
  label: string;
  group?: string;
}

export const departmentOptions = ({ departments }: Pick<Directory, 'departments'>): Choosable[] =>
  departments.map(({ code, name }) => ({ value: `D${code}`, label: name, group: '市直部门' }));

/** A township, its offices, then the departments. */
export function bodyOptions(directory: Directory, townshipCode: string): Choosable[] {
  const township = directory.divisions.find(({ code }) => code === townshipCode);
  const own = directory.offices.filter((office) => office.townshipCode === townshipCode && isOpen(office));
  return [
    ...(township ? [{ value: `T${townshipCode}`, label: township.name, group: '镇街' }] : []),
    ...own.map(({ id, name }) => ({ value: `O${id}`, label: name, group: '镇街' })),
    ...departmentOptions(directory),
  ];
}

/** @param reach codes; null: every township */
export const townshipOptions = (
  { divisions }: Pick<Directory, 'divisions'>,
  reach: readonly string[] | null,
): Choosable[] =>
  divisions
    .filter((division) => isTownship(division) && (reach === null || reach.includes(division.code)))
    .map(({ code, name }) => ({ value: code, label: name }));

export const entryOptions = ({ territorialItems }: Pick<Lists, 'territorialItems'>): Choosable[] =>
  territorialItems.map(({ code, name, domain }) => ({ value: code, label: `${code} ${name}`, group: domain }));

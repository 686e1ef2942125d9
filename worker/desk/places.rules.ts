// Pure. What the place of somebody at the desk is called, and what there is to choose from.

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, isTownship } from '../directory/directory.rules.ts';
import type { Places } from '../staff/accounts.rules.ts';
import type { Staff } from '../staff/staff.contract.ts';

/** @returns `太平镇 规划建设办公室`, `市信访局`, or nothing for those who belong to the whole city */
export function placeText(
  { townshipCode, officeId, departmentCode }: Pick<Staff, 'townshipCode' | 'officeId' | 'departmentCode'>,
  { divisions, offices, departments }: Directory,
): string {
  const names = [
    divisions.find(({ code }) => code === townshipCode)?.name,
    offices.find(({ id }) => id === officeId)?.name,
    departments.find(({ code }) => code === departmentCode)?.name,
  ];
  return names.filter((name) => name !== undefined).join(' ');
}

export const placesOf = ({ divisions, offices, departments }: Directory): Places => ({
  townships: new Set(divisions.filter(isTownship).map(({ code }) => code)),
  offices: new Set(offices.filter(isOpen).map(({ id }) => id)),
  departments: new Set(departments.map(({ code }) => code)),
});

/** @returns name of a township, an office or a department by its code; the code itself when there is none */
export function placeNames({ divisions, offices, departments }: Directory): (code: string) => string {
  const names = new Map([
    ...divisions.map(({ code, name }) => [code, name] as const),
    ...departments.map(({ code, name }) => [code, name] as const),
    ...offices.map(({ id, name }) => [id, name] as const),
  ]);
  return (code) => names.get(code) ?? code;
}

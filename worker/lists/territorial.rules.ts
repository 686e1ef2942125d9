// Pure. An entry of the territorial list as the API tells it.

import type { Directory } from '../directory/directory.contract.ts';
import { departmentRef } from './duties.rules.ts';
import type { TerritorialItem } from './lists.contract.ts';

export function territorialAnswer(entry: TerritorialItem, directory: Directory) {
  const named = (codes: readonly string[]) =>
    codes.map((code) => ({ code, name: departmentRef(code, directory).name }));
  const { leadDepartmentCodes, supportingDepartmentCodes, ...rest } = entry;
  return {
    ...rest,
    leadDepartments: named(leadDepartmentCodes),
    supportingDepartments: named(supportingDepartmentCodes),
  };
}

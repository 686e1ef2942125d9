// Pure. Whose records somebody at the desk looks after.

import type { Staff } from '../staff/staff.contract.ts';

/** `D<department>`, `T<township>`, or `C` for those who belong to the whole city. */
export function recordOwnerOf({ departmentCode, townshipCode }: Staff): string {
  if (departmentCode !== null) return `D${departmentCode}`;
  return townshipCode === null ? 'C' : `T${townshipCode}`;
}

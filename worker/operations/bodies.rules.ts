// Pure. Names of organs as people read them, and whether there is such a body at all.

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, isTownship, officeAnswer } from '../directory/directory.rules.ts';

/** @param organ `T…`, `O…`, `D…`, `C`; a village committee is no body that can be asked, whatever its code */
export function bodyName(organ: string, directory: Directory): string | null {
  const code = organ.slice(1);
  switch (organ.charAt(0)) {
    case 'C':
      return code === '' ? '统筹办' : null;
    case 'T':
      return directory.divisions.find((one) => one.code === code && isTownship(one))?.name ?? null;
    case 'D':
      return directory.departments.find((one) => one.code === code)?.name ?? null;
    case 'O': {
      const office = directory.offices.find((one) => one.id === code);
      return office && isOpen(office) ? officeAnswer(office, directory).name : null;
    }
    default:
      return null;
  }
}

export const isBodyKnown = (organ: string, directory: Directory): boolean => bodyName(organ, directory) !== null;

/** Code of the township that an organ belongs to; null for departments and the coordinating office. */
export function townshipOfBody(organ: string, { offices }: Pick<Directory, 'offices'>): string | null {
  const code = organ.slice(1);
  if (organ.startsWith('T')) return code;
  return organ.startsWith('O') ? (offices.find(({ id }) => id === code)?.townshipCode ?? null) : null;
}

// Pure. Who looks from the desk: which organs they stand for, which townships they see.

import type { Scope, Session } from '../staff/staff.contract.ts';

export interface Eyes {
  staffId: number;
  /** As tasks and owners name organs; the first is the one that this person acts for. */
  organs: readonly string[];
  /** Codes of the townships whose group this person belongs to; null: every one, the coordinating office. */
  townships: readonly string[] | null;
}

/** @param scope of the permission by which they came; null: they may not at all, and see nothing */
export function eyesOf({ staff }: Pick<Session, 'staff'>, scope: Scope | null): Eyes {
  const { id, role, townshipCode, officeId, departmentCode } = staff;
  const isDepartment = role === 'department-handler' || role === 'department-head';
  const organs = [
    ...(officeId === null ? [] : [`O${officeId}`]),
    ...(departmentCode === null ? [] : [`D${departmentCode}`]),
    // Whoever works in a township answers what its government was asked; a department's people do not.
    ...(townshipCode === null || isDepartment ? [] : [`T${townshipCode}`]),
    ...(role === 'coordinator' ? ['C'] : []),
  ];
  if (scope === 'all') return { staffId: id, organs, townships: null };
  const isOwn = scope === 'township' && townshipCode !== null;
  return { staffId: id, organs: scope === null ? [] : organs, townships: isOwn ? [townshipCode] : [] };
}

export const seesTownship = ({ townships }: Eyes, code: string): boolean =>
  townships === null || townships.includes(code);
export const isCoordinating = ({ townships }: Eyes): boolean => townships === null;
export const standsFor = ({ organs }: Eyes, organ: string): boolean => organs.includes(organ);

// Pure. The admission gate for cases: nobody above a township hands one down past the lists.

import type { StaffRole } from '../staff/staff.contract.ts';
import type { Duty } from './handling.rules.ts';

/** On which side of the township whoever hands a case on stands. */
export type Giver = 'township' | 'department' | 'coordinator';

export function giverOf(role: StaffRole): Giver {
  if (role === 'coordinator') return 'coordinator';
  return role === 'department-handler' || role === 'department-head' ? 'department' : 'township';
}

/** What the lists say of a case: by the service item and by the matter that it belongs to. */
export interface Listed {
  item: Duty | null;
  matter: Duty | null;
}

/**
 * Art. 4 of the regulation on township governments. A township takes on by its own people what it wants; the
 * coordinating office may give it what is on no list, such as a dispute, which every township's window takes.
 * @param organ to whom, as a holder is written
 * @param township code, where the case is
 * @returns why not, in words; null: it may
 */
export function heldByGate(
  organ: string,
  as: 'lead' | 'cooperating',
  giver: Giver,
  township: string,
  { item, matter }: Listed,
): string | null {
  if (giver === 'township' || !/^[TO]/.test(organ)) return null;
  if (item?.lead?.organ === organ) return null;
  const cooperates = matter?.cooperating.some((ref) => ref.organ === organ || ref.organ === `T${township}`) === true;
  if (as === 'cooperating' && cooperates) return null;
  if (matter === null && item === null && giver === 'coordinator') return null;
  const who = matter?.lead?.name ?? null;
  const reason = who === null ? '清单里没有把这件事交给这个办公室' : `清单上这件事由${who}牵头`;
  return `${reason}，不能往下交给镇街${as === 'lead' ? '牵头' : '协办'}。要交的，先在“准入”里提，准了再交。`;
}

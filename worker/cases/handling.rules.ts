// Pure. Who can get a case, who should by the list, and what each organ is called.

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, officeAnswer } from '../directory/directory.rules.ts';
import { COORDINATING, type Excluded, maySee, type Organ } from './cases.rules.ts';

/** `O<office id>` or `D<department code>` → its place; the counter of a township and the coordinating office have none. */
export function organOf(holder: string): Organ {
  const [kind, code] = [holder.charAt(0), holder.slice(1)];
  return { office: kind === 'O' ? code : null, department: kind === 'D' ? code : null };
}

/** What people call it. @returns null for the counter of a township: the citizen knows it as their township's */
export function organName(holder: string, directory: Directory): string | null {
  if (holder === COORDINATING) return '统筹办';
  const { office, department } = organOf(holder);
  if (department !== null) return directory.departments.find(({ code }) => code === department)?.name ?? department;
  const found = directory.offices.find(({ id }) => id === office);
  return found ? officeAnswer(found, directory).name : null;
}

/** As `organName`, and the counter by its township. */
export function holderName(holder: string, directory: Directory): string {
  const township = directory.divisions.find(({ code }) => `T${code}` === holder);
  return township ? `${township.name}窗口` : (organName(holder, directory) ?? '');
}

/** What an entry of the lists says of who leads and who helps: organs as holders are written. See `dutiesOf`. */
export interface Duty {
  lead: { organ: string; name: string } | null;
  alsoLead: readonly { organ: string }[];
  cooperating: readonly { organ: string }[];
  supporting: readonly { organ: string }[];
}

/** Who leads by the list, and who helps; `lead` is null when the list says nothing, or names whom it is about. */
export interface Suggested {
  lead: string | null;
  parts: string[];
}

/**
 * A service item belongs to one office; a matter of the territorial list to the department that leads. Whoever the
 * case is about is left out.
 */
export function suggestedLead(excluded: Excluded, item: Duty | null, matter: Duty | null): Suggested {
  const allowed = (holder: string) => maySee({ excluded }, organOf(holder));
  const leadsOf = (duty: Duty | null) => [duty?.lead, ...(duty?.alsoLead ?? [])].flatMap((ref) => ref?.organ ?? []);
  const named = [...leadsOf(item), ...leadsOf(matter)];
  const lead = named[0] !== undefined && allowed(named[0]) ? named[0] : null;
  const helpers = [...leadsOf(matter), ...(matter?.supporting ?? []).map(({ organ }) => organ)];
  return { lead, parts: [...new Set(helpers)].filter((holder) => holder !== lead && allowed(holder)) };
}

/**
 * Everybody that a case can be given to: open offices of its township and all departments, but nobody whom it is about,
 * nor an office that has taken over the work of one.
 */
export function assignable(
  { excluded, townshipCode }: { excluded: Excluded; townshipCode: string },
  directory: Directory,
): { holder: string; name: string; group: 'office' | 'department' }[] {
  const offices = directory.offices
    .filter((office) => office.townshipCode === townshipCode && isOpen(office))
    .map(({ id }) => ({ holder: `O${id}`, group: 'office' as const }));
  const departments = directory.departments.map(({ code }) => ({ holder: `D${code}`, group: 'department' as const }));
  return [...offices, ...departments]
    .filter(({ holder }) => maySee({ excluded }, organOf(holder)))
    .map((one) => ({ ...one, name: organName(one.holder, directory) ?? '' }));
}

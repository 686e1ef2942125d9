// Pure. Who looks at cases from the desk: what is theirs, and what is kept from them.

import type { Directory } from '../directory/directory.contract.ts';
import { fieldsOf } from '../staff/permissions.rules.ts';
import type { FieldGroup, Scope, Session, StaffRole } from '../staff/staff.contract.ts';
import { COUNTER_TYPES, type Organ } from './cases.rules.ts';

export interface Viewer {
  staffId: number;
  organ: Organ;
  role: StaffRole;
  scope: Scope;
  /** The viewer's own queue, as in `case_record.holder`. With the scope `organ` it is all that they may see. */
  holders: readonly string[];
  /** Codes; null: of every township. */
  townships: readonly string[] | null;
  /** What of a case the viewer may read at all. */
  fields: readonly FieldGroup[];
  /** A case that names one of these organs is kept from the viewer. */
  keptFrom: { offices: readonly string[]; departments: readonly string[] };
  /**
   * A report or an accusation that names one of these is kept from the viewer as well: who sees all of a township
   * does not see what is said against any office of it (信访工作条例 art. 30).
   */
  keptFromReports: readonly string[];
}

/** An office and all that have been merged into it: it does their work and answers for them. */
function withMerged(officeId: string, offices: Directory['offices']): string[] {
  const all = new Set([officeId]);
  for (const id of all) for (const office of offices) if (office.mergedIntoId === id) all.add(office.id);
  return [...all];
}

/** @param scope of the permission by which the viewer came: see `permissions.data.ts` */
export function viewerOf(
  { staff }: Pick<Session, 'staff'>,
  scope: Scope,
  { offices }: Pick<Directory, 'offices'>,
): Viewer {
  const { id, role, townshipCode, officeId, departmentCode } = staff;
  const ofTownship = offices.filter((office) => office.townshipCode === townshipCode);
  const own = officeId === null ? [] : withMerged(officeId, offices);
  // A clerk stands at the counter, whether or not the account names the office that it belongs to.
  const counter =
    role === 'counter-clerk'
      ? ofTownship
          .filter(({ officeTypeCode }) => COUNTER_TYPES.includes(officeTypeCode))
          .flatMap((office) => withMerged(office.id, offices))
      : [];
  const isDepartment = role === 'department-handler' || role === 'department-head';
  const holders = {
    own: [],
    organ: [
      ...own.map((office) => `O${office}`),
      // A dispatched handler works for the office: what lies with the whole department is not theirs.
      ...(isDepartment && departmentCode !== null ? [`D${departmentCode}`] : []),
    ],
    township: townshipCode === null ? [] : [`T${townshipCode}`],
    all: role === 'coordinator' ? ['C'] : [],
  }[scope];
  const townships = scope === 'all' ? null : scope === 'township' && townshipCode !== null ? [townshipCode] : [];
  return {
    staffId: id,
    organ: { office: officeId, department: departmentCode },
    role,
    scope,
    holders,
    townships,
    fields: fieldsOf(role, 'cases.read'),
    keptFrom: {
      offices: [...new Set([...own, ...counter])],
      departments: departmentCode === null ? [] : [departmentCode],
    },
    keptFromReports: scope === 'township' ? ofTownship.map((office) => office.id) : [],
  };
}

// Pure. Who leads, who cooperates and who supports, by which entry: the one way to ask it, for everybody who does.

import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, officeAnswer } from '../directory/directory.rules.ts';
import type { Lists } from './lists.contract.ts';

/** A body that can hold a duty. A village committee is none of them (art. 24), and there is no kind for one. */
export interface OrganRef {
  kind: 'department' | 'office' | 'township';
  /** Code of the department, id of the office, or code of the township. */
  code: string;
  name: string;
  /** As cases name their holders: `D<department code>`, `O<office id>`, `T<township code>`. */
  organ: string;
}

export interface Duties {
  entry: {
    code: string;
    name: string;
    list: 'territorial' | 'items';
    /** Of the territorial list; 0 for service items, which have no versions, and for lists that no database has seen. */
    version: number;
  };
  /** Null when the entry names nobody, or when it takes a township to know. */
  lead: OrganRef | null;
  /** Further departments that lead, after the first. */
  alsoLead: OrganRef[];
  /** Who has the cooperating duty: it helps the lead and does not answer for the matter (art. 19). */
  cooperating: OrganRef[];
  /** Other departments that help. */
  supporting: OrganRef[];
  /** Helpers that are no organ, in words; null: none. */
  supportingOther: string | null;
  /** What the lead has to do and what those who cooperate have to do, in the words of the list. */
  leadDuty: string;
  cooperatingDuty: string;
}

/** Of the lists, what duties are made of: those in force, or an earlier version of the territorial list. */
export type DutyLists = Pick<Lists, 'serviceItems' | 'itemOffices' | 'territorialItems' | 'versions'>;

/** `TOWNSHIP` in the column of who cooperates: the township in which it happens. */
const TOWNSHIP = 'township';

export function departmentRef(code: string, directory: Directory): OrganRef {
  // A list may be older than the directory: then the department has its code for a name, and still its duty.
  const name = directory.departments.find((department) => department.code === code)?.name ?? code;
  return { kind: 'department', code, name, organ: `D${code}` };
}

export function townshipRef(code: string, directory: Directory): OrganRef | null {
  const township = directory.divisions.find((division) => division.code === code);
  if (township === undefined || (township.kind !== 'town' && township.kind !== 'subdistrict')) return null;
  return { kind: 'township', code, name: township.name, organ: `T${code}` };
}

/**
 * @param code of the territorial list (`D01-001`) or of a service item (`T001`, `V001`)
 * @param townshipCode where it happens; null: anywhere, then nobody of a township is named
 * @returns null when the code is on neither list
 */
export function dutiesOf(
  lists: DutyLists,
  directory: Directory,
  code: string,
  townshipCode: string | null,
): Duties | null {
  const departments = (codes: readonly string[]) => codes.map((one) => departmentRef(one, directory));
  const township = townshipCode === null ? null : townshipRef(townshipCode, directory);
  const matter = lists.territorialItems.find((entry) => entry.code === code);
  if (matter) {
    const [lead = null, ...alsoLead] = departments(matter.leadDepartmentCodes);
    const isWords = matter.cooperating !== TOWNSHIP && matter.cooperating !== '';
    return {
      entry: { code, name: matter.name, list: 'territorial', version: lists.versions?.territorial ?? 0 },
      lead,
      alsoLead,
      cooperating: matter.cooperating === TOWNSHIP && township !== null ? [township] : [],
      supporting: departments(matter.supportingDepartmentCodes),
      supportingOther:
        [...(isWords ? [matter.cooperating] : []), ...(matter.supportingOther ? [matter.supportingOther] : [])].join(
          '、',
        ) || null,
      leadDuty: matter.leadDuty,
      cooperatingDuty: matter.cooperatingDuty,
    };
  }
  const item = lists.serviceItems.find((entry) => entry.code === code);
  if (!item) return null;
  const given = lists.itemOffices.find((row) => row.townshipCode === townshipCode && row.itemCode === code);
  const office = directory.offices.find(({ id }) => id === given?.officeId);
  const lead: OrganRef | null =
    office && isOpen(office)
      ? { kind: 'office', code: office.id, name: officeAnswer(office, directory).name, organ: `O${office.id}` }
      : null;
  return {
    entry: { code, name: item.name, list: 'items', version: 0 },
    lead,
    alsoLead: [],
    cooperating: [],
    supporting: departments(item.departmentCodes),
    supportingOther: null,
    leadDuty: item.role,
    cooperatingDuty: '',
  };
}

/** Everybody whom the entry names, the lead first: who may be named as the right body of it, and who may answer. */
export const bodiesOf = ({ lead, alsoLead, cooperating, supporting }: Duties): OrganRef[] => [
  ...(lead === null ? [] : [lead]),
  ...alsoLead,
  ...cooperating,
  ...supporting,
];

/** Whether by this entry the organ leads; a body that only helps is not whom to pass a call on to. */
export const leads = ({ lead, alsoLead }: Duties, organ: string): boolean =>
  [lead, ...alsoLead].some((ref) => ref?.organ === organ);

// Pure. Which place a role needs, what a staff number looks like.

import { STAFF_ROLES, type Staff, type StaffRole } from './staff.contract.ts';

/** What an administrator has typed, as it came. Empty: not given. */
export interface TypedAccount {
  staffNumber: string;
  name: string;
  role: string;
  townshipCode: string;
  officeId: string;
  departmentCode: string;
  /** Name of the person where people sign in elsewhere. */
  externalId: string;
}

/** What there is to belong to. Office ids begin with the code of their township. */
export interface Places {
  townships: ReadonlySet<string>;
  offices: ReadonlySet<string>;
  departments: ReadonlySet<string>;
}

export interface AccountFault {
  field: keyof TypedAccount;
  text: string;
}

export type Account = Omit<Staff, 'id'> & { externalId: string | null };

const TOWNSHIP_ROLES: readonly StaffRole[] = ['counter-clerk', 'township-handler', 'township-leader'];
const DEPARTMENT_ROLES: readonly StaffRole[] = ['department-handler', 'department-head'];

export const isRole = (role: string): role is StaffRole => (STAFF_ROLES as readonly string[]).includes(role);

/**
 * A staff number is kept in capitals. What does not belong to the role (a department with a clerk) is left away; a
 * handler of a dispatched institution keeps both office and department.
 */
export function accountOf(typed: TypedAccount, places: Places): { account: Account } | { faults: AccountFault[] } {
  const staffNumber = typed.staffNumber.trim().toUpperCase();
  const name = typed.name.trim();
  const { role, townshipCode, officeId, departmentCode } = typed;
  const faults: AccountFault[] = [];
  const refuse = (field: AccountFault['field'], text: string) => faults.push({ field, text });
  if (!/^[A-Z0-9][A-Z0-9-]{1,19}$/.test(staffNumber))
    refuse('staffNumber', '工号要 2 到 20 位，只用字母、数字和横线，第一位不用横线。');
  if (name === '' || [...name].length > 40) refuse('name', '请填姓名，最多 40 个字。');
  const externalId = typed.externalId.trim() || null;
  if (externalId !== null && externalId.length > 200) refuse('externalId', '统一身份里的名字太长，请核对。');
  if (!isRole(role)) {
    refuse('role', '请选岗位。');
    return { faults };
  }
  const isTownship = TOWNSHIP_ROLES.includes(role);
  const takesOffice = role === 'counter-clerk' || role === 'township-handler';
  const takesDepartment = DEPARTMENT_ROLES.includes(role) || role === 'township-handler';
  if (isTownship && !places.townships.has(townshipCode)) refuse('townshipCode', '这个岗位要选镇街。');
  const office = takesOffice && officeId !== '' ? officeId : null;
  if (role === 'township-handler' && office === null) refuse('officeId', '承办人要选办公室。');
  if (office !== null && !(places.offices.has(office) && office.startsWith(`${townshipCode}-`)))
    refuse('officeId', '这个办公室不在选的镇街里，请重选。');
  const department = takesDepartment && departmentCode !== '' ? departmentCode : null;
  if (DEPARTMENT_ROLES.includes(role) && department === null) refuse('departmentCode', '这个岗位要选部门。');
  if (department !== null && !places.departments.has(department)) refuse('departmentCode', '没有这个部门，请重选。');
  if (faults.length > 0) return { faults };
  const place = { townshipCode: isTownship ? townshipCode : null, officeId: office, departmentCode: department };
  return { account: { staffNumber, name, role, ...place, externalId } };
}

/** Same number, name, role and place: a form that was sent twice. */
export const isSameAccount = (a: Account, b: Account): boolean =>
  (['staffNumber', 'name', 'role', 'townshipCode', 'officeId', 'departmentCode', 'externalId'] as const).every(
    (field) => a[field] === b[field],
  );

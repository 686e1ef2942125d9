/** The one small world in which all four machines run: its people, its lists, its weeks. */
import { dutiesOf } from '../../worker/lists/duties.rules.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { Staff, StaffRole } from '../../worker/staff/staff.contract.ts';
import { entry, LISTS, DIRECTORY as SMALL, TOWN, WEEKS } from '../calls/small-lists.ts';
import { staff, viewer } from '../cases/deskstaff.ts';

export const OTHER = '370883101';
export const VILLAGE = '370883107201';
const OFFICE = `${TOWN}-O08`;
const division = (code: string, name: string, kind: 'town' | 'village') => ({
  ...{ code, name, kind, parentCode: '370883', pinyin: null },
  ...{ longitude: null, latitude: null, coordinateNote: null },
});
export const DIRECTORY = {
  ...SMALL,
  divisions: [
    division(TOWN, '太平镇', 'town'),
    division(OTHER, '香城镇', 'town'),
    division(VILLAGE, '某村', 'village'),
  ],
  officeTypes: [{ code: 'O08', name: '规划建设办公室', dispatched: false }],
  offices: [
    {
      ...{ id: OFFICE, townshipCode: TOWN, officeTypeCode: 'O08', name: '规划建设办公室', mergedIntoId: null },
      ...{ closed: false, place: null, hours: null, phone: null },
    },
  ],
};
/** By the first the township helps; by the second it does not. */
export const SHARED = 'D01-001';
export const ALONE = 'D01-005';
export const ALL_LISTS = {
  ...LISTS,
  territorialItems: [
    ...LISTS.territorialItems.filter(({ code }) => code !== 'D01-004'),
    { ...entry('D01-004', [], ['M04']) },
    { ...entry(ALONE, ['M02'], ['M01']), cooperating: '' },
  ],
  powerItems: [],
  negativeProofs: [],
  retired: [],
};
export const CONTENT = {
  directory: DIRECTORY,
  calendar: WEEKS,
  codes: { territorial: new Set(ALL_LISTS.territorialItems.map(({ code }) => code)), items: new Set<string>() },
  officeOf: () => null,
  dutiesOf: (code: string, township: string | null) => dutiesOf(ALL_LISTS, DIRECTORY, code, township),
};

/** K at the counter, H in the office, L leads the township; E and F are heads of M01 and M02; C and X coordinate. */
const WHO: Record<string, [number, StaffRole, Partial<Staff>]> = {
  K: [21, 'counter-clerk', { townshipCode: TOWN }],
  H: [22, 'township-handler', { townshipCode: TOWN, officeId: OFFICE }],
  L: [23, 'township-leader', { townshipCode: TOWN }],
  E: [24, 'department-head', { departmentCode: 'M01' }],
  F: [25, 'department-head', { departmentCode: 'M02' }],
  C: [26, 'coordinator', {}],
  X: [27, 'coordinator', {}],
};
export const personOf = (who: string): Staff => {
  const [id, role, place] = WHO[who] as [number, StaffRole, Partial<Staff>];
  return staff(role, { ...place, id });
};
export const viewerFor = (who: string) => viewer(personOf(who), DIRECTORY);
/** With what they lead or take part by, the wider of both. */
export const eyesFor = (who: string) => {
  const person = personOf(who);
  return eyesOf({ staff: person }, scopeOf(person.role, 'operations.take-part'));
};
export const mayLead = (who: string) => scopeOf(personOf(who).role, 'operations.lead') !== null;
export const organName = (short: string): string =>
  ({ T: `T${TOWN}`, O: `O${OFFICE}`, OTHER: `T${OTHER}`, V: `V${VILLAGE}` })[short] ?? short;

/** What somebody does, possible or not. `to` and `entry` are read by the steps that need them; `n` picks a task. */
export interface Doing {
  on: 'case' | 'operation' | 'hazard' | 'assignment' | 'call' | 'wait';
  action: string;
  by: string;
  to: string;
  entry: string;
  n: number;
  ms: number;
}
/** The model and what it stands beside are asked and shown alike. */
export interface Machine {
  /** @returns whether it was possible */
  act(doing: Doing, now: number): boolean | Promise<boolean>;
  tick(now: number): void | Promise<void>;
  view(): unknown;
}
export interface Begin {
  kind: 'consultation' | 'petition' | 'dispute';
  entry: string;
  proposal: string;
  call: 'ordinary' | 'urgent' | 'joint';
}

/** Two townships, four departments and three entries: enough for a call to go astray. */
import type { WorkingCalendar } from '../../worker/calendar/calendar.rules.ts';
import type { Call } from '../../worker/calls/calls.contract.ts';
import { CALL_LIMITS } from '../../worker/calls/limits.data.ts';
import { type CallOrder, raiseCall } from '../../worker/calls/raise.rules.ts';
import type { CallAround, CallMove } from '../../worker/calls/steps.rules.ts';
import type { Directory } from '../../worker/directory/directory.contract.ts';
import { type DutyLists, dutiesOf } from '../../worker/lists/duties.rules.ts';
import type { TerritorialItem } from '../../worker/lists/lists.contract.ts';

export const TOWN = '370883107';
/** Monday, 2026-03-02, 09:00 in Shanghai. */
export const MONDAY = Date.parse('2026-03-02T01:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Weeks and nothing else. */
export const WEEKS: WorkingCalendar = {
  version: 'weeks',
  publishedUntil: '2026-12-31',
  holidays: new Set(),
  makeUpWorkdays: new Set(),
};

const department = (code: string, name: string) => ({
  code,
  name,
  kind: '部门',
  confidence: 'high' as const,
  note: '',
});
export const DIRECTORY: Directory = {
  divisions: [{ code: TOWN, name: '太平镇', kind: 'town', parentCode: '370883', pinyin: null }] as never,
  departments: [
    department('M01', '环保'),
    department('M02', '水务'),
    department('M03', '住建'),
    department('M04', '农业'),
  ],
  officeTypes: [],
  offices: [],
};

export const entry = (code: string, leads: string[], supporting: string[] = []): TerritorialItem => ({
  code,
  domainNumber: 1,
  domain: '环境',
  name: `事项${code}`,
  leadDepartmentCodes: leads,
  leadDuty: '查处',
  cooperating: 'township',
  cooperatingDuty: '发现、报告',
  supportingDepartmentCodes: supporting,
  supportingOther: null,
  legalBasis: [],
  unverified: [],
});

/** Black water: the environment leads. The river: water. Building: housing and, as well, farming. */
export const WATER = 'D01-001';
export const RIVER = 'D01-002';
export const SITE = 'D01-003';
export const NOBODY = 'D01-004';
export const LISTS: DutyLists = {
  serviceItems: [],
  itemOffices: [],
  territorialItems: [
    entry(WATER, ['M01'], ['M02', 'M03']),
    entry(RIVER, ['M02'], ['M01']),
    entry(SITE, ['M03', 'M04'], ['M01']),
    entry(NOBODY, []),
  ],
  versions: { territorial: 1, power: 1 },
};

export const around = (now = MONDAY, lists: DutyLists = LISTS): CallAround => ({
  limits: CALL_LIMITS,
  calendar: WEEKS,
  now,
  dutiesOf: (code) => dutiesOf(lists, DIRECTORY, code, TOWN),
});

export const order = (change: Partial<CallOrder> = {}): CallOrder => ({
  kind: 'ordinary',
  townshipCode: TOWN,
  entryCode: WATER,
  listVersion: 1,
  excluded: { offices: [], departments: [] },
  helpers: [],
  ...change,
});

export function raised(change: Partial<CallOrder> = {}, now = MONDAY): { call: Call; moves: CallMove[] } {
  const result = raiseCall(order(change), around(now));
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
  const call = result.moves.at(-1)?.after;
  if (call === undefined) throw new Error('nothing was raised');
  return { call, moves: result.moves };
}

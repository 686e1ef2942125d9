// Pure. The admission gate: whether a department may hand a task to townships. Desk and API ask here, nothing goes around.

import { isDay } from '../calendar/calendar.rules.ts';
import type { Directory, Division } from '../directory/directory.contract.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { dutiesOf, leads } from '../lists/duties.rules.ts';
import type { Lists } from '../lists/lists.contract.ts';
import { CONDITIONS, type Condition, type Proposal } from './assignments.contract.ts';
import { CONDITION_TITLES, GATE_RULES, type GateRuleName } from './gate.data.ts';

/** The lists that are asked, and who there is. */
export interface GateWorld {
  lists: Lists;
  directory: Directory;
}

/** By which entry a task was admitted: its address and the version that said so. */
export interface Evidence {
  code: string;
  name: string;
  list: 'territorial' | 'power' | 'items';
  /** 0 for service items, which have no versions. */
  version: number;
}

export interface Refused {
  verdict: 'refused';
  rule: GateRuleName;
  /** What has not been written; only with `conditions-missing`. */
  missing: Condition[];
  howToApply: string;
}
export type Verdict =
  | { verdict: 'admitted'; ground: 'list'; entry: Evidence }
  /** Off the list with everything that art. 4 asks for: the coordinating office still has to agree. */
  | { verdict: 'admitted'; ground: 'exception'; entry: null }
  | Refused;

const refused = (rule: GateRuleName, missing: Condition[] = []): Refused => ({
  verdict: 'refused',
  rule,
  missing,
  howToApply:
    missing.length === 0
      ? GATE_RULES[rule].howToApply
      : `请补上：${missing.map((name) => CONDITION_TITLES[name]).join('、')}。${GATE_RULES[rule].howToApply}`,
});
const admitted = (entry: Evidence): Verdict => ({ verdict: 'admitted', ground: 'list', entry });

const VILLAGE_CODE = /^\d{12}$/;

function bodiesOf({ bodies }: Proposal, { divisions }: Directory): Division[] | Refused {
  // Before anything is looked up: a village that nobody knows is refused for being one all the same.
  if (bodies.some((code) => VILLAGE_CODE.test(code))) return refused('village-committee');
  const found = bodies.map((code) => divisions.find((division) => division.code === code));
  if (found.length === 0 || found.some((one) => one === undefined || !isTownship(one)))
    return refused('not-a-township');
  return found as Division[];
}

/** @returns null when the entry is on none of the lists */
function byEntry(proposal: Proposal, { lists, directory }: GateWorld, townships: readonly Division[]): Verdict | null {
  const { entryCode: code, asked, department } = proposal;
  if (code === '') return null;
  const power = lists.powerItems.find((item) => item.code === code);
  if (power) {
    // What the township itself has the power for: nobody's duty is passed on.
    const applies = ({ kind }: Division) => (kind === 'town' ? power.appliesToTowns : power.appliesToSubdistricts);
    if (!townships.every(applies)) return refused('not-this-township');
    return admitted({ code, name: power.name, list: 'power', version: lists.versions?.power ?? 0 });
  }
  const each = townships.map((township) => dutiesOf(lists, directory, code, township.code));
  const [first] = each;
  if (first === undefined || first === null) return null;
  if (first.entry.list === 'items') {
    if (!first.supporting.some(({ organ }) => organ === `D${department}`)) return refused('not-your-entry');
    if (each.some((duties) => duties?.lead === null)) return refused('not-this-township');
    return admitted(first.entry);
  }
  if (!leads(first, `D${department}`)) return refused('not-your-entry');
  if (asked === 'lead') return refused('lead-stays');
  const cooperates = townships.every(({ code: own }, at) =>
    each[at]?.cooperating.some(({ organ }) => organ === `T${own}`),
  );
  return cooperates ? admitted(first.entry) : refused('not-this-township');
}

/**
 * On the list: admitted, the entry is the evidence. Off it: only for a time, and only with all that art. 4 asks for.
 * @param today YYYY-MM-DD
 */
export function judge(proposal: Proposal, world: GateWorld, today: string): Verdict {
  const townships = bodiesOf(proposal, world.directory);
  if ('verdict' in townships) return townships;
  const { startDay, endDay, kind } = proposal;
  if (!isDay(startDay) || !isDay(endDay) || endDay < startDay) return refused('term');
  if (endDay < today) return refused('expired');
  const listed = byEntry(proposal, world, townships);
  if (listed?.verdict === 'admitted' || (listed && kind === 'listed')) return listed;
  if (kind === 'listed') return refused('not-on-list');
  const missing = CONDITIONS.filter((name) => proposal[name].trim() === '');
  if (missing.length > 0) return refused('conditions-missing', missing);
  const own = world.directory.departments.find(({ code }) => code === proposal.department);
  if (own !== undefined && proposal.approvingBody.includes(own.name)) return refused('own-approval');
  return { verdict: 'admitted', ground: 'exception', entry: null };
}

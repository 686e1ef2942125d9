/** A proposal twice: as the gate should treat it, knowing none of the worker's code, and by the rules of the service. */
import type { Proposal } from '../../worker/assignments/assignments.contract.ts';
import { actorOf, organOf } from '../../worker/assignments/assignments.usecases.ts';
import { judge } from '../../worker/assignments/gate.rules.ts';
import { beginningOf, type Taken, transitionFor } from '../../worker/assignments/machine.rules.ts';
import { assignmentMessages } from '../../worker/assignments/messages.rules.ts';
import { dayOf } from '../../worker/calendar/calendar.rules.ts';
import { temporary } from '../assignments/proposals.ts';
import { TOWN } from '../calls/small-lists.ts';
import { toldOf } from './calls-rules.ts';
import { dayAt, textOf } from './days-model.ts';
import {
  ALL_LISTS,
  ALONE,
  DIRECTORY,
  type Doing,
  type Machine,
  OTHER,
  personOf,
  SHARED,
  VILLAGE,
} from './one-world.ts';

const TERM = 6;
const listed = { kind: 'listed', entryCode: SHARED } as const;
/** What is proposed by M01, and how it begins, by heart. */
export const PROPOSALS: Record<string, [Partial<Proposal>, 'admitted' | 'proposed' | 'refused']> = {
  'by the list': [listed, 'admitted'],
  'to two townships': [{ ...listed, bodies: [TOWN, OTHER] }, 'admitted'],
  'leading by the list': [{ ...listed, asked: 'lead' }, 'refused'],
  'of an entry that is not theirs': [{ ...listed, entryCode: ALONE }, 'refused'],
  'off the list': [{ kind: 'listed', entryCode: '' }, 'refused'],
  'for a time': [{}, 'proposed'],
  'for a time, of another’s entry': [{ entryCode: ALONE }, 'proposed'],
  'for a time, without funds': [{ funds: ' ' }, 'refused'],
  'for a time, approved by themselves': [{ approvingBody: '环保' }, 'refused'],
  'to a village': [{ bodies: [VILLAGE] }, 'refused'],
};
export const proposalOf = (name: string, now: number): Proposal =>
  temporary({
    ...{ department: 'M01', bodies: [TOWN], startDay: dayOf(now), endDay: dayOf(now + TERM * 86_400_000) },
    ...PROPOSALS[name]?.[0],
  });
/** Action → from, to, by whom: letters of people. */
const WAYS: Record<string, [string[], string, string]> = {
  examine: [['proposed'], 'examined', 'CX'],
  approve: [['examined'], 'admitted', 'CX'],
  refuse: [['proposed', 'examined'], 'refused', 'CX'],
  withdraw: [['proposed', 'examined'], 'withdrawn', 'E'],
  'end-early': [['admitted'], 'ended', 'ECX'],
  remark: [['admitted'], 'admitted', 'L'],
};
export const ASSIGNMENT_ACTIONS = Object.keys(WAYS);
const TOWN_ORGAN = `T${TOWN}`;
const FIRST = { admitted: 'admit', proposed: 'propose', refused: 'reject' } as const;

export class AssignmentModel implements Machine {
  state: string;
  log: string[];
  /** Messages: number of the event and who gets it. */
  private readonly told: string[] = [];
  private readonly towns: string[];
  private examiner = '';
  private readonly last: number;

  constructor(name: string, now: number) {
    const first = PROPOSALS[name]?.[1] ?? 'refused';
    this.state = first;
    this.log = [FIRST[first]];
    this.towns = (PROPOSALS[name]?.[0].bodies ?? [TOWN]).map((code) => `T${code}`);
    if (first === 'admitted') this.tell(...this.towns);
    if (first === 'proposed') this.tell('C');
    this.last = dayAt(now) + TERM;
  }
  act({ action, by }: Doing, now: number): boolean {
    const [from, to, who] = WAYS[action] ?? [[], '', ''];
    if (!from.includes(this.state) || !who.includes(by)) return false;
    if (action === 'approve' && by === this.examiner) return false;
    if ((action === 'examine' || action === 'approve') && dayAt(now) > this.last) return false;
    if (action === 'examine') this.examiner = by;
    this.state = to;
    this.log.push(action);
    const doer = { E: 'DM01', L: TOWN_ORGAN }[by] ?? 'C';
    const told: Record<string, string[]> = {
      ...{ approve: ['DM01', ...this.towns], refuse: ['DM01'], withdraw: ['C'], remark: ['DM01', 'C'] },
      'end-early': ['DM01', 'C', ...this.towns],
    };
    // Who examined does not decide: the office itself is told to have another one look.
    if (action === 'examine') this.tell('C');
    this.tell(...(told[action] ?? []).filter((one) => one !== doer));
    return true;
  }
  private tell(...who: string[]) {
    for (const one of who) this.told.push(`${this.log.length} ${one}`);
  }
  tick(now: number) {
    if (dayAt(now) <= this.last || !['admitted', 'proposed', 'examined'].includes(this.state)) return;
    this.log.push(this.state === 'admitted' ? 'end' : 'lapse');
    this.tell('DM01', ...(this.state === 'admitted' ? this.towns : ['C']));
    this.state = this.state === 'admitted' ? 'ended' : 'refused';
  }
  view() {
    return { state: this.state, log: this.log, until: textOf(this.last), told: [...this.told].sort() };
  }
}

const SYSTEM = { staffId: 0, role: 'system', place: null } as const;
export class AssignmentRules implements Machine {
  #state: ReturnType<typeof beginningOf>['state'];
  readonly #log: string[];
  readonly #told: string[] = [];
  readonly #taken: Taken[];
  readonly #proposal: Proposal;

  constructor(name: string, now: number) {
    this.#proposal = proposalOf(name, now);
    const { state, action } = beginningOf(this.#judge(now));
    this.#state = state;
    this.#log = [action];
    this.#taken = [{ action: 'propose', by: personOf('E').id }];
    this.#tell('DM01');
  }
  #tell(by: string | null) {
    const step = { action: this.#log.at(-1) ?? '', seq: this.#log.length, at: 0, state: this.#state };
    this.#told.push(...toldOf(assignmentMessages('x', this.#proposal, step, by)));
  }
  #judge = (now: number) => judge(this.#proposal, { lists: ALL_LISTS, directory: DIRECTORY }, dayOf(now));

  #take(action: string, actor: NonNullable<ReturnType<typeof actorOf>>): boolean {
    const record = { state: this.#state, proposal: this.#proposal };
    const row = transitionFor(action, record, actor, this.#taken);
    if (row === null) return false;
    this.#state = row.to ?? this.#state;
    this.#taken.push({ action, by: actor.staffId });
    this.#log.push(action);
    this.#tell(organOf(actor));
    return true;
  }
  act({ action, by }: Doing, now: number): boolean {
    const actor = actorOf(personOf(by));
    if (actor === null) return false;
    if ((action === 'examine' || action === 'approve') && this.#judge(now).verdict === 'refused') return false;
    return this.#take(action, actor);
  }
  tick(now: number) {
    if (this.#proposal.endDay < dayOf(now)) this.#take(this.#state === 'admitted' ? 'end' : 'lapse', SYSTEM);
  }
  /** @throws Error for a task that has reached a township, or a village, past the gate */
  view() {
    const { startDay, bodies } = this.#proposal;
    const gate = this.#judge(Date.parse(`${startDay}T04:00:00Z`));
    const isIn = this.#state === 'admitted' || this.#state === 'ended';
    if (isIn && (gate.verdict === 'refused' || bodies.includes(VILLAGE))) throw new Error('admitted past the gate');
    if (isIn && gate.verdict === 'admitted' && gate.ground !== 'list' && !this.#log.includes('approve'))
      throw new Error('admitted off the list and nobody approved it');
    return { state: this.#state, log: this.#log, until: this.#proposal.endDay, told: [...this.#told].sort() };
  }
}

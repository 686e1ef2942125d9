/** A hazard twice: as it should be, knowing none of the worker's code, and by the rules of the service. */
import { CHECKLISTS, HAZARD_STEPS, type HazardStep } from '../../worker/operations/hazards.data.ts';
import {
  hazardConditionFaults,
  hazardNextAt,
  isOpenHazard,
  maySeeHazard,
  passFaults,
  rolesAt,
} from '../../worker/operations/hazards.rules.ts';
import { minutesOf } from '../../worker/operations/limits.rules.ts';
import { escalationAt, stepFor } from '../../worker/operations/machine.rules.ts';
import { hazardMessages } from '../../worker/operations/messages.rules.ts';
import type { Hazard } from '../../worker/operations/operations.contract.ts';
import { TOWN } from '../calls/small-lists.ts';
import { toldOf } from './calls-rules.ts';
import { CONTENT, type Doing, eyesFor, type Machine, organName } from './one-world.ts';
import { NAMED, ORGAN } from './operations-model.ts';

const MINUTE = 60_000;
const ID = 8;
const short = (text: string) => text.replace(organName('T'), 'T');
/** By heart: minutes until the next step. */
const MINUTES: Record<string, number> = { reported: 10, signed: 60, verified: 30, removing: 1440, removed: 1440 };
const WAYS: Record<string, [string[], string | null]> = {
  sign: [['reported'], 'signed'],
  verify: [['signed'], 'verified'],
  dismiss: [['signed'], 'unfounded'],
  pass: [['signed', 'verified', 'removing'], null],
  check: [['verified', 'removing'], null],
  act: [['verified'], 'removing'],
  remove: [['removing'], 'removed'],
  confirm: [['removed'], 'closed'],
  reopen: [['removed'], 'removing'],
};
export const HAZARD_ACTIONS = Object.keys(WAYS);

export class HazardModel implements Machine {
  state = 'reported';
  owner = 'T';
  level = 0;
  due: number | null;
  log = ['report'];
  private isChecked = false;
  private remover = '';

  constructor(now: number) {
    this.due = now + 10 * MINUTE;
  }

  act({ action, by, to, entry, n }: Doing, now: number): boolean {
    const [from, next] = WAYS[action] ?? [[], null];
    const isIn = by === 'C' || by === 'X' || ORGAN[by] === 'T' || ORGAN[by] === this.owner;
    if (!from.includes(this.state) || !isIn) return false;
    if (action === 'pass' && (!NAMED[entry]?.includes(to) || to === this.owner)) return false;
    if (action === 'remove' && !this.isChecked) return false;
    if (action === 'confirm' && by === this.remover) return false;
    // Every second time something on the list is left out.
    if (action === 'check') this.isChecked = n % 2 === 0;
    if (action === 'pass') this.owner = to;
    if (action === 'remove') this.remover = by;
    this.state = next ?? this.state;
    if (action !== 'check') {
      const minutes = MINUTES[this.state];
      this.due = minutes === undefined ? null : now + minutes * MINUTE;
      this.level = 0;
    }
    this.log.push(action);
    if (['pass', 'dismiss', 'remove', 'confirm', 'reopen'].includes(action))
      this.tell([this.owner, 'T'], ORGAN[by] ?? 'C');
    return true;
  }
  /** Messages: number of the event, who gets it, and who is asked to see to what is late. Citizens' reports come in by themselves. */
  private readonly told = ['1 T'];
  private tell(who: readonly string[], doer = '') {
    for (const one of new Set(who)) if (one !== doer) this.told.push(`${this.log.length} ${one}`);
  }
  tick(now: number) {
    if (this.due === null || now <= this.due) return;
    const level = now > this.due + 10 * MINUTE ? 2 : 1;
    for (; this.level < level; this.level++) {
      this.log.push(this.level === 0 ? 'escalate' : 'escalate-further');
      this.tell(this.level === 0 ? [`${this.owner} leader`] : ['C coordinator', this.owner]);
    }
  }
  view() {
    const { state, owner, level, due, log } = this;
    return { state, owner, level, due, log, told: [...this.told].sort() };
  }
}

export class HazardRules implements Machine {
  #hazard: Hazard;
  readonly #log = ['report'];
  readonly #told: string[] = [];

  constructor(now: number) {
    this.#hazard = {
      ...{ townshipCode: TOWN, kind: 'forest-fire', state: 'reported', version: 1, owner: `T${TOWN}` },
      ...{ nextAt: hazardNextAt({ state: 'reported' }, CONTENT.calendar, now), escalation: 0 },
      ...{ checked: [], removedBy: null },
    };
    this.#tell('report', now, []);
  }
  act({ action, by, to, entry, n }: Doing, now: number): boolean {
    const hazard = this.#hazard;
    const eyes = eyesFor(by);
    const step = stepFor<HazardStep>(HAZARD_STEPS, hazard.state, action, rolesAt(hazard, eyes));
    if (step === null || !maySeeHazard({ ...hazard, isKept: false }, eyes)) return false;
    const organ = organName(to);
    const faults = hazardConditionFaults(action, hazard, eyes.staffId);
    if (action === 'pass') faults.push(...passFaults(organ, CONTENT.dutiesOf(entry, TOWN), hazard));
    if (faults.length > 0) return false;
    const state = step.to ?? hazard.state;
    const isNew = step.to !== null || action === 'pass';
    this.#hazard = {
      ...{ ...hazard, state, version: hazard.version + 1 },
      ...(isNew && { nextAt: hazardNextAt({ state }, CONTENT.calendar, now), escalation: 0 }),
      ...(action === 'check' && { checked: CHECKLISTS[hazard.kind].slice(n % 2).map(({ id }) => id) }),
      ...(action === 'pass' && { owner: organ }),
      ...(action === 'remove' && { removedBy: eyes.staffId }),
    };
    this.#log.push(action);
    this.#tell(action, now, eyes.organs);
    return true;
  }
  #tell(action: string, at: number, by: readonly string[]) {
    const hazard = { ...this.#hazard, isKept: false };
    const step = { action, seq: this.#log.length, at, state: hazard.state };
    this.#told.push(...toldOf(hazardMessages(ID, hazard, step, by)));
  }
  tick(now: number) {
    const { nextAt, escalation } = this.#hazard;
    const level = escalationAt(nextAt, now, minutesOf('hazard.further', now));
    for (let next = escalation + 1; next <= level; next++) {
      this.#log.push(next === 1 ? 'escalate' : 'escalate-further');
      this.#tell(this.#log.at(-1) ?? '', now, []);
    }
    this.#hazard = { ...this.#hazard, escalation: Math.max(escalation, level) };
  }
  /** @throws Error for an open one that is nobody's, has no date, or lies with a township that has no duty */
  view() {
    const { state, owner, nextAt: due, escalation: level } = this.#hazard;
    if (isOpenHazard(this.#hazard) && (owner === '' || due === null)) throw new Error('a hazard of nobody');
    if (owner === organName('OTHER') || owner === organName('V')) throw new Error('a hazard around the gate');
    const told = this.#told.map(short).sort();
    return { state, owner: short(owner), level, due, log: this.#log, told };
  }
}

import { describe, expect, it } from 'vitest';
import type { Duties } from '../../worker/lists/duties.rules.ts';
import { factsOfHazard, type HazardStepTold } from '../../worker/operations/hazard-facts.rules.ts';

const TOWN = '370883107';
const T = `T${TOWN}`;
const ref = (organ: string) => ({ kind: 'department' as const, code: organ.slice(1), name: organ, organ });
const duties = (lead: string): Duties => ({
  entry: { code: 'D09-001', name: '', list: 'territorial', version: 3 },
  lead: ref(lead),
  alsoLead: [],
  cooperating: [{ kind: 'township', code: TOWN, name: '', organ: T }],
  supporting: [],
  supportingOther: null,
  leadDuty: '',
  cooperatingDuty: '',
});
const words = {
  ...{ record: 'r', href: '/desk/emergency/0', kind: '安全生产' },
  worksFor: (organ: string, holder: string) => organ === holder || (holder === T && organ === `O${TOWN}-O08`),
  dutiesOf: (code: string) => (code === 'D09-001' ? duties('DM10') : null),
};
const hazard = { townshipCode: TOWN, nextAt: 99, isKept: false };
let clock = 0;
const step = (action: string, organ: string | null, data: HazardStepTold['data'] = null): HazardStepTold => {
  clock += 1;
  return { at: clock, action, organ, data };
};
const told = (steps: HazardStepTold[], change: Partial<typeof hazard> = {}) =>
  factsOfHazard({ ...hazard, ...change }, steps, words);

describe('the evidence of duty out of hazards', () => {
  it('has a line for verifying and one for removing, with who acted and when; a township has them beside its own duties', () => {
    clock = 0;
    const facts = told([
      step('report', null),
      step('sign', `O${TOWN}-O08`),
      step('verify', T),
      step('act', T),
      step('remove', T),
      step('reopen', T),
      step('remove', T),
      step('confirm', T),
    ]);
    expect(facts).toMatchObject([
      { organ: T, as: 'cooperating', what: '隐患现场核实：安全生产', fellAt: 1, actedAt: 2, doneAt: 3, isLate: false },
      { organ: T, as: 'cooperating', what: '隐患排除：安全生产', fellAt: 3, actedAt: 4, doneAt: 8, reopened: 1 },
    ]);
    expect(facts.map(({ dueAt }) => dueAt)).toEqual([null, null]);
  });

  it('passed on by the list, it falls to the one that leads; what was late before stays with whoever was late', () => {
    clock = 0;
    const facts = told([
      step('report', null),
      step('sign', T),
      step('escalate', null),
      step('pass', T, { organ: 'DM10', entry: 'D09-001', listVersion: 3 }),
      step('verify', 'DM10'),
      step('escalate', null),
    ]);
    expect(facts).toMatchObject([
      { organ: T, as: 'cooperating', isLate: true, isRefused: false, doneAt: 4 },
      {
        organ: 'DM10',
        as: 'lead',
        entry: { code: 'D09-001', version: 3 },
        fellAt: 4,
        actedAt: 5,
        doneAt: 5,
        isLate: false,
      },
      { organ: 'DM10', as: 'lead', fellAt: 5, actedAt: null, doneAt: null, dueAt: 99, isLate: true },
    ]);
  });

  it('what others did for the holder is not its act, and a department that passes it on has said that it is not its work', () => {
    clock = 0;
    const passed = { organ: 'DM11', entry: 'D09-001', listVersion: 3 };
    const facts = told([
      step('report', null),
      step('sign', 'C'),
      step('pass', 'C', passed),
      step('pass', 'DM11', { organ: 'DM10', entry: 'D09-001', listVersion: 3 }),
      step('dismiss', 'C'),
    ]);
    expect(facts).toMatchObject([
      { organ: T, actedAt: null, isRefused: false },
      { organ: 'DM11', as: 'supporting', isRefused: true },
      { organ: 'DM10', actedAt: null, doneAt: 5 },
    ]);
  });

  it('of one that the coordinating office keeps, nothing fell to the township', () => {
    clock = 0;
    expect(told([step('report', null), step('sign', 'C')], { isKept: true }).map(({ organ }) => organ)).toEqual(['C']);
  });
});

import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../worker/calendar/calendar.rules.ts';
import type { Duties, OrganRef } from '../../worker/lists/duties.rules.ts';
import type { Eyes } from '../../worker/operations/eyes.rules.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { limitEnd, limitOf } from '../../worker/operations/limits.rules.ts';
import { escalationAt, stepFor, stepsFor } from '../../worker/operations/machine.rules.ts';
import { readMoment } from '../../worker/operations/moments.rules.ts';
import {
  type HandOver,
  OPERATION_STATES,
  type Operation,
  type Task,
} from '../../worker/operations/operations.contract.ts';
import { OPEN_OPERATIONS, OPERATION_STEPS, type OperationStep } from '../../worker/operations/operations.data.ts';
import {
  conditionFaults,
  handOverFaults,
  type Known,
  maySeeOperation,
  nextOf,
  planFaults,
  rolesIn,
  taskFaults,
} from '../../worker/operations/operations.rules.ts';
import { staff } from '../cases/deskstaff.ts';

const TOWN = '370883107';
const OTHER = '370883101';
const NOW = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;
const calendar = calendarOf({ days: [], years: [] });

const operation = (change: Partial<Operation> = {}): Operation => ({
  townshipCode: TOWN,
  state: 'planned',
  version: 1,
  startsAt: NOW + HOUR,
  endsAt: NOW + 4 * HOUR,
  owner: `T${TOWN}`,
  nextAt: NOW + 4 * HOUR,
  escalation: 0,
  ...change,
});
const task = (change: Partial<Task> = {}): Task => ({
  number: 1,
  organ: 'DM30',
  state: 'asked',
  confirmedBy: null,
  arrivedAt: null,
  arrivedBy: null,
  doneAt: null,
  sealed: '',
  ...change,
});
const handOver = (change: Partial<HandOver> = {}): HandOver => ({
  number: 1,
  organ: 'DM30',
  entryCode: 'D03-020',
  listVersion: 1,
  state: 'open',
  isBinding: false,
  dueAt: NOW + 48 * HOUR,
  ...change,
});
const known = (change: Partial<Known> = {}): Known => ({
  operation: operation(),
  tasks: [],
  handOvers: [],
  findings: 0,
  photos: 0,
  ...change,
});
const organ = (kind: OrganRef['kind'], code: string): OrganRef => ({
  kind,
  code,
  name: code,
  organ: `${kind === 'department' ? 'D' : 'T'}${code}`,
});
const duties = (change: Partial<Duties> = {}): Duties => ({
  entry: { code: 'D03-020', name: '水污染', list: 'territorial', version: 2 },
  lead: organ('department', 'M30'),
  alsoLead: [],
  cooperating: [],
  supporting: [organ('department', 'M17')],
  supportingOther: null,
  leadDuty: '',
  cooperatingDuty: '',
  ...change,
});
const leader = eyesOf({ staff: staff('township-leader', { townshipCode: TOWN }) }, 'township');
const coordinator = eyesOf({ staff: staff('coordinator', { id: 9 }) }, 'all');
const department = (code: string): Eyes =>
  eyesOf({ staff: staff('department-handler', { departmentCode: code }) }, 'organ');

describe('the table of an operation', () => {
  it('leads out of every open state, and out of none that is over', () => {
    for (const state of OPERATION_STATES) {
      const out = stepsFor<OperationStep>(OPERATION_STEPS, state, ['lead', 'part', 'receiver', 'coordinator']).filter(
        (row) => row.to !== null,
      );
      expect(out.length > 0, state).toBe(OPEN_OPERATIONS.includes(state));
    }
  });

  it('has one row for a state and an action, so that nothing depends on the order of the table', () => {
    const pairs = (OPERATION_STEPS as readonly OperationStep[]).flatMap(({ action, from }) =>
      from.map((state) => `${state} ${action}`),
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('gives nobody the steps of the system', () => {
    for (const state of OPERATION_STATES) {
      expect(
        stepFor<OperationStep>(OPERATION_STEPS, state, 'escalate', ['lead', 'part', 'receiver', 'coordinator']),
      ).toBe(null);
      expect(stepsFor<OperationStep>(OPERATION_STEPS, state, ['system'])).toEqual([]);
    }
  });
});

describe('who has to act, and by when', () => {
  it('is known for every open state, and for none that is over', () => {
    for (const state of OPERATION_STATES)
      for (const handOvers of [[], [handOver()], [handOver({ state: 'settled' })]]) {
        const next = nextOf({ operation: operation({ state }), handOvers }, calendar, NOW);
        expect(next.owner).not.toBe('');
        expect(next.nextAt !== null, state).toBe(OPEN_OPERATIONS.includes(state));
      }
  });

  it('is the department that something was handed to, the nearest date first', () => {
    const handOvers = [handOver({ organ: 'DM17', dueAt: NOW + 90 * HOUR }), handOver({ number: 2 })];
    const next = nextOf({ operation: operation({ state: 'handed-over' }), handOvers }, calendar, NOW);
    expect(next).toEqual({ owner: 'DM30', nextAt: NOW + 48 * HOUR });
  });

  it('is the coordinating office once it has come back twice', () => {
    const handOvers = [handOver({ state: 'returned' }), handOver({ number: 2, state: 'returned', organ: 'DM17' })];
    expect(nextOf({ operation: operation({ state: 'reported' }), handOvers }, calendar, NOW).owner).toBe('C');
    expect(handOverFaults('DM30', duties(), { handOvers }, leader)[0]?.text).toContain('统筹办定');
    expect(handOverFaults('DM30', duties(), { handOvers }, coordinator)).toEqual([]);
  });
});

describe('roles', () => {
  it('follow from the township, the task and the hand-over', () => {
    const all = known({ tasks: [task()], handOvers: [handOver({ organ: 'DM17' })] });
    expect(rolesIn(all, leader, true)).toEqual(['lead']);
    expect(rolesIn(all, department('M30'), false)).toEqual(['part']);
    expect(rolesIn(all, department('M17'), false)).toEqual(['receiver']);
    expect(rolesIn(all, coordinator, true)).toEqual(['coordinator']);
    expect(rolesIn(known({ tasks: [task({ state: 'declined' })] }), department('M30'), false)).toEqual([]);
  });

  it('hide an operation from another township and from departments that have nothing to do with it', () => {
    const elsewhere = eyesOf({ staff: staff('township-leader', { townshipCode: OTHER }) }, 'township');
    const all = known({ tasks: [task()] });
    expect(maySeeOperation(all, elsewhere)).toBe(false);
    expect(maySeeOperation(all, department('M17'))).toBe(false);
    expect(maySeeOperation(all, department('M30'))).toBe(true);
    expect(maySeeOperation(all, eyesOf({ staff: staff('auditor') }, null))).toBe(false);
  });
});

describe('a task', () => {
  const townshipOf = (one: string) =>
    one.startsWith('T') ? one.slice(1) : one.startsWith('O') ? one.slice(1, 10) : null;

  it('of another township than one’s own goes by the list or not at all', () => {
    const named = duties({ cooperating: [organ('township', OTHER)] });
    expect(taskFaults(`T${OTHER}`, leader, null, townshipOf, 0)[0]?.text).toContain('准入');
    expect(taskFaults(`O${OTHER}-O08`, coordinator, duties(), townshipOf, 0)[0]?.text).toContain('准入');
    expect(taskFaults(`T${OTHER}`, coordinator, named, townshipOf, 0)).toEqual([]);
    expect(taskFaults(`O${OTHER}-O08`, coordinator, named, townshipOf, 0)).toEqual([]);
  });

  it('of one’s own offices and of departments needs no entry', () => {
    expect(taskFaults(`O${TOWN}-O08`, leader, null, townshipOf, 0)).toEqual([]);
    expect(taskFaults('DM30', leader, null, townshipOf, 0)).toEqual([]);
  });

  it.each(['', 'V370883107201', '370883107201', 'C', 'G1'])(
    'is never given to %j: a village committee cannot be responsible',
    (one) => {
      expect(taskFaults(one, coordinator, duties(), townshipOf, 0)[0]?.text).toContain('村（居）委会');
    },
  );
});

describe('a hand-over', () => {
  it('goes to a department that has a duty by the entry that is named', () => {
    expect(handOverFaults('DM30', null, { handOvers: [] }, leader)[0]?.field).toBe('entry');
    expect(handOverFaults('DM99', duties(), { handOvers: [] }, leader)[0]?.text).toContain('D03-020');
    expect(handOverFaults('DM17', duties(), { handOvers: [] }, leader)).toEqual([]);
    expect(
      handOverFaults(`T${TOWN}`, duties({ cooperating: [organ('township', TOWN)] }), { handOvers: [] }, leader)[0]
        ?.field,
    ).toBe('organ');
    expect(handOverFaults('DM30', duties(), { handOvers: [handOver()] }, leader)[0]?.text).toContain('已经移交');
  });
});

describe('conditions', () => {
  it('an operation starts with a task and near its time, and is reported with every task settled and a finding', () => {
    const early = known({ operation: operation({ startsAt: NOW + 3 * HOUR }), tasks: [task()] });
    expect(conditionFaults('start', early, NOW)[0]?.text).toContain('改时间');
    expect(conditionFaults('start', known(), NOW)[0]?.text).toContain('先派任务');
    expect(conditionFaults('start', known({ tasks: [task()] }), NOW)).toEqual([]);
    expect(conditionFaults('report', known({ tasks: [task()], findings: 1 }), NOW)[0]?.text).toContain('1 项任务');
    expect(conditionFaults('report', known({ tasks: [task({ state: 'done' })] }), NOW)[0]?.text).toContain('没有记录');
    expect(
      conditionFaults(
        'report',
        known({ tasks: [task({ state: 'done' }), task({ state: 'dropped' })], findings: 1 }),
        NOW,
      ),
    ).toEqual([]);
  });

  it('nothing is closed while a department still has it', () => {
    expect(conditionFaults('close', known({ handOvers: [handOver({ state: 'taken' })] }), NOW)).toHaveLength(1);
    expect(conditionFaults('close', known({ handOvers: [handOver({ state: 'settled' })] }), NOW)).toEqual([]);
  });
});

describe('a plan', () => {
  const whole = {
    title: '查黑水',
    place: '村东河边',
    purpose: '查排污',
    startsAt: NOW + HOUR,
    endsAt: NOW + 2 * HOUR,
    powers: [],
  };
  it('says beside each field what is missing', () => {
    expect(planFaults(whole, NOW)).toEqual([]);
    const nothing = { title: '', place: '', purpose: '', startsAt: null, endsAt: null, powers: [] };
    expect(planFaults(nothing, NOW).map(({ field }) => field)).toEqual(['title', 'place', 'purpose', 'starts']);
    expect(planFaults({ ...whole, endsAt: whole.startsAt }, NOW)[0]?.field).toBe('ends');
    expect(planFaults({ ...whole, startsAt: NOW - 3 * HOUR, endsAt: NOW - HOUR }, NOW)[0]?.text).toContain('过去');
  });
  it('notes an entrusted or delegated power with its document', () => {
    const power = { organ: 'DM30', form: 'entrusted', document: '' } as const;
    expect(planFaults({ ...whole, powers: [power] }, NOW)[0]?.field).toBe('document');
    expect(planFaults({ ...whole, powers: [{ ...power, form: 'own' }] }, NOW)).toEqual([]);
  });
});

describe('limits', () => {
  it('are the row that has begun last, and end at once where none is configured', () => {
    const rows = [
      { step: 'hazard.sign', amount: 10, unit: 'minutes', effectiveFrom: '2026-01-01' },
      { step: 'hazard.sign', amount: 5, unit: 'minutes', effectiveFrom: '2026-11-23' },
      { step: 'hazard.sign', amount: 1, unit: 'minutes', effectiveFrom: '2027-01-01' },
    ] as const;
    expect(limitOf('hazard.sign', NOW, rows)?.amount).toBe(5);
    expect(limitOf('hazard.sign', NOW - 86_400_000, rows)?.amount).toBe(10);
    expect(limitEnd(calendar, 'hazard.sign', NOW)).toBe(NOW + 600_000);
    const before = Date.parse('2025-06-01T00:00:00Z');
    expect(limitEnd(calendar, 'hazard.sign', before)).toBe(before);
  });

  it('escalate by the date alone: first the leader, then the coordinating office', () => {
    expect(escalationAt(null, NOW, 10)).toBe(0);
    expect(escalationAt(NOW, NOW, 10)).toBe(0);
    expect(escalationAt(NOW, NOW + 1, 10)).toBe(1);
    expect(escalationAt(NOW, NOW + 600_000, 10)).toBe(1);
    expect(escalationAt(NOW, NOW + 600_001, 10)).toBe(2);
  });
});

describe('moments', () => {
  it.each(['2026-12-01 14:30', '2026-12-01T14:30', '2026-12-01T14:30:00', '2026/12/1 14：30', '2026年12月1日 14:30'])(
    'reads %s',
    (text) => {
      expect(readMoment(text)).toBe(Date.parse('2026-12-01T06:30:00Z'));
    },
  );
  it.each([
    '',
    '明天',
    '2026-02-30 10:00',
    '2026-12-01 24:00',
    '2026-12-01 10:60',
    '2026-12-01',
    '2026-12-01T14:30:59',
  ])('does not guess %j', (text) => {
    expect(readMoment(text)).toBe(null);
  });
});

/** Sequences of what people and clocks do with a case, a call, an operation, a hazard and a proposal, all mixed. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../calls/small-lists.ts';
import { ASSIGNMENT_ACTIONS, PROPOSALS } from './assignments-model.ts';
import { CASE_ACTIONS } from './cases-model.ts';
import { HAZARD_ACTIONS } from './hazards-model.ts';
import { ALONE, type Begin, type Doing, SHARED } from './one-world.ts';

type On = Exclude<Doing['on'], 'wait'>;
const OPERATION_ACTIONS = [
  ...['add-task', 'confirm', 'arrive', 'finish-task', 'decline-task', 'drop-task', 'move', 'start', 'finding'],
  ...['report', 'hand-over', 'take-over', 'return-over', 'settle', 'close', 'cancel'],
];
const CALL_ACTIONS = [
  ...['sign', 'plan', 'arrive', 'finish', 'refuse', 'refuse-again', 'decide', 'rate', 'close', 'send-back'],
  ...['send-up', 'withdraw'],
];
const ACTIONS: Record<On, readonly string[]> = {
  case: CASE_ACTIONS,
  operation: OPERATION_ACTIONS,
  hazard: HAZARD_ACTIONS,
  assignment: ASSIGNMENT_ACTIONS,
  call: CALL_ACTIONS,
};
const CITIZEN = ['correct', 'withdraw', 'reject', 'rate'];
/** Who may read may write to the citizen, and who may read is the database's to say: here it is who reads all. */
const byOf = (action: string) => (CITIZEN.includes(action) ? '*' : action === 'message' ? 'C' : null);
const PEOPLE: Record<On, readonly string[]> = {
  case: ['K', 'H', 'L', 'E', 'F', 'C', 'X'],
  operation: ['H', 'L', 'E', 'F', 'C'],
  hazard: ['H', 'L', 'E', 'F', 'C'],
  assignment: ['E', 'F', 'L', 'C', 'X'],
  call: ['L', 'E', 'F', 'C'],
};
const TO: Record<On, readonly string[]> = {
  case: ['O', 'DM01', 'DM02'],
  operation: ['DM01', 'DM02', 'T', 'OTHER', 'V'],
  hazard: ['DM01', 'DM02', 'DM04', 'T', 'OTHER', 'V'],
  assignment: [''],
  call: ['DM01', 'DM02', 'DM03', 'DM04'],
};
const MS = [0, MINUTE, 20 * MINUTE];
const plain = (on: On, actions: readonly string[] = ACTIONS[on]): fc.Arbitrary<Doing> =>
  fc
    .record({
      on: fc.constant(on),
      action: fc.constantFrom(...actions),
      by: fc.constantFrom(...PEOPLE[on]),
      to: fc.constantFrom(...TO[on]),
      entry: fc.constantFrom(SHARED, ALONE, 'D01-002', 'D99-999'),
      n: fc.nat(3),
      ms: fc.constantFrom(...MS),
    })
    .map((one) => (on === 'case' ? { ...one, by: byOf(one.action) ?? one.by } : one));

/** `action by to entry n`, as somebody sensible goes about it; without them hardly any sequence would get far. */
const WAYS: Record<On, readonly (readonly string[])[]> = {
  case: [
    ['accept K', 'assign L O', 'start H', 'answer H'],
    ['accept C', 'assign C DM01', 'ask-extension E', 'extend C'],
    ['accept K', 'assign L DM02', 'start F', 'return F'],
    ['assign K O', 'ask-extension H', 'refuse-extension L', 'answer L'],
    ['request-correction K', 'correct *', 'accept K'],
    ['accept K', 'assign K DM01', 'assign E O'],
    ['accept K', 'assign K O', 'assign L DM02', 'assign F DM01'],
    ['answer C', 'reject *', 'answer C', 'rate *'],
    ['answer C'],
  ],
  operation: [
    ['add-task L DM01 - 0', 'add-task L T - 1', 'start L'],
    ['confirm E - - 0', 'arrive E - - 0', 'finish-task E - - 0', 'arrive L - - 1', 'finish-task L - - 1'],
    ['drop-task L - - 0', 'drop-task L - - 1', 'drop-task L - - 2', 'finding L', 'report L'],
    ['start L', 'finding L', 'report L'],
    [`hand-over L DM01 ${SHARED}`, 'take-over E', 'settle E', 'close L'],
    [`hand-over L DM02 ${SHARED}`, 'return-over F', `hand-over L DM01 ${SHARED}`, 'return-over E'],
    [`hand-over C DM02 ${ALONE}`, 'return-over F', 'take-over F'],
    [
      ...['add-task L DM01 - 0', 'arrive E - - 0', 'start L', 'finish-task E - - 0', 'finding L', 'report L'],
      ...[`hand-over L DM02 ${SHARED}`, 'return-over F', `hand-over C DM01 ${SHARED}`, 'take-over E', 'settle E'],
    ],
    ['add-task C OTHER', 'add-task C V', 'add-task C T'],
  ],
  hazard: [
    ['sign L', 'verify H', 'act L', 'check H - - 0', 'remove H', 'confirm L'],
    [`sign C`, `pass C DM01 ${SHARED}`, 'verify E', `pass E OTHER ${SHARED}`],
    ['sign L', 'verify L', 'act L', 'check L - - 0', 'remove L', 'confirm L', 'reopen H', 'remove H', 'confirm L'],
    ['check L - - 1', 'remove L', 'reopen H'],
  ],
  assignment: [
    ['examine C', 'approve C', 'approve X', 'remark L'],
    ['examine X', 'refuse C'],
  ],
  call: [
    ['sign E', 'plan E', 'arrive E', 'finish E'],
    ['rate L', 'close L'],
    ['refuse E DM02 D01-002', 'refuse-again F DM01 D01-001', 'decide C DM02 D01-002'],
    ['send-back L', 'plan E', 'arrive E', 'finish E', 'send-up L'],
  ],
};
const way = (on: On): fc.Arbitrary<Doing[]> =>
  fc.constantFrom(...WAYS[on]).map((lines) =>
    lines.map((line) => {
      const [action = '', by = '', to = '', entry = '', n = '0'] = line.split(' ');
      return { on, action, by, to: to === '-' ? '' : to, entry: entry === '-' ? '' : entry, n: Number(n), ms: MINUTE };
    }),
  );
const wait = fc
  .constantFrom(10 * MINUTE, HOUR, 12 * HOUR, DAY, 3 * DAY, 8 * DAY, 20 * DAY)
  .map((ms): Doing[] => [{ on: 'wait', action: '', by: '', to: '', entry: '', n: 0, ms }]);
const one = (on: On) =>
  fc.oneof({ weight: 3, arbitrary: plain(on).map((doing): Doing[] => [doing]) }, { weight: 4, arbitrary: way(on) });

export interface Mixed extends Begin {
  doings: Doing[];
}
/** @param machines those that the sequences are about @param most stretches of one */
export const mixed = (machines: readonly On[], most: number): fc.Arbitrary<Mixed> =>
  fc.record({
    kind: fc.constantFrom('consultation', 'petition', 'dispute'),
    entry: fc.constantFrom('', SHARED, ALONE),
    proposal: fc.constantFrom(...Object.keys(PROPOSALS), 'for a time', 'for a time'),
    call: fc.constantFrom('ordinary', 'urgent', 'joint'),
    doings: fc
      .array(
        fc.oneof(...machines.map((on) => ({ weight: on === 'assignment' ? 1 : 3, arbitrary: one(on) })), {
          weight: 3,
          arbitrary: wait,
        }),
        { minLength: 6, maxLength: most },
      )
      .map((stretches) => stretches.flat()),
  });

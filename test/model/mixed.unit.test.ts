/** 2,000 sequences over a case, a call, an operation, a hazard and a proposal at once: rules and model never differ. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';
import { MONDAY } from '../calls/small-lists.ts';
import { AssignmentModel, AssignmentRules } from './assignments-model.ts';
import { CallBeside, CallRules } from './calls-rules.ts';
import { CaseRules } from './case-rules.ts';
import { CaseModel } from './cases-model.ts';
import { HazardModel, HazardRules } from './hazards-model.ts';
import { type Mixed, mixed } from './mixed-commands.ts';
import { type Doing, type Machine, SHARED } from './one-world.ts';
import { OperationRules } from './operation-rules.ts';
import { OperationModel } from './operations-model.ts';

const keys = readKeys({ CASE_KEYS: await developmentKeys(), ENVIRONMENT: 'test' });
const seen = new Map<string, number>();

async function run({ doings, ...begin }: Mixed): Promise<void> {
  let now = MONDAY;
  const { entry, proposal, call } = begin;
  const pairs: Record<string, { model: Machine; rules: Machine }> = {
    case: { model: new CaseModel(begin, now), rules: await CaseRules.begin(begin, now, keys) },
    operation: { model: new OperationModel(entry, now), rules: new OperationRules(entry, now) },
    hazard: { model: new HazardModel(now), rules: new HazardRules(now) },
    assignment: { model: new AssignmentModel(proposal, now), rules: new AssignmentRules(proposal, now) },
    call: { model: new CallBeside(call, now), rules: new CallRules(call, now) },
  };
  for (const { model, rules } of Object.values(pairs)) expect(rules.view()).toEqual(model.view());
  for (const doing of doings) {
    now += doing.ms;
    const { on, action, by } = doing;
    // Ticks are late as a rule: only a wait has one, and every time a second that must do nothing.
    if (on === 'wait')
      for (const { model, rules } of Object.values(pairs)) {
        await rules.tick(now);
        await rules.tick(now);
        await model.tick(now);
        expect(rules.view()).toEqual(model.view());
      }
    else {
      const { model, rules } = pairs[on] as { model: Machine; rules: Machine };
      const isPossible = await model.act(doing, now);
      expect([on, action, by, await rules.act(doing, now)]).toEqual([on, action, by, isPossible]);
      expect(rules.view()).toEqual(model.view());
    }
  }
  for (const [on, { rules }] of Object.entries(pairs))
    for (const action of (rules.view() as { log: string[] }).log)
      seen.set(`${on} ${action}`, (seen.get(`${on} ${action}`) ?? 0) + 1);
}

/** A model test that never got anywhere would prove nothing. */
const REACHED: Record<string, string> = {
  case: 'request-correction correct accept decline refer assign start answer return message ask-extension extend refuse-extension complete withdraw reject rate escalate escalate-further',
  operation:
    'add-task confirm arrive finish-task decline-task drop-task move start finding report hand-over take-over return-over settle close cancel escalate escalate-further',
  hazard: 'sign verify dismiss pass check act remove confirm reopen escalate escalate-further',
  assignment: 'propose admit reject examine approve refuse withdraw end-early remark end lapse',
  call: 'sign plan arrive finish refuse refuse-again decide rate close send-back send-up withdraw escalate escalate-further overdue lapse',
};

it('2,000 sequences: states, limits, events and messages are the model’s; nothing open is nobody’s; nothing passes the gate', async () => {
  const numRuns = Number(process.env['MODEL_RUNS'] ?? 2000);
  const machines = ['case', 'operation', 'hazard', 'assignment', 'call'] as const;
  await fc.assert(fc.asyncProperty(mixed(machines, 24), run), { numRuns, seed: 3 });
  for (const [on, actions] of Object.entries(REACHED))
    for (const action of actions.split(' '))
      expect([on, action, (seen.get(`${on} ${action}`) ?? 0) > 0]).toEqual([on, action, true]);
}, 60_000);

it('what two departments have sent away is decided, in the rules as in the model', async () => {
  const step = (by: string, action: string, to = ''): Doing => ({
    ...{ on: 'case', action, by, to, entry: '', n: 0, ms: 1000 },
  });
  const doings = [
    ...[step('K', 'accept'), step('K', 'assign', 'DM01'), step('E', 'return')],
    ...[step('K', 'assign', 'DM02'), step('F', 'return')],
    // It lies with the coordinating office: nobody else gives it away, and who gets it then keeps it.
    ...[step('K', 'assign', 'DM01'), step('C', 'assign', 'DM01'), step('E', 'return'), step('E', 'start')],
    ...[step('E', 'return'), step('E', 'answer')],
  ];
  const before = seen.get('case return') ?? 0;
  await run({ kind: 'consultation', entry: SHARED, proposal: 'by the list', call: 'ordinary', doings });
  expect((seen.get('case return') ?? 0) - before).toBe(2);
});

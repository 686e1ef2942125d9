/** The same models against the real database, through the use cases: some sequences over case, operation and proposal. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MONDAY } from '../calls/small-lists.ts';
import { AssignmentModel } from './assignments-model.ts';
import { CaseModel } from './cases-model.ts';
import { type Mixed, mixed } from './mixed-commands.ts';
import type { Machine } from './one-world.ts';
import { OperationModel } from './operations-model.ts';
import { open, StoredAssignment, StoredCase, StoredOperation, strays } from './stored.ts';

beforeAll(open);
/** What a sequence leaves open stays: fewer than one run of a job takes up, so nobody waits for the next. */
const SEQUENCES = 48;
const MACHINES = ['case', 'operation', 'assignment'] as const;

const seen = new Set<string>();
/** A model test that never got anywhere would prove nothing. */
const REACHED: Record<string, string> = {
  case: 'accept assign start answer return extend reject rate escalate escalate-further',
  operation: 'add-task start finish-task finding report hand-over take-over return-over settle escalate-further',
  assignment: 'propose admit reject examine approve refuse remark end lapse',
};

async function run({ doings, ...begin }: Mixed): Promise<void> {
  let now = MONDAY;
  const stored = {
    case: await StoredCase.begin(begin, now),
    operation: await StoredOperation.begin(begin.entry, now),
    assignment: await StoredAssignment.begin(begin.proposal, now),
  };
  const models: Record<string, Machine> = {
    case: new CaseModel(begin, now),
    operation: new OperationModel(begin.entry, now),
    assignment: new AssignmentModel(begin.proposal, now),
  };
  const same = async () => {
    for (const on of MACHINES) expect(await stored[on].view()).toEqual(models[on]?.view());
  };
  for (const doing of doings) {
    now += doing.ms;
    const { on, action, by } = doing;
    if (on === 'wait') {
      for (const machine of MACHINES) {
        await stored[machine].tick(now);
        await models[machine]?.tick(now);
      }
      await same();
    } else if (on === 'case' || on === 'operation' || on === 'assignment') {
      const isPossible = await models[on]?.act(doing, now);
      expect([on, action, by, await stored[on].act(doing, now)]).toEqual([on, action, by, isPossible]);
    }
  }
  await same();
  for (const on of MACHINES) for (const action of (await stored[on].view()).log) seen.add(`${on} ${action}`);
}

describe('cases, operations and assignments in the database', () => {
  it('do what the models do; nothing open is nobody’s and nothing passes the gate', async () => {
    await fc.assert(fc.asyncProperty(mixed(MACHINES, 11), run), {
      ...{ numRuns: SEQUENCES, seed: 5, endOnFailure: true },
    });
    expect(await strays()).toEqual([]);
    const wanted = Object.entries(REACHED).flatMap(([on, actions]) => actions.split(' ').map((one) => `${on} ${one}`));
    expect(wanted.filter((one) => !seen.has(one))).toEqual([]);
  }, 120_000);
});

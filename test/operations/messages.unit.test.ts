import { expect, it } from 'vitest';
import { hazardMessages } from '../../worker/operations/messages.rules.ts';

const hazard = { townshipCode: '370883107', owner: 'C', nextAt: 1_000_000 };
const holders = (action: string, isKept: boolean, owner = 'C') =>
  hazardMessages(5, { ...hazard, owner, isKept }, { action, seq: 2, at: 0, state: 'reported' }, []).map(
    ({ holder }) => holder,
  );

it('a hazard about the township’s own offices is never told to the township', () => {
  for (const action of [
    'report',
    'gap',
    'pass',
    'dismiss',
    'remove',
    'confirm',
    'reopen',
    'escalate',
    'escalate-further',
  ])
    expect([action, holders(action, true)]).toEqual([action, ['C']]);
  expect(holders('remove', true, 'DM01')).toEqual(['DM01']);
  expect(holders('remove', false, 'DM01')).toEqual(['DM01', 'T370883107']);
});

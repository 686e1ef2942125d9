import { describe, expect, it } from 'vitest';
import type { CallTurn } from '../../worker/calls/calls.contract.ts';
import { candidatesOf } from '../../worker/desk/decide.rules.ts';
import { dutiesOf } from '../../worker/lists/duties.rules.ts';
import { DIRECTORY, LISTS, MONDAY, RIVER, SITE, TOWN, WATER } from '../calls/small-lists.ts';

const turn = (seq: number, action: string, organ: string, data: CallTurn['data']): CallTurn => ({
  ...{ seq, at: MONDAY, action, to: 'dispatched', organ, hash: '' },
  ...(data && { data }),
});
const history = [
  turn(1, 'raise', `T${TOWN}`, { entry: WATER }),
  turn(2, 'dispatch', '', { body: 'DM01', entry: WATER }),
  turn(3, 'refuse', 'DM01', { body: 'DM02', entry: RIVER }),
  turn(4, 'refuse-again', 'DM02', { body: 'DM01', entry: WATER }),
];
const around = {
  dutiesOf: (code: string) => dutiesOf(LISTS, DIRECTORY, code, TOWN),
  nameOf: (organ: string) => organ,
  suggested: [{ kind: 'territorial' as const, code: SITE, name: '', because: '工地的水', matchedName: '工地' }],
};
const nobody = { offices: [], departments: [] };

describe('what the list says to whoever decides', () => {
  it('is who leads by each entry that was named, each once, with all reasons', () => {
    const found = candidatesOf({ excluded: nobody, history }, around);
    expect(found.map(({ entry, body }) => [entry.code, body])).toEqual([
      [WATER, 'DM01'],
      [SITE, 'DM03'],
      [RIVER, 'DM02'],
    ]);
    expect(found[0]?.because).toEqual(['镇街按这一项呼叫', 'DM02说归这一项']);
    expect(found[1]?.because).toEqual(['镇街写了“工地的水”，和“工地”对得上']);
    expect(found[2]?.because).toEqual(['DM01说归这一项']);
  });

  it('leaves out whom the matter is about, and entries that the version of the list does not have', () => {
    const found = candidatesOf({ excluded: { offices: [], departments: ['M01'] }, history }, around);
    expect(found.map(({ body }) => body)).not.toContain('DM01');
    const gone = { ...around, dutiesOf: (code: string) => (code === RIVER ? null : around.dutiesOf(code)) };
    expect(candidatesOf({ excluded: nobody, history }, gone).map(({ entry }) => entry.code)).not.toContain(RIVER);
  });
});

import { describe, expect, it } from 'vitest';
import type { Step } from '../../worker/cases/history.rules.ts';
import { citizenSteps, sentenceOf } from '../../worker/cases/status.rules.ts';

const step = (seq: number, action: Step['action'], data?: Step['data']): Step => ({
  ...{ seq, at: seq, action, to: 'handling', hash: '' },
  ...(data && { data }),
});
const told = (seq: number, call: string, stage: string, day: string | null = '2026-12-01') =>
  step(seq, 'call', { call, stage, day });
const history = [
  step(1, 'submit'),
  told(2, 'a', 'dispatch'),
  step(3, 'note'),
  told(4, 'a', 'refuse'),
  told(5, 'b', 'dispatch'),
  told(6, 'a', 'finish'),
];

describe('the citizen of a case from which departments were called', () => {
  it('reads the last word of each call, and nothing among the staff', () => {
    expect(citizenSteps(history).map(({ seq }) => seq)).toEqual([1, 5, 6]);
  });

  it('reads a date of the call while it runs, and of the case once it is over', () => {
    expect(sentenceOf('handling', citizenSteps(history), false)).toContain('2026-12-01 前有结果或者回话');
    for (const stage of ['close', 'lapse', 'withdraw'])
      expect(sentenceOf('handling', citizenSteps([...history, told(7, 'a', stage)]), false)).toBe('正在办理。');
  });
});

describe('the citizen whose case was done a second time', () => {
  it('is not promised another time', () => {
    const once = [step(1, 'submit'), step(2, 'answer')];
    expect(sentenceOf('answered', once, false)).toContain('可以退回重办一次');
    const again = sentenceOf('answered', [...once, step(3, 'reject'), step(4, 'answer')], false);
    expect(again).toBe('已经再次答复，请看下面。');
  });
});

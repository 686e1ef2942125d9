import { describe, expect, it } from 'vitest';
import { amount, inOrder, PRESSING, workLine } from '../../worker/desk/work.rules.ts';

describe('what waits at the desk, in lines', () => {
  it('stops at a hundred, and says when there are more than were counted', () => {
    expect([1, 99, 100, 260].map((count) => amount(count, '件'))).toEqual([
      '1 件',
      '99 件',
      '100 件以上',
      '100 件以上',
    ]);
    expect(amount(7, '件', true)).toBe('7 件以上');
  });

  it('has no line for nothing, and puts the most pressing first', () => {
    expect(workLine('new', '/desk/cases', { count: 0, what: '新收到' })).toEqual([]);
    const lines = [...PRESSING].reverse().flatMap((one) => workLine(one, '/desk/cases', { count: 1, what: one }));
    expect(inOrder(lines).map(({ text }) => text)).toEqual(PRESSING.map((one) => `1 件${one}`));
  });
});

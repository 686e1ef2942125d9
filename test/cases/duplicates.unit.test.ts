import { describe, expect, it } from 'vitest';
import { ALIKE, alike, bigramsOf, candidates, MOST_COMPARED } from '../../worker/cases/duplicates.rules.ts';

const likeness = (one: string, other: string) => alike(bigramsOf(one), bigramsOf(other));
const DAY_MS = 86_400_000;

describe('whether two texts tell of the same matter', () => {
  it.each([
    [
      '幸福路口的路灯坏了半个月，晚上黑得看不见，老人摔了一跤。',
      '路灯坏了，就是幸福路口那个，半个月没人修，晚上黑，有老人摔了。',
    ],
    [
      '有个厂子夜里往河里排黑水，气味很重，已经一个多月了。',
      '村东的厂子，夜里往河里排黑水，气味特别重，一个多月没人管。',
    ],
    ['工地欠我三个月工钱，一共一万二，老板不接电话。', '我在工地干了三个月，工钱一共一万二，老板不接电话。'],
  ])('%s = %s', (one, other) => {
    expect(likeness(one, other)).toBeGreaterThanOrEqual(ALIKE);
  });

  it.each([
    ['幸福路口的路灯坏了半个月，晚上黑得看不见，老人摔了一跤。', '和平路口的井盖没了，晚上骑车很危险，希望快点盖上。'],
    ['有个厂子夜里往河里排黑水，气味很重，已经一个多月了。', '邻居家盖房子占了过道，说了好几次不听，一个多月了。'],
    ['工地欠我三个月工钱，一共一万二，老板不接电话。', '想问高龄补贴怎么办，要带什么材料，老人八十多了。'],
  ])('%s ≠ %s', (one, other) => {
    expect(likeness(one, other)).toBeLessThan(ALIKE);
  });

  it('a text is like itself, in whatever width and punctuation; nothing is like nothing', () => {
    expect(likeness('路灯坏了ＡＢ１２！', ' 路灯，坏了 ab12')).toBe(1);
    expect(likeness('', '')).toBe(0);
    expect(likeness('一', '一')).toBe(0);
  });
});

describe('which neighbours are opened', () => {
  const of = { id: 1, kind: 'hazard' as const, territorialCode: 'D03-019', createdAt: 100 * DAY_MS };
  it('near in time and not plainly another entry; the same entry first, then the same kind, then the nearest', () => {
    const lines = [
      { ...of, id: 2, territorialCode: null, createdAt: 101 * DAY_MS },
      { ...of, id: 3, territorialCode: 'D01-001' },
      { ...of, id: 4, kind: 'complaint' as const },
      { ...of, id: 5, createdAt: 131 * DAY_MS },
      { ...of, id: 6, createdAt: 71 * DAY_MS },
    ];
    expect(candidates(of, lines).map(({ id }) => id)).toEqual([6, 4, 2]);
    // Not classified yet: it may be any of them.
    expect(candidates({ ...of, territorialCode: null }, lines).map(({ id }) => id)).toEqual([3, 2, 6, 4]);
  });

  it('few, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, id) => ({ ...of, id: id + 2 }));
    expect(candidates(of, many)).toHaveLength(MOST_COMPARED);
  });
});

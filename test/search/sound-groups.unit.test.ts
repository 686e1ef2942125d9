import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../worker/search/search.rules.ts';
import { buildSoundIndex, searchWithSound } from '../../worker/search/sound.rules.ts';
import { soundClasses } from '../../worker/search/sound-groups.rules.ts';

const classOf = soundClasses({
  initials: [
    ['zh', 'z'],
    ['sh', 's'],
    ['n', 'l'],
  ],
  finals: [
    ['ang', 'an'],
    ['ing', 'in'],
  ],
  syllables: [
    ['shu', 'fu'],
    ['shuang', 'fang'],
  ],
});
const areAlike = (one: string, other: string) => classOf(one) === classOf(other);

describe('sounds that people confuse', () => {
  it.each([
    ['at the front', 'zhong', 'zong'],
    ['at the end', 'bing', 'bin'],
    ['at the end, after another vowel', 'liang', 'lian'],
    ['at both ends at once', 'ning', 'lin'],
    ['as whole syllables', 'shu', 'fu'],
    ['as whole syllables that are themselves confused with others', 'su', 'fu'],
    ['as whole syllables, with other groups in them', 'suan', 'fang'],
  ])('are taken for one another %s: %s, %s', (_, one, other) => {
    expect(areAlike(one, other)).toBe(true);
  });

  it.each([
    ['other sounds stay apart', 'bao', 'pao'],
    ['an end is no group because it looks like one', 'dong', 'don'],
    ['whole syllables say nothing about others that begin so', 'shui', 'fei'],
    ['an initial is meant whole: s is not how sh begins', 'ze', 'ce'],
  ])('%s: %s, %s', (_, one, other) => {
    expect(areAlike(one, other)).toBe(false);
  });

  it('are none where nobody has written any down', () => {
    expect(soundClasses(undefined)('zhang')).toBe('zhang');
  });

  it('are told apart by an index that was given no groups, and by none that was', () => {
    const entry = { kind: 'item' as const, code: 'A', name: '身份证', words: '||', hints: '', lift: 0 };
    const index = buildIndex([entry]);
    const more = { shen: '身', fen: '份', zheng: '证', sen: '森', zen: '怎' };
    const heard = (groups: Parameters<typeof soundClasses>[0]) =>
      searchWithSound(index, buildSoundIndex(index, groups ? { more, groups } : { more }), 'senfenzen')[0]?.coverage ??
      0;
    const groups = {
      initials: [
        ['zh', 'z'],
        ['sh', 's'],
      ],
      finals: [['eng', 'en']],
      syllables: [],
    };
    expect(heard(groups)).toBeGreaterThan(heard(undefined));
  });
});

import { describe, expect, it } from 'vitest';
import { ask, buildEngine } from '../../worker/search/ask.rules.ts';
import type { SearchKnowledge } from '../../worker/search/search.contract.ts';
import { buildIndex, normaliseQuery, type SearchEntry, search } from '../../worker/search/search.rules.ts';
import { buildSoundIndex, searchWithSound, syllablesOf } from '../../worker/search/sound.rules.ts';

const anItem = (code: string, name: string, words: string): SearchEntry => ({
  kind: 'item',
  code,
  name,
  words,
  hints: '',
  lift: 0,
});
const entries = [
  anItem('A', '最低生活保障审核确认', '低保|吃低保|'),
  anItem('B', '最低生活保障边缘家庭认定', '低保边缘||'),
  anItem('C', '居民身份证申领换领补领', '身份证||'),
  anItem('D', '养犬登记', '狗证||'),
];
const index = buildIndex(entries);
const codes = (query: string, limit = 10) => search(index, query, limit).map((hit) => hit.entry.code);

describe('a search', () => {
  it('puts the exact name before those that only begin with it', () => {
    expect(codes('低保').slice(0, 2)).toEqual(['A', 'B']);
  });

  it('finds words of two characters inside a long official name', () => {
    expect(codes('换领')[0]).toBe('C');
  });

  it('finds the thing in a whole sentence', () => {
    expect(codes('俺想问问身份证在哪里办理')[0]).toBe('C');
  });

  it('counts a strong word for more than a weak one', () => {
    const [first] = search(buildIndex([anItem('W', '甲', '||困难'), anItem('S', '乙', '困难||')]), '困难', 1);
    expect(first?.entry.code).toBe('S');
  });

  it('prefers what is meant more often between equals', () => {
    const usual = { ...anItem('Z', '甲', '补贴||'), lift: 0.2 };
    expect(search(buildIndex([anItem('Y', '乙', '补贴||'), usual]), '补贴', 1)[0]?.entry.code).toBe('Z');
  });

  it('takes a single character as a hint where nothing else speaks', () => {
    const hinted = { ...anItem('H', '甲', ''), hints: '旱' };
    expect(search(buildIndex([anItem('N', '乙', ''), hinted]), '旱得厉害', 1)[0]?.entry.code).toBe('H');
  });

  it('says which word matched, and the official name where that did', () => {
    expect(search(index, '狗证', 1)[0]?.matchedName).toBe('狗证');
    expect(search(index, '养犬', 1)[0]?.matchedName).toBe('养犬登记');
  });

  it('leaves a word alone that is nothing but filler', () => {
    expect(() => codes('怎么办理')).not.toThrow();
  });

  it('finds nothing in what has nothing to do with it', () => {
    expect(codes('护照')).toEqual([]);
    expect(codes('   ,。!?')).toEqual([]);
  });

  it('gives the same order every time, also between equals', () => {
    expect(codes('认定登记')).toEqual(codes('认定登记'));
  });

  it('never gives more than asked for', () => {
    expect(codes('最低生活保障', 1)).toHaveLength(1);
  });
});

describe('a search by sound', () => {
  const sound = buildSoundIndex(index, {
    more: { shen: '身申审', fen: '份分', zheng: '证正政', sen: '森', zen: '怎', di: '低底', bao: '保宝' },
    traditional: '證证',
    groups: {
      initials: [
        ['zh', 'z'],
        ['sh', 's'],
      ],
      finals: [['eng', 'en']],
      syllables: [],
    },
  });
  const heard = (query: string) => searchWithSound(index, sound, query).map((hit) => hit.entry.code);

  it('understands pinyin initials, in capitals and full width too', () => {
    expect(heard('SFZ')[0]).toBe('C');
    expect(heard('\uff53\uff46\uff5a')[0]).toBe('C');
  });

  it.each([
    ['full pinyin', 'shenfenzheng'],
    ['pinyin with the sounds that people confuse', 'senfenzen'],
    ['characters of the same sound', '身分正'],
    ['traditional characters', '身份證'],
  ])('understands %s', (_, query) => {
    expect(heard(query)[0]).toBe('C');
  });

  it('reads letters as syllables only when all of them are', () => {
    const isSyllable = (text: string) => ['di', 'bao', 'ba', 'o'].includes(text);
    expect(syllablesOf('dibao', isSyllable)).toEqual(['di', 'bao']);
    expect(syllablesOf('dibaox', isSyllable)).toBeNull();
  });

  it('shows no signs for sounds as the word that matched', () => {
    for (const { matchedName } of searchWithSound(index, sound, 'shenfenzheng'))
      expect(matchedName).not.toMatch(/[\u0400-\u058f]/);
  });
});

describe('what the search knows beside the lists', () => {
  const knowledge: SearchKnowledge = {
    emergencies: [['119', '着火了||失火|', 0]],
    calm: [],
    elsewhere: [['护照', '出入境管理窗口', '护照|||', 0]],
    hints: '',
    proofs: [['婚姻状况证明', '民政部门', ['单身 证明']]],
    events: [['养狗', ['刚 养了狗'], ['D', 'C']]],
  };
  const engine = buildEngine(entries, knowledge, {});
  const said = (query: string) => ask(engine, query, 5);

  it('gives the number to dial in an emergency, and refuses nothing', () => {
    expect(said('俺家着火了')).toMatchObject({ emergency: { dial: '119' }, outOfScope: null });
    expect(said('低保')).toMatchObject({ emergency: null, outOfScope: null });
  });

  it('sends on what other bodies do, and shows no item beside it', () => {
    expect(said('护照丢了')).toMatchObject({ outOfScope: { topic: '护照', where: '出入境管理窗口' }, hits: [] });
  });

  it('refuses what nothing accounts for, without a guess at whose work it is', () => {
    expect(said('明天下不下雨')).toMatchObject({ outOfScope: { topic: '', where: '' }, hits: [] });
  });

  it('does not take an entry that holds one of the letters by chance for an answer', () => {
    const withLetters = [...entries, anItem('E', 'D级危房改造', ''), anItem('F', '安装pos机', '')];
    const written = buildEngine(withLetters, knowledge, {});
    const letters = { ...written, sound: buildSoundIndex(written.index, { more: { di: '低', bao: '保' } }) };
    expect(ask(letters, 'qzxd', 5)).toMatchObject({ outOfScope: { topic: '', where: '' }, hits: [] });
    expect(ask(letters, 'pos', 5).hits[0]?.entry.code).toBe('F');
    expect(ask(letters, 'dibao', 5).hits[0]?.entry.code).toBe('A');
  });

  it('shows entries of the lists only', () => {
    expect(said('着火了护照低保').hits.map(({ entry }) => entry.kind)).not.toContain('emergency');
  });

  it('says where to go for a proof that villages may not issue', () => {
    expect(said('去哪开个单身的证明')).toMatchObject({
      proof: { name: '婚姻状况证明', where: '民政部门' },
      outOfScope: null,
    });
  });

  it('puts the items of a life event together', () => {
    expect(said('俺家刚刚养了狗').event).toEqual({ name: '养狗', codes: ['D', 'C'] });
  });
});

describe('a query', () => {
  it('loses spaces and signs, keeps letters, digits and Chinese characters', () => {
    expect(normaliseQuery(' 低 保!ABC-1😀𠮷')).toBe('低保abc1𠮷');
  });

  it('is cut at sixty characters', () => {
    expect(normaliseQuery('保'.repeat(10_000))).toHaveLength(60);
  });
});

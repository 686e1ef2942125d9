// The search as it is shipped, over the lists of the repository.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSearchEngine } from '../../tasks/search-engine.ts';
import { ask } from '../../worker/search/ask.rules.ts';
import { MAX_QUERY_LENGTH, normaliseQuery } from '../../worker/search/search.rules.ts';
import { listedOf } from '../bench/search-engine.ts';

const { engine } = loadSearchEngine();
const entries = listedOf(engine);
const said = (query: string, limit = 10) => ask(engine, query, limit);
const codes = (query: string, limit?: number) => said(query, limit).hits.map(({ entry }) => entry.code);

/** Whatever is typed: checks what holds of every answer. */
function isSensible(query: string, limit: number): void {
  const answer = said(query, limit);
  expect(said(query, limit)).toEqual(answer);
  const found = answer.hits.map(({ entry }) => entry.code);
  expect(found.length).toBeLessThanOrEqual(limit);
  expect(new Set(found).size).toBe(found.length);
  for (const { score, coverage, matchedName } of answer.hits) {
    expect(Number.isFinite(score)).toBe(true);
    expect(coverage).toBeGreaterThanOrEqual(0);
    expect(coverage).toBeLessThanOrEqual(1);
    expect(matchedName.isWellFormed()).toBe(true);
  }
  const scores = answer.hits.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
}

describe('whatever is typed', () => {
  // The same questions in every run: a test that fails one day in twenty helps nobody.
  const runs = { numRuns: 200, seed: 20_261_123 };
  const limits = fc.integer({ min: 0, max: 20 });
  /** Any 16-bit units: lone surrogates and control characters among them. */
  const units = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
    .map((list) => String.fromCharCode(...list));
  const known = [...new Set(entries.flatMap(({ name, words }) => [...name, ...words]))].filter((char) => char !== '|');
  const han = fc.array(fc.constantFrom(...known), { maxLength: 70 }).map((list) => list.join(''));
  const letters = fc.string({ unit: fc.constantFrom(...'abcdeghijlnsuyz0189 '), maxLength: 30 });

  it.each([
    ['any 16-bit units', units],
    ['any characters of Unicode, emoji too', fc.string({ unit: 'grapheme', maxLength: 80 })],
    ['Chinese characters in any order', han],
    ['letters and digits', letters],
    ['all of it mixed', fc.tuple(han, letters, units).map((parts) => parts.join(''))],
  ])('gets a sensible answer: %s', (_, queries) => {
    fc.assert(fc.property(queries, limits, isSensible), runs);
  });

  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['an ideographic blank', '\u3000'],
    ['one character', '保'],
    ['one letter', 'a'],
    ['one digit', '1'],
    ['signs', ',。!?;|'],
    ['emoji', '😀👨‍👩‍👧‍👦🔥'],
    ['control characters', '\u0000\u0007\u001b\u202e\ufeff低保'],
    ['a high surrogate alone', '\ud83d'],
    ['a low surrogate alone', '低保\udc00'],
    ['SQL', "'; DROP TABLE service_item; -- %_"],
    ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;'],
    ['what regular expressions are made of', '(.*)+[^]$\\1{99999}'],
    ['names of the language', '__proto__ constructor toString'],
    ['full-width letters', '\uff33\uff22\uff2b'],
    ['ligatures that grow', '㍿ﷺ'.repeat(30)],
    ['our own separators', '低保;五保|残疾证'],
    ['private characters, which stand for sounds inside', '\ue000\ue001\ue002'],
  ])('gets a sensible answer: %s', (_, query) => {
    isSensible(query, 10);
  });

  it('is read up to its sixtieth character, however long it is', () => {
    fc.assert(
      fc.property(han, (beginning) => {
        const cut = beginning.padEnd(MAX_QUERY_LENGTH, '俺').slice(0, MAX_QUERY_LENGTH);
        expect(said(`${cut}${'低保'.repeat(5_000)}`)).toEqual(said(cut));
      }),
      { ...runs, numRuns: 20 },
    );
  });

  it('means the same with blanks, signs and capitals', () => {
    fc.assert(
      fc.property(han, letters, (some, others) => {
        const query = `${some.slice(0, 20)}${others.slice(0, 9)}`;
        expect(said(` ${query.toUpperCase()}?! `)).toEqual(said(query));
      }),
      runs,
    );
  });

  it('finds nothing, and refuses nothing, where nothing was asked', () => {
    for (const query of ['', '   ', '?!。']) expect(said(query)).toMatchObject({ hits: [], emergency: null });
  });
});

describe('one box', () => {
  it.each([
    ['by its official name', '最低生活保障审核确认', ['T001']],
    ['by a word of two characters', '低保', ['T001', 'V01']],
    ['by the name of a system that is gone', '准生证', ['T064', 'V20']],
    ['by the name of an insurance that is gone', '新农合', ['T049', 'V15', 'T179']],
    ['by the name of a paper that is gone', '暂住证', ['T165']],
    ['in dialect', '俺爹八十五了能领高龄钱不', ['T015', 'V05']],
    ['in a whole sentence', '你好我想问一下我的身份证快要到期了需要去哪里换', ['T164']],
    ['by pinyin', 'shenfenzheng', ['T164']],
    ['by pinyin with blanks', 'jian kang zheng', ['T077']],
    ['by initials', 'sfz', ['T164']],
    ['by letters and characters mixed', 'shebao卡', ['T035', 'T036', 'T037', 'T038', 'T039', 'V12']],
    ['by characters of the same sound', '身分正过期', ['T164']],
    ['by what voice input made of it', '地保怎么申请', ['T001', 'V01']],
    ['in traditional characters', '申請低保', ['T001', 'V01']],
    ['in full-width letters', '\uff33\uff26\uff3a', ['T164']],
    ['by what is wrong with it', '社保卡刷不出来', ['T036', 'T037', 'T038']],
    ['with the deed deciding between siblings', '社保卡密码忘了', ['T039']],
    [
      'through the other door, when nobody does anything about it',
      '厂子半夜排黑水没人管',
      ['D03-018', 'D03-019', 'D03-024'],
    ],
    ['through the other door: a building site at night', '工地上半夜还打桩吵得睡不着', ['D03-019', 'D05-035']],
  ])('finds the right thing %s: %s', (_, query, accepted) => {
    expect(accepted).toContain(codes(query)[0]);
  });

  it('finds every entry by its official name', () => {
    const lost = entries
      .filter(({ code, name }) => !codes(name, 3).includes(code))
      .map(({ code, name }) => code + name);
    expect(lost).toEqual([]);
  });

  it('shows the word that was typed as the reason', () => {
    expect(said('准生证').hits[0]?.matchedName).toBe('准生证');
  });

  it('accounts for nearly all of what is itself a name', () => {
    expect(said('养犬登记').hits[0]?.coverage).toBeGreaterThan(0.9);
  });
});

describe('special answers', () => {
  it.each([
    ['119', '快来人啊俺家着火了'],
    ['120', '俺爹晕倒了叫不醒'],
    ['110', '有人拿刀砍人'],
  ])('%s stands first in an emergency: %s', (dial, query) => {
    expect(said(query)).toMatchObject({ emergency: { dial }, outOfScope: null });
  });

  it.each([
    ['119', 'zhaohuo'],
    ['119', 'haizi diao jing li'],
    ['120', 'hunmi jiaobuxing'],
  ])('%s stands first for somebody who types letters: %s', (dial, query) => {
    expect(said(query)).toMatchObject({ emergency: { dial }, outOfScope: null });
  });

  it.each(['zhaohuole', 'shihuole', 'shaqilaile'])(
    'the numbers, large or in a quiet line, where letters may tell of danger: %s',
    (query) => {
      const { emergency, caution } = said(query);
      expect(emergency !== null || caution).toBe(true);
    },
  );

  it.each(['dibao', 'jiankangzheng', 'shebaoka diule', 'zjd'])(
    'nothing of the kind for a matter typed in letters: %s',
    (query) => {
      expect(said(query)).toMatchObject({ emergency: null, caution: false });
    },
  );

  it.each(['去年俺家着火了能领补助不', '想学急救在哪报名', '灭火器过期了找谁换'])(
    'no alarm for what is over or a matter for an office: %s',
    (query) => {
      expect(said(query)).toMatchObject({ emergency: null, outOfScope: null });
      expect(codes(query)).not.toEqual([]);
    },
  );

  it.each(['护照怎么办理', '驾驶证丢了', '明天天气怎么样', '红烧鱼怎么做'])(
    'an honest no, and no item beside it: %s',
    (query) => {
      const { outOfScope, hits } = said(query);
      expect(outOfScope).not.toBeNull();
      expect(hits).toEqual([]);
    },
  );

  it('says where a passport is made', () => {
    expect(said('护照怎么办理').outOfScope?.where).not.toBe('');
  });

  it.each([
    ['亲属关系证明', '村里给开个亲属关系证明'],
    ['婚姻状况证明', '大队能开婚姻状况证明吗'],
  ])('a proof that villages may not issue, and where to go instead: %s', (name, query) => {
    const { proof, outOfScope } = said(query);
    expect(proof?.name).toBe(name);
    expect(proof?.where).not.toBe('');
    expect(outOfScope).toBeNull();
  });

  it('a life event as one bundle, beginning with what comes first', () => {
    const { event } = said('老伴走了都得办啥');
    expect(event?.codes).toContain('T162');
    expect(event?.codes.length).toBeGreaterThan(2);
  });
});

describe('the knowledge', () => {
  const { proofs, events } = engine.knowledge;

  it('is written as questions are read, or it would never be found', () => {
    const expressions = [...proofs.flatMap(([, , list]) => list), ...events.flatMap(([, list]) => list)];
    const parts = [
      ...expressions.flatMap((expression) => expression.split(' ')),
      // The last group holds single characters.
      ...engine.index.entries.flatMap(({ words }) =>
        words.split('|').slice(0, -1).join(';').split(';').filter(Boolean),
      ),
    ];
    expect(parts.filter((part) => part === '' || part !== normaliseQuery(part))).toEqual([]);
  });

  it('names only entries that exist', () => {
    const existing = new Set(entries.map(({ code }) => code));
    expect(events.flatMap(([, , list]) => list).filter((code) => !existing.has(code))).toEqual([]);
  });
});

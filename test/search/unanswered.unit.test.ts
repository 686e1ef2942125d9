import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayInShanghai,
  firstKeptDay,
  isUnanswered,
  keptQuery,
  MAX_KEPT_LENGTH,
  oneMore,
} from '../../worker/search/unanswered.rules.ts';

/** Everything that can stand in a box: lone surrogates, what folds into digits, what people write about themselves. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 90 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 90 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom(
        '我',
        '叫',
        '电话',
        '身份证号',
        '1',
        '３',
        '㊿',
        'ab',
        'Ｑ',
        '一',
        '二',
        '办',
        '低保',
        '𠮷',
        '\ud842',
        ' ',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('what is kept of a query without an answer', () => {
  it('never holds a digit, is never longer than 24 and never broken, whatever was typed', () => {
    fc.assert(
      fc.property(anything, (query) => {
        const kept = keptQuery(query);
        if (kept === null) return;
        expect(kept).not.toMatch(/\p{Nd}/u);
        expect(kept.length).toBeLessThanOrEqual(MAX_KEPT_LENGTH);
        expect([...kept].length).toBeGreaterThanOrEqual(2);
        expect(kept.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is kept as it is when it comes again', () => {
    fc.assert(
      fc.property(anything, (query) => {
        const kept = keptQuery(query);
        if (kept !== null) expect(keptQuery(kept)).toBe(kept);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['  飞船 驾照？ ', '飞船驾照'],
    ['ETC设备', 'etc设备'],
    ['办'.repeat(60), '办'.repeat(24)],
    [`${'办'.repeat(23)}𠮷`, '办'.repeat(23)],
  ])('%j is %j', (query, kept) => {
    expect(keptQuery(query)).toBe(kept);
  });

  it.each(['', '飞', '𠮷', '13800000000', '370883199001011234', '。。。', '\ud842', '9飞9'])(
    '%j is nothing',
    (query) => {
      expect(keptQuery(query)).toBeNull();
    },
  );

  it.each([
    ['飞船驾照电话13800000000张三', '飞船驾照电话'],
    ['派出所电话', '派出所电话'],
    ['查身份证号370883199001011234李四', '查身份证号'],
    ['飞船驾照，我叫张三', '飞船驾照'],
    ['飞船驾照我1叫张三', '飞船驾照'],
    ['孩子名字叫王小明', '孩子'],
    ['俺是张庄的', null],
    ['飞船 zhang.san.feng@example.com', '飞船'],
    ['飞船驾照幺三八零零零零', '飞船驾照'],
    ['飛船電話張三', '飛船電話'],
  ])('%s: what may be personal is cut off', (query, kept) => {
    expect(keptQuery(query)).toBe(kept);
  });
});

describe('a query without an answer', () => {
  const nothing = { emergency: null, caution: false, event: null, proof: null, outOfScope: null };

  it('has no hit, and nothing beside hits either', () => {
    expect(isUnanswered(nothing, [])).toBe(true);
    expect(isUnanswered({ ...nothing, outOfScope: { topic: '', where: '' } }, [])).toBe(true);
    expect(isUnanswered(nothing, ['hit'])).toBe(false);
    expect(isUnanswered({ ...nothing, outOfScope: { topic: '出国护照', where: '' } }, [])).toBe(false);
    expect(isUnanswered({ ...nothing, emergency: { dial: '119' } }, [])).toBe(false);
    expect(isUnanswered({ ...nothing, event: { name: '生孩子', codes: [] } }, [])).toBe(false);
    expect(isUnanswered({ ...nothing, proof: { name: '亲属关系证明', where: '' } }, [])).toBe(false);
  });
});

describe('the days', () => {
  it("are Shanghai's: there a day begins at 16:00 UTC", () => {
    expect(dayInShanghai(Date.UTC(2026, 10, 22, 15, 59))).toBe('2026-11-22');
    expect(dayInShanghai(Date.UTC(2026, 10, 22, 16))).toBe('2026-11-23');
  });

  it('are kept for 180', () => {
    expect(firstKeptDay(Date.UTC(2026, 6, 1))).toBe('2026-01-02');
  });
});

describe('the limit', () => {
  it('allows 60 in a minute, and begins anew after it', () => {
    let written = { since: 0, times: 0 };
    let allowed = 0;
    for (let i = 0; i < 100; i++) {
      const next = oneMore(written, 1_000_000 + i);
      if (!next) continue;
      written = next;
      allowed++;
    }
    expect(allowed).toBe(60);
    expect(oneMore(written, 1_059_999)).toBeNull();
    expect(oneMore(written, 1_060_000)).toEqual({ since: 1_060_000, times: 1 });
  });
});

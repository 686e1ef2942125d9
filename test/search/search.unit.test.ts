import { describe, expect, it } from 'vitest';
import { buildIndex, normaliseQuery, type SearchEntry, search } from '../../worker/search/search.rules.ts';

const anItem = (code: string, names: string[], initials: string[] = []): SearchEntry => ({
  kind: 'item',
  code,
  names,
  initials,
});
const index = buildIndex([
  anItem('A', ['最低生活保障审核确认', '低保', '吃低保'], ['zdshbzshqr', 'db', 'cdb']),
  anItem('B', ['最低生活保障边缘家庭认定', '低保边缘'], ['zdshbzbyjtrd', 'dbby']),
  anItem('C', ['居民身份证申领换领补领', '身份证'], ['jmsfzslhlbl', 'sfz']),
  anItem('D', ['养犬登记', '狗证'], ['yqdj', 'gz']),
]);
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

  it('understands pinyin initials, in capitals and full width too', () => {
    expect(codes('sfz')[0]).toBe('C');
    expect(codes('SFZ')[0]).toBe('C');
  });

  it('says which name matched', () => {
    expect(search(index, '狗证', 1)[0]?.matchedName).toBe('狗证');
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

describe('a query', () => {
  it('loses spaces and signs, keeps letters, digits and Chinese characters', () => {
    expect(normaliseQuery(' 低 保!ABC-1😀𠮷')).toBe('低保abc1𠮷');
  });

  it('is cut at sixty characters', () => {
    expect(normaliseQuery('保'.repeat(10_000))).toHaveLength(60);
  });
});

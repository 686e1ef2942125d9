import { describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import {
  byUrgency,
  dayInMonths,
  listedRecords,
  missingCalendarYear,
  recordState,
} from '../../worker/catalogue/records.rules.ts';
import { FESTIVAL_NAMES, withYear, type YearTyped, yearRows } from '../../worker/catalogue/year.rules.ts';
import { demonstrationFiles } from './catalogue-files.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

describe('records', () => {
  const checked = checkCatalogue(demonstrationFiles());
  if (!checked.ok) throw new Error('the demonstration set has faults');
  const { lists, directory } = contentOf(checked.set);
  const records = listedRecords(lists, directory);

  it('are all entries of the lists and all offices, each with one owner', () => {
    const [items, territorial, powers, offices] = [
      lists.serviceItems,
      lists.territorialItems,
      lists.powerItems,
      directory.offices,
    ].map((rows) => rows.length);
    expect(records).toHaveLength((items ?? 0) + (territorial ?? 0) + (powers ?? 0) + (offices ?? 0));
    expect(new Set(records.map(({ record }) => record)).size).toBe(records.length);
    expect(records.every(({ usualOwner }) => /^(C|D(M\d\d)|T\d{9})$/.test(usualOwner))).toBe(true);
    const ownerOf = (record: string) => records.find((one) => one.record === record)?.usualOwner;
    expect(ownerOf('item:T001')).toBe('DM10');
    expect(ownerOf('territorial:D01-001')).toBe('DM18');
    expect(ownerOf('office:370883107-O01')).toBe('T370883107');
    expect(ownerOf('power:P001')).toBe('C');
  });

  it('that nobody has looked at are due thirty days after the first import, and overdue the day after', () => {
    const own = records[0];
    if (!own) throw new Error('no record');
    expect(recordState(own, null, at('2026-11-01'), at('2026-12-01'))).toMatchObject({
      verifyBy: '2026-12-01',
      isOverdue: false,
    });
    expect(recordState(own, null, at('2026-11-01'), at('2026-12-02')).isOverdue).toBe(true);
    const later = recordState(own, null, at('2026-11-02'), 0);
    const sooner = recordState(own, null, at('2026-11-01'), 0);
    expect([later, sooner].sort(byUrgency)).toEqual([sooner, later]);
  });

  it('count months by the calendar, in Shanghai', () => {
    expect(dayInMonths(at('2026-08-31'), 6)).toBe('2027-02-28');
    expect(dayInMonths(at('2027-08-31'), 6)).toBe('2028-02-29');
    expect(dayInMonths(at('2026-12-15'), 1)).toBe('2027-01-15');
    expect(dayInMonths(Date.parse('2026-12-31T17:00:00Z'), 12)).toBe('2028-01-01');
  });
});

describe('the year that is missing', () => {
  it.each<[string, string, ReturnType<typeof missingCalendarYear>]>([
    ['2026-12-31', '2026-10-31', null],
    ['2026-12-31', '2026-11-01', { year: 2027, isOverdue: false }],
    ['2026-12-31', '2026-12-01', { year: 2027, isOverdue: true }],
    ['2026-12-31', '2027-03-01', { year: 2027, isOverdue: true }],
    ['2027-12-31', '2026-12-20', null],
  ])('known until %s, on %s', (until, today, expected) => {
    expect(missingCalendarYear(until, at(today))).toEqual(expected);
  });
});

describe('a year typed from its notice', () => {
  const blank = { from: '', to: '', worked: '' };
  const typed = (change: Partial<Record<(typeof FESTIVAL_NAMES)[number], Partial<typeof blank>>> = {}): YearTyped => ({
    year: '2026',
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    festivals: {
      元旦: { from: '2026-01-01', to: '2026-01-03', worked: '1月4日', ...change.元旦 },
      春节: { from: '2026-02-15', to: '2026-02-23', worked: '2026-02-14 2026.2.28', ...change.春节 },
      清明节: { from: '2026-04-04', to: '2026-04-06', worked: '', ...change.清明节 },
      劳动节: { from: '2026-05-01', to: '2026-05-05', worked: '2026/5/9', ...change.劳动节 },
      端午节: { from: '2026-06-19', to: '2026-06-21', worked: '', ...change.端午节 },
      中秋节: { from: '2026-09-25', to: '2026-09-27', worked: '', ...change.中秋节 },
      国庆节: { from: '2026-10-01', to: '2026-10-07', worked: '9月20日、10月10日', ...change.国庆节 },
    },
  });

  it('gives the very rows that stand in the lists for 2026', () => {
    const checked = checkCatalogue(demonstrationFiles());
    const known = checked.ok ? (checked.set.files['calendar.csv'] ?? []) : [];
    const { rows, faults } = yearRows(typed());
    expect(faults).toEqual([]);
    const days = (list: typeof rows) =>
      list.map(({ cells }) => `${cells['day']} ${cells['kind']} ${cells['name']}`).sort();
    expect(days(rows)).toEqual(days(known.filter(({ cells }) => cells['day']?.startsWith('2026'))));
    expect(days(withYear(known, '2026', rows))).toEqual(days(known));
  });

  it.each<[string, Parameters<typeof typed>[0], string]>([
    ['a festival is missing', { 清明节: blank }, '清明节：写全'],
    ['it ends before it begins', { 春节: { to: '2026-02-01' } }, '结束的日子在开始的前面'],
    ['it lasts a month', { 春节: { to: '2026-03-20' } }, '天以上'],
    ['it lies in another year', { 端午节: { from: '2025-06-19', to: '2025-06-21' } }, '日子不在 2026 年'],
    ['a Monday is worked as if it were a weekend', { 劳动节: { worked: '2026-05-11' } }, '不是 2026 年的星期六'],
    ['a day that does not exist is worked', { 劳动节: { worked: '2月30日' } }, '不是 2026 年的星期六'],
    ['what is worked is no date', { 劳动节: { worked: '下周末' } }, '上班的日子写成'],
    ['a day is free and worked', { 国庆节: { worked: '2026-10-03' } }, '写了两次'],
  ])('says so when %s', (_name, change, sentence) => {
    expect(
      yearRows(typed(change))
        .faults.map(({ text }) => text)
        .join('；'),
    ).toContain(sentence);
  });

  it('keeps a New Year that begins in December, and two festivals in one', () => {
    const { rows, faults } = yearRows(
      typed({ 元旦: { from: '2025-12-31', to: '2026-01-02', worked: '' }, 中秋节: blank }),
    );
    expect(faults).toEqual([]);
    expect(rows[0]?.cells).toMatchObject({ day: '2025-12-31', name: '元旦' });
    expect(rows.filter(({ cells }) => cells['name'] === '国庆节、中秋节').length).toBe(9);
    expect(FESTIVAL_NAMES).toHaveLength(7);
  });
});

import { describe, expect, it } from 'vitest';
import { checkCatalogue, describeFault } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import { type CatalogueFiles, withChanged } from '../catalogue/catalogue-files.ts';
import { TABLE } from './demonstration-calendar.ts';

const FILE = 'calendar.csv';
const changed = (change: (text: string) => string) => withChanged(FILE, change);
const without = (pattern: RegExp) => changed((text) => text.replace(pattern, ''));
const added = (...rows: string[]) => changed((text) => `${text}${rows.map((row) => `${row},通知\n`).join('')}`);

function faultsOf(files: CatalogueFiles): string[] {
  const result = checkCatalogue(files);
  return result.ok ? [] : result.faults.map(describeFault);
}
function yearsOf(files: CatalogueFiles): number[] {
  const result = checkCatalogue(files);
  if (!result.ok) throw new Error(result.faults.map(describeFault).join('\n'));
  return contentOf(result.set).calendar.years.map(({ year }) => year);
}

describe('the calendar of the catalogue', () => {
  it('has the days that the notices add up to', () => {
    const count = (year: string, kind: string) =>
      TABLE.days.filter((row) => row.day.startsWith(year) && row.kind === kind).length;
    // 1+8+3+5+3+8 and 2+1+2; 3+9+3+5+3+3+7 and 1+2+1+2.
    expect([count('2025', 'holiday'), count('2025', 'make-up-workday')]).toEqual([28, 5]);
    expect([count('2026', 'holiday'), count('2026', 'make-up-workday')]).toEqual([33, 6]);
  });

  it('names the years that are published, and the notice of each', () => {
    expect(TABLE.years).toEqual([
      { year: 2025, source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）' },
      { year: 2026, source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）' },
    ]);
  });

  it('may hold the eve of a New Year whose notice begins in the old one: that publishes no year', () => {
    expect(yearsOf(added('2024-12-30,holiday,元旦', '2024-12-28,make-up-workday,元旦'))).toEqual([2025, 2026]);
  });

  it('may begin with a later year', () => {
    expect(yearsOf(without(/^2025-.*\n/gm))).toEqual([2026]);
  });
});

describe('a fault in the calendar', () => {
  it.each<[string, CatalogueFiles, string]>([
    [
      'a day that does not exist',
      added('2026-02-30,holiday,春节'),
      'calendar.csv 第 74 行 “day”：现在是“2026-02-30”，应当是：日历上有的日期',
    ],
    [
      'a day as spreadsheets write it',
      changed((text) => text.replace('2026-01-02,', '2026/1/2,')),
      '现在是“2026/1/2”，应当是：日期，写成 2026-01-01 这样；表格软件会改成 2026/1/1，先把这一列设成文本',
    ],
    [
      'a day that stands twice, once as a holiday and once as worked',
      added('2026-10-10,holiday,国庆节'),
      'calendar.csv 第 74 行 “day”：现在是“2026-10-10”，应当是：不重复的值；第 73 行已经用了它',
    ],
    [
      'a make-up workday in the middle of the week',
      added('2026-10-13,make-up-workday,国庆节'),
      '“day”：现在是“2026-10-13”，应当是：调休上班日是星期六或星期日',
    ],
    [
      'an unknown kind',
      changed((text) => text.replace('2026-01-02,holiday', '2026-01-02,放假')),
      '“kind”：现在是“放假”，应当是：holiday（放假）、make-up-workday（调休上班）之一',
    ],
    [
      'a year that has been copied in part',
      without(/^2026-.*(端午|中秋)节,.*\n/gm),
      'calendar.csv：现在是“2026 年没有端午、中秋”，应当是：一年的七个节日都抄全；还没有公布的年份一行也不写',
    ],
    [
      'a year that has only been begun',
      added('2027-01-01,holiday,元旦'),
      '现在是“2027 年没有春节、清明、劳动节、端午、中秋、国庆”',
    ],
    [
      'a year that is left out',
      changed((text) => text.replace(/^2025-/gm, '2024-').replace(/^.*make-up.*\n/gm, '')),
      'calendar.csv：现在是“没有 2025 年”，应当是：2024 年到 2026 年每年都有，中间不缺',
    ],
    [
      'no calendar at all',
      (() => {
        const files = changed((text) => text);
        files.delete(FILE);
        return files;
      })(),
      'calendar.csv：现在是“没有这个文件”',
    ],
  ])('is told with what to do: %s', (_name, files, expected) => {
    expect(faultsOf(files).join('\n')).toContain(expected);
    expect(faultsOf(files)).toHaveLength(1);
  });
});

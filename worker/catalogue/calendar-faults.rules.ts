// Pure. What must hold in `calendar.csv`: days that exist, weekends worked, whole years, no year left out.

import type { CalendarDay } from '../calendar/calendar.contract.ts';
import { isDay, isWeekend, missingFestivals, publishedYears } from '../calendar/calendar.rules.ts';
import type { CatalogueFault, CatalogueRow } from './catalogue.contract.ts';

const FILE = 'calendar.csv';
const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** A notice may begin in the last days of the year before: these alone make no year. */
const isEveOfNewYear = ({ day, name }: CalendarDay): boolean => day.slice(5) >= '12-25' && name.includes('元旦');

export function checkCalendar(rows: readonly CatalogueRow[]): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const days: CalendarDay[] = [];
  for (const { line, cells } of rows) {
    const { day = '', kind = '', name = '', source = '' } = cells;
    const fault = (column: string, found: string, expected: string) =>
      faults.push({ file: FILE, row: line, column, found, expected });
    // Another form has its own fault already.
    if (!FORM.test(day)) continue;
    if (!isDay(day)) fault('day', day, '日历上有的日期');
    else if (kind === 'make-up-workday' && !isWeekend(day)) fault('day', day, '调休上班日是星期六或星期日');
    // Another kind has its own fault already; its festival is not missing as well.
    days.push({ day, kind: kind === 'make-up-workday' ? kind : 'holiday', name, source });
  }
  const ofFile = (found: string, expected: string) => faults.push({ file: FILE, row: 0, column: '', found, expected });
  const years = [...new Set(days.filter((row) => !isEveOfNewYear(row)).map(({ day }) => Number(day.slice(0, 4))))];
  for (const year of years.sort((a, b) => a - b)) {
    const missing = missingFestivals(days, year);
    if (missing.length > 0)
      ofFile(`${year} 年没有${missing.join('、')}`, '一年的七个节日都抄全；还没有公布的年份一行也不写');
  }
  const published = publishedYears(days).map(({ year }) => year);
  const [first, last] = [published[0], published.at(-1)];
  if (first !== undefined && last !== undefined)
    for (let year = first; year < last; year++)
      if (!years.includes(year)) ofFile(`没有 ${year} 年`, `${first} 年到 ${last} 年每年都有，中间不缺`);
  return faults;
}

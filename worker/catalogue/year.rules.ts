// Pure. The yearly notice of the State Council as a form: from when to when each festival is free, which weekends work.

import { isDay, isWeekend } from '../calendar/calendar.rules.ts';
import type { CatalogueRow } from './catalogue.contract.ts';

/** As the notice names them, in its order. */
export const FESTIVAL_NAMES = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;
export type FestivalName = (typeof FESTIVAL_NAMES)[number];

export interface FestivalTyped {
  /** YYYY-MM-DD; both `''`: it falls together with 国庆节 (中秋节 only). */
  from: string;
  to: string;
  /** Days of a weekend that are worked for it, parted by anything. */
  worked: string;
}

export interface YearTyped {
  year: string;
  source: string;
  festivals: Readonly<Record<FestivalName, FestivalTyped>>;
}

export interface YearFault {
  /** `year`, `source`, or `from-3` for the third festival. */
  field: string;
  text: string;
}

/** The longest holiday that there ever was is shorter. */
const LONGEST = 15;
const DAY_MS = 86_400_000;

function daysFrom(from: string, to: string): string[] {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  const days: string[] = [];
  for (let at = first; at <= last && days.length <= LONGEST; at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** Dates as people write them: 2027-02-07, 2027/2/7, 2027.2.7, 2月7日. */
function datesIn(text: string, year: string): string[] {
  const found = text.matchAll(/(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/g);
  return [...found].map(
    ([, own, month = '', day = '']) => `${own ?? year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
}

/** @returns the rows of the year for `calendar.csv`, or what is wrong with what was typed */
export function yearRows(typed: YearTyped): { rows: CatalogueRow[]; faults: YearFault[] } {
  const faults: YearFault[] = [];
  const fault = (field: string, text: string) => faults.push({ field, text });
  const { year, source } = typed;
  if (!/^20\d\d$/.test(year)) fault('year', '年份写四位数字，如 2027。');
  if (source === '') fault('source', '写明是哪一份通知，带上文号。');
  const rows: CatalogueRow[] = [];
  const add = (day: string, kind: string, name: string) => rows.push({ line: 0, cells: { day, kind, name, source } });
  const isJoint = typed.festivals.中秋节.from === '' && typed.festivals.中秋节.to === '';
  for (const [at, festival] of FESTIVAL_NAMES.entries()) {
    const { from, to, worked } = typed.festivals[festival];
    if (festival === '中秋节' && isJoint) continue;
    const name = festival === '国庆节' && isJoint ? '国庆节、中秋节' : festival;
    const field = `from-${at}`;
    if (!isDay(from) || !isDay(to)) {
      fault(field, `${festival}：写全从哪天放到哪天。`);
      continue;
    }
    const days = daysFrom(from, to);
    if (from > to) fault(field, `${festival}：结束的日子在开始的前面。`);
    else if (days.length > LONGEST) fault(field, `${festival}：放了 ${LONGEST} 天以上，看看是不是写错了。`);
    else if (!days.some((day) => day.startsWith(year))) fault(field, `${festival}：日子不在 ${year} 年。`);
    for (const day of days) add(day, 'holiday', name);
    const weekends = datesIn(worked, year);
    if (weekends.length === 0 && worked !== '')
      fault(`worked-${at}`, `${festival}：上班的日子写成 ${year}-02-07 这样，几天用空格隔开。`);
    for (const day of weekends) {
      // New Year may have its weekend in the December before.
      const isNear = day.startsWith(year) || day.startsWith(String(Number(year) - 1));
      if (!isNear || !isDay(day) || !isWeekend(day))
        fault(`worked-${at}`, `${festival}：${day} 不是 ${year} 年的星期六、星期日，不用调休。`);
      else add(day, 'make-up-workday', name);
    }
  }
  const twice = rows.find(({ cells }, at) => rows.findIndex((other) => other.cells['day'] === cells['day']) !== at);
  if (twice) fault('year', `${twice.cells['day']} 写了两次：又放假又上班，或者算进了两个节。`);
  return { rows, faults };
}

/** Earlier rows stay; those of the same year give way. */
export function withYear(
  present: readonly CatalogueRow[],
  year: string,
  rows: readonly CatalogueRow[],
): CatalogueRow[] {
  const days = new Set(rows.map(({ cells }) => cells['day']));
  const others = present.filter(({ cells }) => !cells['day']?.startsWith(year) && !days.has(cells['day']));
  return [...others, ...rows].sort((a, b) => ((a.cells['day'] ?? '') < (b.cells['day'] ?? '') ? -1 : 1));
}

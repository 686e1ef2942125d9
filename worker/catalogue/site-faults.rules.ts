// Pure. What must hold in `sites.csv`: origins as browsers send them, each of one site, days that exist.

import { isDay } from '../calendar/calendar.rules.ts';
import { exactOrigin } from '../sites/sites.rules.ts';
import type { CatalogueFault, CatalogueRow } from './catalogue.contract.ts';

const FILE = 'sites.csv';

export function checkSites(rows: readonly CatalogueRow[]): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const firstLine = new Map<string, number>();
  for (const { line, cells } of rows) {
    const { origins = '', verify_by: verifyBy = '' } = cells;
    const fault = (column: string, found: string, expected: string) =>
      faults.push({ file: FILE, row: line, column, found, expected });
    for (const origin of origins === '' ? [] : origins.split(/\s+/)) {
      const earlier = firstLine.get(origin);
      if (exactOrigin(origin) === null)
        fault(
          'origins',
          origin,
          '只写协议和域名，全小写，末尾没有斜杠，不用星号，如 https://www.example.cn；中文域名写 xn-- 开头的形式',
        );
      else if (earlier !== undefined) fault('origins', origin, `一个源只归一个网站；第 ${earlier} 行已经写了它`);
      else firstLine.set(origin, line);
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(verifyBy) && !isDay(verifyBy)) fault('verify_by', verifyBy, '日历上有的日期');
  }
  return faults;
}

/** A year of holidays on its way into force: a draft like any other, with one list in it. */
import { bytesOf } from './archive.rules.ts';
import { csvOf } from './bundle.rules.ts';
import { takeUpload, type UploadResult } from './drafts.usecases.ts';
import { type CatalogueWorld, readInForce } from './sets.usecases.ts';
import { withYear, type YearFault, type YearTyped, yearRows } from './year.rules.ts';

const COLUMNS = ['day', 'kind', 'name', 'source'];

export type YearResult = UploadResult | { kind: 'typed'; faults: YearFault[] } | { kind: 'unkept' };

export async function takeYear(
  world: CatalogueWorld,
  staffId: number,
  once: string,
  typed: YearTyped,
): Promise<YearResult> {
  const { rows, faults } = yearRows(typed);
  if (faults.length > 0) return { kind: 'typed', faults };
  const set = (await readInForce(world))?.set;
  if (!set) return { kind: 'unkept' };
  const all = withYear(set.files['calendar.csv'] ?? [], typed.year, rows);
  const table = [COLUMNS, ...all.map(({ cells }) => COLUMNS.map((column) => cells[column] ?? ''))];
  const bytes = bytesOf(csvOf(table.map((cells, at) => ({ line: at + 1, cells }))));
  return takeUpload(world, staffId, {
    files: [{ name: 'calendar.csv', bytes }],
    once,
    reason: `导入 ${typed.year} 年放假安排：${typed.source}`,
    facts: {},
    countsChange: false,
    replacesOffices: false,
  });
}

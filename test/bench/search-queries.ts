// The project's own questions, see test/search/README.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** `tuning` is looked at while the search is improved, `measured` never. */
export type QuerySet = 'tuning' | 'measured';

export interface Query {
  query: string;
  kind: string;
  /** What a right answer names: a code, a number to dial. Empty when it is not the townships' work. */
  accepted: ReadonlySet<string>;
  /** The code that is expected first of all, a number to dial, or `-`. */
  expected: string;
}

export type Door = 'item' | 'territorial';

export const DOORS: readonly Door[] = ['item', 'territorial'];

const COLUMNS = ['query', 'expected', 'also_acceptable', 'kind'] as const;

export function readQueries(set: QuerySet): Query[] {
  const file = join(import.meta.dirname, '../search', `${set}.csv`);
  const rows = parse(readFileSync(file), { columns: [...COLUMNS], from_line: 2 }) as Record<
    (typeof COLUMNS)[number],
    string
  >[];
  return rows.map(({ query, expected, also_acceptable: also, kind }) => ({
    query,
    kind,
    expected,
    accepted: new Set([expected, ...also.split(';')].filter((code) => code !== '' && code !== '-')),
  }));
}

/** Behind which door the answer is; null for emergencies and for what is not the townships' work. */
export function doorOf({ expected }: Query): Door | null {
  if (expected.startsWith('D')) return 'territorial';
  return /^[TV]/.test(expected) ? 'item' : null;
}

// Pure. Checks a whole catalogue before anything is written: all faults are found, none is repaired.

import * as v from 'valibot';
import { type CatalogueFault, type CatalogueRow, type CatalogueSet, manifestSchema } from './catalogue.contract.ts';
import type { ColumnSpec, FileSpec } from './column-kinds.rules.ts';
import { FILES } from './columns.data.ts';
import { readCsv } from './csv.rules.ts';
import { checkRelations } from './relations.rules.ts';

export const MANIFEST_FILE = 'manifest.json';

export type CheckResult = { ok: true; set: CatalogueSet } | { ok: false; faults: CatalogueFault[] };

function checkCell(spec: ColumnSpec, cell: string): boolean {
  if (cell === '') return spec.required !== true;
  if (spec.oneOf && !spec.oneOf.includes(cell)) return false;
  return spec.pattern === undefined || spec.pattern.test(cell);
}

function readRows(spec: FileSpec, bytes: Uint8Array): { rows: CatalogueRow[]; faults: CatalogueFault[] } {
  const { records, faults } = readCsv(spec.file, bytes);
  if (faults.length > 0) return { rows: [], faults };
  const fault = (row: number, column: string, found: string, expected: string) =>
    faults.push({ file: spec.file, row, column, found, expected });

  const header = records[0];
  if (header === undefined) {
    fault(0, '', '空文件', `第一行是列名：${spec.columns.map((column) => column.name).join(',')}`);
    return { rows: [], faults };
  }
  for (const column of spec.columns)
    if (!header.cells.includes(column.name)) fault(1, column.name, '没有这一列', `有一列叫 ${column.name}`);
  header.cells.forEach((name, at) => {
    if (!spec.columns.some((column) => column.name === name))
      fault(1, name, '多出一列', `只有这些列：${spec.columns.map((column) => column.name).join(',')}`);
    else if (header.cells.indexOf(name) !== at) fault(1, name, '同名的列', '每个列名只出现一次');
  });
  if (faults.length > 0) return { rows: [], faults };

  const rows: CatalogueRow[] = [];
  for (const record of records.slice(1)) {
    if (record.cells.length !== header.cells.length) {
      fault(
        record.line,
        '',
        `${record.cells.length} 列`,
        `${header.cells.length} 列；有逗号的内容要用英文双引号括起来`,
      );
      continue;
    }
    const cells: Record<string, string> = {};
    header.cells.forEach((name, at) => {
      cells[name] = record.cells[at] ?? '';
    });
    for (const column of spec.columns) {
      const cell = cells[column.name] ?? '';
      if (!checkCell(column, cell)) fault(record.line, column.name, cell === '' ? '空着' : cell, column.expected);
    }
    rows.push({ line: record.line, cells });
  }
  return { rows, faults };
}

function readManifest(bytes: Uint8Array | undefined): {
  manifest: CatalogueSet['manifest'] | null;
  faults: CatalogueFault[];
} {
  const fault = (column: string, found: string, expected: string): CatalogueFault => ({
    file: MANIFEST_FILE,
    row: 0,
    column,
    found,
    expected,
  });
  if (bytes === undefined)
    return { manifest: null, faults: [fault('', '没有这个文件', `目录里有 ${MANIFEST_FILE}，写明名称、版本和条数`)] };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return { manifest: null, faults: [fault('', '不是 JSON', 'UTF-8 的 JSON，格式见 catalogue/README.md')] };
  }
  const result = v.safeParse(manifestSchema, json);
  if (result.success) return { manifest: result.output, faults: [] };
  return {
    manifest: null,
    faults: result.issues.map((issue) =>
      fault(v.getDotPath(issue) ?? '', issue.received, `${issue.expected ?? issue.message}`),
    ),
  };
}

/**
 * @param files file name → bytes, as found in the directory or upload
 * @returns the set, or every fault in the order of files and rows
 */
export function checkCatalogue(files: ReadonlyMap<string, Uint8Array>): CheckResult {
  const { manifest, faults } = readManifest(files.get(MANIFEST_FILE));
  const tables: Record<string, CatalogueRow[]> = {};
  for (const spec of FILES) {
    const bytes = files.get(spec.file);
    if (bytes === undefined) {
      if (!spec.optional)
        faults.push({ file: spec.file, row: 0, column: '', found: '没有这个文件', expected: `目录里有 ${spec.file}` });
      tables[spec.file] = [];
      continue;
    }
    const read = readRows(spec, bytes);
    tables[spec.file] = read.rows;
    faults.push(...read.faults);
  }
  for (const name of files.keys())
    if (name.endsWith('.csv') && !FILES.some((spec) => spec.file === name))
      faults.push({
        file: name,
        row: 0,
        column: '',
        found: '不认识的文件',
        expected: FILES.map((s) => s.file).join('、'),
      });
  faults.push(...checkRelations(tables, manifest));
  if (faults.length > 0 || manifest === null) return { ok: false, faults };
  return { ok: true, set: { manifest, files: tables } };
}

/** A fault as the one line that a clerk reads. */
export function describeFault(fault: CatalogueFault): string {
  const place = [
    fault.file,
    fault.row > 0 ? `第 ${fault.row} 行` : '',
    fault.column === '' ? '' : `“${fault.column}”`,
  ].filter((part) => part !== '');
  return `${place.join(' ')}：现在是“${fault.found}”，应当是：${fault.expected}`;
}

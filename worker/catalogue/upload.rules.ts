// Pure. What somebody uploaded (workbooks, CSV files, archives of both) as the files of a catalogue.

import { bytesOf, isArchive, isOldWorkbook, openArchive } from './archive.rules.ts';
import { asWritten, csvOf } from './bundle.rules.ts';
import type { CatalogueFault } from './catalogue.contract.ts';
import { MANIFEST_FILE } from './check.rules.ts';
import type { FileSpec } from './column-kinds.rules.ts';
import { FILES } from './columns.data.ts';
import { readCsv } from './csv.rules.ts';
import { COLUMN_TITLES, FILE_TITLES } from './titles.data.ts';
import { readWorkbook, type Sheet } from './workbook.rules.ts';

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

export interface Upload {
  /** Files of the catalogue, as CSV in UTF-8 whatever they were, by their name in the catalogue. */
  files: Map<string, Uint8Array>;
  /** Which of them came from where, in words. */
  read: { file: string; from: string; rows: number }[];
  /** Sheets and files that are none of the lists (an explanation, a cover): left aside, and said so. */
  leftAside: string[];
  faults: CatalogueFault[];
}

/** Less than this share of a list's columns is another table. */
const LIKENESS = 0.6;
const TOO_MUCH = '内容太多';
const ROOM = '一张表 6 万行以内，解开以后 48 MB 以内';
/** Headings that may stand above the row with the titles. */
const MOST_ROWS_ABOVE = 5;
const FORMULA_FAULT = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/;

const baseOf = (name: string): string => name.replace(/^.*\//, '').replace(/\.\w+$/, '');

interface Table {
  name: string;
  rows: { line: number; cells: string[] }[];
  joined: string[];
}

const isNamed = (spec: FileSpec, name: string): boolean =>
  spec.file === name.replace(/^.*?(search\/)/, '$1') ||
  baseOf(spec.file) === baseOf(name) ||
  FILE_TITLES[spec.file] === baseOf(name);

/** Columns go by their name or by their Chinese title; one title is one column of a list. */
function columnNames(header: readonly string[], spec: FileSpec): string[] {
  const byTitle = new Map(spec.columns.map(({ name }) => [COLUMN_TITLES[name] ?? name, name]));
  return header.map((title) => byTitle.get(title) ?? title);
}

const likeness = (spec: FileSpec, header: readonly string[]): number => {
  const names = columnNames(header, spec);
  const known = spec.columns.filter(({ name }) => names.includes(name)).length;
  return known / Math.max(spec.columns.length, header.filter((cell) => cell !== '').length);
};

/** Which list it is and which of its rows holds the titles: offices like to put a heading above them. */
function recognised({ name, rows }: Table): { spec: FileSpec; headerAt: number } | null {
  const named = FILES.find((spec) => isNamed(spec, name));
  let best = { spec: named, headerAt: 0, share: named ? 0 : LIKENESS };
  rows.slice(0, MOST_ROWS_ABOVE + 1).forEach(({ cells }, headerAt) => {
    for (const spec of named ? [named] : FILES) {
      const share = likeness(spec, cells);
      if (share > best.share || (best.spec === undefined && share === best.share)) best = { spec, headerAt, share };
    }
  });
  return best.spec ? { spec: best.spec, headerAt: best.headerAt } : null;
}

function take(upload: Upload, table: Table): void {
  const found = recognised(table);
  const first = table.rows[found?.headerAt ?? 0];
  if (first === undefined || found === null) {
    upload.leftAside.push(table.name);
    return;
  }
  const { file } = found.spec;
  const fault = (row: number, column: string, what: string, expected: string) =>
    upload.faults.push({ file, row, column, found: what, expected });
  const earlier = upload.read.find((own) => own.file === file);
  if (earlier) {
    fault(0, '', `两份：“${earlier.from}”和“${table.name}”`, '一份；另一份请拿掉再传');
    return;
  }
  const header = columnNames(first.cells, found.spec);
  const body = table.rows.slice(found.headerAt + 1);
  // A heading above the titles is mostly one wide cell: no harm.
  for (const place of table.joined)
    if (Number(/\d+$/.exec(place)?.[0]) > first.line)
      fault(0, '', `合并的单元格 ${place}`, '不合并单元格，每一行都写全');
  for (const { line, cells } of body)
    cells.forEach((cell, at) => {
      if (FORMULA_FAULT.test(cell)) fault(line, header[at] ?? '', cell, '写好的内容，不是算错了的公式');
    });
  // Spreadsheets end a row at its last filled cell.
  const rows = body.map(({ line, cells }) => ({
    line,
    cells: [...cells, ...Array(Math.max(0, header.length - cells.length)).fill('')].map(asWritten),
  }));
  upload.files.set(file, bytesOf(csvOf([{ line: first.line, cells: header }, ...rows])));
  upload.read.push({ file, from: table.name, rows: body.length });
}

/** A single tab is mostly called Sheet1: then the file's name says more. */
const ofSheet = (fileName: string, sheets: number, { name, rows, joined }: Sheet): Table => ({
  name: sheets > 1 || FILES.some((spec) => isNamed(spec, name)) ? name : fileName,
  rows,
  joined,
});

function readFile(upload: Upload, { name, bytes }: UploadedFile): void {
  const fault = (found: string, expected: string) =>
    upload.faults.push({ file: name, row: 0, column: '', found, expected });
  if (isOldWorkbook(bytes)) return void fault('旧式表格（.xls），或者加了密码', '另存为 .xlsx（不加密码）或 CSV 再传');
  if (isArchive(bytes)) {
    const book = readWorkbook(bytes);
    if (book.ok) for (const sheet of book.sheets) take(upload, ofSheet(name, book.sheets.length, sheet));
    else if (book.why === 'too-large') fault(TOO_MUCH, ROOM);
    else readArchive(upload, name, bytes);
    return;
  }
  if (baseOf(name) === 'manifest' && name.endsWith('.json')) {
    upload.files.set(MANIFEST_FILE, bytes);
    upload.read.push({ file: MANIFEST_FILE, from: name, rows: 0 });
    return;
  }
  if (!/\.(csv|txt)$/i.test(name)) return void upload.leftAside.push(name);
  const { records, faults } = readCsv(name, bytes);
  upload.faults.push(...faults);
  if (faults.length === 0) take(upload, { name, rows: records, joined: [] });
}

function readArchive(upload: Upload, name: string, bytes: Uint8Array): void {
  const opened = openArchive(bytes);
  if (typeof opened === 'string') {
    const [found, expected] =
      opened === 'damaged'
        ? ['打不开的压缩包或表格', '完整的 .xlsx、.csv 或 .zip，重新保存一次再传']
        : [TOO_MUCH, ROOM];
    upload.faults.push({ file: name, row: 0, column: '', found, expected });
    return;
  }
  // Archives in archives are nobody's list.
  for (const [path, content] of opened)
    if (!/\.zip$/i.test(path)) readFile(upload, { name: path, bytes: content });
    else upload.leftAside.push(path);
}

export function readUpload(uploaded: readonly UploadedFile[]): Upload {
  const upload: Upload = { files: new Map(), read: [], leftAside: [], faults: [] };
  for (const file of uploaded) readFile(upload, file);
  if (upload.files.size === 0 && upload.faults.length === 0)
    upload.faults.push({
      file: uploaded.map(({ name }) => name).join('、') || '上传的文件',
      row: 0,
      column: '',
      found: '没有一张认得的表',
      expected: `工作表或文件叫这些名字之一，或列名与现行的表一样：${Object.values(FILE_TITLES).join('、')}`,
    });
  return upload;
}

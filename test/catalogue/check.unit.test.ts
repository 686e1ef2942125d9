import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { checkCatalogue, describeFault } from '../../worker/catalogue/check.rules.ts';
import { type CatalogueFiles, demonstrationFiles, textOf, withChanged, withFile } from './catalogue-files.ts';

function faultsOf(files: CatalogueFiles): string[] {
  const result = checkCatalogue(files);
  return result.ok ? [] : result.faults.map(describeFault);
}
const setOf = (files: CatalogueFiles) => {
  const result = checkCatalogue(files);
  if (!result.ok) throw new Error(result.faults.map(describeFault).join('\n'));
  return result.set.files;
};
/** Rows without their line numbers: what another encoding or line ending must not change. */
const cellsOf = (files: CatalogueFiles) =>
  Object.fromEntries(Object.entries(setOf(files)).map(([file, rows]) => [file, rows.map((row) => row.cells)]));

const ITEMS = 'township_items.csv';

describe('a catalogue', () => {
  it('without faults is taken', () => {
    expect(faultsOf(demonstrationFiles())).toEqual([]);
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
    ['CRLF', (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'))],
    ['GB18030 with CRLF', (text: string) => iconv.encode(text.replace(/\r?\n/g, '\r\n'), 'gb18030')],
    ['blank lines and rows of commas at the end', (text: string) => Buffer.from(`${text}\n,,,\n\n`)],
  ])('means the same in %s', (_name, encode) => {
    const files = demonstrationFiles();
    for (const file of [...files.keys()].filter((name) => name.endsWith('.csv')))
      files.set(file, new Uint8Array(encode(textOf(files, file))));
    expect(cellsOf(files)).toEqual(cellsOf(demonstrationFiles()));
  });

  it('may have commas, quotes and line breaks inside quoted cells', () => {
    const rows = setOf(withChanged(ITEMS, (text) => text.replace(',不收费,低保;', ',"不收费,""一分""\n也不收",低保;')))[
      ITEMS
    ];
    expect(rows?.[0]?.cells['fee']).toBe('不收费,"一分"\n也不收');
    expect(rows?.slice(0, 2).map((row) => row.line)).toEqual([2, 4]);
  });
});

describe('a fault', () => {
  it.each<[string, CatalogueFiles, string]>([
    [
      'a missing file',
      (() => {
        const files = demonstrationFiles();
        files.delete('departments.csv');
        return files;
      })(),
      'departments.csv：现在是“没有这个文件”，应当是：目录里有 departments.csv',
    ],
    [
      'an empty required cell',
      withChanged(ITEMS, (text) => text.replace('T001,最低生活保障审核确认,', 'T001,,')),
      'township_items.csv 第 2 行 “name”：现在是“空着”，应当是：事项名称',
    ],
    [
      'a code that stands twice',
      withChanged(ITEMS, (text) => text.replace('\nT002,', '\nT001,')),
      'township_items.csv 第 3 行 “code”：现在是“T001”，应当是：不重复的值；第 2 行已经用了它',
    ],
    [
      'an unknown department',
      withChanged(ITEMS, (text) => text.replace(',O01,M10,', ',O01,M10;M99,')),
      'township_items.csv 第 2 行 “competent_departments”：现在是“M99”，应当是：departments.csv 里的编号',
    ],
    [
      'an unknown office type',
      withChanged(ITEMS, (text) => text.replace(',O01,M10,', ',O77,M10,')),
      'township_items.csv 第 2 行 “office_type”：现在是“O77”',
    ],
    [
      'a village under no township',
      withChanged('divisions.csv', (text) => text.replace(',community,370883001,', ',community,370883999,')),
      '“parent”：现在是“370883999”，应当是：本表里镇街的编号',
    ],
    [
      'a linked item that is not there',
      withChanged('village_items.csv', (text) => text.replace(',T001,O20,', ',T901,O20,')),
      'village_items.csv 第 2 行 “township_item”：现在是“T901”',
    ],
    [
      'a limit whose number and words differ',
      withChanged(ITEMS, (text) => text.replace(',25工作日,25,工作日,', ',25工作日,52,工作日,')),
      'township_items.csv 第 2 行 “promised_value”：现在是“52”，应当是：与“25工作日”里的数字一致',
    ],
    [
      'a limit whose unit and words differ',
      withChanged(ITEMS, (text) => text.replace(',25工作日,25,工作日,', ',25工作日,25,自然日,')),
      'township_items.csv 第 2 行 “promised_unit”：现在是“自然日”',
    ],
    [
      'an unknown unit',
      withChanged(ITEMS, (text) => text.replace(',25工作日,25,工作日,', ',25工作日,25,小时,')),
      '“promised_unit”：现在是“小时”，应当是：工作日、自然日、月、即办 之一',
    ],
    [
      'a count that is not the announced one',
      withChanged('village_items.csv', (text) => text.replace(/\nV53,.*/, '')),
      'village_items.csv：现在是“村（社区）事项 52 条”，应当是：53 条（manifest.json 写明的数）',
    ],
    [
      'a column that is missing',
      withChanged('office_types.csv', (text) => text.replace('dispatched', 'sent')),
      'office_types.csv 第 1 行 “dispatched”：现在是“没有这一列”',
    ],
    [
      'a row with a stray comma',
      withChanged('office_types.csv', (text) => text.replace('社会事务办公室,0', '社会,事务办公室,0')),
      'office_types.csv 第 2 行：现在是“4 列”，应当是：3 列',
    ],
    [
      'a quote that is never closed',
      withChanged('office_types.csv', (text) => text.replace('社会事务办公室,', '"社会事务办公室,')),
      '现在是“引号没有成对”',
    ],
    [
      'a workbook with a .csv name',
      demonstrationFiles().set('departments.csv', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 8, 0])),
      'departments.csv：现在是“看不懂的编码”，应当是：UTF-8 或 GB18030 的 CSV',
    ],
    [
      'UTF-16, as old Excel writes it',
      demonstrationFiles().set('departments.csv', new Uint8Array(Buffer.from('\ufeffcode,name', 'utf16le'))),
      'departments.csv：现在是“看不懂的编码”',
    ],
    [
      'a manifest that is no JSON',
      demonstrationFiles().set('manifest.json', new TextEncoder().encode('{')),
      'manifest.json：现在是“不是 JSON”',
    ],
    ['a file that nobody knows', withFile('更多.csv', 'a\n1\n'), '更多.csv：现在是“不认识的文件”'],
    [
      'two offices for one item',
      withFile('item_offices.csv', 'township,item,office_type,source\n370883101,T001,O02,文\n370883101,T001,O03,文\n'),
      'item_offices.csv 第 3 行 “item”：现在是“370883101-T001”，应当是：一镇一事只归一个机构；第 2 行已经写了它',
    ],
    [
      'an office merged into one that is closed',
      withFile(
        'offices.csv',
        'township,office_type,name,merged_into,closed,place,hours,phone,source\n370883101,O05,,O01,,,,,文\n370883101,O01,,,1,,,,文\n',
      ),
      'offices.csv 第 2 行 “merged_into”：现在是“O01”',
    ],
    [
      'a successor that does not stand',
      withFile('replacements.csv', 'retired,replaced_by,reason\nT900,T901,合并\n'),
      'replacements.csv 第 2 行 “replaced_by”：现在是“T901”',
    ],
    [
      'a replaced entry that still stands',
      withFile('replacements.csv', 'retired,replaced_by,reason\nT001,T002,合并\n'),
      'replacements.csv 第 2 行 “retired”：现在是“T001”',
    ],
  ])('says file, row, column, what was found and what is expected: %s', (_name, files, expected) => {
    expect(faultsOf(files).join('\n')).toContain(expected);
  });

  it('does not hide the others: all are listed, one a line', () => {
    const files = withChanged(ITEMS, (text) =>
      text
        .replace('T001,最低生活保障审核确认,', 'T001,,')
        .replace(',O01,M10,受理审核,低保证明', ',O01,M98,受理审核,低保证明'),
    );
    files.set(
      'village_items.csv',
      new TextEncoder().encode(
        textOf(files, 'village_items.csv').replace(
          '特困供养申请代办,民政救助,代办',
          '特困供养申请代办,民政救助,代代办',
        ),
      ),
    );
    const faults = faultsOf(files);
    expect(faults).toHaveLength(3);
    for (const fault of faults) expect(fault).not.toContain('\n');
  });

  it('in a file that cannot be read is told once, not again for every row that refers to it', () => {
    const files = demonstrationFiles().set('departments.csv', new Uint8Array([0xff, 0xfe, 0, 0]));
    expect(faultsOf(files)).toHaveLength(1);
  });
});

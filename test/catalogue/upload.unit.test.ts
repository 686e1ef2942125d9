import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../worker/catalogue/archive.rules.ts';
import { asWritten, csvOf, downloadFiles, neutralised, normalFiles } from '../../worker/catalogue/bundle.rules.ts';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { FILES } from '../../worker/catalogue/columns.data.ts';
import { readCsv } from '../../worker/catalogue/csv.rules.ts';
import { COLUMN_TITLES, FILE_TITLES } from '../../worker/catalogue/titles.data.ts';
import { readUpload } from '../../worker/catalogue/upload.rules.ts';
import { readWorkbook } from '../../worker/catalogue/workbook.rules.ts';
import { demonstrationFiles, textOf, withChanged } from './catalogue-files.ts';
import { rowsOf, STYLES, workbook } from './workbooks.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const cellsOf = (file: string) =>
  readCsv(file, demonstrationFiles().get(file) ?? new Uint8Array()).records.map(({ cells }) => cells);
const setOf = (files: Map<string, Uint8Array>) => {
  const checked = checkCatalogue(files);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults.slice(0, 5)));
  return checked.set;
};

describe('a workbook', () => {
  it('shows days as days, keeps leading zeros that are shown, and drops the noise of binary fractions', () => {
    const bytes = workbook([
      {
        name: 'a',
        rows: {
          1: [
            { number: 46023, style: STYLES.day },
            { number: 46023.75, style: STYLES.chineseDay },
          ],
          3: [{ number: 7, style: STYLES.threeDigits }, 0.1 + 0.2, 370883101001, { flag: true }],
          4: [{ number: 12.5, style: STYLES.money }, '  两边有空 ', '第一行\n第二行'],
        },
      },
    ]);
    const book = readWorkbook(bytes);
    expect(book).toEqual({
      ok: true,
      sheets: [
        {
          name: 'a',
          joined: [],
          rows: [
            { line: 1, cells: ['2026-01-01', '2026-01-01'] },
            { line: 3, cells: ['007', '0.3', '370883101001', '1'] },
            { line: 4, cells: ['12.5', '两边有空', '第一行 第二行'] },
          ],
        },
      ],
    });
  });

  it('counts days from 1904 where it says so, and reads elements with a prefix', () => {
    const rows = { 1: [{ number: 44561, style: STYLES.day }, 'a & b <c> "d"'] };
    const book = readWorkbook(workbook([{ name: '表', rows }], { date1904: true, prefix: 'x' }));
    expect(book.ok && book.sheets[0]?.rows).toEqual([{ line: 1, cells: ['2026-01-01', 'a & b <c> "d"'] }]);
  });

  it('of every list gives the demonstration set again, whatever the tabs are called', () => {
    const sheets = FILES.filter(({ file }) => demonstrationFiles().has(file)).map(({ file, columns }, at) => {
      const [header = [], ...rows] = cellsOf(file);
      // Half of them with Chinese titles above a heading; every third with a tab name that says nothing.
      const titles = at % 2 ? header.map((name) => COLUMN_TITLES[name] ?? name) : header;
      expect(columns.length).toBe(header.length);
      return {
        name: at % 3 ? (FILE_TITLES[file] ?? file) : `表${at}`,
        rows: at % 2 ? { 1: ['邹城市'], ...rowsOf([titles, ...rows], 2) } : rowsOf([titles, ...rows]),
        joined: at % 2 ? ['A1:F1'] : [],
      };
    });
    const upload = readUpload([
      { name: '整套.xlsx', bytes: workbook([{ name: '说明', rows: { 1: ['怎么填'] } }, ...sheets]) },
    ]);
    expect(upload.faults).toEqual([]);
    expect(upload.leftAside).toEqual(['说明']);
    const before = demonstrationFiles();
    const after = new Map([...upload.files, ['manifest.json', before.get('manifest.json') ?? new Uint8Array()]]);
    const oneLine = (set: ReturnType<typeof setOf>) =>
      [...normalFiles(set)].map(([file, bytes]) => [file, text(bytes).replace(/\s+/g, ' ')]);
    expect(oneLine(setOf(after))).toEqual(oneLine(setOf(before)));
  });

  it('tells of cells that are joined, of formulas that went wrong, and of the row that a clerk sees', () => {
    const [header = [], ...rows] = cellsOf('office_types.csv');
    const sheet = {
      name: '机构种类',
      rows: { 1: ['邹城市'], 3: header, 7: [{ error: '#N/A' }, '某办公室', '5'], ...rowsOf(rows, 8) },
      joined: ['A1:C1', 'B8:B9'],
    };
    const upload = readUpload([{ name: '机构.xlsx', bytes: workbook([sheet]) }]);
    expect(upload.faults).toEqual([
      expect.objectContaining({ file: 'office_types.csv', found: '合并的单元格 B8:B9' }),
      expect.objectContaining({ file: 'office_types.csv', row: 7, column: 'code', found: '#N/A' }),
    ]);
    const files = demonstrationFiles().set(
      'office_types.csv',
      upload.files.get('office_types.csv') ?? new Uint8Array(),
    );
    const checked = checkCatalogue(files);
    expect(checked.ok || checked.faults.filter(({ row }) => row === 7).map(({ column }) => column)).toEqual([
      'code',
      'dispatched',
    ]);
  });
});

describe('an upload', () => {
  const csv = (file: string, encoding: string) => iconv.encode(textOf(demonstrationFiles(), file), encoding);

  it('takes CSV in UTF-8 and in GB18030, by name or by columns, alone or in an archive made on a Chinese Windows', () => {
    const gbk = [...iconv.encode('目录/镇街事项.csv', 'gbk')].map((byte) => String.fromCharCode(byte)).join('');
    const zip = zipSync({
      [gbk]: csv('township_items.csv', 'gb18030'),
      '目录/x.csv': csv('village_items.csv', 'utf8'),
    });
    // fflate marks names beyond ASCII as UTF-8: a Windows archive does not.
    expect([...(openArchive(zip) as Map<string, Uint8Array>).keys()]).toContain('目录/镇街事项.csv');
    const upload = readUpload([
      { name: 'new.zip', bytes: zip },
      { name: '放假.csv', bytes: csv('calendar.csv', 'gb18030') },
    ]);
    expect(upload.faults).toEqual([]);
    expect([...upload.files.keys()]).toEqual(['township_items.csv', 'village_items.csv', 'calendar.csv']);
    expect(setOf(new Map([...demonstrationFiles(), ...upload.files]))).toEqual(setOf(demonstrationFiles()));
  });

  it.each<[string, Uint8Array, string]>([
    ['a workbook of old or behind a password', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), '另存为 .xlsx'],
    ['half an archive', zipSync({ 'a.csv': strToU8('code,name') }).slice(0, 40), '重新保存一次'],
    ['an archive of archives', zipSync({ 'b.zip': zipSync({ 'a.csv': strToU8('x') }) }), '工作表或文件叫这些名字'],
    ['a table of something else', strToU8('姓名,年龄\n张三,3\n'), '工作表或文件叫这些名字'],
    ['an empty file', new Uint8Array(), '工作表或文件叫这些名字'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0), '另存为 → CSV UTF-8'],
  ])('that is %s is refused with what to do', (_name, bytes, expected) => {
    const { faults, files } = readUpload([{ name: '某表.csv', bytes }]);
    expect(files.size).toBe(0);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.expected).toContain(expected);
  });

  it('refuses an archive that would unpack to more than there is room for', () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(49_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(readUpload([{ name: 'a.zip', bytes: bomb }]).faults[0]?.found).toBe('内容太多');
  });

  it('refuses two tables for one list', () => {
    const bytes = demonstrationFiles().get('departments.csv') ?? new Uint8Array();
    const { faults } = readUpload([
      { name: 'departments.csv', bytes },
      { name: '市直部门.csv', bytes },
    ]);
    expect(faults[0]?.found).toContain('两份');
  });

  it('takes a hundred thousand crossed brackets in its stride', () => {
    const sheet = strToU8(`<worksheet><sheetData>${'<c "'.repeat(100_000)}${"<row r='".repeat(100_000)}`);
    const zip = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="worksheets/a.xml"/></R>'),
      'xl/worksheets/a.xml': sheet,
    });
    const started = performance.now();
    expect(readWorkbook(zip)).toEqual({ ok: true, sheets: [] });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('what is kept and what is downloaded', () => {
  it('is the same set when it comes back, formulas and all', () => {
    const wild = ['=1+1', '@SUM(A1)', '-2', '+86', "'=x", 'a,"b"', '普通'];
    const changed = withChanged('departments.csv', (all) =>
      all
        .split('\n')
        .map((line, at) =>
          at >= 1 && at <= wild.length
            ? line.replace(/[^,]*$/, `"${(wild[at - 1] ?? '').replaceAll('"', '""')}"`)
            : line,
        )
        .join('\n'),
    );
    const set = setOf(changed);
    const download = downloadFiles(set);
    expect(text(download.get('departments.csv'))).toContain(",'=1+1\n");
    expect(text(download.get('departments.csv'))).not.toMatch(/(^|,)"?[=+@-]/m);
    const upload = readUpload([{ name: 'x.zip', bytes: zipSync(Object.fromEntries(download)) }]);
    expect(upload.faults).toEqual([]);
    const [back, before] = [normalFiles(setOf(upload.files)), normalFiles(set)];
    expect([...back.keys()]).toEqual([...before.keys()]);
    for (const [file, bytes] of before) expect(text(back.get(file)), file).toBe(text(bytes));
  });

  it('marks what a spreadsheet would calculate, and only that', () => {
    expect(['=A1', '+1', '-1', '@x', '\tx'].map(neutralised)).toEqual(["'=A1", "'+1", "'-1", "'@x", "'\tx"]);
    expect(['1-2', '五保', "'s", ''].map(neutralised)).toEqual(['1-2', '五保', "'s", '']);
    expect(["'=A1", "'s", '=1'].map(asWritten)).toEqual(['=A1', "'s", '=1']);
  });

  it('keeps every row on the line that it had, line breaks in cells too', () => {
    const rows = [
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['两\n行', 'x'] },
      { line: 6, cells: ['y', 'z'] },
    ];
    const { records } = readCsv('x.csv', new TextEncoder().encode(csvOf(rows)));
    expect(records).toEqual(rows);
  });
});

/** Workbooks as office software writes them, put together by hand so that a test says what is in every cell. */
import { strToU8, zipSync } from 'fflate';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** A text, a number, or a number shown by a format of `STYLES`. */
export type Cell = string | number | { number: number; style: number } | { error: string } | { flag: boolean };

export const STYLES = { day: 1, chineseDay: 2, threeDigits: 3, money: 4 };
const STYLE_SHEET = `<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="000"/><numFmt numFmtId="178" formatCode="#,##0.00&quot;元/day&quot;"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs></styleSheet>`;

export interface TestSheet {
  name: string;
  /** By number of the row as a clerk sees it; gaps are empty rows. */
  rows: Record<number, Cell[]>;
  joined?: string[];
}

function cellXml(place: string, cell: Cell, shared: string[]): string {
  if (typeof cell === 'string') {
    if (cell === '') return `<c r="${place}" s="0"/>`;
    shared.push(cell);
    return `<c r="${place}" t="s"><v>${shared.length - 1}</v></c>`;
  }
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if ('error' in cell) return `<c r="${place}" t="e"><f>VLOOKUP(A1,B:C,2)</f><v>${cell.error}</v></c>`;
  if ('flag' in cell) return `<c r="${place}" t="b"><v>${Number(cell.flag)}</v></c>`;
  return `<c r="${place}" s="${cell.style}"><v>${cell.number}</v></c>`;
}

export function workbook(sheets: readonly TestSheet[], { date1904 = false, prefix = '' } = {}): Uint8Array {
  const shared: string[] = [];
  const bodies = sheets.map(({ rows, joined = [] }) => {
    const lines = Object.entries(rows).map(
      ([line, cells]) =>
        `<row r="${line}" spans="1:9">${cells.map((cell, at) => cellXml(`${letters(at)}${line}`, cell, shared)).join('')}</row>`,
    );
    const merges = joined.length
      ? `<mergeCells>${joined.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '';
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!-- ${'<row>'} --><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`;
    return prefix === '' ? xml : xml.replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`);
  });
  // Every second text in two runs, with a reading above it, as word processors leave them.
  const si = shared.map((text, at) =>
    at % 2 === 0
      ? `<si><t xml:space="preserve">${escaped(text)}</t></si>`
      : `<si><r><t>${escaped(text.slice(0, 1))}</t></r><r><rPr><b/></rPr><t>${escaped(text.slice(1))}</t></r><rPh sb="0" eb="1"><t>DUYIN</t></rPh></si>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="x"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 7}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 7}" Type="worksheet" Target="worksheets/tab${at}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${si.join('')}</sst>`,
    'xl/styles.xml': STYLE_SHEET,
  };
  bodies.forEach((xml, at) => {
    files[`xl/worksheets/tab${at}.xml`] = xml;
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

/** Rows of a CSV of the demonstration set as the rows of a sheet. */
export const rowsOf = (table: readonly (readonly string[])[], first = 1): Record<number, Cell[]> =>
  Object.fromEntries(table.map((cells, at) => [at + first, [...cells]]));

// Pure. From the bytes of an .xlsx to what somebody sees in its cells, as text.

import { openArchive, textOf } from './archive.rules.ts';
import { attributeOf, readMarkup } from './markup.rules.ts';
import { cellText, columnOf, type NumberForms, numberForms } from './workbook-cells.rules.ts';

export interface SheetRow {
  /** As numbered at the left edge of the window. */
  line: number;
  cells: string[];
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
  /** Cells that are joined, such as `A2:A5`: all but the first of them are empty. */
  joined: string[];
}

export type WorkbookResult = { ok: true; sheets: Sheet[] } | { ok: false; why: 'no-workbook' | 'too-large' };

/** Some 11,000 sentences are the longest list there is. */
const MOST_ROWS = 60_000;
const MOST_COLUMNS = 200;

function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let own: string | null = null;
  let [inText, inReading] = [false, false];
  for (const piece of readMarkup(xml)) {
    if (piece.kind === 'text') {
      if (inText && !inReading && own !== null) own += piece.text;
    } else if (piece.name === 'si') {
      if (piece.kind === 'open') own = '';
      else {
        texts.push(own ?? '');
        own = null;
      }
    } else if (piece.name === 't') inText = piece.kind === 'open';
    // How a word is read aloud, above it: not part of the text.
    else if (piece.name === 'rPh') inReading = piece.kind === 'open';
  }
  return texts;
}

function readSheet(name: string, xml: string, shared: readonly string[], forms: NumberForms): Sheet | 'too-large' {
  const rows: SheetRow[] = [];
  const joined: string[] = [];
  let row: SheetRow | null = null;
  let cell: { at: number; type: string; style: number; value: string } | null = null;
  let [lastLine, lastAt, inValue] = [0, -1, false];
  for (const piece of readMarkup(xml)) {
    if (piece.kind === 'text') {
      if (inValue && cell) cell.value += piece.text;
      continue;
    }
    const attribute = (key: string) => (piece.kind === 'close' ? '' : attributeOf(piece.attributes, key));
    if (piece.name === 'row' && piece.kind !== 'close') {
      lastLine = Number(attribute('r')) || lastLine + 1;
      row = { line: lastLine, cells: [] };
      lastAt = -1;
    } else if (piece.name === 'row') {
      if (row?.cells.some((text) => text !== '')) rows.push(row);
      if (rows.length > MOST_ROWS) return 'too-large';
    } else if (piece.name === 'c' && piece.kind !== 'close') {
      const place = attribute('r');
      lastAt = place === '' ? lastAt + 1 : columnOf(place);
      const isEmpty = piece.kind === 'single';
      cell = isEmpty ? null : { at: lastAt, type: attribute('t'), style: Number(attribute('s')), value: '' };
    } else if (piece.name === 'c') {
      const text = cell ? cellText(cell, shared, forms) : '';
      if (cell && row && text !== '' && cell.at < MOST_COLUMNS) {
        while (row.cells.length < cell.at) row.cells.push('');
        row.cells[cell.at] = text;
      }
      cell = null;
    } else if (piece.name === 'v' || piece.name === 't') inValue = piece.kind === 'open';
    else if (piece.name === 'mergeCell' && piece.kind !== 'close') joined.push(attribute('ref'));
  }
  return { name, rows, joined };
}

/** Every sheet with something in it, hidden ones too, in the order of the tabs. */
export function readWorkbook(bytes: Uint8Array): WorkbookResult {
  const files = openArchive(bytes);
  if (files === 'too-large') return { ok: false, why: 'too-large' };
  const book = files === 'damaged' ? undefined : files.get('xl/workbook.xml');
  if (files === 'damaged' || book === undefined) return { ok: false, why: 'no-workbook' };
  const textAt = (path: string) => {
    const found = files.get(path);
    return found ? textOf(found) : '';
  };
  const targets = new Map<string, string>();
  for (const piece of readMarkup(textAt('xl/_rels/workbook.xml.rels')))
    if (piece.kind !== 'text' && piece.kind !== 'close' && piece.name === 'Relationship')
      targets.set(attributeOf(piece.attributes, 'Id'), attributeOf(piece.attributes, 'Target'));
  const shared = sharedTexts(textAt('xl/sharedStrings.xml'));
  const bookText = textOf(book);
  const forms = numberForms(textAt('xl/styles.xml'), /date1904\s*=\s*["'](1|true)["']/.test(bookText));
  const sheets: Sheet[] = [];
  for (const piece of readMarkup(bookText)) {
    if (piece.kind === 'text' || piece.kind === 'close' || piece.name !== 'sheet') continue;
    // `r:id`: the namespace may have another letter.
    const target = targets.get(/\w+:id\s*=\s*["']([^"']*)["']/.exec(piece.attributes)?.[1] ?? '') ?? '';
    const xml = textAt(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    const sheet = readSheet(attributeOf(piece.attributes, 'name'), xml, shared, forms);
    if (sheet === 'too-large') return { ok: false, why: 'too-large' };
    if (sheet.rows.length > 0) sheets.push(sheet);
  }
  return { ok: true, sheets };
}

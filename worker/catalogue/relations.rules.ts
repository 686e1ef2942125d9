// Pure. What must hold between rows and between files: keys, references, units, counts.

import { checkCalendar } from './calendar-faults.rules.ts';
import type { CatalogueFault, CatalogueRow, Manifest } from './catalogue.contract.ts';
import type { ColumnSpec } from './column-kinds.rules.ts';
import { FILES } from './columns.data.ts';
import { splitList } from './csv.rules.ts';
import { checkDangers, PATTERNS_FILE, SLOTS_FILE } from './danger-examples.rules.ts';
import { checkSites } from './site-faults.rules.ts';
import { checkSoundGroups, SOUND_GROUPS_FILE } from './sound-groups.rules.ts';

type Tables = Record<string, CatalogueRow[]>;
const DIVISIONS = 'divisions.csv';

function keysOf(tables: Tables, files: readonly string[]): Set<string> {
  const keys = new Set<string>();
  for (const file of files) {
    const key = FILES.find((spec) => spec.file === file)?.key;
    if (key) for (const row of tables[file] ?? []) keys.add(row.cells[key] ?? '');
  }
  return keys;
}

function checkColumn(tables: Tables, file: string, column: ColumnSpec): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const firstLine = new Map<string, number>();
  const allowed = column.refersTo && keysOf(tables, column.refersTo);
  // A file that could not be read has its own fault; a fault for every row that refers to it would bury that one.
  const isNeeded = (target: string) => FILES.find((spec) => spec.file === target)?.optional !== true;
  const targetUnread =
    column.refersTo?.some((target) => isNeeded(target) && (tables[target] ?? []).length === 0) ?? false;
  for (const row of tables[file] ?? []) {
    const cell = row.cells[column.name] ?? '';
    if (cell === '') continue;
    const fault = (found: string, expected: string) =>
      faults.push({ file, row: row.line, column: column.name, found, expected });
    if (column.unique) {
      const earlier = firstLine.get(cell);
      if (earlier === undefined) firstLine.set(cell, row.line);
      else fault(cell, `不重复的值；第 ${earlier} 行已经用了它`);
    }
    if (allowed && !targetUnread)
      for (const value of column.list ? splitList(cell) : [cell])
        if (!allowed.has(value)) fault(value, column.expected);
  }
  return faults;
}

function checkDivisions(tables: Tables): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const rows = tables[DIVISIONS] ?? [];
  const kinds = new Map(rows.map((row) => [row.cells['code'] ?? '', row.cells['kind']]));
  for (const row of rows) {
    const { code = '', kind = '', parent = '' } = row.cells;
    const fault = (column: string, found: string, expected: string) =>
      faults.push({ file: DIVISIONS, row: row.line, column, found, expected });
    const parentKind = kinds.get(parent);
    const isTownship = kind === 'town' || kind === 'subdistrict';
    const isVillage = kind === 'village' || kind === 'community';
    if (isTownship && parentKind !== 'city') fault('parent', parent, '本表里城市的编号');
    if (isVillage && parentKind !== 'town' && parentKind !== 'subdistrict') fault('parent', parent, '本表里镇街的编号');
    const digits = isVillage ? 12 : isTownship ? 9 : 6;
    if (code.length !== digits) fault('code', code, `${digits} 位数字编号`);
    else if (isVillage && !code.startsWith(parent)) fault('code', code, `以所在镇街编号 ${parent} 开头`);
  }
  return faults;
}

/** A written limit ("25工作日") and its number and unit must say the same. */
function checkLimits(tables: Tables): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const file = 'township_items.csv';
  for (const row of tables[file] ?? [])
    for (const kind of ['statutory', 'promised']) {
      const text = row.cells[`${kind}_limit`] ?? '';
      const value = row.cells[`${kind}_value`] ?? '';
      const unit = row.cells[`${kind}_unit`] ?? '';
      const fault = (column: string, found: string, expected: string) =>
        faults.push({ file, row: row.line, column: `${kind}_${column}`, found, expected });
      if ((value === '') !== (unit === '')) fault('unit', unit === '' ? '空着' : unit, '数字和单位要么都填，要么都空');
      else if (unit === '即办') {
        if (value !== '0') fault('value', value, '0（单位是“即办”时）');
      } else if (value !== '' && !text.includes(value)) fault('value', value, `与“${text}”里的数字一致`);
      else if (unit === '工作日' && !text.includes('工作日')) fault('unit', unit, `与“${text}”里的单位一致`);
      else if (unit === '自然日' && !/\d日/.test(text)) fault('unit', unit, `与“${text}”里的单位一致`);
      else if (unit === '月' && !text.includes('月')) fault('unit', unit, `与“${text}”里的单位一致`);
    }
  return faults;
}

function checkCounts(tables: Tables, manifest: Manifest): CatalogueFault[] {
  const rowsOf = (file: string) => tables[file] ?? [];
  const countOf = (file: string, column: string, ...values: string[]) =>
    rowsOf(file).filter((row) => values.includes(row.cells[column] ?? '')).length;
  const { expected } = manifest;
  const checks: [file: string, what: string, found: number, expected: number][] = [
    ['township_items.csv', '镇街事项', rowsOf('township_items.csv').length, expected.townshipItems],
    ['village_items.csv', '村（社区）事项', rowsOf('village_items.csv').length, expected.villageItems],
    ['territorial_items.csv', '属地事项', rowsOf('territorial_items.csv').length, expected.territorialItems],
    [
      'territorial_items.csv',
      '领域',
      new Set(rowsOf('territorial_items.csv').map((row) => row.cells['domain_no'])).size,
      expected.territorialDomains,
    ],
    ['power_items.csv', '镇的权责事项', countOf('power_items.csv', 'applies_town', '1'), expected.powerItemsForTowns],
    [
      'power_items.csv',
      '街道的权责事项',
      countOf('power_items.csv', 'applies_subdistrict', '1'),
      expected.powerItemsForSubdistricts,
    ],
    [DIVISIONS, '镇街', countOf(DIVISIONS, 'kind', 'town', 'subdistrict'), expected.townships],
    [DIVISIONS, '村（社区）', countOf(DIVISIONS, 'kind', 'village', 'community'), expected.villages],
  ];
  return checks
    .filter(([file, , found, wanted]) => found !== wanted && rowsOf(file).length > 0)
    .map(([file, what, found, wanted]) => ({
      file,
      row: 0,
      column: '',
      found: `${what} ${found} 条`,
      expected: `${wanted} 条（manifest.json 写明的数）`,
    }));
}

/** An office may be merged only into one of the same township that itself stands. */
function checkOffices(tables: Tables): CatalogueFault[] {
  const file = 'offices.csv';
  const rows = tables[file] ?? [];
  const faults: CatalogueFault[] = [];
  const seen = new Map<string, CatalogueRow>();
  for (const row of rows) {
    const key = `${row.cells['township']}-${row.cells['office_type']}`;
    const earlier = seen.get(key);
    if (earlier)
      faults.push({
        file,
        row: row.line,
        column: 'office_type',
        found: key,
        expected: `一个机构一行；第 ${earlier.line} 行已经写了它`,
      });
    seen.set(key, row);
  }
  for (const row of rows) {
    const target = row.cells['merged_into'] ?? '';
    if (target === '') continue;
    const targetRow = seen.get(`${row.cells['township']}-${target}`);
    if (
      target === row.cells['office_type'] ||
      targetRow?.cells['closed'] === '1' ||
      (targetRow?.cells['merged_into'] ?? '') !== ''
    )
      faults.push({
        file,
        row: row.line,
        column: 'merged_into',
        found: target,
        expected: '同一镇街里另一个没有撤、也没有再合并的机构',
      });
  }
  return faults;
}

function checkUniquePairs(tables: Tables): CatalogueFault[] {
  const file = 'item_offices.csv';
  const seen = new Map<string, number>();
  const faults: CatalogueFault[] = [];
  for (const row of tables[file] ?? []) {
    const pair = `${row.cells['township']}-${row.cells['item']}`;
    const earlier = seen.get(pair);
    if (earlier !== undefined)
      faults.push({
        file,
        row: row.line,
        column: 'item',
        found: pair,
        expected: `一镇一事只归一个机构；第 ${earlier} 行已经写了它`,
      });
    seen.set(pair, row.line);
  }
  return faults;
}

/** What has been replaced may not stand in the lists any more, what replaces it must. */
function checkReplacements(tables: Tables): CatalogueFault[] {
  const file = 'replacements.csv';
  const living = keysOf(tables, ['township_items.csv', 'village_items.csv', 'territorial_items.csv', DIVISIONS]);
  for (const row of tables['power_items.csv'] ?? []) living.add(row.cells['code'] ?? '');
  const faults: CatalogueFault[] = [];
  for (const row of tables[file] ?? []) {
    const { retired = '', replaced_by: replacedBy = '' } = row.cells;
    if (living.has(retired))
      faults.push({ file, row: row.line, column: 'retired', found: retired, expected: '各表里已经没有的编号' });
    if (replacedBy !== '' && !living.has(replacedBy))
      faults.push({
        file,
        row: row.line,
        column: 'replaced_by',
        found: replacedBy,
        expected: '各表里现有的编号，没有接替就空着',
      });
  }
  return faults;
}

export function checkRelations(tables: Tables, manifest: Manifest | null): CatalogueFault[] {
  return [
    ...FILES.flatMap((spec) =>
      spec.columns
        .filter((column) => column.unique || column.refersTo)
        .flatMap((column) => checkColumn(tables, spec.file, column)),
    ),
    ...checkDivisions(tables),
    ...checkLimits(tables),
    ...checkOffices(tables),
    ...checkUniquePairs(tables),
    ...checkReplacements(tables),
    ...checkCalendar(tables['calendar.csv'] ?? []),
    ...checkSites(tables['sites.csv'] ?? []),
    ...checkDangers(tables[PATTERNS_FILE] ?? [], tables[SLOTS_FILE] ?? []),
    ...checkSoundGroups(tables[SOUND_GROUPS_FILE] ?? []),
    ...(manifest ? checkCounts(tables, manifest) : []),
  ];
}

// Pure. What can be said of a column and of a file, and the kinds of column that stand in several files.

export interface ColumnSpec {
  name: string;
  /** An empty cell is a fault. */
  required?: true;
  /** No two rows may share a value. */
  unique?: true;
  pattern?: RegExp;
  oneOf?: readonly string[];
  /** Several values in one cell, parted by `;`. */
  list?: true;
  /** Every value must be a key of one of these files. */
  refersTo?: readonly string[];
  /** What the cell should hold, in the words of the person who fixes it. */
  expected: string;
}

export interface FileSpec {
  file: string;
  /** Column that other files refer to. */
  key?: string;
  /** A set without this file is complete: it only holds what differs from the default. */
  optional?: true;
  columns: readonly ColumnSpec[];
}

const EVIDENCE = ['source', 'unverified', 'searched', 'searched-general', 'none'];

export const evidence = (name: string): ColumnSpec => ({
  name,
  required: true,
  oneOf: EVIDENCE,
  expected: `依据核实情况：${EVIDENCE.join('、')} 之一`,
});
export const words = (name: string, expected: string): ColumnSpec => ({ name, required: true, expected });
export const free = (name: string, expected: string): ColumnSpec => ({ name, expected });
export const flag = (name: string, expected: string): ColumnSpec => ({
  name,
  required: true,
  oneOf: ['0', '1'],
  expected: `${expected}:1 是，0 否`,
});
export const code = (pattern: RegExp, expected: string, name = 'code'): ColumnSpec => ({
  name,
  required: true,
  unique: true,
  pattern,
  expected,
});
export const township = (name: string): ColumnSpec => ({
  name,
  required: true,
  pattern: /^\d{9}$/,
  refersTo: ['divisions.csv'],
  expected: 'divisions.csv 里镇街的 9 位编号',
});
export const officeType = (name: string, required?: true): ColumnSpec => ({
  name,
  ...(required && { required }),
  refersTo: ['office_types.csv'],
  expected: 'office_types.csv 里的编号，如 O01',
});
export const departments = (name: string, required?: true): ColumnSpec => ({
  name,
  ...(required && { required }),
  list: true,
  refersTo: ['departments.csv'],
  expected: 'departments.csv 里的编号，几个部门用分号隔开，如 M10;M13',
});

/** Words for an entry that has been replaced may stay: they only wait for their cleaning up. */
const LISTS = ['township_items.csv', 'village_items.csv', 'territorial_items.csv', 'replacements.csv'];
export const listCode = (name: string, required: true, list?: true): ColumnSpec => ({
  name,
  required,
  ...(list && { list }),
  refersTo: LISTS,
  expected: '事项编号，如 T001、V01 或 D01-001',
});

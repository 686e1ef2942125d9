/** @jsxImportSource hono/jsx */
import type { ChangedField, Difference, FileDifference, ListedRow } from '../catalogue/drafts.contract.ts';
import { COLUMN_TITLES, FILE_TITLES } from '../catalogue/titles.data.ts';

/** What the rows of one page may weigh, so that a page stays below 60 KB. Unit: bytes, about. */
const MOST_WEIGHT = 30_000;
/** Of one cell; the whole of it stands in the file. */
const LONGEST = 300;
const FACT_TITLES: Readonly<Record<string, string>> = {
  name: '名称',
  status: '性质',
  version: '版本',
  effectiveDate: '生效日期',
};
/** Words of the lists that are written for machines. */
const VALUE_TITLES: Readonly<Record<string, string>> = {
  demonstration: '演示数据',
  official: '正式数据',
  unverified: '没有核实',
  source: '读过原文',
  searched: '查到过',
  'searched-general': '查到过一般规定',
  none: '不需要依据',
  holiday: '放假',
  'make-up-workday': '调休上班',
};

export const titleOfFile = (file: string): string => FILE_TITLES[file] ?? file;
export const titleOfColumn = (column: string): string => COLUMN_TITLES[column] ?? FACT_TITLES[column] ?? column;

export const shown = (text: string, most = LONGEST): string => (text.length > most ? `${text.slice(0, most)}……` : text);
const value = (text: string) => (text === '' ? <span class="soft">（空）</span> : shown(VALUE_TITLES[text] ?? text));

function Fields({ fields }: { fields: readonly ChangedField[] }) {
  return (
    <ul>
      {fields.map(({ column, before, after }) => (
        <li>
          {titleOfColumn(column)}：<del>{value(before)}</del> → <ins>{value(after)}</ins>
        </li>
      ))}
    </ul>
  );
}

const nameOf = ({ key, name }: ListedRow) => (name === '' || key.includes(name) ? key : `${key} ${name}`);

/** How many rows of each list; each list leads to its own page. */
export function DifferenceTable({ difference, href }: { difference: Difference; href(file: string): string }) {
  return (
    <>
      {difference.manifest.length > 0 && <Fields fields={difference.manifest} />}
      {difference.files.length > 0 && (
        <div class="scroll">
          <table>
            <caption>每张表改了多少</caption>
            <thead>
              <tr>
                <th scope="col">表</th>
                <th scope="col" class="n">
                  新增
                </th>
                <th scope="col" class="n">
                  改动
                </th>
                <th scope="col" class="n">
                  取消
                </th>
              </tr>
            </thead>
            <tbody>
              {difference.files.map(({ file, added, changed, retired }) => (
                <tr>
                  <th scope="row">
                    <a href={href(file)}>{titleOfFile(file)}</a>
                  </th>
                  <td class="n">{added.length}</td>
                  <td class="n">{changed.length}</td>
                  <td class="n">{retired.length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {difference.files.length === 0 && <p>各张表的内容都没有变。</p>}
    </>
  );
}

type Entry =
  | { kind: 'added'; row: ListedRow }
  | { kind: 'changed'; row: FileDifference['changed'][number] }
  | { kind: 'retired'; row: FileDifference['retired'][number] };

const KIND_TITLES = { added: '新增', changed: '改动', retired: '取消' } as const;

/** A Chinese character takes three bytes, the marks around a cell some forty. */
const weightOfText = (text: string): number => 3 * Math.min(text.length, LONGEST) + 40;
function weightOf(entry: Entry): number {
  const texts =
    entry.kind === 'changed'
      ? entry.row.fields.flatMap(({ before, after }) => [before, after])
      : entry.kind === 'added'
        ? Object.values(entry.row.cells)
        : [entry.row.replacedBy];
  return [entry.row.key, entry.row.name, ...texts].reduce((sum, text) => sum + weightOfText(text), 120);
}

function inPages(entries: readonly Entry[]): Entry[][] {
  const pages: Entry[][] = [[]];
  let weight = 0;
  for (const entry of entries) {
    const own = weightOf(entry);
    if (weight > 0 && weight + own > MOST_WEIGHT) {
      pages.push([]);
      weight = 0;
    }
    pages.at(-1)?.push(entry);
    weight += own;
  }
  return pages;
}

/** One list, row by row. @param page from 1 */
export function FileDifferencePage({
  own,
  page,
  href,
}: {
  own: FileDifference;
  page: number;
  href(page: number): string;
}) {
  const entries: Entry[] = [
    ...own.retired.map((row): Entry => ({ kind: 'retired', row })),
    ...own.changed.map((row): Entry => ({ kind: 'changed', row })),
    ...own.added.map((row): Entry => ({ kind: 'added', row })),
  ];
  const all = inPages(entries);
  const pages = all.length;
  const at = Math.min(Math.max(1, Math.trunc(page)), pages);
  return (
    <>
      <p>
        取消 {own.retired.length} 条，改动 {own.changed.length} 条，新增 {own.added.length} 条。
        {pages > 1 && `第 ${at} 页，共 ${pages} 页。`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">怎么变</th>
            <th scope="col">哪一条</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {(all[at - 1] ?? []).map((entry) => (
            <tr>
              <td>
                <span class="tag">{KIND_TITLES[entry.kind]}</span>
              </td>
              <th scope="row">{shown(nameOf(entry.row))}</th>
              <td>
                {entry.kind === 'changed' && <Fields fields={entry.row.fields} />}
                {entry.kind === 'added' && <Cells row={entry.row} />}
                {entry.kind === 'retired' &&
                  (entry.row.replacedBy === '' ? '没有写由哪一条接替' : `由 ${entry.row.replacedBy} 接替`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p>
          {at > 1 && <a href={href(at - 1)}>上一页</a>} {at < pages && <a href={href(at + 1)}>下一页</a>}
        </p>
      )}
    </>
  );
}

const Cells = ({ row }: { row: ListedRow }) => (
  <ul>
    {Object.entries(row.cells)
      .filter(([, text]) => text !== '' && !row.key.split(' ').includes(text))
      .map(([column, text]) => (
        <li>
          {titleOfColumn(column)}：{shown(VALUE_TITLES[text] ?? text)}
        </li>
      ))}
  </ul>
);

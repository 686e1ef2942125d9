/** @jsxImportSource hono/jsx */
import type { Assignment } from '../assignments/assignments.usecases.ts';
import { bodyName } from '../assignments/ledger.rules.ts';
import { KIND_TITLES, STATE_TITLES } from '../assignments/words.data.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import type { DeskContent } from './desk.contract.ts';

const TONE: Readonly<Record<string, string>> = {
  proposed: 'tag soon',
  examined: 'tag soon',
  admitted: 'tag done',
  refused: 'tag late',
};
export const State = ({ state }: Pick<Assignment, 'state'>) => (
  <span class={TONE[state] ?? 'tag'}>{STATE_TITLES[state]}</span>
);
export const bodies = ({ proposal }: Assignment, { directory }: DeskContent) =>
  proposal.bodies.map((code) => bodyName(code, directory)).join('、');

interface ListProps {
  rows: readonly Assignment[];
  content: DeskContent;
  mayPropose: boolean;
}

export function AssignmentsPage({ rows, content, mayPropose }: ListProps) {
  return (
    <>
      <h1>准入：交给镇街的工作</h1>
      <p>清单里有的，凭清单准入。清单里没有的，不能交给镇街；确实要交的，先报批，再到这里提。</p>
      {mayPropose && (
        <p>
          <a class="main" href="/desk/assignments/new">
            提一项
          </a>
        </p>
      )}
      {rows.length === 0 && <p class="note">现在没有。</p>}
      {rows.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">工作</th>
                <th scope="col">提出部门</th>
                <th scope="col">镇街</th>
                <th scope="col">起止</th>
                <th scope="col">凭什么</th>
                <th scope="col">现在</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={`/desk/assignments/${row.id}`}>{row.proposal.title}</a>
                  </th>
                  <td>{departmentRef(row.department, content.directory).name}</td>
                  <td>{bodies(row, content)}</td>
                  <td>
                    {row.proposal.startDay} 到 {row.proposal.endDay}
                  </td>
                  <td>{row.entry === null ? KIND_TITLES[row.proposal.kind] : `清单 ${row.entry.code}`}</td>
                  <td>
                    <State state={row.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="soft">
        准了的、没准的，都公开：<a href="/lite/admissions">公开台账</a>、<a href="/open/admissions.csv">表格</a>
        。不给镇街打分，也不排名。
      </p>
    </>
  );
}

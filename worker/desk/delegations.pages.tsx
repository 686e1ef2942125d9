/** @jsxImportSource hono/jsx */

import type { GateStep } from '../assignments/assignments.usecases.ts';
import type { DelegationAnswer } from '../assignments/delegations.contract.ts';
import { DELEGATION_TITLES, FORM_TITLES } from '../assignments/delegations.data.ts';
import type { DelegationDraft } from '../assignments/delegations.rules.ts';
import type { Delegation } from '../assignments/delegations.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import {
  Area,
  Buttons,
  Choice,
  FaultSummary,
  type Faults,
  Form,
  Go,
  Line,
  type Option,
  Select,
} from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

const names = (refs: readonly { name: string }[]) => refs.map(({ name }) => name).join('、');
const optionsOf = (titles: Readonly<Record<string, string>>): Option[] =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));

export function DelegationsPage({ items, mayEdit }: { items: readonly DelegationAnswer[]; mayEdit: boolean }) {
  return (
    <>
      <h1>下放给镇街的权限、编制、执法、审批</h1>
      {mayEdit && (
        <p>
          <a class="main" href="/desk/delegations/new">
            登记一项
          </a>
        </p>
      )}
      {items.length === 0 && <p class="note">还没有登记。</p>}
      {items.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">批次</th>
                <th scope="col">类别</th>
                <th scope="col">内容</th>
                <th scope="col">部门</th>
                <th scope="col">镇街</th>
                <th scope="col">法律形式</th>
                <th scope="col">文件</th>
                <th scope="col">现在</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr>
                  <td>第 {one.batch} 批</td>
                  <td>{DELEGATION_TITLES[one.kind]}</td>
                  <th scope="row">{mayEdit ? <a href={`/desk/delegations/${one.id}`}>{one.what}</a> : one.what}</th>
                  <td>{one.department.name}</td>
                  <td>{names(one.townships)}</td>
                  <td>{FORM_TITLES[one.legalForm]}</td>
                  <td>
                    {one.document}（{one.documentDay}）
                  </td>
                  <td>
                    {one.revoked === null
                      ? `${one.startDay} 起${one.endDay === null ? '' : `，到 ${one.endDay}`}`
                      : `${one.revoked.from} 收回：${one.revoked.why}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="soft">
        都公开：<a href="/lite/delegations">公开登记</a>、<a href="/open/delegations.csv">表格</a>。
      </p>
    </>
  );
}

interface FormProps {
  /** Null: a new one. */
  row: Delegation | null;
  events: readonly GateStep[];
  typed: DelegationDraft;
  changes: string;
  departments: readonly Option[];
  townships: readonly Option[];
  faults: Faults;
  trouble: string | null;
  session: Session;
  once: string;
  revoking: { from: string; why: string };
}

const STEPS: Readonly<Record<string, string>> = { register: '登记', correct: '更正', revoke: '收回' };

export function DelegationPage(props: FormProps) {
  const { row, events, typed, changes, departments, townships, faults, trouble, session, once, revoking } = props;
  const to = row === null ? '/desk/delegations' : `/desk/delegations/${row.id}`;
  const isOver = row !== null && row.revokedFrom !== null;
  return (
    <>
      <h1>{row === null ? '登记一项下放' : `第 ${row.batch} 批：${row.facts.what}`}</h1>
      {trouble !== null && (
        <div class="stop" role="alert">
          <p>{trouble}</p>
          {row !== null && (
            <p>
              现在存的：第 {row.batch} 批，{row.facts.what}，{row.facts.document}，{row.facts.startDay} 起
              {row.facts.endDay !== '' && `，${row.facts.endDay} 止`}。
            </p>
          )}
        </div>
      )}
      <FaultSummary faults={faults} />
      {isOver && (
        <p class="note">
          {row.revokedFrom} 起收回：{row.revocation}
        </p>
      )}
      {!isOver && (
        <Form action={to} session={session} once={once}>
          <input type="hidden" name="version" value={String(row?.version ?? 0)} />
          <Choice
            name="kind"
            label="哪一类"
            chosen={[typed.kind]}
            options={optionsOf(DELEGATION_TITLES)}
            faults={faults}
          />
          <Line name="batch" label="第几批" type="number" value={String(typed.batch)} faults={faults} short />
          <Area name="what" label="下放了什么" value={typed.what} faults={faults} rows={3} />
          <Select
            name="department"
            label="哪个部门下放的"
            value={typed.department}
            options={departments}
            empty="请选"
            faults={faults}
          />
          <Choice name="townships" label="下放到" chosen={typed.townships} options={townships} faults={faults} many />
          <Choice
            name="legalForm"
            label="法律形式"
            chosen={[typed.legalForm]}
            options={optionsOf(FORM_TITLES)}
            faults={faults}
          />
          <Line name="document" label="文件的文号或名称" value={typed.document} faults={faults} />
          <div class="row">
            <Line name="documentDay" label="文件日期" type="date" value={typed.documentDay} faults={faults} short />
            <Line name="startDay" label="哪天起" type="date" value={typed.startDay} faults={faults} short />
            <Line name="endDay" label="哪天止（没有就空着）" type="date" value={typed.endDay} faults={faults} short />
          </div>
          <Area
            name="changes"
            label="清单有什么变化"
            value={changes}
            faults={faults}
            hint="每行一项：清单编号，空一格，怎么变。例：P001 镇街以自己的名义审批。没有变化就空着。"
          />
          <Buttons>
            <Go>{row === null ? '登记' : '更正'}</Go>
          </Buttons>
        </Form>
      )}
      {row !== null && !isOver && (
        <Form action={`${to}/revoke`} session={session} once={once} class="box">
          <h2>收回</h2>
          <input type="hidden" name="version" value={String(row.version)} />
          <Line name="from" label="从哪天起收回" type="date" value={revoking.from} faults={faults} short />
          <Area name="why" label="为什么，凭哪个文件" value={revoking.why} rows={2} faults={faults} />
          <Go weight="danger">收回</Go>
        </Form>
      )}
      {events.length > 0 && (
        <>
          <h2>经过</h2>
          <ol class="line">
            {events.map(({ at, action }) => (
              <li>
                <time>{momentText(at)}</time> {STEPS[action] ?? action}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** @jsxImportSource hono/jsx */
import { idText } from '../cases/trail.rules.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import { LEGAL_FORMS, type OperationText } from '../operations/operations.contract.ts';
import { LEGAL_FORM_TITLES, OPERATION_STATE_TITLES, SOURCE_TITLES } from '../operations/operations.data.ts';
import type { OperationRow } from '../operations/operations.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { bodyOptions, entryOptions, townshipOptions } from './bodies.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, FaultSummary, Form, Go, Line, Period, Select } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

interface ListProps {
  rows: readonly { row: OperationRow; text: OperationText }[];
  nameOf(organ: string): string;
  mayPlan: boolean;
  now: number;
}

/** By when, in words as well: a state is never told by colour alone. */
export function NextDate({ at, now }: { at: number | null; now: number }) {
  if (at === null) return <>不用再办</>;
  return at < now ? <span class="tag late">已过 {momentText(at)}</span> : <>{momentText(at)} 前</>;
}

export function OperationsPage({ rows, nameOf, mayPlan, now }: ListProps) {
  return (
    <>
      <h1>联合行动</h1>
      {mayPlan && (
        <p>
          <a class="main" href="/desk/operations/new">
            定一次行动
          </a>{' '}
          <a href="/desk/group">综合执法的人员和队伍</a>
        </p>
      )}
      {rows.length === 0 ? (
        <p>还没有行动。</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>时间</th>
                <th>行动</th>
                <th>到哪一步</th>
                <th>该谁了</th>
                <th>最晚</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ row, text }) => (
                <tr>
                  <td>
                    <time>{momentText(row.startsAt)}</time>
                  </td>
                  <td>
                    <a href={`/desk/operations/${idText(row.id)}`}>{text.title}</a>
                    <br />
                    <span class="soft">
                      {nameOf(`T${row.townshipCode}`)}，{text.place}
                    </span>
                  </td>
                  <td>{OPERATION_STATE_TITLES[row.state]}</td>
                  <td>{row.nextAt === null ? '' : nameOf(row.owner)}</td>
                  <td>
                    <NextDate at={row.nextAt} now={now} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface PlanProps {
  session: Session;
  content: DeskContent;
  reach: readonly string[] | null;
  /** What was typed, or what the page was opened with (`?source=call&sourceId=…&entry=…`). */
  given(name: string): string;
  faults: readonly StepFault[];
  once: string;
}

export function PlanPage({ session, content, reach, given, faults, once }: PlanProps) {
  const townships = townshipOptions(content.directory, reach);
  const township = given('township') || (townships[0]?.value ?? '');
  const source = given('source');
  return (
    <>
      <h1>定一次行动</h1>
      <FaultSummary faults={faults} />
      <Form action="/desk/operations" session={session} once={once}>
        <input type="hidden" name="sourceId" value={given('sourceId')} />
        <input type="hidden" name="source" value={source} />
        {(source === 'call' || source === 'hazard') && <p>来自：{SOURCE_TITLES[source]}</p>}
        {townships.length > 1 ? (
          <Select name="township" label="哪个镇街牵头" value={township} options={townships} faults={faults} />
        ) : (
          <input type="hidden" name="township" value={township} />
        )}
        <Line
          name="title"
          label="行动叫什么"
          value={given('title')}
          faults={faults}
          hint="一句话，如：查村东河的黑水。"
        />
        <Period
          from="什么时候开始"
          until="什么时候结束"
          starts={given('starts')}
          ends={given('ends')}
          faults={faults}
        />
        <Line name="place" label="在哪里集合、查哪里" value={given('place')} faults={faults} />
        <Area name="purpose" label="为什么、查什么" value={given('purpose')} faults={faults} />
        <Select
          name="entry"
          label="属地管理清单上的哪一项（选填）"
          value={given('entry')}
          options={entryOptions(content.lists)}
          empty="没有，或者还不知道"
          faults={faults}
          hint="查出问题要移交时，按这一项找主责部门。"
        />
        <fieldset class="box">
          <legend>凭什么执法（选填）</legend>
          <Select
            name="legalForm"
            label="法律形式"
            value={given('legalForm')}
            options={LEGAL_FORMS.map((form) => ({ value: form, label: LEGAL_FORM_TITLES[form] }))}
            empty="这次不执法，只检查、劝导"
            faults={faults}
          />
          <Select
            name="powerOrgan"
            label="谁的职权"
            value={given('powerOrgan')}
            options={bodyOptions(content.directory, township)}
            empty="请选"
            faults={faults}
          />
          <Line name="document" label="凭哪份文件（赋权决定、委托书）" value={given('document')} faults={faults} />
        </fieldset>
        <Buttons>
          <Go>定下来</Go>
        </Buttons>
      </Form>
    </>
  );
}

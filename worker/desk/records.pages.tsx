/** @jsxImportSource hono/jsx */
import type { RecordKind, RecordState } from '../catalogue/records.rules.ts';
import { may } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, Form, Go, Select } from './form.pages.tsx';
import { dayText } from './moments.rules.ts';

export const KIND_TITLES: Record<RecordKind, string> = {
  item: '办事事项',
  territorial: '属地清单',
  power: '权责清单',
  office: '窗口',
};
/** One form takes as many as fit on a page. */
export const RECORDS_SHOWN = 60;

interface OwnerChoice {
  value: string;
  label: string;
}

interface RecordsPageProps {
  owner: OwnerChoice;
  /** To choose from; empty for those who have but one. */
  owners: readonly OwnerChoice[];
  states: readonly RecordState[];
  wrong: readonly RecordState[];
  /** A year without its holidays. */
  calendar: { year: number; isOverdue: boolean } | null;
  session: Session;
  once: string;
  names: ReadonlyMap<number, string>;
  faults: Faults;
}

const due = ({ verifyBy, isOverdue }: RecordState) =>
  isOverdue ? <span class="tag late">过期 {verifyBy}</span> : <span>{verifyBy}</span>;

export function RecordsPage(props: RecordsPageProps) {
  const { owner, owners, states, wrong, calendar, session, once, names, faults } = props;
  const overdue = states.filter(({ isOverdue }) => isOverdue).length;
  const shown = states.slice(0, RECORDS_SHOWN);
  return (
    <>
      <h1>核对清单和窗口信息</h1>
      <FaultSummary faults={faults} />
      {calendar && (
        <p class={calendar.isOverdue ? 'stop' : 'note'}>
          {calendar.year} 年的放假安排还没有导入，落在那一年的期限都只是暂定。
          <a href="/desk/calendar">去导入</a>
        </p>
      )}
      {wrong.length > 0 && <WrongTable wrong={wrong} names={names} />}
      {owners.length > 1 && (
        <form method="get" action="/desk/records" class="row">
          <Select name="owner" label="归谁核对" value={owner.value} options={owners} />
          <Go weight="other">看</Go>
        </form>
      )}
      <p>
        归{owner.label}核对的有 {states.length} 条，过期没核对的 {overdue} 条。
        {states.length > shown.length && `先列最急的 ${shown.length} 条。`}
      </p>
      {shown.length > 0 && (
        <Form action="/desk/records" session={session} once={once}>
          <input type="hidden" name="owner" value={owner.value} />
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">核对过</th>
                  <th scope="col">哪一条</th>
                  <th scope="col">类别</th>
                  <th scope="col">最迟哪天核对</th>
                  <th scope="col">上次</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((state) => (
                  <tr>
                    <td>
                      <input type="checkbox" name="record" value={state.record} aria-label={`${state.title}，没有错`} />
                    </td>
                    <th scope="row">
                      <a href={`/desk/records/${state.record}`}>{state.title}</a>
                    </th>
                    <td>{KIND_TITLES[state.kind]}</td>
                    <td>{due(state)}</td>
                    <td>{state.check ? dayText(state.check.checkedAt) : '没有核对过'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Buttons>
            <Go>勾上的都核对过，没有错</Go>
          </Buttons>
        </Form>
      )}
    </>
  );
}

function WrongTable({ wrong, names }: { wrong: readonly RecordState[]; names: ReadonlyMap<number, string> }) {
  return (
    <section class="box">
      <h2>有人说有误的（{wrong.length} 条）</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">哪一条</th>
            <th scope="col">哪里不对</th>
            <th scope="col">谁说的</th>
          </tr>
        </thead>
        <tbody>
          {wrong.map(({ record, title, check }) => (
            <tr>
              <th scope="row">
                <a href={`/desk/records/${record}`}>{title}</a>
              </th>
              <td class="text">{check?.note}</td>
              <td>{check && `${names.get(check.checkedBy) ?? ''}，${dayText(check.checkedAt)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RecordPageProps {
  state: RecordState;
  /** What stands in it: title and text. */
  parts: readonly (readonly [string, string])[];
  ownerTitle: string;
  /** To whom it may be given; empty for those who may not. */
  owners: readonly OwnerChoice[];
  session: Session;
  once: string;
  note: string;
  faults: Faults;
}

export function RecordPage({ state, parts, ownerTitle, owners, session, once, note, faults }: RecordPageProps) {
  const { record, kind, title, check } = state;
  return (
    <>
      <p>
        <a href={`/desk/records?owner=${state.owner}`}>核对清单和窗口信息</a>
      </p>
      <h1>{title}</h1>
      <FaultSummary faults={faults} />
      <p>
        {KIND_TITLES[kind]}，归{ownerTitle}核对，最迟 {due(state)}。
        {check ? `上次核对：${dayText(check.checkedAt)}。` : '还没有人核对过。'}
      </p>
      {check?.isWrong && <p class="note text">说有误的：{check.note}</p>}
      <dl>
        {parts.map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text === '' ? <span class="soft">（没有写）</span> : text}</dd>
          </>
        ))}
      </dl>
      {kind === 'office' && may(session.staff.role, 'offices.edit') && (
        <p>
          <a href={`/desk/offices/${record.slice('office:'.length)}`}>有不对的，直接去改</a>
        </p>
      )}
      <Form action={`/desk/records/${record}`} session={session} once={once} class="box">
        <h2>核对的结果</h2>
        <Area
          name="note"
          label="哪里不对（没有错就空着）"
          value={note}
          faults={faults}
          rows={3}
          hint="写明应当是什么、依据哪份文件。管目录的人会照着改。"
        />
        {owners.length > 0 && <Select name="owner" label="以后归谁核对" value={state.owner} options={owners} />}
        <Buttons>
          <Go name="result" value="right">
            核对过，没有错
          </Go>
          <Go name="result" value="wrong" weight="other">
            有不对的
          </Go>
        </Buttons>
      </Form>
    </>
  );
}

/** @jsxImportSource hono/jsx */
/** Notices: of one case, one by itself, and the register of an organ. */

import type { CaseNotices, OpenedNotice, RegisterPage as RegisterLines } from '../cases/notice-reading.usecases.ts';
import { NOTICE_KINDS, type NoticeKind } from '../cases/notices.contract.ts';
import { NOTICE_FORMS } from '../cases/notices.data.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, Form, Go } from './form.pages.tsx';
import { dayText, momentText } from './moments.rules.ts';
import { NoticePaper } from './notice-paper.pages.tsx';

const noticePath = (id: number): `/desk/notices/${string}` => `/desk/notices/${idText(id)}`;
const casePath = (id: number): `/desk/cases/${string}` => `/desk/cases/${idText(id)}`;

interface CaseNoticesProps {
  session: Session;
  listed: CaseNotices;
  newOnce: () => string;
  faults: Faults;
}

export function CaseNoticesPage({ session, listed, newOnce, faults }: CaseNoticesProps) {
  const { row, notices, possible, outstanding } = listed;
  const delivered = new Set(notices.flatMap(({ row: one }) => (one.voidedAt === null ? [one.about] : [])));
  const deliverable = notices.filter(({ row: { kind, voidedAt } }) => kind !== 'delivery' && voidedAt === null);
  const action = `${casePath(row.id)}/notices`;
  const button = (kind: NoticeKind, about: number | null, text: string) => (
    <Form action={action} session={session} once={newOnce()}>
      <input type="hidden" name="kind" value={kind} />
      {about !== null && <input type="hidden" name="about" value={idText(about)} />}
      <Go weight="other">{text}</Go>
    </Form>
  );
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>文书</h1>
      <p>
        <a href={casePath(row.id)}>回到这件事</a>
      </p>
      <h2>出过的文书</h2>
      {notices.length === 0 ? (
        <p class="soft">还没有出过。</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>文书</th>
              <th>文号</th>
              <th>哪天出的</th>
              <th>送达</th>
            </tr>
          </thead>
          <tbody>
            {notices.map(({ row: notice, number }) => (
              <tr>
                <td>
                  <a href={noticePath(notice.id)}>{NOTICE_FORMS[notice.kind].title}</a>{' '}
                  {notice.voidedAt !== null && <span class="tag">已作废</span>}
                </td>
                <td>{number}</td>
                <td>{dayText(notice.madeAt)}</td>
                <td>
                  {!delivered.has(notice.id) &&
                    deliverable.some(({ row: { id } }) => id === notice.id) &&
                    button('delivery', notice.id, '出送达回证')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2 id="kind">现在能出的</h2>
      <p class="hint">
        按下去就编号、存档，内容按这件事现在的情况写好，不用再填。出过的在上面，要再给一份就打印那一份；出错了先作废，就能重新出。
      </p>
      {outstanding.length === 0 && <p class="soft">现在没有能出的。</p>}
      <div class="row">{outstanding.map((kind) => button(kind, null, `出《${NOTICE_FORMS[kind].title}》`))}</div>
      <details>
        <summary>还不能出的，差什么</summary>
        <ul>
          {NOTICE_KINDS.filter((kind) => !possible.includes(kind)).map((kind) => (
            <li>
              {NOTICE_FORMS[kind].title}：{NOTICE_FORMS[kind].needs}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

interface NoticeProps {
  session: Session;
  opened: OpenedNotice;
  once: string;
  faults: Faults;
  typed: string;
  mayVoid: boolean;
}

export function NoticePage({ session, opened, once, faults, typed, mayVoid }: NoticeProps) {
  const { row, number, document, voidReason } = opened;
  const isVoid = row.voidedAt !== null;
  return (
    <>
      <FaultSummary faults={faults} />
      <div class="noprint">
        <p>
          <a href={`${casePath(row.caseId)}/notices`}>这件事的文书</a>　<a href={casePath(row.caseId)}>回到这件事</a>
        </p>
        <p>
          打印：按 <kbd>Ctrl</kbd>+<kbd>P</kbd>，纸选 A4。　
          <a class="other" href={`${noticePath(row.id)}/file`} download>
            存成文件
          </a>
        </p>
      </div>
      <NoticePaper document={document} number={number} voidReason={voidReason} />
      {mayVoid && !isVoid && (
        <details class="noprint" open={faults.length > 0}>
          <summary>这份出错了，要作废</summary>
          <Form action={`${noticePath(row.id)}/void`} session={session} once={once}>
            <Area
              name="reason"
              label="为什么作废"
              hint="作废的留在登记里，号不再用。改好以后重新出一份。"
              rows={2}
              value={typed}
              faults={faults}
            />
            <Buttons>
              <Go weight="danger">作废</Go>
            </Buttons>
          </Form>
        </details>
      )}
      {isVoid && <p class="noprint soft">{momentText(row.voidedAt ?? 0)} 作废。</p>}
    </>
  );
}

interface RegisterProps {
  year: number;
  years: readonly number[];
  organ: string;
  register: RegisterLines;
}

export function NoticeRegister({ year, years, organ, register: { lines, next } }: RegisterProps) {
  return (
    <>
      <h1>文书登记</h1>
      <p>
        {organ}，{year} 年。{' '}
        {years
          .filter((other) => other !== year)
          .map((other) => (
            <>
              <a href={`/desk/notices?year=${other}`}>{other} 年</a>{' '}
            </>
          ))}
      </p>
      <p class="hint">按文号从新到旧。您看不到的事，文书也不列在这里。要出文书，先打开那件事。</p>
      {lines.length === 0 ? (
        <p>没有可看的文书。</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>文号</th>
              <th>文书</th>
              <th>哪天出的</th>
              <th>哪件事</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <td>{line.text}</td>
                <td>
                  <a href={noticePath(line.id)}>{NOTICE_FORMS[line.kind].title}</a>{' '}
                  {line.voidedAt !== null && <span class="tag">已作废</span>}
                </td>
                <td>{dayText(line.madeAt)}</td>
                <td>
                  <a href={casePath(line.caseId)}>打开</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next !== null && (
        <p>
          <a href={`/desk/notices?year=${year}&before=${next}`}>下一页</a>
        </p>
      )}
    </>
  );
}

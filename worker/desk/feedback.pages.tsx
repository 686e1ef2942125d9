/** @jsxImportSource hono/jsx */
import {
  FEEDBACK_OUTCOMES,
  type FeedbackOutcome,
  type FeedbackState,
  type ListedFeedback,
} from '../feedback/feedback.contract.ts';
import { may } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { type FeedbackSubject, FIELD_TITLES, OUTCOME_TITLES } from './feedback.rules.ts';
import { Area, Buttons, Choice, FaultSummary, type Faults, Form, Go } from './form.pages.tsx';
import { dayText, momentText } from './moments.rules.ts';

/** Of a text, in a list. Unit: UTF-16 code units. */
const SHOWN = 60;
const shortened = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text);

interface FeedbackListProps {
  state: FeedbackState;
  all: readonly { feedback: ListedFeedback; subject: FeedbackSubject }[];
  more: boolean;
}

export function FeedbackListPage({ state, all, more }: FeedbackListProps) {
  const last = all.at(-1)?.feedback;
  return (
    <>
      <h1>信息有误</h1>
      <p>群众说指南里写错的。不知道是谁说的，回不了话；改好就是答复。处理过的留 90 天，没人看的留一年。</p>
      <p class="row">
        <a href="/desk/feedback" aria-current={state === 'new' ? 'page' : undefined}>
          要处理的
        </a>
        <a href="/desk/feedback?state=done" aria-current={state === 'done' ? 'page' : undefined}>
          处理过的
        </a>
      </p>
      {all.length === 0 ? (
        <p>{state === 'new' ? '没有要处理的。' : '还没有处理过的。'}</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">哪一条</th>
                <th scope="col">哪里不对</th>
                <th scope="col">怎么说的</th>
                <th scope="col">镇街</th>
                <th scope="col">{state === 'new' ? '哪天' : '结果'}</th>
              </tr>
            </thead>
            <tbody>
              {all.map(({ feedback, subject }) => (
                <tr>
                  <th scope="row">
                    <a href={`/desk/feedback/${feedback.id}`}>
                      {subject.code} {subject.name}
                    </a>
                  </th>
                  <td>{FIELD_TITLES[feedback.field]}</td>
                  <td>{shortened(feedback.text)}</td>
                  <td>{subject.townshipName || '没有选'}</td>
                  <td>{feedback.outcome ? OUTCOME_TITLES[feedback.outcome] : dayText(feedback.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && last && (
        <p>
          <a href={`/desk/feedback?state=${state}&after=${last.at}.${last.id}`}>后面的</a>
        </p>
      )}
    </>
  );
}

interface FeedbackPageProps {
  feedback: ListedFeedback;
  subject: FeedbackSubject;
  /** What stands in the guide now: title and text. */
  parts: readonly (readonly [string, string])[];
  closedBy: string;
  session: Session;
  once: string;
  typed: { outcome: string; note: string };
  faults: Faults;
  trouble: string | null;
}

function Subject({ subject, session }: Pick<FeedbackPageProps, 'subject' | 'session'>) {
  const { guide, office, record, name } = subject;
  const { role } = session.staff;
  if (name === '') return <p class="note">清单里已经没有这一条了，多半是改清单的时候取消了。</p>;
  return (
    <ul>
      {guide && (
        <li>
          <a href={guide}>看群众看到的指南</a>
        </li>
      )}
      {office && may(role, 'offices.edit') && (
        <li>
          <a href={`/desk/offices/${office.id}`}>改{office.name}的地点、时间、电话</a>
        </li>
      )}
      {record && may(role, 'catalogue.upload') && (
        <li>
          <a href={`/desk/records/${record}`}>核对这一条</a>，<a href="/desk/catalogue">换目录</a>
        </li>
      )}
    </ul>
  );
}

export function FeedbackPage(props: FeedbackPageProps) {
  const { feedback, subject, parts, closedBy, session, once, typed, faults, trouble } = props;
  const { id, field, text, at, outcome, closedAt } = feedback;
  const outcomes = FEEDBACK_OUTCOMES.filter((one) => one !== 'passed-on' || subject.record !== null);
  return (
    <>
      <p>
        <a href="/desk/feedback">信息有误</a>
      </p>
      <h1>
        {subject.code} {subject.name}
      </h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={faults} />
      <section class="box">
        <h2>有人说{FIELD_TITLES[field]}不对</h2>
        <p class="text">{text}</p>
        <p class="soft">
          {momentText(at)}，{subject.townshipName || '没有选镇街'}。没有留名字，回不了话。
        </p>
      </section>
      <Subject subject={subject} session={session} />
      {parts.length > 0 && (
        <details open>
          <summary>现在写的是</summary>
          <dl>
            {parts
              .filter(([, said]) => said !== '')
              .map(([title, said]) => (
                <>
                  <dt>{title}</dt>
                  <dd class="text">{said}</dd>
                </>
              ))}
          </dl>
        </details>
      )}
      {outcome === null ? (
        <Form action={`/desk/feedback/${id}`} session={session} once={once} class="box">
          <Choice
            name="outcome"
            label="怎么样了"
            chosen={[typed.outcome]}
            faults={faults}
            options={outcomes.map((value: FeedbackOutcome) => ({ value, label: OUTCOME_TITLES[value] }))}
          />
          {subject.record !== null && (
            <Area
              name="note"
              label="转给管目录的人，写一写"
              value={typed.note}
              faults={faults}
              rows={3}
              hint="哪里不对，应当是什么，凭什么。只有转的时候才写；不抄群众写的电话和名字。"
            />
          )}
          <Buttons>
            <Go>处理完了</Go>
          </Buttons>
        </Form>
      ) : (
        <Form action={`/desk/feedback/${id}`} session={session} once={once} class="box">
          <p>
            {OUTCOME_TITLES[outcome]}（{closedBy}
            {closedAt !== null && `，${momentText(closedAt)}`}）。
          </p>
          {typed.note !== '' && <p class="text">您刚才写的：{typed.note}</p>}
          <Buttons>
            <Go weight="other" name="outcome" value="again">
              放回去，再处理
            </Go>
          </Buttons>
        </Form>
      )}
    </>
  );
}

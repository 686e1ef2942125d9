/** @jsxImportSource hono/jsx */
/** Where a case stands, and what can be done now. */
import { clockState, ruleOf, toldClocks } from '../cases/clocks.rules.ts';
import { type DeskActionName, deskAction } from '../cases/deskwork.data.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { OpenedCase } from '../cases/reading.usecases.ts';
import { SIGNALS } from '../cases/review.data.ts';
import { needsReview } from '../cases/review.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { WorkCase } from '../cases/workcase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { Due, kindText, subjectOf, type Times } from './line.pages.tsx';
import { momentText } from './moments.rules.ts';
import { STATE_WORDS } from './words.data.ts';

interface StandingProps {
  opened: OpenedCase;
  work: WorkCase;
  content: DeskContent;
  times: Times;
}

export function Standing({
  opened,
  work,
  content,
  times,
}: Pick<StandingProps, 'opened' | 'work' | 'content' | 'times'>) {
  const { row } = opened;
  const { directory } = content;
  return (
    <section class="box" aria-label="进度">
      <h2>现在到哪一步</h2>
      <p class="big">{STATE_WORDS[row.state]}</p>
      <dl>
        <dt>在谁那里</dt>
        <dd>{holderName(row.holder, directory)}</dd>
        <dt>期限</dt>
        <dd>
          <Due dueAt={row.dueAt} {...times} />
        </dd>
        <dt>类别</dt>
        <dd>{kindText(row)}</dd>
        <dt>清单事项</dt>
        <dd>
          {subjectOf(row, content)} <span class="soft">{row.territorialCode ?? row.itemCode ?? ''}</span>
        </dd>
        <dt>交来</dt>
        <dd>{momentText(row.createdAt)}</dd>
        {row.legalHold !== null && (
          <>
            <dt>保存</dt>
            <dd>到期不删</dd>
          </>
        )}
      </dl>
      {row.clocks.length > 0 && (
        <ul>
          {toldClocks(row).map((clock) => (
            <li>
              {ruleOf(clock)?.name ?? clock.id}：{clock.day ?? '暂停计时'}
              {clock.provisional && clock.day !== null && '（那一年的放假安排还没公布，可能会变）'}{' '}
              {
                { met: <span class="tag done">做到了</span>, overdue: <span class="tag late">超期</span>, running: '' }[
                  clockState(clock, times.now)
                ]
              }
              <div class="soft">{ruleOf(clock)?.basis}</div>
            </li>
          ))}
        </ul>
      )}
      {work.parts.length > 0 && (
        <>
          <h3>协办</h3>
          <ul>
            {work.parts.map(({ organ, dueAt, answeredAt }) => (
              <li>
                {holderName(organ, directory)}：
                {answeredAt === null ? <Due dueAt={dueAt} {...times} /> : <>已答复 {momentText(answeredAt)}</>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Before anything else: it may be a machine's, and it may be somebody's last call for help. */
export function LookFirst({ opened: { row } }: Pick<StandingProps, 'opened'>) {
  if (!needsReview(row)) return null;
  const signals = Object.entries(SIGNALS).filter(([id]) => row.handling?.review?.signals.includes(id));
  return (
    <section class="box" aria-label="先看一眼">
      <h2>先看一眼：可能是机器交的</h2>
      <ul>
        {signals.map(([, { means }]) => (
          <li>{means}</li>
        ))}
      </ul>
      <p>这只是电脑的猜测，期限照走。看过内容，是真事就照常办；不是，就“不予受理”，写明原因。</p>
    </section>
  );
}

/** What moves a case on, before what merely adds to it. */
const LEADING_STEPS: readonly DeskActionName[] = [
  'accept',
  'assign',
  'start',
  'part-answer',
  'answer',
  'extend',
  'grant-identity',
  'mediation-consent',
  'mediation-session',
  'mediation-agreement',
  'complete',
];

export function Steps({ work }: Pick<StandingProps, 'work'>) {
  const { possible, row } = work;
  if (possible.length === 0) return null;
  const first = LEADING_STEPS.find((name) => possible.includes(name));
  const rest = possible.filter((name) => name !== first);
  const to = (name: DeskActionName) => `/desk/cases/${idText(row.id)}/${name}`;
  return (
    <nav class="buttons noprint" aria-label="能做的">
      {first && (
        <a class="main" href={to(first)}>
          {deskAction(first).title}
        </a>
      )}
      {rest.map((name) => (
        <a class="other" href={to(name)}>
          {deskAction(name).title}
        </a>
      ))}
    </nav>
  );
}

/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Status } from '../cases/status.contract.ts';
import { ACT_WORDS, LEVELS } from './acts.data.ts';
import { Radios } from './choices.pages.tsx';
import { Area, FaultSummary, Line } from './fields.pages.tsx';
import type { Fault } from './intake.contract.ts';
import { Credentials, PhotoForm } from './receipt.pages.tsx';
import { type Act, shanghaiTime, type Typing } from './track.rules.ts';
import { LOST } from './words.data.ts';

type Faults = readonly Pick<Fault, 'field' | 'text'>[];

export function LookupPage({ number, code, faults }: { number: string; code: string; faults: Faults }) {
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>查进展</h1>
      <form method="post" action="/lite/track" accept-charset="utf-8">
        <Line
          name="number"
          label="回执号"
          hint="8 位，如 XXXX-XXXX。大小写、横线都不要紧。"
          value={number}
          faults={faults}
        />
        <Line name="code" label="查询码" hint="12 位，如 XXXX-XXXX-XXXX" value={code} faults={faults} />
        <input class="go" type="submit" value="查" />
      </form>
      <p>{LOST}</p>
    </>
  );
}

export const doneText = (act: Act): string => ACT_WORDS[act].done;

export interface TrackProps {
  status: Status;
  number: string;
  code: string;
  /** Says what has just been done; `''` for nothing. */
  done: string;
  faults: Faults;
  typing: Typing;
  /** A key for each form: a second press of the same button does nothing twice, nor does trying again. */
  keyOf: (act: Act | 'photo') => string;
}

function ActForm({ act, props }: { act: Act; props: TrackProps }) {
  const { number, code, faults, typing, keyOf } = props;
  const { title, label, button } = ACT_WORDS[act];
  // Rating closes a case that has been answered; one that is closed has nothing to lose by it.
  const hint = act === 'rate' && !props.status.can.includes('reject') ? '' : ACT_WORDS[act].hint;
  return (
    <>
      <h2>{title}</h2>
      <form method="post" action="/lite/track/act" accept-charset="utf-8">
        <Credentials number={number} code={code} />
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="key" value={keyOf(act)} />
        {act === 'rate' && (
          <Radios
            name="level"
            legend="您满意吗？"
            options={LEVELS.map((text, at) => ({ value: String(at + 1), text })).reverse()}
            value={typing.rate?.level ?? ''}
            faults={faults}
          />
        )}
        <Area
          name={`${act}-text`}
          label={label}
          hint={hint}
          value={typing[act]?.text ?? ''}
          rows={act === 'supplement' ? 5 : 3}
          faults={faults}
        />
        <input class={act === 'supplement' ? 'go' : 'other'} type="submit" value={button} />
      </form>
    </>
  );
}

function Entries({ title, children }: { title: string; children: readonly Child[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ol>{children}</ol>
    </>
  );
}

const ACT_ORDER: readonly Act[] = ['supplement', 'reject', 'rate', 'withdraw', 'deletion'];

export function StatusPage(props: TrackProps) {
  const { status, number, code, done, faults, keyOf } = props;
  const { next, timeline } = status;
  // Most of what was said stands in the course of things already.
  const isNew = ({ at, text }: Status['messages'][number]) =>
    !timeline.some((step) => step.at === at && step.text === text);
  return (
    <>
      <FaultSummary faults={faults} />
      {done !== '' && (
        <div class="done" role="status">
          {done}
        </div>
      )}
      <h1>回执号 {status.receiptNumber}</h1>
      <p class="big">{status.sentence}</p>
      {status.isOverdue && <p class="wrong">已经过了期限，还没办好。可以打 12345 催办。</p>}
      <dl>
        <dt>现在归谁办</dt>
        <dd>{status.owner}</dd>
        {next && <dt>最晚哪天</dt>}
        {next && (
          <dd>
            {next.date} {next.weekday}（{next.counted}
            {next.provisional && '，那一年的放假安排还没公布，可能会变'}）
          </dd>
        )}
      </dl>
      <Entries title="经过">
        {timeline.map(({ at, title, text }) => (
          <li>
            <b>{title}</b> <span class="soft">{shanghaiTime(at)}</span>
            {text !== '' && <div class="text">{text}</div>}
          </li>
        ))}
      </Entries>
      <Entries title="说过的话">
        {status.messages.filter(isNew).map(({ at, from, text }) => (
          <li>
            <b>{from === 'citizen' ? '您' : '办理单位'}</b> <span class="soft">{shanghaiTime(at)}</span>
            <div class="text">{text}</div>
          </li>
        ))}
      </Entries>
      <Entries title="期限">
        {status.clocks.map((clock) => (
          <li>
            {clock.name}：{clock.date}（{clock.counted}）{clock.state === 'overdue' && <b>已超期</b>}
            {clock.state === 'met' && '，已做到'}
            <div class="soft">{clock.basis}</div>
          </li>
        ))}
      </Entries>
      <Entries title="照片">
        {status.attachments.map(({ name, bytes }) => (
          <li>
            {name}（{Math.ceil(bytes / 1024)} KB）
          </li>
        ))}
      </Entries>
      {ACT_ORDER.filter((act) => status.can.includes(act)).map((act) => (
        <ActForm act={act} props={props} />
      ))}
      {status.can.includes('attach') && <PhotoForm number={number} code={code} actionKey={keyOf('photo')} />}
      <p class="noprint">
        <a href="/lite/track">看完了，关掉这一页的内容</a>
      </p>
    </>
  );
}

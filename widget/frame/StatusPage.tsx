import type { Status } from '#cases/status';
import { dayOf, momentOf } from './dates.ts';
import { Heading } from './fields.tsx';
import { fill, type Messages } from './messages.ts';
import type { Tracking } from './tracking.ts';

/** Nobody is at work on it any more. */
const OVER = ['completed', 'withdrawn'];

export interface TrackingProps {
  t: Messages;
  tracking: Tracking;
}

function Facts({ status, tracking: { s, host } }: { status: Status; tracking: Tracking }) {
  const { language } = host.settings;
  const { next } = status;
  const name = status.clocks.find(({ date }) => date === next?.date)?.name;
  return (
    <dl class="points">
      {!OVER.includes(status.state) && (
        <div>
          <dt>{s.owner}</dt>
          <dd lang="zh-CN">{status.owner}</dd>
        </div>
      )}
      {next && (
        <div>
          <dt>{s.next}</dt>
          <dd>
            <b>{dayOf(next.date, language)}</b>{' '}
            <span lang="zh-CN">
              {name}：{next.counted}
            </span>
            {next.provisional && s.provisional}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Past({ status, tracking }: { status: Status; tracking: Tracking }) {
  const { s, host } = tracking;
  const { language } = host.settings;
  const { timeline, messages, attachments, clocks } = status;
  return (
    <>
      <h2>{s.timeline}</h2>
      <ol class="timeline" lang="zh-CN">
        {timeline.map(({ at, title, text }) => (
          <li key={at + title}>
            <b>{title}</b>
            <small>{momentOf(at, language)}</small>
            {/* What was said stands below, as said. */}
            {text && !messages.some((message) => message.at === at) && <p>{text}</p>}
          </li>
        ))}
      </ol>
      {messages.length > 0 && (
        <>
          <h2>{s.messages}</h2>
          {messages.map(({ at, from, text }) => (
            <div class={`say ${from}`} key={at + text}>
              <small>
                {s.from[from]} · {momentOf(at, language)}
              </small>
              <p lang="zh-CN">{text}</p>
            </div>
          ))}
        </>
      )}
      {attachments.length > 0 && (
        <>
          <h2>{s.attachments}</h2>
          <ul class="dots">
            {attachments.map(({ id, name, bytes }) => (
              <li key={id}>
                {name}
                {bytes > 0 && ` · ${Math.ceil(bytes / 1024)} KB `}
                {tracking.shown[id] ? (
                  <>
                    <img class="shown" src={tracking.shown[id]} alt={name} />
                    <a class="button" href={tracking.shown[id]} download={name}>
                      {s.savePhoto}
                    </a>
                  </>
                ) : (
                  <button
                    type="button"
                    class="link"
                    aria-label={`${s.openPhoto} ${name}`}
                    onClick={() => void tracking.openPhoto(id)}
                  >
                    {s.openPhoto}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{s.clocks}</summary>
        <ul class="dots">
          {clocks.map((clock) => (
            <li key={clock.name + clock.date}>
              <span lang="zh-CN">{clock.name}</span>
              {host.t.colon}
              {clock.date && dayOf(clock.date, language)} {clock.provisional && s.provisional}
              <small>
                <span lang="zh-CN">
                  {clock.counted} {clock.basis}
                </span>{' '}
                · {s.clockKinds[clock.kind]} · {s.clockStates[clock.state]}
              </small>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

const ENDED = ['answered', 'completed'];

export function StatusPage({ t, tracking }: TrackingProps) {
  const { s, status } = tracking;
  if (!status) return null;
  return (
    <>
      <Heading>{s.title}</Heading>
      <p class="hint">{fill(s.number, status.receiptNumber)}</p>
      <p class="big" lang="zh-CN">
        {status.sentence}
      </p>
      {status.isOverdue && <p class="notice bad">{s.overdue}</p>}
      <Facts status={status} tracking={tracking} />
      {status.can.length > 0 && (
        <>
          <h2>{s.actions}</h2>
          <p class="tools">
            {status.can.map((action) => (
              <button type="button" key={action} onClick={() => tracking.open(action)}>
                {s.can[action]}
              </button>
            ))}
          </p>
        </>
      )}
      <Past status={status} tracking={tracking} />
      {ENDED.includes(status.state) && <p class="notice">{s.review}</p>}
      <p class="tools unprinted">
        <button type="submit">{s.refresh}</button>
        <button
          type="button"
          onClick={() => {
            tracking.forget();
            tracking.show('form');
          }}
        >
          {s.other}
        </button>
        {!tracking.host.settings.isFramed && (
          <button type="button" onClick={() => window.print()}>
            {t.done.print}
          </button>
        )}
      </p>
    </>
  );
}

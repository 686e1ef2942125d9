/** @jsxImportSource hono/jsx */
/** One call with all that was said and done. */
import type { OpenedCall } from '../calls/calls.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Duties } from '../lists/duties.rules.ts';
import type { OperationOutOf } from '../operations/origins.usecases.ts';
import { TurnPhotos } from './call-photos.pages.tsx';
import { entryName, Statements } from './call-statements.pages.tsx';
import { Turns } from './call-turns.pages.tsx';
import { CallDue, callNumber, callPath, organText } from './call-words.pages.tsx';
import { CALL_FORMS, CALL_KIND_WORDS, CALL_STATE_WORDS } from './calls.data.ts';
import type { DeskContent } from './desk.contract.ts';
import type { Times } from './line.pages.tsx';
import { momentText } from './moments.rules.ts';
import { OperationsOutOf } from './out-of.pages.tsx';

function Said({ opened }: { opened: OpenedCall }) {
  const { row, text } = opened;
  const [first] = row.history;
  if (row.wrappedKey === '')
    return <p class="soft">写的内容和照片到了保存期限，已经清除。谁做过什么、哪天做的，还在下面。</p>;
  if (text === null) return <p class="soft">写的内容不给审计看。</p>;
  const rows = [
    ['要部门做什么', text.need],
    ['镇街为什么自己办不了', text.why],
    ['有什么根据', text.evidence],
    ['地点', text.place],
  ] as const;
  return (
    <>
      {rows
        .filter(([, words]) => words !== '')
        .map(([label, words]) => (
          <>
            <h3>{label}</h3>
            <p class="text">{words}</p>
          </>
        ))}
      {first !== undefined && <TurnPhotos turn={first} here={callPath(row.id)} />}
    </>
  );
}

interface CallProps {
  opened: OpenedCall;
  content: DeskContent;
  times: Times;
  duties: Duties | null;
  /** The case may be opened by this viewer. */
  seesCase: boolean;
  /** This viewer may lead a joint operation. */
  mayLead: boolean;
  /** Joint operations that came out of it. */
  operations: readonly OperationOutOf[];
}

export function CallPage({ opened, content, times, duties, seesCase, mayLead, operations }: CallProps) {
  const { row, possible } = opened;
  const here = callPath(row.id);
  const supports = row.parts.filter(({ role }) => role === 'support');
  return (
    <>
      <h1>
        呼叫 <span class="number">{callNumber(row)}</span>
      </h1>
      {possible.length > 0 && (
        <nav class="buttons noprint" aria-label="能做的">
          {possible.map((action, at) => (
            <a class={at === 0 && CALL_FORMS[action].weight !== 'danger' ? 'main' : 'other'} href={`${here}/${action}`}>
              {CALL_FORMS[action].title}
            </a>
          ))}
        </nav>
      )}
      <div class="cols">
        <section class="box" aria-label="呼叫内容">
          <h2>{organText(`T${row.townshipCode}`, content)}呼叫</h2>
          <Said opened={opened} />
        </section>
        <section class="box" aria-label="进度">
          <h2>现在到哪一步</h2>
          <p class="big">{CALL_STATE_WORDS[row.state]}</p>
          <dl>
            {row.owner !== '' && (
              <>
                <dt>该谁办</dt>
                <dd>{organText(row.owner, content)}</dd>
                <dt>哪天前</dt>
                <dd>
                  <CallDue call={row} times={times} />
                </dd>
              </>
            )}
            <dt>急不急</dt>
            <dd>{CALL_KIND_WORDS[row.kind]}</dd>
            <dt>清单事项</dt>
            <dd>
              {entryName(row.entryCode, content)}{' '}
              <span class="soft">
                {row.entryCode}（清单第 {row.listVersion} 版）
              </span>
            </dd>
            {duties?.lead && (
              <>
                <dt>主体责任</dt>
                <dd>
                  {[duties.lead, ...duties.alsoLead].map(({ name }) => name).join('、')}：{duties.leadDuty}
                </dd>
              </>
            )}
            {row.caseId !== null && seesCase && (
              <>
                <dt>从哪件事来</dt>
                <dd>
                  <a href={`/desk/cases/${idText(row.caseId)}`}>看这件事</a>
                </dd>
              </>
            )}
          </dl>
          <p class="hint">时限是本市自己定的，不是法定时限。</p>
          <OperationsOutOf operations={operations} />
          {mayLead && row.state !== 'closed' && (
            <p class="noprint">
              要几家一起去现场：
              <a
                href={`/desk/operations/new?source=call&sourceId=${idText(row.id)}&entry=${row.entryCode}&township=${row.townshipCode}`}
              >
                定一次联合行动
              </a>
            </p>
          )}
          {supports.length > 0 && (
            <>
              <h3>协助</h3>
              <ul>
                {supports.map(({ organ, dueAt, answeredAt, releasedAt }) => (
                  <li>
                    {organText(organ, content)}：
                    {answeredAt !== null ? (
                      `已答复 ${momentText(answeredAt)}`
                    ) : releasedAt !== null ? (
                      '不再需要'
                    ) : (
                      <CallDue call={{ kind: row.kind, dueAt }} times={times} />
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
      <Statements opened={opened} content={content} />
      <Turns opened={opened} content={content} />
    </>
  );
}

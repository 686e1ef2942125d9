/** @jsxImportSource hono/jsx */
/** The form of each step of a call. */
import { PHOTO_STEPS } from '../calls/calls.data.ts';
import type { DeskCallAction } from '../calls/calls.rules.ts';
import type { OpenedCall } from '../calls/calls.usecases.ts';
import { MOST_CALL_NOTE } from '../calls/steps.rules.ts';
import type { TerritorialItem } from '../lists/lists.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import { ListSays } from './call-decide.pages.tsx';
import { PhotoField } from './call-photos.pages.tsx';
import { entryOptions } from './call-raise.pages.tsx';
import { Statements } from './call-statements.pages.tsx';
import { callNumber, callPath, organText } from './call-words.pages.tsx';
import { CALL_FORMS, CALL_STATE_WORDS, LEVEL_WORDS } from './calls.data.ts';
import type { Candidate } from './decide.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, Choice, FaultSummary, type Faults, Form, Go, Select } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { dayText, momentText } from './moments.rules.ts';

interface ActProps {
  action: DeskCallAction;
  opened: OpenedCall;
  content: DeskContent;
  /** Of the version of the list that the call goes by. */
  items: readonly TerritorialItem[];
  /** For whoever chooses the body: what the list says. */
  candidates: readonly Candidate[];
  session: Session;
  typed: Typed;
  once: string;
  faults: Faults;
  /** Somebody was faster: the form stays as it was typed. */
  isLost: boolean;
}

/** Steps in which the coordinating office chooses. */
export const CHOOSING: readonly DeskCallAction[] = ['dispatch', 'decide'];

export function CallActPage(props: ActProps) {
  const { action, opened, content, items, candidates, session, typed, once, faults, isLost } = props;
  const { row, text } = opened;
  const { title, note, hint, asksBody, weight } = CALL_FORMS[action];
  const takesPhotos = PHOTO_STEPS.includes(action);
  return (
    <>
      <h1>{title}</h1>
      {isLost && (
        <div class="stop" role="alert">
          <p>
            <strong>刚才有人先动了这个呼叫，您这一步还没有办。</strong>
          </p>
          <p>现在是：{CALL_STATE_WORDS[row.state]}。您写的还在下面，看清楚再交一次。</p>
        </div>
      )}
      <FaultSummary faults={faults} />
      <dl>
        <dt>呼叫</dt>
        <dd class="number">{callNumber(row)}</dd>
        <dt>镇街</dt>
        <dd>{organText(`T${row.townshipCode}`, content)}</dd>
        <dt>现在</dt>
        <dd>{CALL_STATE_WORDS[row.state]}</dd>
        {row.dueAt !== null && (
          <>
            <dt>期限</dt>
            <dd>{row.kind === 'urgent' ? momentText(row.dueAt) : dayText(row.dueAt)}</dd>
          </>
        )}
      </dl>
      {text !== null && (
        <details open={CHOOSING.includes(action)}>
          <summary>镇街写的</summary>
          <p class="text box">{[text.need, text.why].join('\n\n')}</p>
        </details>
      )}
      {action === 'decide' && <Statements opened={opened} content={content} />}
      {CHOOSING.includes(action) && <ListSays candidates={candidates} here={`${callPath(row.id)}/${action}`} />}
      <Form action={`${callPath(row.id)}/${action}`} session={session} once={once} files={takesPhotos}>
        <input type="hidden" name="version" value={String(row.version)} />
        {asksBody === true && (
          <>
            <Select
              name="body"
              label="归哪个部门"
              value={typed.text('body')}
              faults={faults}
              empty="请选部门"
              options={content.directory.departments.map(({ code, name }) => ({ value: `D${code}`, label: name }))}
            />
            <Select
              name="entry"
              label="凭清单里的哪一项"
              value={typed.text('entry')}
              faults={faults}
              empty="请选一项"
              options={entryOptions(items)}
            />
          </>
        )}
        {action === 'rate' && (
          <Choice
            name="level"
            label="办得怎么样"
            chosen={typed.all('level')}
            faults={faults}
            options={LEVEL_WORDS.map((label, at) => ({ value: String(at + 1), label })).reverse()}
          />
        )}
        {note !== null && (
          <Area
            name="note"
            label={note}
            value={typed.text('note')}
            faults={faults}
            hint={`${hint}最多 ${MOST_CALL_NOTE} 个字。`}
          />
        )}
        {takesPhotos && <PhotoField faults={faults} />}
        <Buttons>
          <Go weight={weight ?? 'main'}>{title}</Go>
          <a class="other" href={callPath(row.id)}>
            不办了，回到这个呼叫
          </a>
        </Buttons>
      </Form>
    </>
  );
}

/** The step is not possible (any more): what was typed is shown to be copied. */
export function CallNotPossiblePage({
  action,
  opened,
  note,
}: {
  action: DeskCallAction;
  opened: OpenedCall;
  note: string;
}) {
  const { row, possible } = opened;
  return (
    <>
      <h1>现在不能“{CALL_FORMS[action].title}”</h1>
      <p>可能刚才有人先办了一步，也可能这个呼叫不在您这里。这一步没有办。现在是：{CALL_STATE_WORDS[row.state]}。</p>
      {note !== '' && (
        <>
          <h2>您刚才写的</h2>
          <p class="soft">还要用的话，请先复制下来。</p>
          <p class="text box">{note}</p>
        </>
      )}
      {possible.length > 0 && (
        <ul>
          {possible.map((name) => (
            <li>
              <a href={`${callPath(row.id)}/${name}`}>{CALL_FORMS[name].title}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={callPath(row.id)}>回到这个呼叫</a>
      </p>
    </>
  );
}

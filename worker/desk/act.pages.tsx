/** @jsxImportSource hono/jsx */
/** The page of one step of a case: what it is about, what there is to fill in, and what else is possible. */

import { EXTENSIONS } from '../cases/clocks.data.ts';
import { type DeskActionName, deskAction, MOST_NOTE } from '../cases/deskwork.data.ts';
import { extendable } from '../cases/deskwork.rules.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { SeenCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { ActFieldset } from './act-fields.pages.tsx';
import type { FieldsProps } from './assign-fields.pages.tsx';
import { stepTitle } from './case-steps.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, FaultSummary, Form, Go } from './form.pages.tsx';
import { dayText } from './moments.rules.ts';
import { KIND_WORDS, PETITION_WORDS, STATE_WORDS } from './words.data.ts';

export const casePath = (id: number): `/desk/cases/${string}` => `/desk/cases/${idText(id)}`;

const kindTitle = ({ kind, petitionKind }: SeenCase): string =>
  petitionKind === null ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}（${PETITION_WORDS[petitionKind]}）`;

const lastStep = ({ history }: SeenCase): string => {
  const last = history.at(-1);
  return last ? stepTitle(last) : '';
};

/** What a case is and where it stands, in a few lines; nothing that a citizen wrote. */
export function CaseHead({ row, number, content }: { row: SeenCase; number: string | null; content: DeskContent }) {
  return (
    <dl>
      {number !== null && (
        <>
          <dt>回执号</dt>
          <dd class="number">{number}</dd>
        </>
      )}
      <dt>类别</dt>
      <dd>{kindTitle(row)}</dd>
      <dt>现在</dt>
      <dd>
        {STATE_WORDS[row.state]}，在{holderName(row.holder, content.directory)}
      </dd>
      <dt>期限</dt>
      <dd>{row.dueAt === null ? '没有在走的期限' : dayText(row.dueAt)}</dd>
    </dl>
  );
}

/** Other things that can be done now, as links. */
export function Possible({ id, possible }: { id: number; possible: readonly DeskActionName[] }) {
  if (possible.length === 0) return <p>这件事现在没有您能做的步骤。</p>;
  return (
    <ul>
      {possible.map((name) => (
        <li>
          <a href={`${casePath(id)}/${name}`}>{deskAction(name).title}</a>
        </li>
      ))}
    </ul>
  );
}

export interface ActPageProps extends FieldsProps {
  action: DeskActionName;
  session: Session;
  once: string;
  number: string | null;
  /** What the citizen wrote, for whoever has to answer it. */
  text: string | null;
  /** What somebody asked for, when this step decides on it. */
  asked: { by: string; text: string; days: number | null } | null;
  /** Somebody was faster: the form stays as it was typed. */
  isLost: boolean;
}

export function ActPage(props: ActPageProps) {
  const { action, work, session, once, number, text, asked, isLost, content, typed, isTyped, faults } = props;
  const { title, note, hint } = deskAction(action);
  const { row } = work;
  const start = action === 'extend' && asked !== null ? asked.text : '';
  return (
    <>
      <h1>{title}</h1>
      {isLost && (
        <div class="stop" role="alert">
          <p>
            <strong>刚才有人先动了这件事，您这一步还没有办。</strong>
          </p>
          <p>
            刚办的是“{lastStep(row)}”，现在是：{STATE_WORDS[row.state]}
            。您写的还在下面。看清楚再交一次；不用了就回到这件事。
          </p>
        </div>
      )}
      <FaultSummary faults={faults} />
      <CaseHead row={row} number={number} content={content} />
      {text !== null && (
        <details>
          <summary>群众写的</summary>
          <p class="text box">{text}</p>
        </details>
      )}
      {asked !== null && (
        <div class="box">
          <h2>{asked.by}申请</h2>
          {asked.days !== null && (
            <p>
              延 {asked.days} {EXTENSIONS[extendable(row.clocks)?.id ?? '']?.unit ?? '天'}
            </p>
          )}
          <p class="text">{asked.text}</p>
        </div>
      )}
      <Form action={`${casePath(row.id)}/${action}`} session={session} once={once}>
        <input type="hidden" name="version" value={String(row.version)} />
        <ActFieldset {...props} />
        {(action === 'ask-identity' || action === 'grant-identity') && (
          <p class="note">
            {action === 'grant-identity' ? '同意以后，申请的人' : '批准以后，您'}能看 {work.lookHours}{' '}
            小时；这件事先办结的，办结就不能再看。每看一次都留记录。
          </p>
        )}
        {note === null ? (
          <p class="hint">{hint}</p>
        ) : (
          <Area
            name="note"
            label={note}
            value={isTyped ? typed.text('note') : start}
            faults={faults}
            hint={`${hint}最多 ${MOST_NOTE} 个字。`}
            rows={action === 'answer' ? 12 : 5}
          />
        )}
        <Buttons>
          <Go>{title}</Go>
          <a class="other" href={casePath(row.id)}>
            不办了，回到这件事
          </a>
        </Buttons>
      </Form>
    </>
  );
}

/** The step is not possible (any more): what was typed is shown to be copied, and what can be done instead. */
export function NotPossiblePage({
  action,
  row,
  possible,
  typedNote,
  content,
}: {
  action: DeskActionName;
  row: SeenCase;
  possible: readonly DeskActionName[];
  typedNote: string;
  content: DeskContent;
}) {
  return (
    <>
      <h1>现在不能“{deskAction(action).title}”</h1>
      <p>可能刚才有人先办了一步，也可能这件事不在您这里。这一步没有办。</p>
      <CaseHead row={row} number={null} content={content} />
      {typedNote !== '' && (
        <>
          <h2>您刚才写的</h2>
          <p class="soft">还要用的话，请先复制下来。</p>
          <p class="text box">{typedNote}</p>
        </>
      )}
      <h2>现在可以做的</h2>
      <Possible id={row.id} possible={possible} />
      <p>
        <a href={casePath(row.id)}>回到这件事</a>
      </p>
    </>
  );
}

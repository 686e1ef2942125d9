/** @jsxImportSource hono/jsx */
/** What happened to a call, step by step. */
import type { CallTurn } from '../calls/calls.contract.ts';
import { CALL_TRANSITIONS } from '../calls/calls.data.ts';
import type { OpenedCall } from '../calls/calls.usecases.ts';
import { TurnPhotos } from './call-photos.pages.tsx';
import { entryName } from './call-statements.pages.tsx';
import { callPath, organText } from './call-words.pages.tsx';
import { LEVEL_WORDS } from './calls.data.ts';
import type { DeskContent } from './desk.contract.ts';
import { momentText } from './moments.rules.ts';

const titleOf = (action: string): string => CALL_TRANSITIONS.find((row) => row.action === action)?.title ?? action;
const REACHED = ['escalate', 'escalate-further', 'gap', 'overdue', 'support-escalate', 'support-escalate-further'];

function factsOf({ action, data = {} }: CallTurn, content: DeskContent): string {
  const [body, entry, level, owner] = [data['body'], data['entry'], data['level'], data['owner']];
  if (typeof body === 'string' && typeof entry === 'string')
    return `${organText(body, content)}，凭清单 ${entry}“${entryName(entry, content)}”${data['departs'] === true ? '。清单里它在这一项是协助，不是主责' : ''}`;
  if (action === 'rate' && typeof level === 'number') return LEVEL_WORDS[level - 1] ?? '';
  return REACHED.includes(action) && typeof owner === 'string' ? organText(owner, content) : '';
}

export function Turns({ opened, content }: { opened: OpenedCall; content: DeskContent }) {
  const { row, text, notes, names } = opened;
  return (
    <section class="box" aria-label="经过">
      <h2>经过</h2>
      <ol class="line">
        {row.history.map((turn) => (
          <li>
            <strong>{titleOf(turn.action)}</strong>{' '}
            <span class="soft">
              {momentText(turn.at)}
              {turn.by !== undefined && ` ${organText(turn.organ, content)} ${names.get(turn.by) ?? ''}`}
            </span>
            <div>{factsOf(turn, content)}</div>
            {notes.has(turn) && <div class="text">{notes.get(turn)}</div>}
            {text !== null && turn.action !== 'raise' && <TurnPhotos turn={turn} here={callPath(row.id)} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

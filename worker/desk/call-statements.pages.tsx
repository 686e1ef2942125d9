/** @jsxImportSource hono/jsx */
/** What those said who would not have the call: side by side, for whoever decides. */
import type { OpenedCall } from '../calls/calls.usecases.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { momentText } from './moments.rules.ts';

const REFUSING = ['refuse', 'refuse-again'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const entryName = (code: string, { lists }: Pick<DeskContent, 'lists'>): string =>
  lists.territorialItems.find((item) => item.code === code)?.name ?? '';

export function Statements({ opened, content }: { opened: OpenedCall; content: DeskContent }) {
  const refusals = opened.row.history.filter(({ action }) => REFUSING.includes(action));
  if (refusals.length === 0) return null;
  return (
    <section aria-label="各方的说法">
      <h2>各方的说法</h2>
      <div class="cols">
        {refusals.map((turn) => (
          <div class="box">
            <h3>{holderName(turn.organ, content.directory)}说不归它</h3>
            <p class="soft">{momentText(turn.at)}</p>
            <p>
              说归：<strong>{holderName(textOf(turn.data?.['body']), content.directory)}</strong>
            </p>
            <p>
              凭清单：<span class="number">{textOf(turn.data?.['entry'])}</span>{' '}
              {entryName(textOf(turn.data?.['entry']), content)}
            </p>
            {opened.notes.has(turn) && <p class="text">{opened.notes.get(turn)}</p>}
          </div>
        ))}
      </div>
    </section>
  );
}

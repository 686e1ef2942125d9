/** @jsxImportSource hono/jsx */
/** How a case is told in a line: its limit with the warning, its subject, its kind. */
import { type QueueLine, urgencyOf } from '../cases/queue.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { dayText } from './moments.rules.ts';
import { KIND_WORDS, PETITION_WORDS } from './words.data.ts';

export interface Times {
  now: number;
  /** End of the next working day: see `soonUntil`. */
  soon: number;
}

/** A limit with its warning: in words and in colour. */
export function Due({ dueAt, now, soon }: { dueAt: number | null } & Times) {
  const urgency = urgencyOf(dueAt, now, soon);
  if (dueAt === null) return <span class="soft">不计时</span>;
  return (
    <>
      {dayText(dueAt)}
      {urgency === 'overdue' && (
        <>
          {' '}
          <span class="tag late">已超期</span>
        </>
      )}
      {urgency === 'soon' && (
        <>
          {' '}
          <span class="tag soon">快到期</span>
        </>
      )}
    </>
  );
}

/** What a case is about, as far as the lists say it; nothing of what the citizen wrote. */
export const subjectOf = (
  line: Pick<QueueLine, 'territorialCode' | 'itemCode'>,
  { lists }: Pick<DeskContent, 'lists'>,
): string =>
  lists.territorialItems.find(({ code }) => code === line.territorialCode)?.name ??
  lists.serviceItems.find(({ code }) => code === line.itemCode)?.name ??
  '还没对上清单';

export const kindText = ({ kind, petitionKind }: Pick<QueueLine, 'kind' | 'petitionKind'>): string =>
  petitionKind === null ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}：${PETITION_WORDS[petitionKind]}`;

/** @jsxImportSource hono/jsx */
/** The queue as a page: boxes, counts, filters, saved views, lines. */
import { holderName } from '../cases/handling.rules.ts';
import { NO_FILTER, type QueueFilter, type QueueLine } from '../cases/queue.rules.ts';
import type { QueueCounts } from '../cases/queue.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import type { DeskContent } from './desk.contract.ts';
import { FaultSummary, type Faults, Go, Line, Select } from './form.pages.tsx';
import { Due, kindText, subjectOf, type Times } from './line.pages.tsx';
import { dayText } from './moments.rules.ts';
import { type BoxChoice, queueAddress } from './queue.rules.ts';
import { Filters, Views } from './queue-filter.pages.tsx';
import type { SavedView } from './views.store.ts';
import { STATE_WORDS } from './words.data.ts';

export interface QueueProps {
  session: Session;
  content: DeskContent;
  boxes: readonly BoxChoice[];
  chosen: BoxChoice;
  filter: QueueFilter;
  counts: QueueCounts;
  lines: readonly QueueLine[];
  /** How many were looked at for this page; it matters when filters leave few of them. */
  looked: number;
  next: string | null;
  isFirst: boolean;
  views: readonly SavedView[];
  times: Times;
  once: string;
  faults: Faults;
  typedNumber: string;
  typedView: string;
}

function Boxes({ boxes, chosen }: Pick<QueueProps, 'boxes' | 'chosen'>) {
  const few = boxes.filter(({ box }) => typeof box === 'string' || boxes.length < 5);
  const many = boxes.filter((choice) => !few.includes(choice));
  return (
    <nav aria-label="哪一堆" class="row">
      {few.map(({ name, title }) => (
        <a
          href={queueAddress(name, NO_FILTER)}
          class={name === chosen.name ? 'main' : 'other'}
          aria-current={name === chosen.name ? 'page' : undefined}
        >
          {title}
        </a>
      ))}
      {many.length > 0 && (
        <form method="get" action="/desk/cases" class="row">
          <Select
            name="box"
            label="看一个镇街"
            value={chosen.name}
            empty="选镇街"
            options={many.map(({ name, title }) => ({ value: name, label: title }))}
          />
          <Go weight="other">看</Go>
        </form>
      )}
    </nav>
  );
}

function Counts({ counts, chosen }: Pick<QueueProps, 'counts' | 'chosen'>) {
  const { overdue, soon, isMore } = counts;
  const number = (count: number) => (isMore ? `${count} 件以上` : `${count} 件`);
  return (
    <p>
      <a href={queueAddress(chosen.name, { ...NO_FILTER, due: 'overdue' })} class={overdue > 0 ? 'tag late' : 'tag'}>
        已超期 {number(overdue)}
      </a>{' '}
      {(soon > 0 || !isMore) && (
        <a href={queueAddress(chosen.name, { ...NO_FILTER, due: 'soon' })} class={soon > 0 ? 'tag soon' : 'tag'}>
          快到期 {number(soon)}
        </a>
      )}
    </p>
  );
}

function Lines({ lines, content, times }: Pick<QueueProps, 'lines' | 'content' | 'times'>) {
  return (
    <div class="scroll">
      <table>
        <caption>按期限排，早的在前</caption>
        <thead>
          <tr>
            <th scope="col">期限</th>
            <th scope="col">事项</th>
            <th scope="col">类别</th>
            <th scope="col">到哪一步</th>
            <th scope="col">在谁那里</th>
            <th scope="col">交来</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>
                <Due dueAt={line.dueAt} {...times} />
              </td>
              <td>
                <a href={`/desk/cases/${idText(line.id)}`}>{subjectOf(line, content)}</a>{' '}
                <span class="soft number">{idText(line.id).slice(-5)}</span>
                {line.groupSize > 1 && ` ${line.groupSize} 人`}
                {line.needsReview && (
                  <>
                    {' '}
                    <span class="tag">先看一眼</span>
                  </>
                )}
              </td>
              <td>{kindText(line)}</td>
              <td>{STATE_WORDS[line.state]}</td>
              <td>{holderName(line.holder, content.directory)}</td>
              <td>{dayText(line.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By receipt number, as somebody at the counter or on the phone says it. */
export function FindForm({ typedNumber, faults }: Pick<QueueProps, 'typedNumber' | 'faults'>) {
  return (
    <form method="get" action="/desk/find" class="row">
      <Line name="number" label="按回执号找" value={typedNumber} faults={faults} short />
      <Go weight="other">找</Go>
    </form>
  );
}

export function QueuePage(props: QueueProps) {
  const { lines, looked, next, isFirst, chosen, filter, faults, typedNumber } = props;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>事项：{chosen.title}</h1>
      <div class="cols">
        <Boxes {...props} />
        <FindForm typedNumber={typedNumber} faults={faults.filter(({ field }) => field === 'number')} />
      </div>
      {typeof chosen.box === 'object' || chosen.box === 'own' ? <Counts {...props} /> : null}
      <Filters {...props} />
      <Views {...props} />
      {lines.length > 0 ? (
        <Lines {...props} />
      ) : (
        <Nothing isFiltered={isFiltered} hasMore={next !== null} looked={looked} />
      )}
      <p class="row noprint">
        {!isFirst && <a href={queueAddress(chosen.name, filter)}>回到开头</a>}
        {next !== null && <a href={next}>{lines.length === 0 ? '接着往后找' : '下一页'}</a>}
      </p>
    </>
  );
}

function Nothing({ isFiltered, hasMore, looked }: { isFiltered: boolean; hasMore: boolean; looked: number }) {
  if (hasMore) return <p class="note">看了 {looked} 件，没有合适的。后面还有，请接着往后找。</p>;
  return <p class="note">{isFiltered ? '没有合适的。可以放宽筛选再看。' : '这里没有要办的事。'}</p>;
}

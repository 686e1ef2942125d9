/** @jsxImportSource hono/jsx */
/** The queue as a page: boxes, counts, filters, saved views, lines. */
import { holderName } from '../cases/handling.rules.ts';
import { NO_FILTER, type NumberedLine, type QueueFilter } from '../cases/queue.rules.ts';
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
  lines: readonly NumberedLine[];
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
  const of = (wanted: BoxChoice['group']) => boxes.filter(({ group }) => group === wanted);
  const townships = of('township');
  const closed = of('closed');
  const isClosed = chosen.group === 'closed';
  return (
    <nav aria-label="哪一堆" class="row">
      {[...of('main'), ...(townships.length < 5 ? townships : [])].map(({ name, title }) => (
        <BoxLink name={name} title={title} isHere={name === chosen.name} />
      ))}
      {closed[0] && <BoxLink name={closed[0].name} title="已办结" isHere={isClosed} />}
      {townships.length >= 5 && !isClosed && (
        <ChooseBox label="看一个镇街" empty="选镇街" boxes={townships} chosen={chosen} />
      )}
      {isClosed && closed.length > 1 && <ChooseBox label="看谁办结的" boxes={closed} chosen={chosen} />}
    </nav>
  );
}

const BoxLink = ({ name, title, isHere }: { name: string; title: string; isHere: boolean }) => (
  <a href={queueAddress(name, NO_FILTER)} class={isHere ? 'main' : 'other'} aria-current={isHere ? 'page' : undefined}>
    {title}
  </a>
);

interface ChooseProps extends Pick<QueueProps, 'boxes' | 'chosen'> {
  label: string;
  empty?: string;
}

const ChooseBox = ({ label, empty, boxes, chosen }: ChooseProps) => (
  <form method="get" action="/desk/cases" class="row">
    <Select
      name="box"
      label={label}
      value={chosen.name}
      {...(empty !== undefined && { empty })}
      options={boxes.map(({ name, title }) => ({ value: name, label: title.replace(/办结的$/, '') }))}
    />
    <Go weight="other">看</Go>
  </form>
);

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

function Lines({ lines, content, times, chosen }: Pick<QueueProps, 'lines' | 'content' | 'times' | 'chosen'>) {
  const isClosed = chosen.group === 'closed';
  return (
    <div class="scroll">
      <table>
        <caption>{isClosed ? '按办结的日子排，近的在前' : '按期限排，早的在前'}</caption>
        <thead>
          <tr>
            <th scope="col">{isClosed ? '办结' : '期限'}</th>
            <th scope="col">回执号</th>
            <th scope="col">事项</th>
            <th scope="col">类别</th>
            <th scope="col">{isClosed ? '结果' : '到哪一步'}</th>
            <th scope="col">{isClosed ? '谁办的' : '在谁那里'}</th>
            <th scope="col">交来</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>{line.closedAt === null ? <Due dueAt={line.dueAt} {...times} /> : dayText(line.closedAt)}</td>
              <td class="number">
                {/* Who may not read texts gets no number: the end of the id tells lines apart. */}
                <a href={`/desk/cases/${idText(line.id)}`}>{line.number ?? `…${idText(line.id).slice(-5)}`}</a>
              </td>
              <td>
                {subjectOf(line, content)}
                {line.groupSize > 1 && ` ${line.groupSize} 人`}
                {line.kind === 'hazard' && (
                  <>
                    {' '}
                    <span class="tag">隐患</span>
                  </>
                )}
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
      {chosen.group === 'township' || chosen.box === 'own' ? <Counts {...props} /> : null}
      <Filters {...props} />
      <Views {...props} />
      {lines.length > 0 ? (
        <Lines {...props} />
      ) : (
        <Nothing isFiltered={isFiltered} hasMore={next !== null} looked={looked} isClosed={chosen.group === 'closed'} />
      )}
      <p class="row noprint">
        {!isFirst && <a href={queueAddress(chosen.name, filter)}>回到开头</a>}
        {next !== null && <a href={next}>{lines.length === 0 ? '接着往后找' : '下一页'}</a>}
      </p>
    </>
  );
}

interface NothingProps {
  isFiltered: boolean;
  hasMore: boolean;
  looked: number;
  isClosed: boolean;
}

function Nothing({ isFiltered, hasMore, looked, isClosed }: NothingProps) {
  if (hasMore) return <p class="note">看了 {looked} 件，没有合适的。后面还有，请接着往后找。</p>;
  return (
    <p class="note">
      {isFiltered ? '没有合适的。可以放宽筛选再看。' : isClosed ? '这里还没有办结的事。' : '这里没有要办的事。'}
    </p>
  );
}

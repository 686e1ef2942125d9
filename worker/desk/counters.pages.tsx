/** @jsxImportSource hono/jsx */
/** The numbers of one's own organ. There is no list of townships beside one another: the law forbids ranking them. */
import { satisfied, type Tally, type WeekTally } from '../cases/counters.rules.ts';
import type { Counters, OpenCount } from '../cases/counters.usecases.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { BarChart } from './chart.pages.tsx';

const CLOSED = [
  { name: '按期办结', colour: '#0b5a7a' },
  { name: '超期办结', colour: '#b3261e', hatched: true },
] as const;
const STANDING = [
  { name: '在办，没超期', colour: '#5f8ea3' },
  { name: '已超期', colour: '#b3261e', hatched: true },
] as const;
const RATED = [{ name: '件数', colour: '#0b5a7a' }] as const;

/** `11-02` */
const short = (day: string): string => day.slice(5);
const shown = (value: number | null): string => (value === null ? '—' : String(value));

function Now({ lines, directory }: { lines: readonly OpenCount[]; directory: Directory }) {
  const total = (of: (line: OpenCount) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const row = (name: string, { open, soon, overdue, untimed }: Omit<OpenCount, 'holder'>) => (
    <tr>
      <th scope="row">{name}</th>
      <td class="n">{open}</td>
      <td class="n">{soon > 0 ? <span class="tag soon">{soon}</span> : 0}</td>
      <td class="n">{overdue > 0 ? <span class="tag late">{overdue}</span> : 0}</td>
      <td class="n">{untimed}</td>
    </tr>
  );
  if (lines.length === 0) return <p>现在没有在办的事。</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>在谁手里</th>
          <th class="n">在办</th>
          <th class="n">快到期</th>
          <th class="n">已超期</th>
          <th class="n">不计时</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => row(holderName(line.holder, directory), line))}
        {lines.length > 1 &&
          row('合计', {
            open: total(({ open }) => open),
            soon: total(({ soon }) => soon),
            overdue: total(({ overdue }) => overdue),
            untimed: total(({ untimed }) => untimed),
          })}
      </tbody>
    </table>
  );
}

function Weeks({ id, weeks }: { id: string; weeks: readonly WeekTally[] }) {
  return (
    <>
      <h3>每周办结</h3>
      <BarChart
        id={`${id}-closed`}
        title="每周办结多少件，其中超期办结多少件"
        series={CLOSED}
        bars={weeks.map(({ day, closed, late }) => ({ label: short(day), values: [closed - late, late] }))}
      />
      <h3>每周末还在办的</h3>
      <BarChart
        id={`${id}-open`}
        title="每周末还在办多少件，其中已超期多少件"
        series={STANDING}
        bars={weeks.map(({ day, open, overdue }) => ({
          label: short(day),
          values: [open === null ? null : open - (overdue ?? 0), overdue],
        }))}
      />
      <table>
        <caption>每周的数</caption>
        <thead>
          <tr>
            <th>周一到周日</th>
            <th class="n">办结</th>
            <th class="n">其中超期</th>
            <th class="n">其中退回重办过</th>
            <th class="n">周末在办</th>
            <th class="n">其中已超期</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ day, until, closed, late, reopened, open, overdue }) => (
            <tr>
              <th scope="row">
                {day} 到 {short(until)}
              </th>
              <td class="n">{closed}</td>
              <td class="n">{late}</td>
              <td class="n">{reopened}</td>
              <td class="n">{shown(open)}</td>
              <td class="n">{shown(overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Satisfaction({ id, sum }: { id: string; sum: Tally }) {
  const share = satisfied(sum);
  if (share === null) return <p>还没有群众评价。</p>;
  return (
    <>
      <p>
        {share.of} 件有评价，4 分、5 分占 {share.percent}%。
      </p>
      <BarChart
        id={`${id}-rated`}
        title="群众评价，1 分到 5 分各多少件"
        series={RATED}
        bars={sum.rated.map((count, at) => ({ label: `${at + 1} 分`, values: [count] }))}
      />
      <table>
        <thead>
          <tr>
            {sum.rated.map((_, at) => (
              <th class="n">{at + 1} 分</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {sum.rated.map((count) => (
              <td class="n">{count}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </>
  );
}

function Own({ counters: { now, weeks, sum }, directory }: { counters: Counters; directory: Directory }) {
  return (
    <>
      <h2>现在</h2>
      <Now lines={now} directory={directory} />
      <p class="hint">只数您能看到的事。快到期：今天或者下一个工作日到期。不计时：等群众补材料，或者已经答复。</p>
      <h2>近 {weeks.length} 周</h2>
      <Weeks id="own" weeks={weeks} />
      <h2>群众评价</h2>
      <Satisfaction id="own" sum={sum} />
    </>
  );
}

interface CountersProps {
  counters: Counters;
  directory: Directory;
  /** Name of the own organ; null for who has none: an auditor. */
  organ: string | null;
}

export function CountersPage({ counters, directory, organ }: CountersProps) {
  const { all, countedUntil } = counters;
  return (
    <>
      <h1>{organ === null ? '办理情况' : `${organ}：办理情况`}</h1>
      <p class="hint">
        {countedUntil === null
          ? '每周的数还没有算过，今天夜里第一次算。'
          : `每周的数算到 ${countedUntil}，每天夜里算一次。`}
        “—”是那时没有算。群众后来评价的，也会加进来。
      </p>
      {organ !== null && <Own counters={counters} directory={directory} />}
      {all && (
        <>
          <h2>全市合计</h2>
          <p class="hint">不分镇街列，也不排名（《山东省乡镇人民政府工作条例》第十九条）。协办的事不算在镇街头上。</p>
          <Weeks id="all" weeks={all.weeks} />
          <Satisfaction id="all" sum={all.sum} />
        </>
      )}
    </>
  );
}

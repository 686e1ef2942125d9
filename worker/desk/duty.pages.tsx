/** @jsxImportSource hono/jsx */
import type { DutyFact } from '../lists/evidence.contract.ts';
import { isOver, type OrganChoice, summaryOf } from './duty.rules.ts';
import { Go, Line, Select } from './form.pages.tsx';
import { dayText, momentText } from './moments.rules.ts';

const SOURCES: Readonly<Record<DutyFact['source'], string>> = {
  case: '群众来的事',
  call: '镇街呼叫',
  operation: '联合执法',
  hazard: '应急隐患',
  assignment: '准入的工作',
};

function Facts({ facts, title, note }: { facts: readonly DutyFact[]; title: string; note?: string }) {
  return (
    <section>
      <h2>{title}</h2>
      {note !== undefined && <p class="soft">{note}</p>}
      {facts.length === 0 && <p>这段时间没有。</p>}
      {facts.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">什么事</th>
                <th scope="col">凭清单哪一项</th>
                <th scope="col">哪天到手</th>
                <th scope="col">期限</th>
                <th scope="col">第一次动手</th>
                <th scope="col">办完</th>
                <th scope="col">记下的</th>
              </tr>
            </thead>
            <tbody>
              {facts.map((fact) => (
                <tr>
                  <td>
                    {fact.href === null ? fact.what : <a href={fact.href}>{fact.what}</a>}
                    <span class="soft">（{SOURCES[fact.source]}）</span>
                  </td>
                  <td>
                    {fact.entry === null ? (
                      <span class="soft">不在清单里</span>
                    ) : (
                      <>
                        <span class="number">{fact.entry.code}</span>
                        {fact.entry.version > 0 && ` 第 ${fact.entry.version} 版`}
                      </>
                    )}
                  </td>
                  <td>{momentText(fact.fellAt)}</td>
                  <td>{fact.dueAt === null ? '' : dayText(fact.dueAt)}</td>
                  <td>{fact.actedAt === null ? '' : momentText(fact.actedAt)}</td>
                  <td>
                    {fact.doneAt === null
                      ? isOver(fact)
                        ? '转给别的单位，或者收回了'
                        : '还在办'
                      : momentText(fact.doneAt)}
                  </td>
                  <td>
                    {fact.isLate && <span class="tag late">超期</span>}{' '}
                    {fact.isRefused && <span class="tag soon">退回，说不归它办</span>}{' '}
                    {fact.reopened > 0 && <span class="tag soon">被退回重办 {fact.reopened} 次</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface DutyProps {
  organs: readonly OrganChoice[];
  chosen: OrganChoice;
  fromDay: string;
  toDay: string;
  facts: readonly DutyFact[];
}

export function DutyPage({ organs, chosen, fromDay, toDay, facts }: DutyProps) {
  const { all, done, open, late, refused, reopened } = summaryOf(facts);
  const helping = facts.filter(({ as }) => as !== 'lead');
  return (
    <>
      <h1>
        {chosen.name}：履责记录，{fromDay} 到 {toDay}
      </h1>
      <form method="get" action="/desk/duty" class="row noprint">
        <Select
          name="organ"
          label="单位"
          value={chosen.organ}
          options={organs.map(({ organ, name, group }) => ({ value: organ, label: name, group }))}
        />
        <Line name="from" label="从" type="date" value={fromDay} short />
        <Line name="to" label="到" type="date" value={toDay} short />
        <Go weight="other">看</Go>
      </form>
      <p>
        主体责任 {all} 件：办完 {done} 件，还在办 {open} 件，超期 {late} 件，退回说不归它办 {refused} 件，被退回重办{' '}
        {reopened} 件。
      </p>
      <Facts title="主体责任：归它牵头" facts={facts.filter(({ as }) => as === 'lead')} />
      <Facts
        title="配合和协助：单列，不计入考核"
        note="配合责任不作为对镇街的考核（《山东省乡镇人民政府工作条例》第十九条）。"
        facts={helping}
      />
      <p class="soft">都从办理记录里来，隔一小时更新。不打分，不排名。要纸质的，用浏览器的打印。</p>
    </>
  );
}

/** @jsxImportSource hono/jsx */
import type { CatalogueFault } from '../catalogue/catalogue.contract.ts';
import { FESTIVAL_NAMES, type YearTyped } from '../catalogue/year.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { CatalogueFaults } from './catalogue-faults.pages.tsx';
import { Area, Buttons, FaultSummary, type Faults, Form, Go, Line } from './form.pages.tsx';

interface CalendarPageProps {
  /** Last day of the last year that is known, YYYY-MM-DD. */
  publishedUntil: string;
  /** A year that should be here by now. */
  missing: { year: number; isOverdue: boolean } | null;
  session: Session;
  once: string;
  typed: YearTyped;
  faults: Faults;
  found: readonly CatalogueFault[];
}

export function CalendarPage({ publishedUntil, missing, session, once, typed, faults, found }: CalendarPageProps) {
  return (
    <>
      <h1>放假安排</h1>
      <p>现在知道到 {publishedUntil.slice(0, 4)} 年底。再往后的期限只是暂定，导入以后会重新算。</p>
      {missing && (
        <p class={missing.isOverdue ? 'stop' : 'note'}>
          {missing.year} 年的还没有导入。国务院办公厅一般十一月前后发通知。
        </p>
      )}
      <FaultSummary faults={faults} />
      {found.length > 0 && <CatalogueFaults faults={found} />}
      <p>照国务院办公厅的通知填。填好先存成草稿，由另一个人对过再启用。</p>
      <Form action="/desk/calendar" session={session} once={once}>
        <Line name="year" label="哪一年" value={typed.year} faults={faults} short />
        <Area
          name="source"
          label="哪一份通知"
          value={typed.source}
          faults={faults}
          rows={2}
          hint="标题和文号都写上，照通知抄。"
        />
        <p class="hint">中秋节和国庆节连着放的，把中秋节空着，日子写在国庆节里。</p>
        {FESTIVAL_NAMES.map((festival, at) => {
          const own = typed.festivals[festival];
          return (
            <fieldset class="box">
              <legend>{festival}</legend>
              <div class="row">
                <Line name={`from-${at}`} label="从哪天放" type="date" value={own.from} faults={faults} />
                <Line name={`to-${at}`} label="放到哪天" type="date" value={own.to} faults={faults} />
                <Line name={`worked-${at}`} label="哪些周末上班" value={own.worked} faults={faults} />
              </div>
            </fieldset>
          );
        })}
        <p class="hint">上班的周末写成 2027-02-07 或 2月7日，几天用空格隔开；没有就空着。</p>
        <Buttons>
          <Go>检查，存成草稿</Go>
        </Buttons>
      </Form>
      <p>
        已经有整张表的，也可以<a href="/desk/catalogue/new">上传“放假和调休”表</a>。
      </p>
    </>
  );
}

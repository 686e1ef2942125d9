/** @jsxImportSource hono/jsx */
/** Who read what. */
import type { ReadEntry } from '../cases/reads.contract.ts';
import { idText } from '../cases/trail.rules.ts';
import { FaultSummary, type Faults, Go, Line } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { READ_WORDS } from './words.data.ts';

/** As typed. */
export interface AuditAsked {
  staff: string;
  case: string;
  from: string;
  to: string;
}

export interface AuditProps {
  asked: AuditAsked;
  faults: Faults;
  entries: readonly ReadEntry[];
  next: string | null;
}

export function AuditPage({ asked, faults, entries, next }: AuditProps) {
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>谁看过什么</h1>
      <p>每打开一件事、看一次姓名电话、下载一张照片、导出一次卷宗，都在这里。只能加，不能改，也不能删。</p>
      <form method="get" action="/desk/audit" class="row" aria-label="筛选">
        <Line name="staff" label="工号" value={asked.staff} faults={faults} short />
        <Line name="case" label="事项编号（13 位）" value={asked.case} faults={faults} short />
        <Line name="from" label="从哪天" type="date" value={asked.from} faults={faults} short />
        <Line name="to" label="到哪天" type="date" value={asked.to} faults={faults} short />
        <Go weight="other">查</Go>
        <a href="/desk/audit">清空</a>
      </form>
      {entries.length === 0 ? (
        <p class="note">没有记录。</p>
      ) : (
        <div class="scroll">
          <table>
            <caption>新的在前</caption>
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">谁</th>
                <th scope="col">看了什么</th>
                <th scope="col">哪件事</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ at, staffId, staffName, staffNumber, what, caseId }) => (
                <tr>
                  <td>{momentText(at)}</td>
                  <td>
                    {staffNumber === '' ? (
                      `账号 ${staffId}`
                    ) : (
                      <a href={`/desk/audit?staff=${encodeURIComponent(staffNumber)}`}>{staffNumber}</a>
                    )}{' '}
                    {staffName}
                  </td>
                  <td>{READ_WORDS[what]}</td>
                  <td>
                    <a class="number" href={`/desk/cases/${idText(caseId)}`}>
                      {idText(caseId)}
                    </a>{' '}
                    <a href={`/desk/audit?case=${idText(caseId)}`}>只看这件</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== null && (
        <p>
          <a href={next}>更早的</a>
        </p>
      )}
    </>
  );
}

/** @jsxImportSource hono/jsx */
/** Who read what. */
import type { ReadEntry, ReadRecord } from '../cases/reads.contract.ts';
import { idText } from '../cases/trail.rules.ts';
import { FaultSummary, type Faults, Go, Line } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { READ_WORDS } from './words.data.ts';

/** `path`: where an auditor may go from here; null: auditors have nothing to do with the page. */
const RECORDS: Readonly<Record<ReadRecord, { name: string; path: string | null }>> = {
  case: { name: '事项', path: '/desk/cases' },
  call: { name: '呼叫', path: '/desk/calls' },
  operation: { name: '联合行动', path: null },
  hazard: { name: '隐患', path: null },
};

function RecordName({ of, id }: { of: ReadRecord; id: string }) {
  const { name, path } = RECORDS[of];
  return (
    <>
      {name}{' '}
      {path === null ? (
        <span class="number">{id}</span>
      ) : (
        <a class="number" href={`${path}/${id}`}>
          {id}
        </a>
      )}
    </>
  );
}

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
      <p>
        每打开一件事、一个呼叫、一次联合行动、一条隐患，每看一次姓名电话、一张照片，每导出一次卷宗，都在这里。只能加，不能改，也不能删。
      </p>
      <form method="get" action="/desk/audit" class="row" aria-label="筛选">
        <Line name="staff" label="工号" value={asked.staff} faults={faults} short />
        <Line name="case" label="编号（13 位）" value={asked.case} faults={faults} short />
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
              {entries.map(({ at, staffId, staffName, staffNumber, what, of, recordId }) => (
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
                    <RecordName of={of} id={idText(recordId)} />{' '}
                    <a href={`/desk/audit?case=${idText(recordId)}`}>只看这件</a>
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

/** @jsxImportSource hono/jsx */
import type { LedgerEntry } from '../assignments/assignments.contract.ts';
import type { DelegationAnswer } from '../assignments/delegations.contract.ts';
import { DELEGATION_TITLES, FORM_TITLES } from '../assignments/delegations.data.ts';
import { CONDITION_TITLES } from '../assignments/gate.data.ts';
import { ASKED_TITLES, KIND_TITLES, STATE_TITLES } from '../assignments/words.data.ts';

const names = (refs: readonly { name: string }[]) => refs.map(({ name }) => name).join('、');

function Why({ entry, conditions, refusal }: LedgerEntry) {
  if (refusal !== null)
    return (
      <>
        <p>
          <b>为什么不准：</b>
          {refusal.title}
          {refusal.note}
        </p>
        <p>依据：{refusal.basis}</p>
        <p>怎么申请：{refusal.howToApply}</p>
      </>
    );
  if (entry !== null)
    return (
      <p>
        凭清单 <a href={entry.address}>{entry.code}</a> {entry.name}
        {entry.version > 0 && `（第 ${entry.version} 版）`}
      </p>
    );
  return (
    <details>
      <summary>清单外的工作，凭什么准、有什么保障</summary>
      <dl>
        {Object.entries(conditions ?? {}).map(([name, text]) => (
          <>
            <dt>{CONDITION_TITLES[name as keyof typeof CONDITION_TITLES]}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

export function Ledger({ items, nextCursor }: { items: readonly LedgerEntry[]; nextCursor: string | null }) {
  return (
    <>
      <h1>部门交给镇街的工作：准了的和没准的</h1>
      <p>清单里有的才能交给镇街。清单里没有的，要市政府批准，还要带上经费、人员、技术指导和培训。</p>
      {items.length === 0 && <p class="note">还没有记录。</p>}
      {items.map((one) => (
        <section>
          <h2>{one.title}</h2>
          <p class="big">
            {STATE_TITLES[one.state]}，{one.decidedOn}
          </p>
          <p>
            {one.department.name}
            {one.state === 'refused' ? '想交给' : '交给'}
            {names(one.townships)}，{ASKED_TITLES[one.asked]}，{KIND_TITLES[one.kind]}。{one.startDay} 到 {one.endDay}。
          </p>
          <p>{one.what}</p>
          <Why {...one} />
        </section>
      ))}
      {nextCursor !== null && (
        <p>
          <a href={`/lite/admissions?cursor=${nextCursor}`}>再早的</a>
        </p>
      )}
      <p>
        <a href="/open/admissions.csv">下载表格</a> <a href="/open/admissions">给程序用的</a>{' '}
        <a href="/lite/delegations">下放给镇街的权力和人员</a>
      </p>
    </>
  );
}

export function Delegations({ items }: { items: readonly DelegationAnswer[] }) {
  return (
    <>
      <h1>下放给镇街的权力、人员、执法和审批</h1>
      {items.length === 0 && <p class="note">还没有登记。</p>}
      {items.map((one) => (
        <section>
          <h2>{one.what}</h2>
          <p class="big">
            第 {one.batch} 批，{DELEGATION_TITLES[one.kind]}
            {one.revoked !== null && `，${one.revoked.from} 起收回`}
          </p>
          <p>
            {one.department.name}下放给{names(one.townships)}。{FORM_TITLES[one.legalForm]}。
          </p>
          <p>
            凭：{one.document}（{one.documentDay}）。{one.startDay} 起{one.endDay !== null && `，到 ${one.endDay}`}。
          </p>
          {one.revoked !== null && <p>为什么收回：{one.revoked.why}</p>}
          {one.changes.length > 0 && (
            <ul>
              {one.changes.map(({ code, name, change }) => (
                <li>
                  清单 {code} {name}：{change}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <p>
        <a href="/open/delegations.csv">下载表格</a> <a href="/lite/admissions">准入台账</a>
      </p>
    </>
  );
}

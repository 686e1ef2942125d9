/** @jsxImportSource hono/jsx */
/** What the list says, beside the form by which the coordinating office decides. */
import type { Candidate } from './decide.rules.ts';

export function ListSays({ candidates, here }: { candidates: readonly Candidate[]; here: string }) {
  return (
    <section class="box" aria-label="清单怎么说">
      <h2>清单怎么说</h2>
      {candidates.length === 0 && <p>清单里没有找到能接的主责部门，请自己选一项。</p>}
      <ul>
        {candidates.map(({ entry, body, bodyName, leadDuty, because }) => (
          <li>
            <strong>{bodyName}</strong>：{entry.name} <span class="soft">{entry.code}</span>
            <div>主体责任：{leadDuty}</div>
            <div class="soft">{because.join('；')}</div>
            <a href={`${here}?entry=${entry.code}&body=${body}`}>按这一项填到下面</a>
          </li>
        ))}
      </ul>
      <p class="soft">这是清单里写的和按字词比出来的，请看过再定。下面没有替您选。</p>
    </section>
  );
}

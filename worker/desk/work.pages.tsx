/** @jsxImportSource hono/jsx */
import type { WorkLine } from './work.rules.ts';

const TONE = { emergency: 'tag late', overdue: 'tag late', soon: 'tag soon', waiting: 'tag', new: 'tag' } as const;
const WORDS = { emergency: '应急', overdue: '超期', soon: '快到期', waiting: '等您办', new: '新来的' } as const;

/**
 * On the page after signing in: what waits for whoever has come in, one line for each list.
 * @param hasOthers whether data is to be looked after as well: see `Chase`
 */
export function Work({ lines, hasOthers }: { lines: readonly WorkLine[]; hasOthers: boolean }) {
  if (lines.length === 0)
    return <p class="note">现在没有等您办的事。{hasOthers && '清单和窗口信息有要看的，在下面。'}</p>;
  return (
    <section class="box">
      <h2>等您办的</h2>
      <ol class="work">
        {lines.map(({ pressing, href, text, late }) => (
          <li>
            <span class={TONE[pressing]}>{WORDS[pressing]}</span> <a href={href}>{text}</a>
            {late !== '' && `，${late}`}
          </li>
        ))}
      </ol>
    </section>
  );
}

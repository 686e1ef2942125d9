/** @jsxImportSource hono/jsx */
import type { Duty } from './chase.usecases.ts';

/** What of the data waits for whoever has just come in; nothing when nothing does. */
export function Chase({ duties }: { duties: readonly Duty[] }) {
  if (duties.length === 0) return null;
  return (
    <section class="box">
      <h2>清单和窗口信息</h2>
      <ul>
        {duties.map(({ href, text, isLate }) => (
          <li>
            {isLate && <span class="tag late">过期</span>} <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

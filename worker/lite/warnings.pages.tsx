/** @jsxImportSource hono/jsx */
import type { PublicNotice } from '../operations/operations.contract.ts';

const SHANGHAI_MS = 8 * 3_600_000;
/** `11月23日 14:05` */
function clock(iso: string): string {
  const at = new Date(Date.parse(iso) + SHANGHAI_MS);
  const time = at.toISOString().slice(11, 16);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${time}`;
}

/** What is to be done now, above everything else. */
export function Warnings({ notices }: { notices: readonly PublicNotice[] }) {
  return (
    <>
      {notices.map(({ levelName, title, whatToDo, endsAt, publisher }) => (
        <div class="warning" role="status">
          <p class="big">
            {levelName}：{title}
          </p>
          <ul>
            {whatToDo.split('\n').map((line) => (
              <li>{line}</li>
            ))}
          </ul>
          <p>
            到 {clock(endsAt)} 为止，{publisher}发布
          </p>
        </div>
      ))}
    </>
  );
}

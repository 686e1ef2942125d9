/** @jsxImportSource hono/jsx */
/** What happened to an operation or a hazard, first things first. */
import { momentText } from './moments.rules.ts';

interface HappenedProps {
  events: readonly { at: number; action: string; organ: string | null; note: string }[];
  /** Action → what it is called. */
  titles: ReadonlyMap<string, string>;
  nameOf(organ: string): string;
}

export function Happened({ events, titles, nameOf }: HappenedProps) {
  return (
    <>
      <h2>经过</h2>
      <ol class="line">
        {events.map(({ at, action, organ, note }) => (
          <li>
            <time>{momentText(at)}</time> {organ === null ? '系统' : nameOf(organ)}：{titles.get(action) ?? action}
            {note !== '' && <div class="text">{note}</div>}
          </li>
        ))}
      </ol>
    </>
  );
}

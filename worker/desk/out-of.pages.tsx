/** @jsxImportSource hono/jsx */
/** On the page of a call, a hazard or a case: the joint operations that came out of it. */
import { idText } from '../cases/trail.rules.ts';
import { OPERATION_STATE_TITLES } from '../operations/operations.data.ts';
import type { OperationOutOf } from '../operations/origins.usecases.ts';
import { momentText } from './moments.rules.ts';

export function OperationsOutOf({ operations }: { operations: readonly OperationOutOf[] }) {
  if (operations.length === 0) return null;
  return (
    <ul>
      {operations.map(({ row, title }) => (
        <li>
          联合行动：
          {title === null ? (
            <span class="soft">内容不在您能看的范围里</span>
          ) : (
            <a href={`/desk/operations/${idText(row.id)}`}>{title}</a>
          )}
          ，{momentText(row.startsAt)}，{OPERATION_STATE_TITLES[row.state]}
        </li>
      ))}
    </ul>
  );
}

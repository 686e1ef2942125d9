/** @jsxImportSource hono/jsx */
/** The list of calls. */
import type { StoredCall } from '../calls/calls.usecases.ts';
import type { OperationOutOf } from '../operations/origins.usecases.ts';
import { entryName } from './call-statements.pages.tsx';
import { CallDue, callNumber, callPath, organText } from './call-words.pages.tsx';
import { CALL_KIND_WORDS, CALL_STATE_WORDS } from './calls.data.ts';
import type { DeskContent } from './desk.contract.ts';
import type { Times } from './line.pages.tsx';
import { momentText } from './moments.rules.ts';
import { OperationsOutOf } from './out-of.pages.tsx';

interface ListProps {
  calls: readonly StoredCall[];
  content: DeskContent;
  times: Times;
  isOpen: boolean;
  mayRaise: boolean;
}

export function CallsPage({ calls, content, times, isOpen, mayRaise }: ListProps) {
  return (
    <>
      <h1>呼叫</h1>
      <p class="buttons">
        {mayRaise && (
          <a class="main" href="/desk/calls/new">
            呼叫市直部门
          </a>
        )}
        <a class="other" href={isOpen ? '/desk/calls?box=closed' : '/desk/calls'}>
          {isOpen ? '看办结的' : '看在办的'}
        </a>
      </p>
      {calls.length === 0 && <p>{isOpen ? '现在没有在办的呼叫。' : '还没有办结的呼叫。'}</p>}
      {calls.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">清单事项</th>
                <th scope="col">到哪一步</th>
                <th scope="col">该谁办</th>
                <th scope="col">{isOpen ? '哪天前' : '办结'}</th>
                <th scope="col">急不急</th>
                <th scope="col">镇街</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <tr>
                  <td>
                    <a class="number" href={callPath(call.id)}>
                      {callNumber(call)}
                    </a>
                  </td>
                  <td>
                    {entryName(call.entryCode, content)} <span class="soft">{call.entryCode}</span>
                  </td>
                  <td>{CALL_STATE_WORDS[call.state]}</td>
                  <td>{call.owner === '' ? '' : organText(call.owner, content)}</td>
                  <td>{isOpen ? <CallDue call={call} times={times} /> : call.closedAt && momentText(call.closedAt)}</td>
                  <td>{CALL_KIND_WORDS[call.kind]}</td>
                  <td>{organText(`T${call.townshipCode}`, content)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** A call out of a case, and what came out of the call. */
export interface CalledFrom {
  call: StoredCall;
  operations: readonly OperationOutOf[];
}

/** On the page of a case: whom the township has called because of it. */
export function CaseCalls({
  calls,
  content,
  times,
}: Pick<ListProps, 'content' | 'times'> & { calls: readonly CalledFrom[] }) {
  if (calls.length === 0) return null;
  return (
    <section class="box" aria-label="呼叫">
      <h2>呼叫</h2>
      <ul>
        {calls.map(({ call, operations }) => (
          <li>
            <a class="number" href={callPath(call.id)}>
              {callNumber(call)}
            </a>{' '}
            {CALL_STATE_WORDS[call.state]}
            {call.owner !== '' && `，在${organText(call.owner, content)}，`}
            <CallDue call={call} times={times} />
            <OperationsOutOf operations={operations} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** @jsxImportSource hono/jsx */
import { holderName } from '../cases/handling.rules.ts';
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import type { OutboxRow, OutboxView } from '../cases/outbox.usecases.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { bodyName } from '../operations/bodies.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Form, Go } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { messageText, recordText } from './outbox.rules.ts';

/** @returns what went wrong and whose turn it is, in words */
function failureText(failure: string | null): string {
  if (failure === null) return '';
  if (failure === 'timeout') return '对方 10 秒没有回答';
  if (failure === 'network') return '连不上对方';
  const status = failure.replace('status-', '');
  const whose = status.startsWith('4')
    ? '请核对地址和口令'
    : status.startsWith('3')
      ? '地址换了，请改设置'
      : '对方出错';
  return `对方回答 ${status}：${whose}`;
}

/** Cases lie with the counter of a township; what else there is concerns the township itself. */
const organText = (payload: OutboxPayload, directory: Directory): string =>
  payload.case === undefined
    ? (bodyName(payload.holder, directory) ?? payload.holder)
    : holderName(payload.holder, directory);

interface ListProps {
  rows: readonly OutboxRow[];
  directory: Directory;
  /** Heading of the last columns and what stands in them. */
  more: readonly { title: string; of(row: OutboxRow): unknown }[];
}

function List({ rows, directory, more }: ListProps) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>什么事</th>
            <th>请谁看</th>
            <th>编号</th>
            {more.map(({ title }) => (
              <th>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td>{messageText(row.payload)}</td>
              <td>{organText(row.payload, directory)}</td>
              <td>
                {recordText(row.payload).name} <span class="number">{recordText(row.payload).number}</span>
              </td>
              {more.map(({ of }) => (
                <td>{of(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OutboxProps {
  session: Session;
  view: OutboxView;
  directory: Directory;
  /** Host name of where messages go; null when nothing is configured. */
  receiver: string | null;
  newOnce: () => string;
}

export function OutboxPage({ session, view: { dead, waiting, sent }, directory, receiver, newOnce }: OutboxProps) {
  return (
    <>
      <h1>待发通知</h1>
      {receiver === null ? (
        <p class="note">没有设置往哪里发，所以不发，也不攒着。要发的话，请管理员设置 OUTBOX_URL 和 OUTBOX_SECRET。</p>
      ) : (
        <p>
          发到 {receiver}。通知里只有编号、办到哪一步、期限和该谁办，没有事情的内容，也没有姓名、电话、回执号。每 5
          分钟发一次。
        </p>
      )}
      <h2>发不出去的（{dead.length}）</h2>
      {dead.length === 0 ? (
        <p class="soft">没有。</p>
      ) : (
        <>
          <p>试了 12 次都没有成功，停下了。先照“为什么”排除，再重发。</p>
          <List
            rows={dead}
            directory={directory}
            more={[
              { title: '为什么', of: (row) => failureText(row.failure) },
              { title: '什么时候停的', of: (row) => momentText(row.deadAt ?? 0) },
              {
                title: '',
                of: (row) => (
                  <Form action={`/desk/outbox/${row.id}/retry`} session={session} once={newOnce()}>
                    <Go weight="other">重发</Go>
                  </Form>
                ),
              },
            ]}
          />
        </>
      )}
      <h2>等着发的（{waiting.length}）</h2>
      {waiting.length === 0 ? (
        <p class="soft">没有。</p>
      ) : (
        <List
          rows={waiting}
          directory={directory}
          more={[
            { title: '试过几次', of: (row) => row.attempts },
            { title: '上次为什么没成', of: (row) => failureText(row.failure) },
            { title: '下次', of: (row) => momentText(row.nextAt ?? 0) },
          ]}
        />
      )}
      <h2>最近发出的</h2>
      {sent.length === 0 ? (
        <p class="soft">没有。</p>
      ) : (
        <List rows={sent} directory={directory} more={[{ title: '发出', of: (row) => momentText(row.sentAt ?? 0) }]} />
      )}
      <p class="hint">每一栏最多列 50 条。发出的留 30 天。</p>
    </>
  );
}

/** @jsxImportSource hono/jsx */
import type { Waiting } from '../cases/approvals.usecases.ts';
import { EXTENSIONS } from '../cases/clocks.data.ts';
import { extendable } from '../cases/deskwork.rules.ts';
import { holderName } from '../cases/handling.rules.ts';
import { casePath } from './act.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { dayText } from './moments.rules.ts';
import { KIND_WORDS } from './words.data.ts';

const ASKED = { extension: '延期', identity: '看保密身份' } as const;
const STEPS = {
  extension: [
    ['extend', '同意'],
    ['refuse-extension', '不同意'],
  ],
  identity: [
    ['grant-identity', '同意'],
    ['refuse-identity', '不同意'],
  ],
} as const;

/** What one's own people ask for. One's own requests are decided by somebody else. */
export function ApprovalsPage({ waiting, content }: { waiting: readonly Waiting[]; content: DeskContent }) {
  return (
    <>
      <h1>审批</h1>
      {waiting.length === 0 && <p>现在没有要您批的。</p>}
      {waiting.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">申请</th>
                <th scope="col">谁</th>
                <th scope="col">哪天</th>
                <th scope="col">事情</th>
                <th scope="col">期限</th>
                <th scope="col">办</th>
              </tr>
            </thead>
            <tbody>
              {waiting.map(({ approval, row, askedBy }) => (
                <tr>
                  <td>
                    {ASKED[approval.kind]}
                    {approval.days !== null &&
                      ` ${approval.days} ${EXTENSIONS[extendable(row.clocks)?.id ?? '']?.unit ?? '天'}`}
                  </td>
                  <td>
                    {askedBy}（{holderName(approval.organ, content.directory)}）
                  </td>
                  <td>{dayText(approval.askedAt)}</td>
                  <td>
                    <a href={casePath(row.id)}>{KIND_WORDS[row.kind]}</a>
                  </td>
                  <td>{row.dueAt === null ? '' : dayText(row.dueAt)}</td>
                  <td>
                    {STEPS[approval.kind].map(([step, label]) => (
                      <>
                        <a href={`${casePath(row.id)}/${step}`}>{label}</a>{' '}
                      </>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

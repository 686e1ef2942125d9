/** @jsxImportSource hono/jsx */
/** The receipt that is handed over the counter: what it shows is for the citizen, not for the file. */
import type { Receipt } from '../cases/cases.contract.ts';
import { proofLine } from '../cases/proof.rules.ts';
import { momentText } from './moments.rules.ts';

export function ReceiptSheet({ receipt, path }: { receipt: Receipt; path: string | null }) {
  const { receiptNumber, lookupCode, submittedAt, answerBy, answerable, proof } = receipt;
  return (
    <>
      <h1>回执</h1>
      <div class="box">
        <dl>
          <dt>回执号（可以告诉别人）</dt>
          <dd class="number big">{receiptNumber}</dd>
          <dt>查询码（不要告诉别人）</dt>
          <dd class="number big">{lookupCode}</dd>
          <dt>交上的时间</dt>
          <dd>{momentText(Date.parse(submittedAt))}</dd>
          <dt>最晚</dt>
          <dd>
            {answerBy.date} {answerable ? '答复您' : '有回音'}（{answerBy.basis}，{answerBy.counted}）
            {answerBy.provisional && '。那一年的放假安排还没公布，日子可能会变'}
          </dd>
        </dl>
        <h2>接下来</h2>
        <ul>
          <li>凭回执号和查询码，在网上能看办到哪一步，能补充、撤回、评价。</li>
          {answerable || <li>您选了匿名，我们没法联系您，请自己凭回执查。</li>}
          <li>丢了这张回执，带身份证件到镇街窗口，报现在留的姓名和电话，能补新的查询码（匿名的补不了）。</li>
          <li>收您的信息只为办这件事。您能查看、更正，办完能要求删除。到期我们会删。</li>
        </ul>
        <p class="soft">交上的凭证（第二天起能在网上核对没有被改、被删）：</p>
        <p class="soft">{proofLine(proof)}</p>
      </div>
      <div class="noprint">
        <p class="note">
          现在就打印给他：按键盘上的 Ctrl 和
          P。这一页半小时内、只有您能打开。打电话来的：把两个号念给他听，念完再核对一遍。
        </p>
        <p>
          {path !== null && (
            <>
              <a class="main" href={path}>
                去办这件事
              </a>{' '}
            </>
          )}
          <a class="other" href="/desk/register">
            再登记一件
          </a>
        </p>
        {path === null && <p>这件事反映的是本镇街的单位，已经直接交给统筹办，您看不到内容。回执照样给他。</p>}
      </div>
    </>
  );
}

/** What is left when the half hour is over. */
export const NoReceipt = () => (
  <>
    <h1>这张回执不能再打开</h1>
    <p>回执只在登记后半小时内、由登记的人打开。他要是丢了，请核对身份以后补发查询码。</p>
    <p>
      <a href="/desk/recover">去补发</a>
    </p>
  </>
);

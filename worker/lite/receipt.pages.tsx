/** @jsxImportSource hono/jsx */
import type { Receipt } from '../cases/cases.contract.ts';
import { proofLine } from '../cases/proof.rules.ts';
import { shanghaiTime } from './track.rules.ts';
import { LOST } from './words.data.ts';

/** What a page must send along to come back to a case: never in an address. */
export function Credentials({ number, code }: { number: string; code: string }) {
  return (
    <>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="code" value={code} />
    </>
  );
}

/** A picture goes in after the case is safe; one at a time, because old browsers choose one at a time. */
export function PhotoForm({ number, code, actionKey }: { number: string; code: string; actionKey: string }) {
  return (
    <form method="post" action="/lite/track/photo" enctype="multipart/form-data">
      <Credentials number={number} code={code} />
      <input type="hidden" name="key" value={actionKey} />
      <label class="name" for="photo">
        加一张照片（选填）
      </label>
      <p class="soft">JPG、PNG 或 WebP，每张不超过 8 MB。照片里的拍摄地点等信息会去掉。</p>
      <input class="line" type="file" id="photo" name="photo" accept="image/jpeg,image/png,image/webp" />
      <input class="other" type="submit" value="加上这张照片" />
    </form>
  );
}

export function ReceiptPage({ receipt, actionKey }: { receipt: Receipt; actionKey: string }) {
  const { receiptNumber, lookupCode, submittedAt, answerBy, answerable, proof } = receipt;
  const line = proofLine(proof);
  return (
    <>
      <div class="done" role="status">
        <h1>收到了，这是您的回执</h1>
        <p>回执号（可以告诉别人）</p>
        <p class="number">{receiptNumber}</p>
        <p>查询码（不要告诉别人）</p>
        <p class="number">{lookupCode}</p>
        <p>交上的时间：{shanghaiTime(submittedAt)}</p>
      </div>
      <p class="big">请现在抄下来、拍下来或打印这一页。查进展要用这两个号。</p>
      <p>{LOST}</p>
      <p class="soft noprint">打印：按键盘上的 Ctrl 和 P。</p>
      <h2>接下来</h2>
      <ul>
        <li>
          最晚 {answerBy.date} {answerable ? '答复您' : '有回音'}（{answerBy.basis}，{answerBy.counted}）。
          {answerBy.provisional && '那一年的放假安排还没公布，日子可能会变。'}
        </li>
        <li>
          {answerable ? '有结果会联系您。您也可以随时凭回执查。' : '您选了匿名，我们没法联系您。请凭回执自己查结果。'}
        </li>
        <li>还有话要说，凭回执随时可以补充。</li>
      </ul>
      <form method="post" action="/lite/track">
        <Credentials number={receiptNumber} code={lookupCode} />
        <input class="go" type="submit" value="看办到哪一步" />
      </form>
      <PhotoForm number={receiptNumber} code={lookupCode} actionKey={actionKey} />
      <h2>交上的凭证</h2>
      <p class="soft">
        谁都可以拿它核对这件事没有被改、被删，第二天起能核对。里面没有您写的内容，也没有查询码。用新一点的浏览器
        <a href={`/verify#${encodeURIComponent(line)}`}>打开核对的页面</a>。
      </p>
      <p class="soft">{line}</p>
    </>
  );
}

/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { CASES_PROBLEMS } from '../cases/cases.errors.ts';
import type { HonoEnv } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import type { Border } from './border.routes.ts';
import type { Draft, Fault } from './intake.contract.ts';
import { faultAt, submissionOf } from './intake.rules.ts';
import type { LiteContent } from './lite.contract.ts';
import { ReceiptPage } from './receipt.pages.tsx';
import { show } from './shell.pages.tsx';
import { formOf } from './unseen.rules.ts';
import { PLAIN } from './words.data.ts';

type Refused = (
  faults: Fault[],
  status: 403 | 409 | 413 | 422 | 429 | 500 | 503,
  headers: Record<string, string>,
) => Response | Promise<Response>;

function UsedPage() {
  return (
    <>
      <h1>这件事先前已经交上了</h1>
      <p>先前交的那一份收到了，后来改的没有收下。</p>
      <ul>
        <li>
          要补充或更正：<a href="/lite/track">凭回执查进展，在那里补充</a>
        </li>
        <li>
          要说另一件事：<a href="/lite/report">从头开始</a>
        </li>
      </ul>
      <p>没拿到回执？按浏览器的“后退”，回到没改以前的那一页再交一次，就能看到。</p>
    </>
  );
}

/**
 * Hands the draft in. Pressing twice or reloading the receipt sends the same key again and shows the same receipt.
 * @param refused shows the page where it can be put right; the draft stays in it
 */
export async function sendIn(
  c: Context<HonoEnv>,
  border: Border,
  content: LiteContent,
  draft: Draft,
  refused: Refused,
) {
  const { township } = draft;
  const { dataset } = content;
  try {
    const receipt = await border.submit(c, submissionOf(draft), draft.key, formOf(draft, Date.now()));
    const children = <ReceiptPage receipt={receipt} actionKey={crypto.randomUUID()} />;
    return show(c, { title: '回执', township, dataset, children }, 'personal');
  } catch (error) {
    if (!(error instanceof Problem))
      console.error(JSON.stringify({ event: 'unexpected-error', class: (error as Error).name }));
    const { kind, details, headers } = error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.failure);
    if (kind.code === CASES_PROBLEMS.keyReused.code)
      return show(c, { title: '已经交上了', township, dataset, children: <UsedPage /> }, 'personal', 422);
    const faults = (details.errors ?? []).map(({ pointer, detail }) => faultAt(pointer, detail));
    if (faults.length === 0) faults.push({ step: 'check', field: 'main', text: PLAIN[kind.code] ?? kind.title });
    const status =
      kind.status === 429 || kind.status === 503 || kind.status === 500 || kind.status === 413 ? kind.status : 422;
    return refused(faults, status, { ...(status === 503 && { 'retry-after': '5' }), ...headers });
  }
}

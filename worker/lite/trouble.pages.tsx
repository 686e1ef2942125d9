/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { HonoEnv } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { show } from './shell.pages.tsx';

const NO_PAGE = '没有这一页。可能是地址写错了，也可能是这一项已经取消。';

/** A refusal as a page: what is the matter, what to do, where to go on. Nothing of the input is repeated. */
export function showTrouble(c: Context<HonoEnv>, error: unknown) {
  // The class only: messages of the database carry bound values, which may be what a citizen wrote.
  if (!(error instanceof Problem))
    console.error(JSON.stringify({ event: 'unexpected-error', class: (error as Error).name }));
  const { kind, details, headers } =
    error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.failure, {}, { 'retry-after': '5' });
  const isMissing = kind.status === 404 || kind.status === 410;
  const { replacedBy } = details;
  const page = isMissing ? { title: '没有这一页', text: NO_PAGE } : { title: '没有成功', text: kind.title };
  const retry: Record<string, string> = kind.status === 503 ? { 'retry-after': '5' } : {};
  return show(
    c,
    {
      title: page.title,
      township: '',
      dataset: null,
      children: (
        <>
          <h1>{page.title}</h1>
          <p>{page.text}</p>
          {replacedBy && <p>现在是：{replacedBy.name}</p>}
          {c.req.method === 'POST' && <p>您写的内容还在：按浏览器的“后退”，再按“重新发送”或再交一次。不会交成两件。</p>}
          <p>
            <a href="/lite">回到首页</a>
          </p>
        </>
      ),
    },
    'personal',
    kind.status === 401 || kind.status === 405 || kind.status === 415 ? 400 : kind.status,
    { ...retry, ...headers },
  );
}

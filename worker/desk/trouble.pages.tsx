/** @jsxImportSource hono/jsx */
/** A refusal of the desk as a page: what is the matter, what to do, and what was typed goes on with it. */
import type { Context } from 'hono';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { STAFF_PROBLEMS } from '../staff/staff.errors.ts';
import type { Onward } from './carried.rules.ts';
import type { DeskEnv } from './entrance.routes.ts';
import { showDesk } from './shell.pages.tsx';
import { ConfirmPage, GoOnPage, SignInPage } from './sign-in.pages.tsx';
import { elsewhereOf, typesPasswords } from './sign-in-ways.pages.tsx';

const NO_PAGE = '没有这一页。可能是地址写错了，也可能是这件事不归您的岗位看。';

/** Where this request was going, to be gone on to. */
export function onwardOfRequest(c: Context<DeskEnv>): Onward {
  const { pathname, search } = new URL(c.req.url);
  const path = `${pathname}${search}` as `/desk${string}`;
  const { form } = c.var;
  const isPost = c.req.method === 'POST';
  return { path, posted: isPost ? (form?.texts ?? []) : null, hadFiles: isPost && (form?.hasFiles ?? false) };
}

/** What of the expected refusals is a page with something to do on it; null for the others. */
function doorOf(c: Context<DeskEnv>, { code }: { code: string }) {
  const onward = onwardOfRequest(c);
  const { session } = c.var;
  if (code === STAFF_PROBLEMS.signInNeeded.code) {
    const children = <SignInPage onward={onward} faults={[]} elsewhere={elsewhereOf(c.env, onward)} />;
    return showDesk(c, { title: '登录', session: null, children }, 401);
  }
  if (session === undefined) return null;
  if (code === STAFF_PROBLEMS.passwordNeeded.code) {
    const children = <ConfirmPage onward={onward} faults={[]} session={session} canType={typesPasswords(c.env)} />;
    return showDesk(c, { title: '请再输一次密码', session, children }, 401);
  }
  if (code === STAFF_PROBLEMS.staleForm.code) {
    const children = <GoOnPage onward={onward} session={session} reason="这一页是上一次登录时打开的。" />;
    return showDesk(c, { title: '接着交', session, children }, 409);
  }
  return null;
}

export function showTrouble(c: Context<DeskEnv>, error: unknown) {
  // The class only: messages of the database carry bound values, which may be what a citizen wrote.
  if (!(error instanceof Problem))
    console.error(JSON.stringify({ event: 'unexpected-error', class: (error as Error).name }));
  const { kind, headers } = error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.failure);
  const door = doorOf(c, kind);
  if (door !== null) return door;
  const isMissing = kind.status === 404 || kind.status === 410;
  const title = isMissing ? '没有这一页' : kind.status === 403 ? '不能这样做' : '没有成功';
  const mustChange = kind.code === STAFF_PROBLEMS.changePassword.code;
  return showDesk(
    c,
    {
      title,
      session: c.var.session ?? null,
      children: (
        <>
          <h1>{title}</h1>
          <p>{isMissing ? NO_PAGE : kind.title}</p>
          {c.req.method === 'POST' && kind.status >= 500 && (
            <p>写好的内容还在：按浏览器的“后退”，再交一次。不会交成两份。</p>
          )}
          <p>{mustChange ? <a href="/desk/me">去换密码</a> : <a href="/desk">回首页</a>}</p>
        </>
      ),
    },
    kind.status,
    { ...(kind.status === 503 && { 'retry-after': '5' }), ...headers },
  );
}

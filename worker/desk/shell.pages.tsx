/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import type { Session } from '../staff/staff.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';
import { Groups, menuOf, PagesOf } from './menu.pages.tsx';
import { SAID, type SaidKey } from './said.data.ts';

/** Nothing but our own stylesheet, pictures and forms; no page may put us into a frame; nothing is kept. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-language': 'zh-CN',
  'cache-control': 'no-store',
};
/** The one script of the desk asks the browser for a passkey, which only a script can. */
const WITH_PASSKEY = {
  'content-security-policy': HEADERS['content-security-policy'].replace(
    "img-src 'self'",
    "img-src 'self'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'",
  ),
};

export interface DeskPage {
  title: string;
  /** null: nobody has signed in, hence no menu. */
  session: Session | null;
  /** Address of the entry in the menu that this page belongs to, e.g. `/desk/cases`. */
  here?: string;
  /** Key of what is said about the step before: `c.req.query('said')`. */
  said?: string | undefined;
  /** `passkey`: the page loads the one script of the desk. */
  script?: 'passkey';
  /** `wide`: lists and tables. */
  width?: 'wide';
  children: Child;
}

function Top({ session, here }: Pick<DeskPage, 'here'> & { session: Session }) {
  const { staff, formKey } = session;
  const groups = menuOf(session);
  return (
    <>
      <header class="top">
        <Groups groups={groups} here={here} />
        <form method="post" action="/desk/sign-out" class="who">
          <a href="/desk/me" aria-current={here === '/desk/me' ? 'page' : undefined}>
            {staff.name}（{ROLE_TITLES[staff.role]}）
          </a>
          <input type="hidden" name="key" value={formKey} />
          <button type="submit" class="plain">
            退出
          </button>
        </form>
      </header>
      <PagesOf groups={groups} here={here} />
    </>
  );
}

function Shell({ title, session, here, said, script, width, children }: DeskPage) {
  const sentence = said !== undefined && Object.hasOwn(SAID, said) ? SAID[said as SaidKey] : null;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{`${title} - 一个窗口工作台`}</title>
          <link rel="stylesheet" href="/desk/style.css" />
          {script === 'passkey' && <script src="/desk/passkey.js" defer></script>}
        </head>
        <body>
          <a class="first" href="#main">
            跳到正文
          </a>
          {session && <Top session={session} {...(here !== undefined && { here })} />}
          <main id="main" class={width === 'wide' ? 'wide' : undefined} tabindex={-1}>
            {sentence && (
              <p class="said" role="status">
                {sentence}
              </p>
            )}
            {children}
          </main>
        </body>
      </html>
    </>
  );
}

export type PageStatus = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

/** Answers with a page of the desk. */
export function showDesk(
  c: Context<DeskEnv>,
  page: DeskPage,
  status: PageStatus = 200,
  headers: Record<string, string> = {},
) {
  const script = page.script === 'passkey' ? WITH_PASSKEY : {};
  return c.html(<Shell {...page} />, status, { ...HEADERS, ...script, ...headers });
}

/** A page for the session of this request: what a handler usually answers with. */
export function page(
  c: Context<DeskEnv>,
  { title, here, width, children }: Pick<DeskPage, 'title' | 'here' | 'width' | 'children'>,
  status: PageStatus = 200,
) {
  const wide = width === undefined ? {} : { width };
  const place = here === undefined ? {} : { here };
  return showDesk(c, { title, session: c.var.session, said: c.req.query('said'), ...place, ...wide, children }, status);
}

/**
 * Post, redirect, get: what every form that was taken answers.
 * @param path of a page of the desk, with or without `?…`
 */
export function goTo(c: Context<DeskEnv>, path: `/desk${string}`, said?: SaidKey) {
  const to = said === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}said=${said}`;
  return c.body(null, 303, { location: to, 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
}

/** Headers of what is not a page: a file to be saved. Never shown, never kept, nothing in it runs. */
export const fileHeaders = (name: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
});

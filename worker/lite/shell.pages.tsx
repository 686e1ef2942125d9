/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Dataset } from '../platform/dataset.contract.ts';
import type { HonoEnv } from '../platform/http.ts';

/**
 * Nothing but our own stylesheet loads; forms go to ourselves only. No cookie is ever set or read here, so a page of
 * somebody else that posts one of our forms acts for nobody: no token against that is needed.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-language': 'zh-CN',
};

/**
 * Public guidance may be kept for a minute. A question to which nothing is written yet stays in the browser of whoever
 * asked for it, so that "back" works. What somebody searched, wrote or received is never kept.
 */
export type Keeping = 'public' | 'question' | 'personal';
const CACHE: Record<Keeping, string> = {
  public: 'public, max-age=60',
  question: 'private, max-age=1800',
  personal: 'no-store',
};

export interface LitePage {
  title: string;
  /** Code of the chosen township, `''` for none: every link carries it on. */
  township: string;
  dataset: Dataset | null;
  children: Child;
}

export const query = (values: Record<string, string>): string => {
  const parts = Object.entries(values).filter(([, value]) => value !== '');
  return parts.length === 0 ? '' : `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
};

function Shell({ title, township, dataset, children }: LitePage) {
  const to = query({ township });
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="X-UA-Compatible" content="IE=edge" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{`${title} - 一个窗口（简易版）`}</title>
          <link rel="stylesheet" href="/lite/style.css" />
        </head>
        <body>
          <div id="page">
            <header>
              <a class="first" href="#main">
                跳到正文
              </a>
              <nav class="top" aria-label="栏目">
                <a href={`/lite${to}`}>办事</a> <a href={`/lite/report${to}`}>说事</a> <a href="/lite/track">查进展</a>
              </nav>
            </header>
            <main id="main">{children}</main>
            <footer>
              <div class="foot">
                {dataset?.status === 'demonstration' && <p>演示数据，不作办事依据。</p>}
                {dataset && (
                  <p>
                    {dataset.name}，版本 {dataset.version}
                  </p>
                )}
                <p>不会用？打 12345，或到镇街便民服务中心窗口，有人帮您。</p>
              </div>
            </footer>
          </div>
        </body>
      </html>
    </>
  );
}

/** Answers with a page of `/lite`. */
export function show(
  c: Context<HonoEnv>,
  page: LitePage,
  keeping: Keeping,
  status: 200 | 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503 = 200,
  headers: Record<string, string> = {},
) {
  return c.html(<Shell {...page} />, status, { ...HEADERS, 'cache-control': CACHE[keeping], ...headers });
}

/** 110, 119 and 120 as links that a telephone dials. */
export function Dials() {
  return (
    <p class="big dials">
      <a href="tel:110">110 报警</a> <a href="tel:119">119 火警救援</a> <a href="tel:120">120 急救</a>
    </p>
  );
}

/** @jsxImportSource hono/jsx */
/** Signing in elsewhere: off to the other side and back (oidc), or by what stands in front of us (access). */
import type { Context } from 'hono';
import { openDatabase } from '../platform/database.ts';
import { identityOf, leavingCookie, readLeaving } from '../staff/identity.rules.ts';
import { enterAs, leaveFor, tokenFor, verifyIdentity } from '../staff/identity.usecases.ts';
import { cookieFor } from '../staff/sessions.rules.ts';
import { findSession } from '../staff/sessions.usecases.ts';
import { isSecure } from '../staff/staff.middleware.ts';
import { isDeskPath, onwardOf } from './carried.rules.ts';
import { showSecondStep } from './entering.routes.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { showDesk } from './shell.pages.tsx';
import { GoOnPage, SignInPage } from './sign-in.pages.tsx';
import { elsewhereOf } from './sign-in-ways.pages.tsx';

const NOT_KNOWN = '统一身份登录了，但是这里没有您的账号，或者已经停用。请找管理员。';
const NOT_TAKEN = '统一身份没有确认成功，请再登录一次。再不行，请找管理员。';

const backOf = (c: Context<DeskEnv>) => `${new URL(c.req.url).origin}/desk/sign-in/callback`;

function refuse(c: Context<DeskEnv>, text: string) {
  const onward = { path: '/desk', posted: null, hadFiles: false } as const;
  const faults = [{ field: 'main', text }];
  const children = <SignInPage onward={onward} faults={faults} elsewhere={elsewhereOf(c.env, onward)} />;
  return showDesk(c, { title: '登录', session: null, children }, 401);
}

/** Back from elsewhere. Our cookie does not travel with a request that began there: one more press is needed. */
async function arrive(c: Context<DeskEnv>, externalId: string | null, by: 'oidc' | 'access', to: string) {
  if (externalId === null) return refuse(c, NOT_TAKEN);
  const db = openDatabase(c.env.DB);
  const entered = await enterAs(db, externalId, by, Date.now());
  if (entered === null) return refuse(c, NOT_KNOWN);
  c.header('set-cookie', cookieFor(entered.token, isSecure(c)), { append: true });
  const path = isDeskPath(to) ? to : '/desk';
  const known = await findSession(db, entered.token, Date.now());
  if (known?.stage === 'half') return showSecondStep(c, known, { path, posted: null, hadFiles: false }, []);
  const children = (
    <>
      <h1>登录好了</h1>
      <p>
        <a class="main" href={path}>
          进入工作台
        </a>
      </p>
      <p class="hint">刚才写了一半、还没交的，请回到原来那个窗口接着交。</p>
    </>
  );
  return showDesk(c, { title: '登录好了', session: null, children });
}

export function elsewhereRoutes(desk: Desk): void {
  deskRoute(desk, 'get', '/desk/sign-in/elsewhere', 'stranger', async (c) => {
    const identity = identityOf(c.env);
    const to = c.req.query('to') ?? '/desk';
    if (identity.mode === 'access') {
      const token = c.req.header('cf-access-jwt-assertion') ?? '';
      return arrive(c, await verifyIdentity(identity.settings, token, null, Date.now()), 'access', to);
    }
    if (identity.mode !== 'oidc') return refuse(c, NOT_TAKEN);
    const { leaving, to: address } = await leaveFor(identity.settings, isDeskPath(to) ? to : '/desk', backOf(c));
    c.header('set-cookie', leavingCookie(leaving, isSecure(c)));
    return c.body(null, 303, { location: address, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  deskRoute(desk, 'get', '/desk/sign-in/callback', 'stranger', async (c) => {
    const identity = identityOf(c.env);
    const leaving = readLeaving(c.req.header('cookie'), isSecure(c));
    c.header('set-cookie', leavingCookie(null, isSecure(c)));
    const [code, state] = [c.req.query('code') ?? '', c.req.query('state')];
    if (identity.mode !== 'oidc' || leaving === null || state !== leaving.state || code === '')
      return refuse(c, NOT_TAKEN);
    const token = await tokenFor(identity.settings, leaving, code, backOf(c));
    const name = token === null ? null : await verifyIdentity(identity.settings, token, leaving.nonce, Date.now());
    return arrive(c, name, 'oidc', leaving.path);
  });

  /** The page that carries what was written, after signing in in another window. */
  deskRoute(desk, 'post', '/desk/sign-in/resume', 'stranger', (c) => {
    const { form, known } = c.var;
    const onward = onwardOf(form.texts);
    if (known === null || known.stage !== 'open') {
      const faults = [{ field: 'main', text: '还没有登录。请先在新窗口登录，再回来按。' }];
      const children = <SignInPage onward={onward} faults={faults} elsewhere={elsewhereOf(c.env, onward)} />;
      return showDesk(c, { title: '登录', session: null, children }, 401);
    }
    const children = <GoOnPage onward={onward} session={known} reason="您已登录。" />;
    return showDesk(c, { title: '接着交', session: known, children });
  });
}

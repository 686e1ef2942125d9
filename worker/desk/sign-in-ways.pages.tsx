/** @jsxImportSource hono/jsx */
/** What the door looks like where people sign in elsewhere. */
import type { Env } from '../platform/env.ts';
import { identityOf } from '../staff/identity.rules.ts';
import type { Onward } from './carried.rules.ts';
import { Buttons, Go } from './form.pages.tsx';
import { OnwardFields } from './sign-in.pages.tsx';

/** Whether people sign in here, with a password of ours. */
export const typesPasswords = (env: Env): boolean => identityOf(env).mode === 'local';

/** What stands in the place of the password where people sign in elsewhere; null where they do not. */
export function elsewhereOf(env: Env, onward: Onward) {
  const { mode } = identityOf(env);
  if (mode === 'local') return null;
  if (mode === 'closed') return <p class="stop">登录没有配好，现在谁也进不来。请找管理员。</p>;
  if (onward.posted === null)
    return (
      <section class="box">
        <p>这里用单位的统一身份登录。</p>
        <p>
          <a class="main" href={`/desk/sign-in/elsewhere?to=${encodeURIComponent(onward.path)}`}>
            去登录
          </a>
        </p>
      </section>
    );
  // Whoever leaves this page loses what it carries: signing in goes on in another window.
  return (
    <form method="post" action="/desk/sign-in/resume" class="box">
      <OnwardFields {...onward} />
      <p>
        第一步：
        <a href="/desk/sign-in/elsewhere?to=%2Fdesk" target="_blank" rel="noopener">
          在新窗口登录
        </a>
      </p>
      <p>第二步：登录好了，回到这一页，按下面的按钮。</p>
      <Buttons>
        <Go>登录好了，接着交</Go>
      </Buttons>
    </form>
  );
}

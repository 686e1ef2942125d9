/** @jsxImportSource hono/jsx */
import { Buckets } from '../platform/buckets.ts';
import { callerOf } from '../platform/caller.ts';
import { openDatabase } from '../platform/database.ts';
import { TRIES_FROM_ADDRESS } from '../staff/attempts.data.ts';
import { cookieFor } from '../staff/sessions.rules.ts';
import { endSession } from '../staff/sessions.usecases.ts';
import { confirm, signIn } from '../staff/sign-in.usecases.ts';
import { isSecure } from '../staff/staff.middleware.ts';
import { isDeskPath, type Onward, onwardOf } from './carried.rules.ts';
import { enter } from './entering.routes.tsx';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { goTo, showDesk } from './shell.pages.tsx';
import { ConfirmPage, GoOnPage, SignInPage } from './sign-in.pages.tsx';
import { elsewhereOf, typesPasswords } from './sign-in-ways.pages.tsx';
import { DESK_STYLE } from './style.data.ts';

const WRONG = '工号或密码不对，请再输一遍。';
const tooMany = (minutes: number) => `试得太多了，请过 ${minutes} 分钟再试，或者找管理员重设密码。`;

export function signInRoutes(desk: Desk): void {
  const fromAddress = new Buckets(TRIES_FROM_ADDRESS);

  deskRoute(desk, 'get', '/desk/style.css', 'stranger', (c) =>
    c.body(DESK_STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    }),
  );

  deskRoute(desk, 'get', '/desk/sign-in', 'stranger', (c) => {
    const to = c.req.query('to') ?? '/desk';
    const onward: Onward = { path: isDeskPath(to) ? to : '/desk', posted: null, hadFiles: false };
    const children = <SignInPage onward={onward} faults={[]} elsewhere={elsewhereOf(c.env, onward)} />;
    return showDesk(c, { title: '登录', session: null, children });
  });

  deskRoute(desk, 'post', '/desk/sign-in', 'stranger', async (c) => {
    const { form } = c.var;
    const onward = onwardOf(form.texts);
    const staffNumber = form.text('staffNumber').trim();
    const now = Date.now();
    const refuse = (text: string, status: 401 | 422 | 429) => {
      const faults = [{ field: status === 422 ? 'staffNumber' : 'password', text }];
      const elsewhere = elsewhereOf(c.env, onward);
      const children = <SignInPage onward={onward} faults={faults} staffNumber={staffNumber} elsewhere={elsewhere} />;
      return showDesk(c, { title: '登录', session: null, children }, status);
    };
    if (!typesPasswords(c.env)) return refuse('这里用统一身份登录，不收密码。', 401);
    if (staffNumber === '' || form.text('password') === '') return refuse('工号和密码都要填。', 422);
    const { address } = callerOf(c);
    const wait = fromAddress.wait(address, now);
    if (wait > 0) return refuse(tooMany(Math.ceil(wait / 60)), 429);
    const answer = await signIn(openDatabase(c.env.DB), staffNumber, form.text('password'), now);
    if (answer.kind === 'too-many') return refuse(tooMany(answer.waitMinutes), 429);
    if (answer.kind === 'wrong') {
      fromAddress.take(address, now);
      return refuse(WRONG, 401);
    }
    return enter(c, answer.token, onward);
  });

  deskRoute(
    desk,
    'post',
    '/desk/confirm',
    'desk.own',
    async (c) => {
      const { form, session, known } = c.var;
      const onward = onwardOf(form.texts);
      const password = form.text('password');
      const canType = typesPasswords(c.env);
      const answer =
        known === null || !canType || password === ''
          ? 'wrong'
          : await confirm(openDatabase(c.env.DB), known, password, Date.now());
      if (answer !== 'right') {
        const text = password === '' ? '请输密码。' : answer === 'wrong' ? '密码不对，请再输一遍。' : tooMany(1);
        const faults = [{ field: 'password', text }];
        const children = <ConfirmPage onward={onward} faults={faults} session={session} canType={canType} />;
        return showDesk(c, { title: '请再输一次密码', session, children }, answer === 'wrong' ? 422 : 429);
      }
      if (onward.posted === null) return goTo(c, onward.path);
      const children = <GoOnPage onward={onward} session={session} reason="确认过了。" />;
      return showDesk(c, { title: '接着交', session, children });
    },
    { beforeChange: true },
  );

  deskRoute(
    desk,
    'post',
    '/desk/sign-out',
    'desk.own',
    async (c) => {
      const { known } = c.var;
      if (known !== null) await endSession(openDatabase(c.env.DB), known, Date.now());
      c.header('set-cookie', cookieFor('', isSecure(c)));
      return goTo(c, '/desk/sign-in');
    },
    { beforeChange: true },
  );
}

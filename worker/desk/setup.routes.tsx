/** @jsxImportSource hono/jsx */
/** The very first account, by whoever holds the setup code. There is no such page once there is an account. */
import type { Context } from 'hono';
import { Buckets } from '../platform/buckets.ts';
import { openDatabase } from '../platform/database.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { accountOf } from '../staff/accounts.rules.ts';
import { awaitsSetup, isSetupCode, setUp } from '../staff/accounts.usecases.ts';
import { TRIES } from '../staff/attempts.data.ts';
import { passwordFault } from '../staff/passwords.rules.ts';
import { openFor } from '../staff/sign-in.usecases.ts';
import { enter } from './entering.routes.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { Buttons, type Fault, FaultSummary, type Faults, Go, Line } from './form.pages.tsx';
import { showDesk } from './shell.pages.tsx';

const NOWHERE = { townships: new Set<string>(), offices: new Set<string>(), departments: new Set<string>() };

function SetupPage({
  staffNumber,
  name,
  code,
  faults,
}: {
  staffNumber: string;
  name: string;
  code: string;
  faults: Faults;
}) {
  return (
    <>
      <h1>第一次：建管理员账号</h1>
      <p>启动服务的时候，屏幕上印了一个安装码。请照着填。建好以后，这一页就没有了。</p>
      <FaultSummary faults={faults} />
      <form method="post" action="/desk/setup" class="box">
        <Line name="code" label="安装码" value={code} faults={faults} short />
        <Line name="staffNumber" label="您的工号" value={staffNumber} faults={faults} autocomplete="username" short />
        <Line name="name" label="您的姓名" value={name} faults={faults} short />
        <Line
          name="password"
          label="密码"
          type="password"
          hint="至少 10 个字符。"
          faults={faults}
          autocomplete="new-password"
          short
        />
        <Line name="again" label="密码再输一遍" type="password" faults={faults} autocomplete="new-password" short />
        <Buttons>
          <Go>建账号</Go>
        </Buttons>
      </form>
    </>
  );
}

export function setupRoutes(desk: Desk): void {
  const tries = new Buckets(TRIES);
  const show = (c: Context<DeskEnv>, faults: Faults, status: 200 | 422 | 429) => {
    const { form } = c.var;
    const typed = { staffNumber: form.text('staffNumber'), name: form.text('name'), code: form.text('code') };
    return showDesk(c, { title: '第一次', session: null, children: <SetupPage {...typed} faults={faults} /> }, status);
  };

  deskRoute(desk, 'get', '/desk/setup', 'stranger', async (c) => {
    if (!(await awaitsSetup(openDatabase(c.env.DB)))) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    return show(c, [], 200);
  });

  deskRoute(desk, 'post', '/desk/setup', 'stranger', async (c) => {
    const db = openDatabase(c.env.DB);
    const now = Date.now();
    if (!(await awaitsSetup(db))) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    const { form } = c.var;
    const password = form.text('password');
    const typed = { staffNumber: form.text('staffNumber'), name: form.text('name') };
    const place = { role: 'administrator', townshipCode: '', officeId: '', departmentCode: '', externalId: '' };
    const read = accountOf({ ...typed, ...place }, NOWHERE);
    const faults: Fault[] = 'faults' in read ? [...read.faults] : [];
    const weak = passwordFault(password, typed);
    if (weak !== null) faults.push({ field: 'password', text: weak });
    else if (password !== form.text('again')) faults.push({ field: 'again', text: '两次输的不一样，请再输一遍。' });
    if ('faults' in read || faults.length > 0) return show(c, faults, 422);
    // One bucket for all: there is one code, and whoever has it needs one try.
    if (tries.wait('setup', now) > 0) return show(c, [{ field: 'code', text: '试得太多了，请过几分钟再试。' }], 429);
    tries.take('setup', now);
    if (!(await isSetupCode(form.text('code'), c.env.SETUP_CODE_HASH ?? '')))
      return show(c, [{ field: 'code', text: '安装码不对。请看启动服务的那个窗口，照着再填一遍。' }], 422);
    const account = await setUp(db, read.account, password, now);
    if (account === null) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    const { token } = await openFor(db, account, now, 'setup');
    return enter(c, token, { path: '/desk', posted: null, hadFiles: false });
  });
}

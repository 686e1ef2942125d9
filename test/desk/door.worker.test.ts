import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { createAccount, readAccounts } from '../../worker/staff/accounts.usecases.ts';
import { colleague, DESK, keyOf, stranger } from './colleague.ts';

vi.setConfig({ testTimeout: 60_000 });

const PASSWORD = 'drei Enten am Teich';
const db = openDatabase(env.DB);
const nowhere = { townshipCode: null, officeId: null, departmentCode: null, externalId: null };

async function withPassword(staffNumber: string, settled = true): Promise<void> {
  const account = { staffNumber, name: '某人', role: 'administrator' as const, ...nowhere };
  expect(await createAccount(db, account, PASSWORD, 1, Date.now())).toBe('created');
  if (settled)
    await env.DB.prepare('UPDATE staff_account SET must_change = 0 WHERE staff_number = ?').bind(staffNumber).run();
}

describe('the door', () => {
  it('leads to where one was going, under a cookie that no script and no other site gets', async () => {
    await withPassword('DO-1');
    const someone = stranger();
    const door = await someone.open('/desk/accounts?x=1');
    expect(door.status).toBe(401);
    const typed = { staffNumber: 'do-1', password: PASSWORD, 'onward-path': '/desk/accounts?x=1' };
    const entered = await someone.post('/desk/sign-in', typed);
    expect(entered.headers.get('set-cookie')).toMatch(/^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(entered.location).toBe('/desk/accounts?x=1');
    expect((await someone.follow(entered)).text).toContain('建一个账号');
  });

  it('binds the cookie to the host wherever there is TLS, and always in production', async () => {
    await withPassword('DO-2');
    const typed = { staffNumber: 'DO-2', password: PASSWORD };
    const entered = await stranger({ overrides: { ENVIRONMENT: 'production' } as Partial<Env> }).post(
      '/desk/sign-in',
      typed,
    );
    expect(entered.headers.get('set-cookie')).toMatch(
      /^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it.each([
    'https://evil.example/desk',
    '//evil.example',
    '/desk/../evil',
    '/desk//evil.example',
    '/api/v1/cases',
    '/desk\\evil',
  ])('sends nobody to %s', async (path) => {
    const answer = await (await colleague('auditor')).open(`/desk/sign-in?to=${encodeURIComponent(path)}`);
    const onward = /name="onward-path" value="([^"]*)"/.exec(answer.html)?.[1];
    // What begins with /desk and stays there after the browser has read it may stand; the rest becomes the start page.
    expect(new URL(onward ?? '', DESK).href.startsWith(`${DESK}/desk`) || onward === '/desk').toBe(true);
  });

  it('keeps what was typed when the session has run out, and posts it on after signing in', async () => {
    await withPassword('DO-3');
    const someone = await colleague('administrator');
    const form = await someone.open('/desk/accounts/new');
    await env.DB.prepare('DELETE FROM staff_session WHERE staff_id = ?').bind(someone.staff.id).run();
    const text = '\n<b>甲</b> & "乙"\n第二行';
    const door = await someone.press(form, '建账号', { name: text, staffNumber: 'NEU-1' });
    expect(door.status).toBe(401);
    expect(door.text).toContain('刚才写的没有丢');
    const goOn = await someone.press(door, '登录', { staffNumber: 'DO-3', password: PASSWORD });
    expect(goOn.text).toContain('接着交');
    const again = await someone.press(goOn, '接着交');
    // The name is refused by its rule, and is there, letter by letter.
    expect(again.status).toBe(422);
    expect(again.html).toContain('value="NEU-1"');
    expect(again.html).toContain('&lt;b&gt;甲&lt;/b&gt; &amp; &quot;乙&quot;');
  });

  it('takes no form that comes from elsewhere, signed in or not, and nothing happens', async () => {
    const someone = await colleague('administrator');
    const before = (await readAccounts(db)).length;
    const body = { key: someone.formKey, staffNumber: 'X-1', name: '甲', role: 'auditor', first: PASSWORD };
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ])
      expect((await someone.post('/desk/accounts/new', body, headers)).status).toBe(403);
    expect((await stranger().post('/desk/sign-in', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await readAccounts(db)).toHaveLength(before);
  });

  it('does not take a form of an earlier session, and shows it to be sent again', async () => {
    const someone = await colleague('administrator');
    const answer = await someone.post('/desk/accounts/new', { key: 'of-before', name: '甲' });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('name="name" value="甲"');
    expect(keyOf(answer)).toBe(someone.formKey);
  });

  it('asks for the password again before accounts are made, and goes on with what was typed', async () => {
    await withPassword('DO-4');
    const someone = stranger();
    await someone.post('/desk/sign-in', { staffNumber: 'DO-4', password: PASSWORD });
    const form = await someone.open('/desk/accounts/new');
    await env.DB.prepare('UPDATE staff_session SET confirmed_at = confirmed_at - 360000').run();
    const typed = { staffNumber: 'NEU-2', name: '乙', role: 'auditor' };
    const asked = await someone.press(form, '建账号', typed);
    expect(asked.status).toBe(401);
    expect((await someone.press(asked, '确认', { password: 'wrong password' })).status).toBe(422);
    const goOn = await someone.press(asked, '确认', { password: PASSWORD });
    expect((await someone.press(goOn, '接着交')).text).toContain('账号建好了');
    expect((await readAccounts(db)).some(({ staffNumber }) => staffNumber === 'NEU-2')).toBe(true);
  });

  it('lets nobody work with a password that somebody else gave', async () => {
    await withPassword('DO-5', false);
    const someone = stranger();
    const entered = await someone.post('/desk/sign-in', { staffNumber: 'DO-5', password: PASSWORD });
    expect(entered.location).toBe('/desk/me');
    const me = await someone.follow(entered);
    const refused = await someone.open('/desk/accounts');
    expect([refused.status, refused.text.includes('先换成自己的')]).toEqual([403, true]);
    const wanted = 'fünf Frösche im Bach';
    const done = await someone.press(me, '换密码', { present: PASSWORD, wanted, again: wanted });
    expect(done.text).toContain('密码改好了');
    expect((await someone.open('/desk/accounts')).status).toBe(200);
  });

  it('signs out on the server, too', async () => {
    const someone = await colleague('auditor');
    const { cookie } = someone;
    await someone.press(await someone.open('/desk'), '退出');
    someone.cookie = cookie;
    expect((await someone.open('/desk')).status).toBe(401);
  });

  it('says nothing of what there is to strangers', async () => {
    const [there, missing] = [await stranger().open('/desk/accounts'), await stranger().open('/desk/nothing')];
    expect(missing.status).toBe(401);
    expect(missing.html.replaceAll('/desk/nothing', '')).toBe(there.html.replaceAll('/desk/accounts', ''));
  });
});

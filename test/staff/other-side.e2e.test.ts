/**
 * Signing in elsewhere, all of it real: a server of ours, an issuer of theirs on 127.0.0.1 whose keys are fetched over HTTP,
 * tokens that it signed, a browser that goes there and back.
 */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { submit } from '../e2e/desk-steps.ts';
import { forget, type RunningServer, startServer } from '../e2e/server.ts';
import { AUDIENCE, type LocalIssuer, openIssuer } from './local-issuer.ts';

const PASSWORD = 'drei Enten am Teich';
let issuer: LocalIssuer;
let stateDir = '';
let server: RunningServer | undefined;
let browser: Awaited<ReturnType<typeof openBrowser>>;

/** The same state under another way of signing in. */
async function startAs(mode: 'local' | 'oidc' | 'access'): Promise<RunningServer> {
  await server?.stop();
  const settings = {
    AUTH_MODE: mode,
    AUTH_ISSUER: issuer.origin,
    AUTH_AUDIENCE: AUDIENCE,
    AUTH_KEYS_URL: `${issuer.origin}/keys`,
    OIDC_AUTHORIZE_URL: `${issuer.origin}/authorize`,
    OIDC_TOKEN_URL: `${issuer.origin}/token`,
  };
  server = await startServer(stateDir === '' ? undefined : stateDir, mode === 'local' ? {} : settings);
  stateDir = server.stateDir;
  return server;
}

beforeAll(async () => {
  [issuer, browser] = await Promise.all([openIssuer(), openBrowser()]);
  const { origin, printed } = await startAs('local');
  const page = await browser.newPage();
  await page.goto(`${origin}/desk/setup`);
  await page.getByLabel('安装码').fill(/setup code\s+([A-Z0-9-]+)/.exec(printed())?.[1] ?? '');
  await page.getByLabel('您的工号').fill('GL-1');
  await page.getByLabel('您的姓名').fill('管理');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('密码再输一遍').fill(PASSWORD);
  await submit(page, '建账号');
  await page.goto(`${origin}/desk/accounts/new`);
  await page.fill('#staffNumber', 'SJ-1');
  await page.fill('#name', '某审计');
  await page.selectOption('#role', 'auditor');
  await page.locator('summary', { hasText: '统一身份' }).click();
  await page.fill('#externalId', 'sj@example.org');
  await submit(page, '建账号');
  await page.getByText('账号建好了。').waitFor();
  await page.close();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await issuer?.close();
  if (server) forget(server);
});

describe('OpenID Connect', () => {
  const visit = async (person: string, change: (back: string) => string = (back) => back): Promise<Page> => {
    issuer.person = person;
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server?.origin}/desk/audit`);
    await Promise.all([page.waitForURL(`${issuer.origin}/**`), page.getByRole('link', { name: '去登录' }).click()]);
    const back = (await page.getByRole('link', { name: 'go back' }).getAttribute('href')) ?? '';
    await page.goto(change(back));
    return page;
  };
  beforeAll(() => startAs('oidc'), 300_000);

  it('there and back: the page that was asked for, as the person who signed in there', async () => {
    const page = await visit('sj@example.org');
    await page.getByRole('heading', { name: '登录好了' }).waitFor();
    await Promise.all([page.waitForURL('**/desk/audit'), page.getByRole('link', { name: '进入工作台' }).click()]);
    expect(await page.textContent('body')).toContain('某审计（审计员）');
    expect(issuer.keysFetched()).toBe(1);
  });

  it('keys of theirs that change in between are fetched anew', async () => {
    const before = issuer.keysFetched();
    await issuer.rotate();
    // The keys are asked for again no sooner than half a minute after the last time: until then the token waits in vain.
    await expect
      .poll(async () => (await visit('sj@example.org')).getByRole('heading', { level: 1 }).textContent(), {
        timeout: 60_000,
        interval: 3_000,
      })
      .toBe('登录好了');
    expect(issuer.keysFetched()).toBe(before + 1);
  }, 120_000);

  it('somebody whom we do not know, a state of another visit, a code that is no code: nobody is in', async () => {
    const unknown = await visit('nobody@example.org');
    expect(await unknown.textContent('main')).toContain('这里没有您的账号');
    const foreign = await visit('sj@example.org', (back) => back.replace(/state=[^&]*/, 'state=other'));
    expect(await foreign.textContent('main')).toContain('没有确认成功');
    const made = await visit('sj@example.org', (back) => back.replace(/code=[0-9a-f]+/, 'code=0'));
    expect(await made.textContent('main')).toContain('没有确认成功');
    for (const page of [unknown, foreign, made]) {
      expect((await page.context().cookies()).filter(({ name }) => name === 'desk')).toEqual([]);
      await page.context().close();
    }
  });
});

describe('a door in front of the application (access)', () => {
  beforeAll(() => startAs('access'), 300_000);
  const enter = (token: string) =>
    fetch(`${server?.origin}/desk/sign-in/elsewhere`, { headers: { 'cf-access-jwt-assertion': token } });

  it('is believed at its signed word, for this application, from this issuer, while it holds', async () => {
    issuer.person = 'sj@example.org';
    const entered = await enter(await issuer.accessToken());
    expect([entered.status, entered.headers.getSetCookie().length]).toEqual([200, 1]);
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const page = await fetch(`${server?.origin}/desk/me`, { headers: { cookie } });
    expect(await page.text()).toContain('SJ-1');
    const right = await issuer.accessToken();
    const [head, , signature] = right.split('.');
    const forged = Buffer.from(JSON.stringify({ email: 'gl@example.org' })).toString('base64url');
    const seconds = Math.floor(Date.now() / 1000);
    for (const token of [
      '',
      `${head}.${forged}.${signature}`,
      await issuer.accessToken({ aud: 'another' }),
      await issuer.accessToken({ iss: 'http://127.0.0.1:1' }),
      await issuer.accessToken({ exp: seconds - 120 }),
      await issuer.accessToken({ email: 'nobody@example.org' }),
    ]) {
      const refused = await enter(token);
      expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
    }
  });

  it('takes no password beside it', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server?.origin}/desk`);
    expect(await page.locator('input[name=password]').count()).toBe(0);
  });
});

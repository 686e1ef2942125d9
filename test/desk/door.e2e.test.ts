import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, startServer } from '../e2e/server.ts';

const PASSWORD = 'drei Enten am Teich';
let server: RunningServer;
let browser: Browser;
let page: Page;
/** A passkey needs a name, no number. */
let origin = '';
const violations: string[] = [];

beforeAll(async () => {
  server = await startServer();
  origin = server.origin.replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  forget(server);
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
async function signIn(password = PASSWORD) {
  await page.getByLabel('工号').fill('GL-1');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await press('登录');
}

it('from the code that the start prints to an account that a passkey guards', async () => {
  const code = /setup code\s+([A-Z0-9-]+)/.exec(server.printed())?.[1] ?? '';
  expect(code).toMatch(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/);

  await page.goto(`${origin}/desk/setup`);
  await page.getByLabel('安装码').fill(code.toLowerCase());
  await page.getByLabel('您的工号').fill('GL-1');
  await page.getByLabel('您的姓名').fill('管理');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('密码再输一遍').fill(PASSWORD);
  await press('建账号');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('您好，管理');
  expect((await page.context().cookies())[0]).toMatchObject({ name: 'desk', httpOnly: true, sameSite: 'Strict' });
  expect((await page.goto(`${origin}/desk/setup`))?.status()).toBe(404);

  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true } as const;
  await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  await page.goto(`${origin}/desk/me/passkey`);
  await page.getByLabel('给它起个名').fill('蓝色钥匙');
  await press('加上');
  await page.getByText('通行密钥加好了').waitFor();
  await press('退出');

  await signIn('falsches Passwort');
  await page.getByText('工号或密码不对').first().waitFor();
  await signIn();
  await page.getByRole('heading', { name: '还差一步：通行密钥' }).waitFor();
  // The password alone opens nothing.
  expect((await page.request.get(`${origin}/desk/accounts`)).status()).toBe(401);
  await press('用通行密钥');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('您好，管理');
  await page.goto(`${origin}/desk/accounts`);
  await page.getByText('共 1 个').waitFor();
  expect(violations).toEqual([]);
});

it('a session that has run out under a form loses nothing, passkey or not', async () => {
  await page.goto(`${origin}/desk/accounts/new`);
  await page.getByLabel('姓名').fill('甲乙丙');
  await page.getByLabel('工号').fill('NEU-1');
  await page.getByLabel('岗位').selectOption('auditor');
  await page.context().clearCookies();
  await press('建账号');
  await page.getByText('刚才写的没有丢').waitFor();
  await signIn();
  await press('用通行密钥');
  await press('接着交');
  await page.getByText('账号建好了').waitFor();
  await page.getByRole('link', { name: 'NEU-1' }).waitFor();
  expect(violations).toEqual([]);
});

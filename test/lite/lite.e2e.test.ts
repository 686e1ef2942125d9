import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, startServer } from '../e2e/server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TEXT = '村北的化工厂夜里往河里排黑水，味道很大，已经三个月了。';

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  forget(server);
});

async function visitor(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

/** Clicks, and waits for the page that comes: a click alone returns while the old page may still be there. */
const leaveBy = (page: Page, link: Locator) => Promise.all([page.waitForEvent('load'), link.click()]);

const press = (page: Page, button: string) =>
  leaveBy(page, page.locator(`input[type=submit][value="${button}"]`).first());

/** The whole journey; `look` is called on every page on the way. */
async function journey(page: Page, look: (name: string) => Promise<void>) {
  await page.goto(`${server.origin}/lite`);
  await look('home');
  await page.selectOption('#township', { label: '太平镇' });
  await press(page, '选好了');
  await page.fill('#q', '排黑水');
  await press(page, '查找');
  await look('results');
  await leaveBy(page, page.locator('main ul a[href*="/lite/duties/"]').first());
  await look('an entry of the territorial list');
  await leaveBy(page, page.getByRole('link', { name: '把这件事交给政府处理' }));
  await look('notice');
  await press(page, '开始');
  await look('notice, refused');
  await page.check('#agreed');
  await press(page, '开始');
  await look('kind');
  await page.check('input[value=report]');
  await press(page, '下一步');
  await page.fill('#text', '我家厨房着火了，快来人。');
  await press(page, '下一步');
  await look('emergency');
  await press(page, '回去改');
  await page.fill('#text', TEXT);
  await look('what');
  await press(page, '下一步');
  await look('town');
  await press(page, '下一步');
  await page.fill('#place', '村北小桥旁边');
  await look('place');
  await press(page, '下一步');
  await look('about');
  await press(page, '下一步');
  await look('match');
  await press(page, '下一步');
  await look('group');
  await press(page, '下一步');
  await look('identity');
  await page.check('input[value=sealed]');
  await press(page, '下一步');
  await press(page, '下一步');
  await look('person, refused');
  await page.fill('#name', '王某');
  await page.fill('#phone', '13800000000');
  await press(page, '下一步');
  await look('check');
  await press(page, '交上去');
  await look('receipt');
  const [number = '', code = ''] = await page.locator('.number').allTextContents();
  await page.reload();
  expect(await page.locator('.number').allTextContents()).toEqual([number, code]);
  await page.goto(`${server.origin}/lite/track`);
  await page.fill('#number', number.toLowerCase());
  await page.fill('#code', code.replaceAll('-', ' '));
  await press(page, '查');
  await look('status');
  await page.fill('#supplement-text', '昨天夜里又排了一次。');
  await press(page, '交上补充');
  await look('status after a supplement');
  return { number, code };
}

describe('a browser that runs no script', () => {
  it('finds, says, gets a receipt, comes back and adds to it; reloading the receipt makes no second case', async () => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    const { number, code } = await journey(page, async () => {});
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await page.locator('main').textContent()).toContain('昨天夜里又排了一次。');
    for (const address of addresses) {
      expect(address.startsWith(server.origin)).toBe(true);
      for (const secret of [code, number, '13800000000']) expect(decodeURIComponent(address)).not.toContain(secret);
    }
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  it('goes back and forth by the browser itself, and everything written is still there', async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await page.goto(`${server.origin}/lite/report`);
    await page.check('#agreed');
    await press(page, '开始');
    await page.check('input[value=hazard]');
    await press(page, '下一步');
    await page.fill('#text', TEXT);
    await press(page, '下一步');
    await page.selectOption('#township', { label: '太平镇' });
    await press(page, '下一步');
    await page.goBack();
    expect(await page.locator('#township option:checked').textContent()).toBe('太平镇');
    await page.goBack();
    expect(await page.inputValue('#text')).toBe(TEXT);
    await page.goBack();
    expect(await page.isChecked('input[value=hazard]')).toBe(true);
    await press(page, '下一步');
    await page.fill('#text', `${TEXT}又写。`);
    await press(page, '上一步');
    expect(await page.isChecked('input[value=hazard]')).toBe(true);
    await press(page, '下一步');
    expect(await page.inputValue('#text')).toBe(`${TEXT}又写。`);
    await page.context().close();
  });
});

describe.each([390, 320])('at %i px', (width) => {
  it('axe finds nothing on any page, nothing is wider than the screen, every button can be hit', async () => {
    const page = await visitor({ viewport: { width, height: 800 } });
    const complaints: string[] = [];
    await journey(page, async (name) => {
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof import('axe-core') }).axe.run(),
      );
      complaints.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) complaints.push(`${name}: ${wide} px wide`);
      for (const box of await page.locator('input[type=submit], select, label:has(input)').all()) {
        const { height = 0 } = (await box.boundingBox()) ?? {};
        if (height < 44) complaints.push(`${name}: ${height} px high`);
      }
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { aReceipt, NUMBER, openSealed } from './frame-answers.ts';
import { aVisitor } from './frame-browser.ts';
import { type FrameSite, openFrameSite } from './frame-site.ts';

const PICTURE = join(import.meta.dirname, '../../docs/pictures/phone-guide.png');
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

const visit = (query = '') => aVisitor(browser, `${site.origin}/intake${query}`);
const submits = () => site.asked.filter(({ path }) => path === '/api/v1/cases');

describe('a network that fails', () => {
  it('keeps every word, says so, and the next try has the same key and body', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    site.answer = ({ path }) => (path === '/api/v1/cases' ? 'gone' : undefined);
    await citizen.press('交上去');
    await page.getByText('没有发出去').waitFor();
    expect(await page.getByText(/秒后自动再试/).isVisible()).toBe(true);
    expect(await page.locator('.code').count()).toBe(0);
    site.answer = () => undefined;
    await citizen.arriveAt(/已收到/);
    const keys = new Set(submits().map(({ headers }) => headers['idempotency-key']));
    expect(submits().length).toBeGreaterThanOrEqual(2);
    expect(keys.size).toBe(1);
    expect(new Set(submits().map(({ body }) => body.toString())).size).toBe(1);
    await context.close();
  });

  it('and a change in between still end with one receipt: of what arrived first', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    let stored = '';
    let isLost = true;
    site.answer = ({ path, body }) => {
      if (path !== '/api/v1/cases') return undefined;
      stored ||= body.toString();
      // It arrived, and every answer is lost.
      if (isLost) return 'gone';
      if (body.toString() !== stored) return { status: 422, body: { code: 'cases.key-reused', title: '' } };
      return { status: 200, body: aReceipt() };
    };
    await citizen.press('交上去');
    await page.getByText('没有发出去').waitFor();
    await citizen.press('改“您希望怎么解决”');
    await page.getByLabel('您希望怎么解决').fill('赶快管管');
    isLost = false;
    await citizen.next();
    await citizen.arriveAt('看一遍，对了就交');
    await citizen.press(/^(交上去|再试一次)$/);
    await citizen.arriveAt(/已收到/);
    await page.getByText('收到的是您第一次发的内容').waitFor();
    expect(await page.getByText(NUMBER).first().isVisible()).toBe(true);
    await context.close();
  });

  it('shows what the service refuses beside the page that can change it', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    site.answer = ({ path }) =>
      path === '/api/v1/cases'
        ? { status: 422, body: { title: '请改一改', errors: [{ pointer: '/text', detail: '请把事情写清楚一点' }] } }
        : undefined;
    await citizen.press('交上去');
    await page.locator('.summary a').click();
    await citizen.arriveAt('说说是什么事');
    await context.close();
  });
});

describe('photos', () => {
  it('are drawn anew on the device and sent after the receipt, without what the camera wrote', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await citizen.tellWhat();
    await citizen.tellWhere();
    await citizen.next();
    await citizen.arriveAt(/有照片吗/);
    // A JPEG that names its camera, and something that is no picture.
    const jpeg = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 3200;
      canvas.height = 800;
      const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made as Blob), 'image/jpeg'));
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const exif = new TextEncoder().encode('Exif\0\0SECRET-GPS');
      const head = [0xff, 0xe1, 0, exif.length + 2];
      return [...bytes.slice(0, 2), ...head, ...exif, ...bytes.slice(2)];
    });
    await page.setInputFiles('#photos', [
      { name: 'heishui.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg) },
      { name: 'nothing.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') },
    ]);
    await page.getByText('“nothing.jpg”打不开').waitFor();
    await citizen.next();
    await citizen.stayAnonymous();
    await citizen.handIn();
    await page.getByText('1 张照片都送到了').waitFor();
    const sent = site.asked.find(({ path }) => path.endsWith('/attachments'));
    expect(sent?.path).toBe(`/api/v1/cases/${NUMBER}/attachments`);
    expect(sent?.headers).toMatchObject({ authorization: 'Bearer a-token', 'x-file-name': 'heishui.jpg' });
    expect([...(sent?.body.subarray(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
    expect(sent?.body.toString('latin1')).not.toContain('SECRET-GPS');
    await context.close();
  });

  it('are at most ten, and one that did not arrive can be sent again', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await citizen.tellWhat();
    await citizen.tellWhere();
    await citizen.next();
    await citizen.arriveAt(/有照片吗/);
    await page.setInputFiles('#photos', Array<string>(11).fill(PICTURE));
    await page.getByText('最多 10 张，多的没有加上').waitFor();
    for (let left = 10; left > 1; left--) await citizen.press('去掉第 1 张');
    await citizen.next();
    await citizen.stayAnonymous();
    site.answer = ({ path }) => (path.endsWith('/attachments') ? 'gone' : undefined);
    await citizen.handIn();
    await page.getByText('有 1 张照片没有送到').waitFor();
    site.answer = () => undefined;
    await citizen.press('再试一次');
    await page.getByText('1 张照片都送到了').waitFor();
    const keys = site.asked
      .filter(({ path }) => path.endsWith('/attachments'))
      .map((one) => one.headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    await context.close();
  });
});

describe('a draft', () => {
  const stored = (page: import('playwright').Page) =>
    page.evaluate(() => localStorage.getItem('one-window.draft') ?? '');

  it('is kept only when the citizen agrees', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await citizen.tellWhat();
    await page.waitForTimeout(1200);
    expect(await stored(page)).toBe('');
    await context.close();
  });

  it('is sealed before it touches the device, survives closing, and goes on where it was left', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.choose(/^在这台设备上存草稿/);
    await citizen.tellKind();
    await citizen.tellWhat('路灯坏了半年没人修，晚上看不见');
    await expect.poll(() => stored(page)).toMatch(/^\d+ d1\.k1\./);
    await page.waitForTimeout(1200);
    expect(await stored(page)).not.toMatch(/路灯|370883/);
    site.answer = ({ path }) => (path === '/api/v1/drafts/open' ? { status: 200, body: opened } : undefined);
    const opened = await openSealed((await stored(page)).split(' ')[1] ?? '');
    expect(JSON.stringify(opened)).toContain('路灯坏了');
    await page.goto('about:blank');
    await page.goto(`${site.origin}/intake`);
    await citizen.press('接着上次写');
    await citizen.arriveAt(/说说是什么事|事情在哪里/);
    await page.waitForTimeout(100);
    await page.goto('about:blank');
    await page.goto(`${site.origin}/intake`);
    await citizen.press('删掉草稿');
    expect(await stored(page)).toBe('');
    await context.close();
  });

  it('is gone after the receipt, and after a quick exit', async () => {
    const { page, citizen, context } = await visit();
    await page.route('https://www.weather.com.cn/**', (route) => route.fulfill({ body: 'weather' }));
    await citizen.begin();
    await citizen.choose(/^在这台设备上存草稿/);
    await citizen.tellKind();
    await expect.poll(() => stored(page)).not.toBe('');
    await citizen.press('快速离开');
    await page.waitForURL('https://www.weather.com.cn/');
    await page.goto(`${site.origin}/intake`);
    expect(await stored(page)).toBe('');
    await context.close();
  });

  it('older than seven days is gone, and told so', async () => {
    const { page, citizen, context } = await visit();
    await page.evaluate((at) => localStorage.setItem('one-window.draft', `${at} d1.k1.a.b.c`), Date.now() - 1000);
    site.answer = ({ path }) => (path === '/api/v1/drafts/open' ? { status: 410, body: {} } : undefined);
    await page.reload();
    await citizen.press('接着上次写');
    await page.getByText('草稿过了 7 天').waitFor();
    expect(await stored(page)).toBe('');
    await context.close();
  });

  it('does not exist on a shared device, where everything goes when nobody moves', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${site.origin}/intake?shared=1`);
    await page.getByRole('button', { name: '没有危险，我要说事' }).click();
    expect(await page.getByText('存草稿，没写完').count()).toBe(0);
    await page.getByText('这是公用设备').waitFor();
    await page.clock.runFor(181_000);
    await page.getByText('还在吗？').waitFor();
    await page.clock.runFor(61_000);
    await page.getByRole('heading', { name: '现在有危险吗' }).waitFor();
    await context.close();
  });
});

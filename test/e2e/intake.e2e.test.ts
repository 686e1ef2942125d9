import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProof } from '#cases/proof';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, root, startServer } from './server.ts';

const TELLTALE = 'GPS 117.0053E 35.4012N Zhang San iPhone';
const STORY = '村东头的厂子半夜往河里排黑水，臭得睡不着，没人管';

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  forget(server);
});

async function aPhone(): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, context, faults };
}

/** A picture that a browser can read, with what a camera writes beside it. */
async function aPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 320;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = '#123';
    context.fillRect(0, 0, 320, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  const picture = Buffer.from(base64, 'base64');
  const payload = Buffer.from(`Exif\0\0${TELLTALE}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, payload.length + 2]);
  return Buffer.concat([picture.subarray(0, 2), head, payload, picture.subarray(2)]);
}

const press = (place: Page | FrameLocator, name: string | RegExp) =>
  place.getByRole('button', { name }).first().click();
const arriveAt = (place: Page | FrameLocator, name: string | RegExp) =>
  place.getByRole('heading', { level: 1, name }).waitFor();

/** Every byte that the service keeps: database, journal, photos. */
function everythingStored(): Buffer {
  const dir = server.stateDir;
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}

describe('a citizen with a phone, from /demo to the answer', () => {
  let number = '';
  let code = '';
  let proof = '';
  let sentPhoto = Buffer.alloc(0);

  it('says that a factory in 太平镇 discharges black water at night, adds a photo, stays anonymous, gets a receipt', async () => {
    const { page, context, faults } = await aPhone();
    page.on('request', (request) => {
      if (request.url().endsWith('/attachments')) sentPhoto = request.postDataBuffer() ?? sentPhoto;
    });
    await page.goto(`${server.origin}/demo`);
    const widget = page.locator('one-window');
    await widget.locator('input[type=search]').fill('厂子半夜排黑水没人管');
    await widget.getByRole('button', { name: '我要说事' }).first().click();
    const frame = page.frameLocator('one-window iframe');
    await press(frame, '没有危险，我要说事');
    await press(frame, '我知道了，开始写');
    await frame.getByLabel(/^有人做了不该做的事/).check();
    await press(frame, '继续');
    await frame.getByLabel(/我是看见了/).check();
    await press(frame, '继续');
    await frame.getByLabel('事情经过').fill(`太平镇${STORY}`);
    await frame.getByText('牵头：济宁市生态环境局邹城市分局').first().waitFor();
    await frame.getByText('因为您写了“排黑水”').waitFor();
    await press(frame, '继续');
    await arriveAt(frame, '事情在哪里');
    // The story names it.
    expect(await frame.getByLabel('镇街').locator('option:checked').textContent()).toBe('太平镇');
    await press(frame, '继续');
    await arriveAt(frame, '跟谁有关');
    await press(frame, '继续');
    await arriveAt(frame, /有照片吗/);
    const buffer = await aPhoto(page);
    expect(buffer.includes(TELLTALE)).toBe(true);
    await frame.locator('input[type=file]').setInputFiles({ name: 'heishui.jpg', mimeType: 'image/jpeg', buffer });
    await frame.locator('.photos img').waitFor();
    await press(frame, '继续');
    await frame.getByLabel(/^不留名字/).check();
    await press(frame, '继续');
    await frame.getByLabel(/^我一个人/).check();
    await press(frame, '继续');
    await arriveAt(frame, '看一遍，对了就交');
    expect(await frame.locator('.rows').textContent()).toContain('工业企业废气废水噪声投诉处置');
    await press(frame, '交上去');
    await arriveAt(frame, /已收到/);
    [number = '', code = ''] = await frame.locator('.code').allTextContents();
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await frame.getByText('1 张照片都送到了').waitFor();
    proof = (await frame.locator('.hash').textContent()) ?? '';
    const address = await frame.getByRole('link', { name: '打开核对的页面', includeHidden: true }).getAttribute('href');
    expect(address).toBe(`${server.origin}/verify#${encodeURIComponent(proof)}`);
    // The page around it learnt nothing.
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(number);
    expect(page.url()).toBe(`${server.origin}/demo`);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('comes back on another device, sees where it stands, and sees the photo without what the camera wrote', async () => {
    const { page, context, faults } = await aPhone();
    await page.goto(`${server.origin}/track`);
    await page.getByLabel('回执号').fill(number.toLowerCase());
    await page.getByLabel('查询码').fill(code.replaceAll('-', ' '));
    const answer = page.waitForResponse(/\/cases\/lookup$/);
    await press(page, /^查$/);
    await arriveAt(page, '办到哪了');
    const status = (await (await answer).json()) as { token: string; attachments: { id: string }[] };
    await page.getByText('已经收到，正在看该由谁办').waitFor();
    await page.getByText('太平镇便民服务中心').waitFor();
    const photo = `${server.origin}/api/v1/cases/${number}/attachments/${status.attachments[0]?.id}`;
    expect((await fetch(photo)).status).toBe(401);
    const served = await fetch(photo, { headers: { authorization: `Bearer ${status.token}` } });
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
    expect(bytes.includes(TELLTALE)).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
    // It did not even leave the phone.
    expect(sentPhoto.includes(TELLTALE)).toBe(false);
    await page.getByRole('button', { name: '看 heishui.jpg' }).click();
    const shown = page.locator('img[alt="heishui.jpg"]');
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('adds a word, then withdraws, and both stand there', async () => {
    const { page, context } = await aPhone();
    await page.goto(`${server.origin}/track#${number}.${code}`);
    await arriveAt(page, '查一查办到哪了');
    expect(page.url()).not.toContain(code);
    await press(page, /^查$/);
    await press(page, '补充情况');
    await page.getByLabel('还要补充什么').fill('昨天夜里两点又排了');
    await press(page, '交上去');
    await page.getByText('昨天夜里两点又排了').waitFor();
    await press(page, /^撤回/);
    await page.getByLabel('为什么撤回').fill('厂子已经改好了');
    await press(page, '交上去');
    await page.getByText('您已经撤回，不再办理').waitFor();
    await context.close();
  });

  it('hears from the page that checks proofs that the printed one is sound, and that its day is not signed yet', async () => {
    const { page, context } = await aPhone();
    await page.goto(`${server.origin}/verify#${encodeURIComponent(proof)}`);
    await page.getByText('那一天还没有签名').waitFor();
    await context.close();
    const day = new Date(Date.parse(readProof(proof)?.at ?? '') + 8 * 3_600_000).toISOString().slice(0, 10);
    expect((await fetch(`${server.origin}/open/trail/${day}`)).status).toBe(404);
  });

  it('has its four steps in the trail, whole, with the event that was printed', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['tasks/trail.ts'], {
      cwd: root,
      env: { ...process.env, STATE_DIR: server.stateDir },
    });
    // Handed in, photo, supplement, withdrawn.
    expect(stdout).toContain('记录完整：看过 1 件事、4 步');
  });

  it('leaves nothing readable behind in what the service keeps', () => {
    const stored = everythingStored();
    for (const secret of [STORY, code, code.replaceAll('-', ''), TELLTALE, '昨天夜里两点', 'heishui'])
      expect(stored.includes(secret), secret).toBe(false);
    // The event is there: its hash is in the database.
    expect(stored.includes(readProof(proof)?.hash ?? 'none')).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submissionSchema } from '#cases/contract';
import { aReceipt, CODE, NUMBER, openSealed } from './frame-answers.ts';
import { aVisitor, openBrowser } from './frame-browser.ts';
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
const bodyOf = (at: number) => JSON.parse(submits()[at]?.body.toString() ?? '{}');

describe('a citizen who says that a factory discharges black water', () => {
  it('comes step by step to a receipt, and what is sent is what the service expects', async () => {
    const { page, citizen, faults, context } = await visit();
    await citizen.fillIn();
    expect(submits()).toEqual([]);
    await citizen.handIn();
    const sent = v.parse(submissionSchema, bodyOf(0));
    expect(sent).toMatchObject({ kind: 'report', identity: 'anonymous', person: null, group: 1, source: 'page' });
    expect(sent.territorialCode).toMatch(/^D/);
    expect(submits()[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
    expect(await page.getByText(NUMBER).first().isVisible()).toBe(true);
    expect(await page.getByText(CODE).first().isVisible()).toBe(true);
    await page.locator('.card svg').waitFor();
    expect(page.url()).not.toContain(CODE);
    expect(await page.title()).not.toContain(NUMBER);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('sees the numbers to call before anything else, as links that a phone dials', async () => {
    const { page, context } = await visit();
    const links = await page.locator('a.tel').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toEqual(['tel:110', 'tel:119', 'tel:120']);
    await context.close();
  });

  it('is told who, why, what, how long and which rights before the first question', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    const told = await page.locator('dt').allTextContents();
    expect(told).toEqual(['谁在收', '收来做什么', '收哪些', '谁能看见', '存在哪、存多久', '您的权利']);
    await context.close();
  });

  it('may take another suggestion, or none', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await page.getByLabel('事情经过').fill('村东头的化工厂半夜往河里排黑水');
    await page.getByText('因为您写了“排黑水”').waitFor();
    await page.getByText('不像，换一个').click();
    await citizen.choose('都不像，请工作人员来分');
    await citizen.next();
    await citizen.tellWhere();
    await citizen.skipToWho();
    await citizen.stayAnonymous();
    await citizen.handIn();
    expect(bodyOf(0)).toMatchObject({ territorialCode: null, itemCode: null });
    await context.close();
  });

  it('is stopped by words of danger, with the right number first, and keeps what was written', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await page.getByLabel('事情经过').fill('邻居家着火了，人还在里面');
    await page.getByRole('alert').getByRole('link').waitFor();
    await citizen.next();
    await citizen.arriveAt('先打电话');
    expect(await page.locator('a.tel').first().getAttribute('href')).toBe('tel:119');
    await citizen.press(/接着写/);
    await citizen.arriveAt('事情在哪里');
    await page.goBack();
    await page.goBack();
    expect(await page.getByLabel('事情经过').inputValue()).toBe('邻居家着火了，人还在里面');
    await context.close();
  });

  it('names an office, which then does not see it, and many of us', async () => {
    const { page, citizen, context } = await visit('?township=370883105');
    await citizen.begin();
    await citizen.tellKind(/^政府或干部办的事/, /^干部违纪违法/);
    await page.getByLabel('事情经过').fill('办公室收钱不办事');
    await citizen.next();
    await citizen.next();
    await citizen.arriveAt('跟谁有关');
    await page.getByText('要投诉镇街的哪个办公室').click();
    await citizen.choose('社会事务办公室');
    expect(await page.getByText('它看不到这件事').isVisible()).toBe(true);
    await citizen.skipToWho();
    await citizen.choose(/^留名字，但保密/);
    await citizen.next();
    await page.getByLabel('怎么称呼您').fill('老王');
    await page.getByLabel('电话').fill('１３８００００００００');
    await citizen.next();
    await citizen.choose(/^我们很多人/);
    await page.getByLabel('大约多少人').fill('３０');
    await citizen.next();
    await citizen.handIn();
    expect(v.parse(submissionSchema, bodyOf(0))).toMatchObject({
      kind: 'petition',
      petitionKind: 'accusation',
      township: '370883105',
      about: { offices: ['370883105-O01'] },
      identity: 'sealed',
      person: { name: '老王', phone: '13800000000' },
      group: 30,
    });
    await context.close();
  });
});

describe('continue', () => {
  it('says what is missing in one list that takes the focus and leads to each field in the same words', async () => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.press('我知道了，开始写');
    await citizen.arriveAt('这件事是哪一种');
    await citizen.next();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary');
    const link = page.locator('.summary a');
    const words = await link.textContent();
    expect(await page.locator('.fault').textContent()).toBe(words);
    await link.click();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('cause');
    expect(await page.title()).toMatch(/^改：/);
    await context.close();
  });

  it('leads back to the check page after a change, and asks what a change opens', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    await citizen.press('改“您要留名字吗？”');
    await citizen.choose(/^留名字办事/);
    await citizen.next();
    await citizen.arriveAt('怎么找到您');
    await page.getByLabel('怎么称呼您').fill('老王');
    await page.getByLabel('电话').fill('0537-5123456');
    await citizen.next();
    await citizen.arriveAt('看一遍，对了就交');
    await context.close();
  });
});

describe('back', () => {
  it.each(['in the page', 'of the browser'])('%s returns to the page before, with what was answered', async (where) => {
    const { page, citizen, context } = await visit();
    await citizen.begin();
    await citizen.tellKind();
    await citizen.tellWhat('路灯坏了半年没人修，晚上看不见');
    await (where === 'of the browser' ? page.goBack() : citizen.press('上一步'));
    await citizen.arriveAt('说说是什么事');
    expect(await page.getByLabel('事情经过').inputValue()).toBe('路灯坏了半年没人修，晚上看不见');
    await page.goForward();
    await citizen.arriveAt('事情在哪里');
    await context.close();
  });

  it('does not lead from the receipt into the form again', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    await citizen.handIn();
    await page.goBack();
    await citizen.arriveAt(/已收到/);
    expect(submits()).toHaveLength(1);
    await context.close();
  });
});

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

describe('the receipt', () => {
  it('asks to be saved before one leaves', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    await citizen.handIn();
    await citizen.press('好了，关闭');
    await page.getByText('先保存回执号和查询码').waitFor();
    expect(await page.getByText(CODE).first().isVisible()).toBe(true);
    await citizen.press('我已保存');
    await citizen.press('好了，关闭');
    await citizen.arriveAt('可以关掉这个页面了');
    expect(await page.content()).not.toContain(CODE);
    await context.close();
  });

  it('is saved as a picture; the printed proof has no secret', async () => {
    const { page, citizen, context } = await visit();
    await citizen.fillIn();
    await citizen.handIn();
    const [download] = await Promise.all([page.waitForEvent('download'), citizen.press('存成图片')]);
    expect(download.suggestedFilename()).toBe(`${NUMBER}.png`);
    expect(
      readFileSync(await download.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', document.querySelector('.card')?.className ?? '');
    });
    await page.locator('details summary').click();
    await citizen.press('打印凭证（没有查询码）');
    expect(await page.evaluate(() => document.body.dataset['printed'])).toBe('card unprinted');
    await context.close();
  });
});

describe('languages', () => {
  it.each([
    ['zh-Hant', '現在有危險嗎？'],
    ['en', 'Is anyone in danger now?'],
  ])('%s', async (lang, heading) => {
    const { page, citizen, context } = await visit(`?lang=${lang}`);
    expect(await citizen.heading()).toBe(heading);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang);
    await context.close();
  });
});

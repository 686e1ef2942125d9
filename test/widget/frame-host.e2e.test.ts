import type { Browser, FrameLocator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { CODE, NUMBER } from './frame-answers.ts';
import { type FrameSite, openFrameSite } from './frame-site.ts';

/** What a host page that wants to know everything would do, before our first script. */
const SPY = `
  window.heard = [];
  const note = (...what) => heard.push(what.map((one) => {
    try { return typeof one === 'string' ? one : JSON.stringify(one); } catch { return String(one); }
  }).join(' '));
  for (const kind of ['keydown', 'keyup', 'keypress', 'input', 'change', 'beforeinput', 'paste', 'submit'])
    window.addEventListener(kind, (event) => note(kind, event.key || '', event.composedPath()[0].value || ''), true);
  const { fetch, XMLHttpRequest } = window;
  window.fetch = (...asked) => { note('fetch', String(asked[0]), (asked[1] || {}).body || ''); return fetch(...asked); };
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (...asked) { note('xhr', ...asked); return open.apply(this, asked); };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return (window.root = attach.call(this, { ...how, mode: 'open' })); };
  window.addEventListener('message', (event) => note('message', event.data));
  for (const name of ['ready', 'navigate', 'error', 'submitted'])
    document.addEventListener('one-window-' + name, (event) => note('event', name, event.detail));
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...kept) { note('storage', ...kept); return setItem.apply(this, kept); };
`;

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

/** The host has another origin than we. */
async function openHost(mode = 'standard'): Promise<Page> {
  const element = `<one-window township="370883105" mode="${mode}" style="display:block;min-height:560px"></one-window>`;
  site.pages.set(
    '/host',
    `<!doctype html><title>host</title><script>${SPY}</script>${element}<script src="${site.origin}/embed.js" async></script>`,
  );
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/host`);
  return page;
}

async function openDoor(page: Page): Promise<FrameLocator> {
  await page.locator('one-window input[type=search]').fill('工厂排黑水');
  await page.locator('one-window .territorial .say').first().click();
  // Whether this site may hold it has been asked by then.
  await page.locator('one-window iframe').waitFor();
  return page.frameLocator('one-window iframe');
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);

describe('the second door', () => {
  it('stands beside a result of the territorial list and on its page, and hands on where one came from', async () => {
    const page = await openHost('elder');
    await page.locator('one-window input[type=search]').fill('工厂排黑水');
    await page.locator('one-window .territorial .row').first().click();
    await page.locator('one-window .say').click();
    const frame = page.locator('one-window iframe');
    const address = new URL((await frame.getAttribute('src')) ?? '');
    expect(address.origin + address.pathname).toBe(`${site.origin}/embed/frame`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      township: '370883105',
      lang: 'zh-CN',
      mode: 'elder',
      code: expect.stringMatching(/^D/),
    });
    expect(await frame.getAttribute('sandbox')).toBe(
      'allow-scripts allow-forms allow-same-origin allow-popups allow-downloads',
    );
    expect(await frame.getAttribute('referrerpolicy')).toBe('origin');
    const inside = page.frameLocator('one-window iframe');
    await inside.getByRole('button', { name: '标准版' }).waitFor();
    // One way back at a time; leaving is a word of its own.
    expect(await page.locator('one-window .bar').isVisible()).toBe(false);
    await page.getByRole('button', { name: '返回指南' }).click();
    await page.locator('one-window .bar').waitFor();
    await page.context().close();
  });

  it('grows with what stands in it, and closes when asked to', async () => {
    const page = await openHost();
    const inside = await openDoor(page);
    await inside.getByRole('button', { name: '没有危险，我要说事' }).click();
    await inside.getByRole('heading', { name: '先说清楚' }).waitFor();
    await expect
      .poll(() => page.locator('one-window iframe').evaluate((frame) => frame.getBoundingClientRect().height))
      .toBeGreaterThan(800);
    await inside.getByRole('button', { name: '快速离开' }).click();
    await page.locator('one-window iframe').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('believes no message but those of its own frame, in their one form', async () => {
    const page = await openHost();
    await openDoor(page);
    const before = (await heard(page)).length;
    await page.evaluate(() => {
      const frame = document.querySelector('one-window')?.shadowRoot?.querySelector('iframe');
      window.postMessage({ oneWindow: 'close' }, '*');
      window.postMessage({ oneWindow: 'submitted' }, '*');
      // The right window, another origin.
      window.dispatchEvent(
        new MessageEvent('message', {
          data: { oneWindow: 'submitted' },
          origin: location.origin,
          source: frame?.contentWindow ?? null,
        }),
      );
    });
    await page.waitForTimeout(200);
    expect(await page.locator('one-window iframe').count()).toBe(1);
    expect((await heard(page)).slice(before).filter((line) => line.startsWith('event'))).toEqual([]);
    await page.context().close();
  });
});

describe('a hostile host page', () => {
  it('learns nothing but height and that something was handed in', async () => {
    const page = await openHost();
    const inside = await openDoor(page);
    const before = (await heard(page)).length;
    const press = (name: string | RegExp) => inside.getByRole('button', { name }).first().click();
    await press('没有危险，我要说事');
    await press('我知道了，开始写');
    await inside.getByLabel(/^有人做了不该做的事/).check();
    await press('继续');
    await inside.getByLabel(/我是看见了/).check();
    await press('继续');
    await inside.getByLabel('事情经过').pressSequentially('老李家的厂子 SECRETWORD');
    await press('继续');
    await inside.getByLabel('具体在哪').fill('村东头');
    await press('继续');
    await inside.getByRole('heading', { name: '跟谁有关' }).waitFor();
    await press('继续');
    await press('没有照片，继续');
    await inside.getByLabel(/^留名字办事/).check();
    await press('继续');
    await inside.getByLabel('怎么称呼您').fill('王秘密');
    await inside.getByLabel('电话').fill('13912345678');
    await press('继续');
    await inside.getByLabel(/^我一个人/).check();
    await press('继续');
    await press('交上去');
    await inside.getByText(NUMBER).first().waitFor();
    await inside.getByText(CODE).first().waitFor();

    const others = async () =>
      (await heard(page))
        .slice(before)
        .filter((line) => !/^message \{"oneWindow":"height","px":\d+\}$/.test(line))
        .sort();
    // The frame shows the receipt before the page around it has heard of it.
    await expect.poll(others).toEqual(['event submitted {}', 'message {"oneWindow":"submitted"}']);
    // Nor by reaching in, or by what stands in its own page.
    const reached = await page.evaluate(() => {
      const frame = document.querySelector('one-window')?.shadowRoot?.querySelector('iframe');
      try {
        return frame?.contentWindow?.document.body.textContent ?? 'no document';
      } catch {
        return 'refused';
      }
    });
    expect(reached).toMatch(/refused|no document/);
    const own = await page.evaluate(
      () => document.documentElement.outerHTML + (document.querySelector('one-window')?.shadowRoot?.innerHTML ?? ''),
    );
    for (const secret of ['SECRETWORD', '王秘密', '13912345678', NUMBER, CODE]) expect(own).not.toContain(secret);
    // The service knows from which site it came.
    const body = JSON.parse(site.asked.find(({ path }) => path === '/api/v1/cases')?.body.toString() ?? '{}');
    expect(body).toMatchObject({ source: 'widget', site: site.origin.replace('127.0.0.1', 'localhost') });
    await page.context().close();
  });

  it('cannot put the pages of their own into a frame', async () => {
    site.pages.set('/host', `<!doctype html><iframe src="${site.origin}/intake"></iframe>`);
    const page = await browser.newPage();
    await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/host`);
    await page.waitForTimeout(500);
    expect(await page.frameLocator('iframe').locator('.bar').count()).toBe(0);
    await page.close();
  });
});

describe('a site that is not registered', () => {
  it('gets the intake in a window of its own, and the guide as everybody', async () => {
    site.isRegistered = false;
    const page = await openHost();
    await page.locator('one-window input[type=search]').fill('工厂排黑水');
    await page.locator('one-window .territorial .say').first().click();
    const link = page.getByRole('link', { name: '打开新窗口' });
    await link.waitFor();
    await page.getByText('您写的这个网站看不到').waitFor();
    expect(await page.locator('one-window iframe').count()).toBe(0);
    expect(await page.locator('one-window .bar').isVisible()).toBe(true);
    const opened = page.context().waitForEvent('page');
    await link.click();
    const intake = await opened;
    await intake.getByRole('button', { name: '没有危险，我要说事' }).waitFor();
    expect(new URL(intake.url()).pathname).toBe('/intake');
    expect(new URL(intake.url()).searchParams.get('code')).toMatch(/^D/);
    expect(await intake.evaluate(() => window.opener)).toBeNull();
    await page.context().close();
  });

  it('cannot put the frame onto its page by itself', async () => {
    site.isRegistered = false;
    site.pages.set('/host', `<!doctype html><iframe src="${site.origin}/embed/frame"></iframe>`);
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/host`);
    await expect.poll(() => refused.join()).toContain('frame-ancestors');
    expect(await page.frameLocator('iframe').locator('.bar').count()).toBe(0);
    await page.close();
  });

  it('nor can a stranger put a registered page into a frame of his own and have the intake in it', async () => {
    const inner = `${site.origin.replace('127.0.0.1', 'localhost')}/inner`;
    const element = '<one-window township="370883105" door="intake"></one-window>';
    site.pages.set('/inner', `<!doctype html>${element}<script src="${site.origin}/embed.js" async></script>`);
    site.pages.set('/host', `<!doctype html><iframe src="${inner}" width="390" height="700"></iframe>`);
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${site.origin}/host`);
    const inside = page.frameLocator('iframe');
    await inside.getByRole('link', { name: '打开新窗口' }).waitFor();
    expect(await inside.locator('one-window iframe').count()).toBe(0);
    await page.close();
  });
});

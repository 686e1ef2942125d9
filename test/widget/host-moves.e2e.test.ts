import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { type HostSite, openHostSite } from './host-site.ts';

const INLINE = '<one-window township="370883101" style="display:block;min-height:560px"></one-window>';
const SCRIPT = '<script src="/embed.js" async></script>';

let site: HostSite;
let browser: Browser;
let page: Page & { said: string[]; faults: string[] };
beforeAll(async () => {
  [site, browser] = await Promise.all([openHostSite(), openBrowser()]);
});
afterEach(async () => {
  await page.context().close();
  site.isHeld = () => false;
  site.isGone = () => false;
  site.letGo();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function open(html: string, { before = '', hasClock = false } = {}): Promise<void> {
  site.pages.set('/page', { html: `<!doctype html><title>host</title><body>${html}` });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = Object.assign(await context.newPage(), { said: [] as string[], faults: [] as string[] });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => {
    if (/^One Window/.test(message.text())) page.said.push(message.text());
  });
  if (before) await page.addInitScript(before);
  if (hasClock) await page.clock.install();
  site.asked.length = 0;
  // Not the end of loading: what hangs holds that up.
  await page.goto(`${site.origin}/page`, { waitUntil: 'commit' });
}

const box = (nth = 0) => page.locator('one-window input[type=search]').nth(nth);

async function useGuide(): Promise<void> {
  await box().fill('低保');
  await page.locator('one-window .row').first().click();
  await page.locator('one-window .ticks').waitFor();
  expect(page.faults).toEqual([]);
}

describe('an element that comes late or moves', () => {
  it.each([
    [
      'out of a template',
      `<template>${INLINE}</template>`,
      "document.body.appendChild(document.querySelector('template').content.cloneNode(true))",
    ],
    ['by innerHTML', '<div></div>', `document.querySelector('div').innerHTML = '${INLINE}'`],
    [
      'by createElement, told its township afterwards',
      '',
      "document.body.appendChild(document.createElement('one-window')).setAttribute('township', '370883101')",
    ],
    [
      'told its township before it stands anywhere',
      '',
      "(() => { const one = document.createElement('one-window'); one.setAttribute('township', '370883101'); document.body.append(one); })()",
    ],
    [
      'moved to another place',
      `${INLINE}<main></main>`,
      "document.querySelector('main').appendChild(document.querySelector('one-window'))",
    ],
    ['written anew with all around it', `<div>${INLINE}</div>`, "document.querySelector('div').innerHTML += ''"],
    [
      'taken off and put back',
      `<div>${INLINE}</div>`,
      "(() => { const one = document.querySelector('one-window'); one.remove(); document.body.append(one); })()",
    ],
  ])('%s', async (_, html, then) => {
    await open(html + SCRIPT);
    await page.waitForFunction("customElements.get('one-window')");
    await page.waitForLoadState('networkidle');
    await page.evaluate(then);
    await page.getByRole('button', { name: '香城镇' }).waitFor();
    await useGuide();
    expect(await page.locator('one-window').count()).toBe(1);
  });

  it('the loader written by document.write, before the element is parsed', async () => {
    await open(`<script>document.write('<script src="/embed.js"><\\/script>')</script>${INLINE}`);
    await useGuide();
  });

  it('the loader run by eval, its tag long gone, says why nothing comes', async () => {
    await open("<script>fetch('/embed.js').then((answer) => answer.text()).then(eval)</script>");
    await expect.poll(() => page.said).toEqual(['One Window: no script named embed.js']);
  });
});

describe('attributes', () => {
  it('change while the widget stands there', async () => {
    await open(INLINE + SCRIPT);
    await box().waitFor();
    const set = (name: string, value: string) =>
      page.evaluate(`document.querySelector('one-window').setAttribute('${name}', '${value}')`);
    await set('township', '370883102');
    await page.getByRole('button', { name: '城前镇' }).waitFor();
    await set('lang', 'en');
    await page.getByRole('heading', { name: 'What do you need' }).waitFor();
    await set('mode', 'elder');
    await page.locator('one-window .elder').waitFor();
    await set('theme', 'dark');
    await page.locator('one-window .dark').waitFor();
    await set('door', 'track');
    await page.locator('one-window h2', { hasText: 'See where it stands' }).waitFor();
    await set('door', 'guide');
    await box().waitFor();
    await set('placement', 'corner');
    await page.locator('one-window .corner .sheet').waitFor();
  });
});

describe('open(door)', () => {
  it.each([
    ['intake', '我要说事'],
    ['say', '我要说事'],
    ['track', '查进展'],
  ])('%s', async (door, title) => {
    await open(INLINE + SCRIPT);
    await page.evaluate(
      `customElements.whenDefined('one-window').then(() => document.querySelector('one-window').open('${door}'))`,
    );
    await page.locator('one-window').getByRole('heading', { name: title }).waitFor();
    await page.evaluate("document.querySelector('one-window').open('guide')");
    await box().waitFor();
    expect(page.faults).toEqual([]);
  });

  it('opens the window in the corner, and leaves what stood there', async () => {
    await open(SCRIPT);
    await page.locator('one-window .launcher').click();
    await box().fill('低保');
    await page.locator('one-window').getByRole('button', { name: '关闭' }).click();
    await page.evaluate("document.querySelector('one-window').open()");
    await page.locator('one-window .row').first().waitFor();
    expect(await box().inputValue()).toBe('低保');
  });

  it('has parts that a site may style', async () => {
    await open(`<style>one-window::part(sheet) { border-color: rgb(1, 2, 3) }</style>${INLINE}${SCRIPT}`);
    await box().waitFor();
    const color = (selector: string) =>
      page.locator(selector).evaluate((element) => getComputedStyle(element).borderTopColor);
    expect(await color('one-window .sheet')).toBe('rgb(1, 2, 3)');
    expect(await page.locator('one-window [part=search]').count()).toBe(1);
  });
});

describe('several on one page', () => {
  it('two elements and a second loader share one request for each file', async () => {
    await open(INLINE + INLINE.replace('101', '102') + SCRIPT + SCRIPT);
    await box(0).waitFor();
    await box(1).waitFor();
    await useGuide();
    // The first one shows its guide, the second one its box.
    expect(await box().inputValue()).toBe('');
    for (const file of ['/guide.js', '/pages.js', '/index.json', '/more.json', '/guides.json'])
      expect([file, site.asked.filter((path) => path.endsWith(file)).length]).toEqual([file, 1]);
  });
});

describe('in a frame of the host', () => {
  it.each([
    ['of its own', ''],
    ['with a sandbox that gives it no origin', 'sandbox="allow-scripts allow-forms allow-popups"'],
  ])('%s', async (_, sandbox) => {
    site.pages.set('/inner', { html: `<!doctype html><body>${INLINE}${SCRIPT}` });
    await open(`<iframe src="/inner" ${sandbox} width="380" height="700"></iframe>`);
    const inside = page.frameLocator('iframe');
    await inside.locator('one-window input[type=search]').fill('低保');
    await inside.locator('one-window .row').first().click();
    await inside.locator('one-window .ticks').waitFor();
    expect(page.faults).toEqual([]);
  });
});

describe('letters of the host', () => {
  it.each([
    ['9px', '16px'],
    ['24px', '24px'],
  ])('%s on the page become %s in the widget', async (size, own) => {
    await open(`<style>body { font-size: ${size} }</style>${INLINE}${SCRIPT}`);
    await box().waitFor();
    expect(await page.locator('one-window .app').evaluate((app) => getComputedStyle(app).fontSize)).toBe(own);
  });
});

describe('a line that hangs', () => {
  it('before the guide: after a quarter of a minute one line in the console and a way on', async () => {
    site.isHeld = (path) => path.endsWith('/guide.js');
    await open(INLINE + SCRIPT, { hasClock: true });
    await expect.poll(() => site.asked.some((path) => path.endsWith('/guide.js'))).toBe(true);
    expect(await page.getByRole('link', { name: '打开简易版' }).count()).toBe(0);
    await page.clock.fastForward(15_100);
    await page.getByRole('link', { name: '打开简易版' }).waitFor();
    expect(page.said).toEqual([`One Window: guide.js did not load. Why? ${site.origin}/embed/doctor`]);
    // Better late than never: what was said makes way.
    site.isHeld = () => false;
    site.letGo();
    await useGuide();
    expect(page.said).toHaveLength(1);
  });

  it('before the lists: a way on after eight seconds, and an end to waiting', async () => {
    site.isHeld = (path) => path.endsWith('/index.json');
    await open(INLINE + SCRIPT, { hasClock: true });
    await page.getByText('正在打开').waitFor();
    const way = page.locator('one-window .late');
    expect(await way.evaluate((late) => getComputedStyle(late).visibility)).toBe('hidden');
    await expect
      .poll(() => way.evaluate((late) => getComputedStyle(late).visibility), { timeout: 10_000 })
      .toBe('visible');
    for (let turn = 0; turn < 3; turn++) await page.clock.runFor(15_100);
    await page.getByRole('button', { name: '再试一次' }).waitFor();
    expect(await page.locator('one-window').getByRole('link', { name: '打开简易版' }).getAttribute('href')).toBe(
      `${site.origin}/lite`,
    );
    expect(page.said).toEqual([`One Window: index did not load. Why? ${site.origin}/embed/doctor`]);
  });
});

describe('a browser that is too old, with the script alone', () => {
  it('gets a link all the same, and the webmaster one line', async () => {
    await open(`<p>text</p>${SCRIPT}`, {
      before: "Object.defineProperty(window, 'customElements', { value: undefined })",
    });
    await page.getByText('您的浏览器太旧').waitFor();
    expect(await page.getByRole('link', { name: '打开简易版' }).isVisible()).toBe(true);
    expect(page.said).toEqual([`One Window: this browser is too old. Why? ${site.origin}/embed/doctor`]);
    expect(await page.evaluate("'OneWindow' in window")).toBe(false);
  });
});

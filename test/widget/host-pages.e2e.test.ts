import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { type HostSite, openHostSite } from './host-site.ts';

const INLINE = '<one-window township="370883101" style="display:block;min-height:560px"></one-window>';
const SCRIPT = '<script src="/embed.js" async></script>';

let site: HostSite;
let browser: Browser;
beforeAll(async () => {
  site = await openHostSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

interface Visit {
  html?: string;
  path?: string;
  headers?: Record<string, string>;
  /** Runs before any script of the page. */
  before?: string;
}

/** Opens a host page; script errors and refusals by its policy end up in `faults`. */
async function visit({ html, path = '/page', headers = {}, before = '' }: Visit): Promise<Page & { faults: string[] }> {
  if (html) site.pages.set(path, { html: `<!doctype html><title>host</title><body>${html}`, headers });
  site.asked.length = 0;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = Object.assign(await context.newPage(), { faults: [] as string[] });
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) page.faults.push(message.text());
  });
  await page.addInitScript(`${before};
    // What moves is the host's when it stands in the page itself, not in a shadow root.
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.sources.some(({ node }) => node && node.getRootNode() === document)) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });`);
  await page.goto(site.origin + path);
  return page;
}

const search = (page: Page) => page.locator('one-window input[type=search]');
const shift = (page: Page) => page.evaluate('window.shifted');

describe('what travels until the first result', () => {
  const size = (path: string) => brotliCompressSync(readFileSync(join(site.outDir, path))).length;

  it('stays within its budget', () => {
    expect(size('embed.js')).toBeLessThanOrEqual(1000);
    expect(size('embed/v1.2.3/guide.js')).toBeLessThanOrEqual(12_000);
  });

  it('is ASCII only, and the same loader under both names', () => {
    for (const path of ['embed.js', 'embed/v1.2.3/guide.js', 'embed/v1.2.3/pages.js'])
      expect(readFileSync(join(site.outDir, path), 'latin1')).not.toMatch(/[^\n -~]/);
    expect(readFileSync(join(site.outDir, 'embed.js'))).toEqual(
      readFileSync(join(site.outDir, 'embed/v1.2.3/embed.js')),
    );
  });

  it('is three requests', async () => {
    // What follows at once is not needed for it: here it never comes.
    site.isHeld = (path) => /pages\.js|more\.json/.test(path);
    const page = await visit({ html: INLINE + SCRIPT });
    await search(page).fill('低保');
    await page.locator('one-window .row').first().waitFor();
    const asked = site.asked.filter((path) => path !== '/favicon.ico');
    expect(asked.slice(0, 3).sort()).toEqual(['/embed.js', '/embed/data/index.json', '/embed/v1.2.3/guide.js']);
    expect(asked.slice(3).sort()).toEqual(['/embed/data/more.json', '/embed/v1.2.3/pages.js']);
    site.isHeld = () => false;
    await page.context().close();
  });
});

describe('the inline line', () => {
  it('moves nothing on the page when the widget arrives', async () => {
    const page = await visit({ html: `<p>above</p>${INLINE}${SCRIPT}<p>below</p>` });
    await search(page).waitFor();
    await page.waitForTimeout(200);
    expect(await shift(page)).toBe(0);
    await page.context().close();
  });

  it('without the reserved height would move what stands below: the measure sees it', async () => {
    const page = await visit({ html: `<p>above</p><one-window></one-window>${SCRIPT}<p>below</p>` });
    await search(page).waitFor();
    await page.waitForTimeout(200);
    expect(await shift(page)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('works from another origin', async () => {
    const page = await visit({
      html: INLINE + SCRIPT.replace('/embed.js', `${site.origin.replace('127.0.0.1', 'localhost')}/embed.js`),
    });
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('written twice is one widget with one global and one request for the data', async () => {
    const page = await visit({ html: INLINE + SCRIPT + SCRIPT, before: 'window.ownNames = Object.keys(window)' });
    await search(page).waitFor();
    expect(await page.locator('one-window').count()).toBe(1);
    expect(site.asked.filter((path) => path.endsWith('index.json'))).toHaveLength(1);
    const added = await page.evaluate('Object.keys(window).filter((name) => !window.ownNames.includes(name))');
    expect((added as string[]).filter((name) => name !== 'shifted' && name !== 'ownNames')).toEqual(['OneWindow']);
    await page.context().close();
  });
});

describe('a page without the element', () => {
  it('gets a launcher in the corner that moves nothing', async () => {
    const page = await visit({ html: `<p>text</p>${SCRIPT}` });
    await page.locator('one-window .launcher').click();
    await search(page).fill('db');
    await page.locator('one-window .row').first().waitFor();
    expect(await shift(page)).toBe(0);
    await page.context().close();
  });
});

describe('a page that bends lists, JSON and fetch', () => {
  it('changes nothing in the guide', async () => {
    const page = await visit({
      html: `${INLINE + SCRIPT}<script>
        Array.prototype.toJSON = Array.prototype.each = function () { return 'bent'; };
        JSON.parse = JSON.stringify = function () { return 'bent'; };
        document.addEventListener('one-window-ready', function () { window.fetch = function () { throw new Error('bent'); }; });
      </script>`,
      before: 'window.requestIdleCallback = () => 0',
    });
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});

describe('a page with a strict policy', () => {
  it('styles and starts the widget without one exception for it', async () => {
    const page = await visit({
      html: `${INLINE.replace(/ style="[^"]*"/, '')}${SCRIPT}`,
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types one-window",
      },
    });
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    expect(
      await page
        .locator('one-window .ticks label')
        .first()
        .evaluate((label) => getComputedStyle(label).display),
    ).toBe('flex');
    expect(page.faults.filter((fault) => !/favicon/.test(fault))).toEqual([]);
    await page.context().close();
  });
});

describe('a browser that is too old', () => {
  it('says so in one sentence, beside what the page wrote itself, and leads to the pages without a script', async () => {
    const page = await visit({
      html: `<one-window township="370883107">办事请打 12345</one-window>${SCRIPT}`,
      before: "Object.defineProperty(window, 'customElements', { value: undefined })",
    });
    await page.getByText('您的浏览器太旧').waitFor();
    expect(await page.getByText('办事请打 12345').isVisible()).toBe(true);
    const link = await page.getByRole('link', { name: '打开简易版' }).getAttribute('href');
    expect(link).toMatch(/\/lite\?township=370883107$/);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('and a guide that cannot be fetched are no blank space', async () => {
    site.pages.set('/embed/v1.2.3/guide.js', { html: '}', headers: { 'content-type': 'text/javascript' } });
    const page = await visit({ html: INLINE + SCRIPT });
    await page.getByText('您的浏览器太旧').waitFor();
    site.pages.delete('/embed/v1.2.3/guide.js');
    await page.context().close();
  });
});

describe('a network that fails between the list and the guide', () => {
  it('is survived by asking again', async () => {
    site.isGone = (path) => path.endsWith('/pages.js');
    const page = await visit({ html: INLINE + SCRIPT });
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.getByText('现在没有连上').first().waitFor();
    site.isGone = () => false;
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.locator('one-window .ticks').waitFor();
    await page.context().close();
  });

  it('is not noticed when the guides were fetched ahead', async () => {
    const page = await visit({ html: INLINE + SCRIPT });
    await expect.poll(() => site.asked.includes('/embed/data/sounds.json')).toBe(true);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    await page.context().close();
  });
});

describe('a fire', () => {
  it('is answered with 119 as soon as the second stage is there, without a word being typed again', async () => {
    site.isHeld = (path) => path.endsWith('/more.json');
    const page = await visit({ html: INLINE + SCRIPT });
    await search(page).fill('家里着火了');
    expect(await page.getByRole('alert').count()).toBe(0);
    site.isHeld = () => false;
    site.letGo();
    await page.getByRole('link', { name: '现在就打 119' }).waitFor();
    expect(await page.getByRole('link', { name: '现在就打 119' }).getAttribute('href')).toBe('tel:119');
    expect(await search(page).inputValue()).toBe('家里着火了');
    await page.context().close();
  });
});

describe('the example of an old site', () => {
  it('is served in GBK and shows the widget unharmed', async () => {
    const page = await visit({ path: '/demo.html' });
    expect(await page.evaluate('document.characterSet')).toBe('GBK');
    await page.getByText('演示页面').first().waitFor();
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    expect(await page.locator('one-window h2').textContent()).toBe('最低生活保障审核确认');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});

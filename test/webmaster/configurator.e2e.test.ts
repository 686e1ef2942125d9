import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { openTwoSites, type TwoSites, VERSION, type Visit, visit } from './two-sites.ts';

let sites: TwoSites;
let browser: Browser;
beforeAll(async () => {
  sites = await openTwoSites();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await sites.close();
});

const search = (page: Page) => page.locator('one-window input[type=search]');
const snippet = (page: Page) => page.locator('#snippets textarea').first().inputValue();

async function configurator(view = {}): Promise<Visit> {
  const page = await visit(browser, `${sites.guide}/embed/configurator`, view);
  await page.locator('#township option').nth(1).waitFor({ state: 'attached' });
  return page;
}

/** What the button leaves in the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sites.guide });
  await page.getByRole('button', { name: '复制' }).first().click();
  await page.getByText('已复制').waitFor();
  return page.evaluate('navigator.clipboard.readText()');
}

async function pasted(html: string, headers: Record<string, string> = {}): Promise<Visit> {
  sites.pages.set('/page', { html: `<!doctype html><meta charset="utf-8"><title>host</title><body>${html}`, headers });
  return visit(browser, `${sites.host}/page`);
}

describe('the configurator', () => {
  it('writes the line anew with every choice, and copies it', async () => {
    const page = await configurator();
    expect(await snippet(page)).toContain('<one-window style="display:block;min-height:600px">');
    await page.selectOption('#township', '370883101');
    await page.selectOption('#mode', 'elder');
    await page.selectOption('#lang', 'en');
    await page.fill('#width', '480');
    await page.check('#colours');
    await page.fill('#accent', '#a3261c');
    const line = await copied(page);
    expect(line).toBe(await snippet(page));
    expect(line).toContain('<one-window township="370883101" lang="en" mode="elder" ');
    expect(line).toContain('min-height:720px;max-width:480px;--one-window-accent:#a3261c"');
    expect(line).toContain(`<script src="${sites.guide}/embed.js" async crossorigin></script>`);
    await page.fill('#accent', '#f0a0a0');
    expect(await page.locator('#contrast').textContent()).toContain('看不清');
    await page.fill('#height', '12');
    expect(await page.locator('#size').textContent()).toContain('240 到 4000');
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('copies without a clipboard too, as on a page that is only http', async () => {
    const page = await configurator();
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await page.getByRole('button', { name: '复制' }).first().click();
    await page.getByText('已复制').waitFor();
    const selected = await page.evaluate('document.getSelection().toString() || document.activeElement.value');
    expect(selected).toBe(await snippet(page));
    await page.context().close();
  });

  it.each(['plain', 'old', 'modern', 'dark'])('shows every rung at work in a page (%s)', async (host) => {
    const page = await configurator({ width: 1280, height: 900 });
    await page.selectOption('#township', '370883101');
    await page.selectOption('#host', host);
    const preview = page.frameLocator('#preview');
    await preview.locator('one-window input[type=search]').waitFor();
    await page.check('input[value=script]');
    await page.locator('#preview').evaluate((frame) => frame.scrollIntoView({ block: 'end' }));
    await preview.locator('one-window .launcher').click();
    await preview.getByText('香城镇').waitFor();
    await page.check('input[value=iframe]');
    await preview.frameLocator('iframe').locator('one-window input[type=search]').waitFor();
    await page.check('input[value=link]');
    await preview.getByRole('link', { name: '办事指南' }).waitFor();
    await page.locator('svg.square').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('makes one file for all townships, which prints a notice on each page', async () => {
    const page = await configurator();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 16 个镇街的' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('one-window-townships.html');
    const file = readFileSync(await download.path(), 'utf8');
    expect(file).toContain('香城镇');
    const sheet = await page.context().newPage();
    await sheet.setContent(file);
    const names = await sheet.locator('.notice .where').allTextContents();
    expect(names).toEqual(['香城镇', '城前镇']);
    const pdf = (await sheet.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(names.length);
    await page.context().close();
  });

  it.each([
    ['configurator', 390],
    ['configurator', 1280],
    ['doctor', 390],
  ])('axe finds nothing on /embed/%s at %i px, and nothing sticks out', async (name, width) => {
    const page = await visit(browser, `${sites.guide}/embed/${name}`, { width });
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate(
      'axe.run({ exclude: [["#preview"]] }).then(({violations}) => ({violations}))',
    )) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });
});

describe('what was copied, on another site', () => {
  const choose = async (rung: string) => {
    const page = await configurator();
    await page.selectOption('#township', '370883101');
    await page.check(`input[value=${rung}]`);
    const line = await copied(page);
    await page.context().close();
    return line;
  };

  it('the element', async () => {
    const page = await pasted(await choose('element'));
    await search(page).fill('低保');
    await page.locator('one-window .row').first().click();
    await page.locator('one-window .ticks').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('the script alone: its attributes count', async () => {
    const page = await pasted(await choose('script'));
    await page.locator('one-window .launcher').click();
    await search(page).waitFor();
    expect(await page.locator('one-window').getAttribute('township')).toBe('370883101');
    expect(await page.locator('one-window').getAttribute('placement')).toBe('corner');
    await page.context().close();
  });

  it('the iframe: the intake opens in a window of its own', async () => {
    const page = await pasted(await choose('iframe'));
    const frame = page.frameLocator('iframe');
    await frame.locator('one-window input[type=search]').waitFor();
    expect(await frame.locator('one-window').getAttribute('township')).toBe('370883101');
    await frame.locator('one-window input[type=search]').fill('狗');
    await frame.getByRole('button', { name: '查进展' }).click();
    const opening = page.waitForEvent('popup');
    await frame.getByRole('link', { name: '打开新窗口' }).click();
    await (await opening).waitForURL(/\/(intake|track)\?township=370883101/);
    expect(await frame.locator('one-window iframe').count()).toBe(0);
    await page.context().close();
  });

  it('the link', async () => {
    const page = await pasted(await choose('link'));
    const opening = page.waitForEvent('popup');
    await page.getByRole('link', { name: '办事指南' }).click();
    const opened = await opening;
    await search(opened).fill('低保');
    await opened.locator('one-window .row').first().waitFor();
    expect(opened.url()).toBe(`${sites.guide}/embed/guide?township=370883101`);
    await page.context().close();
  });

  it('pinned: the browser checks the bytes, and refuses others', async () => {
    const page = await configurator();
    await page.locator('summary').first().click();
    await page.check('#pinned');
    const line = await copied(page);
    await page.context().close();
    expect(line).toContain(`/embed/v${VERSION}/embed.js" integrity="sha384-`);
    const good = await pasted(line);
    await search(good).waitFor();
    await good.context().close();
    const bad = await pasted(line.replace(/sha384-..../, 'sha384-AAAA'));
    await bad.getByRole('link', { name: '打开简易版' }).waitFor();
    expect(await search(bad).count()).toBe(0);
    await bad.context().close();
  });
});

describe('a CMS that strips the script', () => {
  it.each(['utf-8', 'gbk'] as const)('leaves a form that asks in UTF-8 (page in %s)', async (encoding) => {
    const page = await configurator();
    await page.selectOption('#township', '370883101');
    const line = (await copied(page)).replace(/<script.*/, '');
    await page.context().close();
    const html = `<html><head><meta charset="${encoding}"><title>host</title></head><body>${line}</body></html>`;
    sites.pages.set('/stripped', { html, encoding });
    const host = await visit(browser, `${sites.host}/stripped`);
    await host.locator('one-window input[name=q]').fill('低保');
    sites.asked.length = 0;
    const opening = host.waitForEvent('popup');
    await host.getByRole('button', { name: '查找' }).click();
    await (await opening).waitForLoadState();
    expect(sites.asked).toContain('/lite/search?township=370883101&q=%E4%BD%8E%E4%BF%9D');
    await host.context().close();
  });
});

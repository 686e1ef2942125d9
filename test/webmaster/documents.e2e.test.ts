/** Every recipe of docs/embedding.md, read out of the document and put into a page of another site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../widget/doctor/diagnose.ts';
import { openBrowser } from '../chromium.ts';
import { openTwoSites, type TwoSites, VERSION, type Visit, visit } from './two-sites.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
const recipes = new Map(
  Array.from(text.matchAll(/<!-- recipe: ([\w-]+) -->\n```\w*\n([\s\S]*?)\n```/g), ([, name = '', code = '']) => [
    name,
    code,
  ]),
);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

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

/** As a webmaster would: the guide's own origin in the place of the one in the document, and today's version. */
function recipe(name: string): string {
  const code = recipes.get(name) ?? '';
  expect(code).not.toBe('');
  return code.split('https://您的域名').join(sites.guide).split(`/v${version}/`).join(`/v${VERSION}/`);
}

/** The pinned line, with the hash that the server gives. */
async function pinned(): Promise<string> {
  const answer = await fetch(`${sites.guide}/embed/v${VERSION}/integrity.json`);
  const hashes = (await answer.json()) as Record<string, string>;
  return recipe('pinned').replace('sha384-核对值', hashes['embed.js'] ?? '');
}

async function open(body: string, { headers = {}, head = '' } = {}): Promise<Visit> {
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>host</title>${head}</head><body>${body}</body></html>`;
  sites.pages.set('/page', { html, headers });
  return visit(browser, `${sites.host}/page`);
}

const search = (page: Page) => page.locator('one-window input[type=search]');

async function works(page: Visit): Promise<void> {
  await search(page).fill('低保');
  await page.locator('one-window .row').first().click();
  await page.locator('one-window .ticks').waitFor();
  expect(page.faults).toEqual([]);
}

const township = (page: Page) => page.locator('one-window').getAttribute('township');

const tries: Record<string, () => Promise<Page | null>> = {
  async element() {
    const page = await open(recipe('element'));
    await works(page);
    expect(await township(page)).toBe('370883101');
    return page;
  },
  async 'element-en'() {
    const page = await open(recipe('element-en'));
    await page.locator('one-window h2', { hasText: 'What do you need' }).waitFor();
    await works(page);
    return page;
  },
  async 'element-link'() {
    // The place that it is meant for: a paragraph inside one big form.
    const page = await open(`<form id="all"><p>${recipe('element-link')}</p><input id="own"></form>`);
    await search(page).waitFor();
    expect(await page.evaluate('document.getElementById("own").form.id')).toBe('all');
    expect(await page.locator('one-window').evaluate((element) => element.parentElement?.localName)).toBe('p');
    await works(page);
    return page;
  },
  async script() {
    const page = await open(recipe('script'));
    await page.locator('one-window .launcher').click();
    await works(page);
    expect(await township(page)).toBe('370883101');
    return page;
  },
  async 'script-en'() {
    const page = await open(recipe('script-en'));
    await page.locator('one-window .launcher').click();
    await page.getByText('What do you need').first().waitFor();
    return page;
  },
  async iframe() {
    const page = await open(recipe('iframe'));
    await page.frameLocator('iframe').locator('one-window input[type=search]').fill('低保');
    await page.frameLocator('iframe').locator('one-window .row').first().waitFor();
    expect(page.faults).toEqual([]);
    return page;
  },
  async 'iframe-en'() {
    const page = await open(recipe('iframe-en'));
    await page.frameLocator('iframe').getByText('What do you need').first().waitFor();
    return page;
  },
  async link() {
    const page = await open(recipe('link'));
    const opening = page.waitForEvent('popup');
    await page.getByRole('link', { name: '办事指南' }).click();
    const opened = await opening;
    await search(opened).waitFor();
    expect(await township(opened)).toBe('370883101');
    return page;
  },
  async form() {
    const page = await open(recipe('form'));
    await page.locator('input[name=q]').fill('低保');
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: '查找' }).click();
    await (await opening).waitForLoadState();
    expect(sites.asked).toContain('/lite/search?township=370883101&q=%E4%BD%8E%E4%BF%9D');
    return page;
  },
  async late() {
    const page = await open(recipe('late'));
    await works(page);
    expect(await page.locator('#hall one-window').count()).toBe(1);
    expect(await page.locator('one-window').count()).toBe(1);
    return page;
  },
  async theme() {
    const page = await open(recipe('script'), { head: `<style>${recipe('theme')}</style>` });
    const launcher = page.locator('one-window .launcher');
    await launcher.waitFor();
    expect(
      await launcher.evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).bottom]),
    ).toEqual(['rgb(163, 38, 28)', '80px']);
    return page;
  },
  async open() {
    const page = await open(recipe('element') + recipe('open'));
    await search(page).waitFor();
    await page.getByRole('button', { name: '我要说事' }).last().click();
    await page.locator('one-window h2', { hasText: '我要说事' }).waitFor();
    return page;
  },
  async events() {
    const page = await open(recipe('events') + recipe('element'));
    await expect.poll(() => page.title()).toBe('host（目录版本 r1）');
    return page;
  },
  async pinned() {
    const page = await open(await pinned());
    await works(page);
    return page;
  },
  async preload() {
    sites.asked.length = 0;
    const page = await open(await pinned(), { head: recipe('preload') });
    await works(page);
    // Each of the three travels once: a hint that does not fit would fetch it twice.
    for (const path of [`/embed/v${VERSION}/embed.js`, `/embed/v${VERSION}/guide.js`, '/embed/data/index.json'])
      expect(
        sites.asked.filter((asked) => asked === path),
        path,
      ).toHaveLength(1);
    return page;
  },
  async csp() {
    const page = await open(recipe('element').replace(/ style="[^"]*"/, ''), {
      headers: { 'content-security-policy': `default-src 'none'; ${recipe('csp')}` },
    });
    await works(page);
    return page;
  },
  async 'csp-types'() {
    const page = await open(recipe('element').replace(/ style="[^"]*"/, ''), {
      headers: { 'content-security-policy': `default-src 'none'; ${recipe('csp')}; ${recipe('csp-types')}` },
    });
    await works(page);
    return page;
  },
  async stylesheet() {
    const page = await open(recipe('element').replace(/ style="[^"]*"/, ''), {
      head: `<style>${recipe('stylesheet')}</style>`,
    });
    await search(page).waitFor();
    const box = await page.locator('one-window').boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(560);
    return page;
  },
  async servers() {
    const lines = recipe('servers').split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const html = recipe('element').replace(/ style="[^"]*"/, '');
      const examined = { html: `<meta charset="utf-8">${html}`, headers: line, address: `${sites.host}/`, agent: '' };
      expect(diagnose({ ...examined, base: sites.guide, isRegistered: true, isSandboxed: false }), line).toEqual([]);
      const policy = /"([^"]*default-src[^"]*)"/.exec(line)?.[1] ?? '';
      const page = await open(html, { headers: { 'content-security-policy': policy } });
      await works(page);
      await page.context().close();
    }
    return null;
  },
  async renderer() {
    const html = `<meta charset="utf-8">${recipe('renderer')}${recipe('element')}`;
    expect(
      diagnose({
        html,
        headers: '',
        address: '',
        base: sites.guide,
        agent: '',
        isRegistered: null,
        isSandboxed: false,
      }),
    ).toEqual([]);
    const page = await open(recipe('element'), { head: recipe('renderer') });
    await works(page);
    return page;
  },
};

describe('docs/embedding.md', () => {
  it('has a trial for every recipe, and a recipe for every trial', () => {
    expect([...recipes.keys()].sort()).toEqual(Object.keys(tries).sort());
    // Every block of HTML, CSS or a policy is a recipe.
    expect(text.match(/^```/gm)).toHaveLength(2 * recipes.size);
  });

  it.each(Object.keys(tries))('the recipe "%s" does what it says', async (name) => {
    const page = await tries[name]?.();
    await page?.context().close();
  });

  it('names addresses and files that there are', async () => {
    const named = new Set(
      Array.from(text.matchAll(/`(?:https:\/\/您的域名)?(\/embed\/[\w./-]+)`/g), ([, path = '']) => path),
    );
    expect(named.size).toBeGreaterThan(5);
    for (const path of named) {
      const answer = await fetch(sites.guide + path.replace(`/v${version}/`, `/v${VERSION}/`));
      expect(answer.status, path).toBe(200);
    }
  });
});

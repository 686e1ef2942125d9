/** What a resident does in an old browser. By goto, evaluate and screenshot alone: Playwright knows no more of Chromium 86. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { root } from '../../tasks/environment.mjs';
import type { FrameSite } from '../widget/frame-site.ts';
import type { HostSite } from '../widget/host-site.ts';

export interface Sites {
  host: HostSite;
  frame: FrameSite;
}

const PATIENCE_MS = 20_000;
const PICTURES = join(root, 'node_modules/.cache/one-window-old/pictures');

const INLINE = '<one-window township="370883101" style="display:block;min-height:560px"></one-window>';
const SCRIPT = '<script src="/embed.js" async></script>';

/** Waits until an expression is true in the page. `one` is the element, `root` its shadow root. */
async function until(page: Page, expression: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  const asked = `(() => { const one = document.querySelector('one-window'); const root = one && one.shadowRoot; return !!(${expression}); })()`;
  while (!(await page.evaluate(asked))) {
    if (performance.now() > deadline)
      throw new Error(`${expression}: not within ${PATIENCE_MS} ms; the page says: ${await said(page)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const said = (page: Page) =>
  page.evaluate<string>(
    "(document.querySelector('one-window') && document.querySelector('one-window').shadowRoot || document.body).textContent.slice(0, 300)",
  );
const act = (page: Page, script: string) =>
  page.evaluate(`(() => { const root = (document.querySelector('one-window') || {}).shadowRoot; ${script} })()`);

async function type(page: Page, words: string): Promise<void> {
  await until(page, "root && root.querySelector('input[type=search]')");
  await act(
    page,
    `const box = root.querySelector('input[type=search]'); box.value = '${words}'; box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));`,
  );
}

async function useGuide(page: Page): Promise<void> {
  await type(page, '低保');
  await until(page, "root.querySelector('section section .row')");
  await act(page, "root.querySelector('.row').click()");
  await until(page, "root.querySelector('.ticks')");
  // Styled, and not only there.
  await until(page, "getComputedStyle(root.querySelector('.ticks label')).display === 'flex'");
}

const picture = (page: Page, name: string) => {
  mkdirSync(PICTURES, { recursive: true });
  return page.screenshot({ path: join(PICTURES, `${page.context().browser()?.version()}-${name}.png`) });
};

async function open(page: Page, { host }: Sites, html: string, headers: Record<string, string> = {}): Promise<void> {
  host.pages.set('/old', { html: `<!doctype html><meta charset="utf-8"><title>host</title><body>${html}`, headers });
  await page.goto(`${host.origin}/old`, { waitUntil: 'commit' });
}

export const JOURNEYS: Record<string, (page: Page, sites: Sites) => Promise<void>> = {
  async 'finds an item and reads its guide'(page, sites) {
    await open(page, sites, INLINE + SCRIPT);
    await useGuide(page);
    await picture(page, 'guide');
  },
  async 'asks by sound, and sees who takes care of a trouble'(page, sites) {
    await open(page, sites, INLINE + SCRIPT);
    await type(page, 'dibao');
    await until(page, "root.querySelector('section section .row')");
    await type(page, '流浪狗');
    await until(page, "root.querySelector('.territorial .row')");
    await picture(page, 'results');
  },
  async 'opens the corner of a page that has the script alone'(page, sites) {
    await open(page, sites, SCRIPT);
    await until(page, "root && root.querySelector('.launcher')");
    await act(page, "root.querySelector('.launcher').click()");
    await useGuide(page);
    await picture(page, 'corner');
  },
  async 'on a page with a strict policy and Trusted Types'(page, sites) {
    await open(page, sites, INLINE.replace(/ style="[^"]*"/, '') + SCRIPT, {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types one-window",
    });
    await useGuide(page);
  },
  async 'in elder mode, in another language, dark, at another door'(page, sites) {
    await open(page, sites, INLINE.replace('>', ' mode="elder" lang="en" theme="dark">') + SCRIPT);
    await until(page, "root && root.querySelector('.elder.dark') && root.textContent.includes('What do you need')");
    await page.evaluate("document.querySelector('one-window').open('track')");
    await until(page, 'root.querySelector(\'iframe, a[href*="/track"], a[href*="/intake"]\')');
    await picture(page, 'track');
  },
  async 'leaves nothing behind when it is taken off'(page, sites) {
    await open(page, sites, INLINE + SCRIPT);
    await useGuide(page);
    await page.evaluate("window.one = document.querySelector('one-window'); window.one.remove()");
    await until(page, "!window.one.shadowRoot.childNodes.length && !document.head.querySelector('script')");
  },
  async 'begins to tell what happened'(page, { frame }) {
    await page.goto(`${frame.origin}/intake?township=370883101`, { waitUntil: 'commit' });
    const press = async (words: string) => {
      await until(page, `[...document.querySelectorAll('button')].some((one) => one.textContent.includes('${words}'))`);
      await page.evaluate(
        `[...document.querySelectorAll('button')].find((one) => one.textContent.includes('${words}')).click()`,
      );
    };
    await press('没有危险');
    await press('开始写');
    await until(page, "document.querySelector('form input')");
    await picture(page, 'intake');
  },
};

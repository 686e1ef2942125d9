import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { type Browser, chromium, type Frame, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTools } from '../../widget/build.ts';
import { parseHeaders } from '../bench/throttled-server.ts';
import { chromiumArguments } from '../chromium.ts';
import { type HostSite, openHostSite } from './host-site.ts';
import { HOST_STATE, watchHost } from './host-state.ts';
import { type Outcome, type Rung, TRAPS, type Trap } from './host-traps.ts';

const FORM = '<form action="@/lite/search"><a href="@/lite">打开简易版</a></form>';
const LOADER = '<script src="@/embed.js" async="async"></script>';
/** As the configurator hands them out, in a form that XHTML takes too. */
const LINES: Record<Rung, string> = {
  element: `<one-window township="370883101" style="display:block;min-height:560px">${FORM}</one-window>${LOADER}`,
  script: LOADER,
  frame:
    '<iframe src="@/embed/guide?township=370883101" width="100%" height="640" title="办事指南"></iframe><p><a href="@/lite">打开简易版</a></p>',
  link: '<a href="@/lite?township=370883101">办事指南</a>',
};

let site: HostSite;
let browser: Browser;
/** Names of another site each, and of plain HTTP: nothing here is a secure context. */
let host = '';
let ours = '';

beforeAll(async () => {
  site = await openHostSite();
  await buildTools({ outDir: site.outDir, version: '1.2.3' });
  const rules = parseHeaders(await readFile(join(import.meta.dirname, '../../widget/_headers'), 'utf8'));
  site.pages.set('/embed/guide', {
    html: await readFile(join(site.outDir, 'embed/guide.html'), 'utf8'),
    headers: Object.assign({}, ...rules.filter(({ matches }) => matches('/embed/guide')).map(({ headers }) => headers)),
  });
  site.pages.set('/lite', { html: '<!doctype html><title>lite</title><h1>简易版</h1>' });
  const { port } = new URL(site.origin);
  host = `http://old-town.test:${port}`;
  ours = `http://guide.test:${port}`;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...chromiumArguments, '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

interface Visit {
  page: Page;
  /** Script errors of the page, and its lines in the console that are ours. */
  faults: string[];
  said: string[];
}

async function visit({ html, headers = {}, charset }: Trap, lines: string): Promise<Visit> {
  const text = html.replace('<!--here-->', () => `<div id="rung">${lines}</div>`).replaceAll('@', ours);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll('@', ours)]));
  site.pages.set('/host', {
    html: charset ? iconv.encode(text, charset) : text,
    headers: charset ? { 'content-type': 'text/html', ...sent } : sent,
  });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    reducedMotion: 'reduce',
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  const said: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/^One Window/.test(message.text())) said.push(message.text());
  });
  await page.addInitScript(watchHost);
  await page.goto(`${host}/host`);
  return { page, faults, said };
}

/** Playwright hears where its own taps land, and in a page around a frame it goes on hearing. */
const PLAYWRIGHT = /^listeners: Window __playwright_global_listeners_check__.*$/m;
const state = async (page: Page) => (await page.evaluate<string>(HOST_STATE)).replace(PLAYWRIGHT, 'listeners: ');
/** One name, and while a widget stands there an ear for whether the device goes dark and the page away. */
const withoutWhatWeTake = (text: string) =>
  text.replace('|OneWindow|', '|').replace('MediaQueryList change|', '').replace('Window pagehide|', '');

async function useGuide(place: Page | Frame, rung: Rung): Promise<void> {
  if (rung === 'script') await place.locator('one-window .launcher').click();
  await place.locator('one-window input[type=search]').fill('低保');
  await place.locator('one-window .row').first().click();
  await place.locator('one-window .ticks').waitFor();
}

/** Not by its selector: in XHTML Playwright takes no iframe for one. */
async function guideFrame(page: Page): Promise<Frame> {
  const find = () => page.frame({ url: /\/embed\/guide/ });
  await expect.poll(find, { timeout: 10_000 }).not.toBeNull();
  return find() as Frame;
}

async function check({ page }: Visit, rung: Rung, outcome: Outcome): Promise<void> {
  if (rung === 'link') {
    await page.getByRole('link', { name: '办事指南' }).click();
    await page.getByRole('heading', { name: '简易版' }).waitFor();
    expect(page.url()).toBe(`${ours}/lite?township=370883101`);
  } else if (outcome === 'lite') {
    await page.waitForLoadState('networkidle');
    // The guide itself is there, but nothing to show.
    const launcher = page.locator('one-window .launcher');
    if (await launcher.count()) await launcher.click();
    const link = page.locator('one-window').getByRole('link', { name: '打开简易版' }).last();
    await link.waitFor();
    expect(await link.getAttribute('href')).toContain(`${ours}/lite`);
  } else if (outcome === 'own') {
    await page.waitForLoadState('networkidle');
    expect(await page.locator('one-window input').count()).toBe(0);
    if (rung !== 'script') expect(await page.locator('#rung a').isVisible()).toBe(true);
  } else await useGuide(rung === 'frame' ? await guideFrame(page) : page, rung);
}

const canRunScripts = ({ headers }: Trap) => !/sandbox(?!.*allow-scripts)/.test(Object.values(headers ?? {}).join());

describe.each(TRAPS)('$name', (trap) => {
  it.each(Object.keys(LINES) as Rung[])('%s', async (rung) => {
    const outcome = trap.but?.[rung] ?? 'works';
    const one = await visit(trap, LINES[rung]);
    await check(one, rung, outcome);
    expect(one.faults).toEqual([]);
    const isSaid = trap.says && outcome === 'lite';
    expect(one.said).toEqual(isSaid ? [expect.stringMatching(trap.says as RegExp)] : []);
    if (rung !== 'link' && canRunScripts(trap)) {
      const { page: bare } = await visit(trap, '');
      const before = await state(bare);
      expect(withoutWhatWeTake(await state(one.page))).toBe(before);
      await one.page.evaluate(
        "for (const one of document.querySelectorAll('one-window')) one.parentNode.removeChild(one)",
      );
      expect((await state(one.page)).replace('|OneWindow|', '|')).toBe(before);
      await bare.context().close();
    }
    await one.page.context().close();
  });
});

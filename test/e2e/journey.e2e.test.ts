import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, startServer } from './server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  forget(server);
});

/** A resident's device: nothing remembered, a phone's screen unless said otherwise. */
async function aVisitor(size = { width: 390, height: 844 }) {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const widget = page.locator('one-window');
  const text = async () => (await widget.locator('.sheet').textContent()) ?? '';
  return { page, asked, faults, widget, text };
}

async function openDemo(page: Page): Promise<void> {
  await page.goto(`${server.origin}/demo`);
  await page.locator('one-window input[type=search]').waitFor();
}

const violations = async (page: Page, within?: string): Promise<string[]> => {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (selector) => (window as unknown as { axe: typeof import('axe-core') }).axe.run(selector ?? document),
    within,
  );
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
};

describe('a resident with a phone', () => {
  it('chooses 香城镇, types 低保 and reads which office, what to bring and how long, in two taps', async () => {
    const { page, asked, faults, widget, text } = await aVisitor();
    await openDemo(page);
    let taps = 0;
    const tap = async (name: string | RegExp) => {
      taps++;
      await widget.getByRole('button', { name }).first().click();
    };
    await tap('香城镇');
    // The box has the focus already: typing needs no tap.
    await page.keyboard.type('低保');
    await tap(/最低生活保障审核确认/);
    const guide = await text();
    expect(guide).toContain('香城镇社会事务办公室');
    expect(guide).toContain('家庭收入财产申报材料');
    expect(guide).toContain('25 个工作日');
    expect(guide).toContain('以窗口告知为准');
    expect(guide).toContain('演示数据，不作办事依据');
    expect(taps).toBe(2);
    expect(faults).toEqual([]);
    // What the city and then the chosen township warn of is asked for once each; the look-up itself asks the Worker nothing.
    const others = asked.filter((path) => !/^\/(demo|embed|favicon)/.test(path));
    expect(others).toEqual(['/api/v1/notices', '/api/v1/notices']);
  });

  it('finds the township again at the next visit', async () => {
    const { page, widget } = await aVisitor();
    await openDemo(page);
    await widget.getByRole('button', { name: '香城镇' }).click();
    await page.reload();
    await widget.getByRole('button', { name: /香城镇/ }).waitFor();
  });

  it('reads who takes care of burning straw, and whom to call in danger', async () => {
    const { page, widget, text } = await aVisitor();
    await openDemo(page);
    await widget.locator('input[type=search]').fill('秸秆');
    await widget.getByRole('button', { name: /秸秆/ }).first().click();
    await widget.getByText('主体责任').first().waitFor();
    const entry = await text();
    expect(entry).toMatch(/主体责任/);
    expect(entry).toMatch(/配合责任/);
    expect(entry).toMatch(/110.*119.*120/s);
  });

  it('with a fire at home is told to call 119 before anything else', async () => {
    const { page, widget } = await aVisitor();
    await openDemo(page);
    await widget.locator('input[type=search]').fill('家里着火了');
    const alarm = widget.getByRole('alert');
    await alarm.waitFor();
    expect(await alarm.getByRole('link').first().getAttribute('href')).toBe('tel:119');
    expect(await violations(page, 'one-window')).toEqual([]);
  });

  it('is told where to go with what the townships or villages do not do', async () => {
    const { page, widget } = await aVisitor();
    await openDemo(page);
    await widget.locator('input[type=search]').fill('办护照');
    await widget.getByText('这不归镇街办').waitFor();
    expect(await widget.locator('.row').count()).toBe(0);
    await widget.locator('input[type=search]').fill('村里给开亲属关系证明吗');
    await widget.getByText('村（居）委会不开这个证明').waitFor();
    await widget.getByText('公证机构').waitFor();
    expect(await violations(page, 'one-window')).toEqual([]);
  });

  it('who has lost somebody sees all there is to do as one list', async () => {
    const { page, widget, text } = await aVisitor();
    await openDemo(page);
    await widget.locator('input[type=search]').fill('老伴走了都得办啥');
    await widget.locator('ol .row').first().waitFor();
    expect(await widget.locator('ol .row').count()).toBeGreaterThanOrEqual(3);
    expect(await text()).toContain('户口注销登记');
    expect(await violations(page, 'one-window')).toEqual([]);
  });

  it('types by sound, and the words are found', async () => {
    const { page, widget } = await aVisitor();
    await openDemo(page);
    await widget.locator('input[type=search]').fill('dibao');
    await widget
      .getByRole('button', { name: /最低生活保障/ })
      .first()
      .waitFor();
  });

  it('goes on when the network is gone after the first visit', async () => {
    const { page, widget, text } = await aVisitor();
    // What is fetched ahead for later comes when the page has nothing else to do.
    const fetchedAhead = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/guides.json'));
    await openDemo(page);
    await fetchedAhead;
    await page.context().setOffline(true);
    await widget.locator('input[type=search]').fill('身份证');
    await widget
      .getByRole('button', { name: /居民身份证/ })
      .first()
      .click();
    expect(await text()).toContain('《居民身份证法》');
  });

  it('sees no sideways scrolling on a screen of 320 pixels', async () => {
    const { page, widget } = await aVisitor({ width: 320, height: 640 });
    await openDemo(page);
    await widget.locator('input[type=search]').fill('残疾');
    await widget.locator('.row').first().waitFor();
    expect(await widget.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });
});

describe('a resident with a keyboard alone', () => {
  it('gets as far as everybody else', async () => {
    const { page, widget } = await aVisitor({ width: 1280, height: 900 });
    await openDemo(page);
    const addressBefore = page.url();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
    const tabTo = async (text: string) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if ((await focused()).includes(text)) return;
      }
      throw new Error(`never reached ${text}`);
    };
    await tabTo('香城镇');
    await page.keyboard.press('Enter');
    await page.keyboard.type('低保');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await widget.getByText('香城镇社会事务办公室').first().waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await widget.locator('input[type=search]').waitFor();
    expect(await widget.locator('input[type=search]').inputValue()).toBe('低保');
    expect(page.url()).toBe(addressBefore);
  });
});

describe('the pages', () => {
  it('have nothing that axe objects to: search, guide, who takes care, townships, the page of the API', async () => {
    const { page, widget } = await aVisitor();
    await openDemo(page);
    expect(await violations(page, 'one-window')).toEqual([]);
    await widget.locator('input[type=search]').fill('低保');
    await widget.locator('.row').first().waitFor();
    expect(await violations(page, 'one-window')).toEqual([]);
    await widget.locator('.row').first().click();
    await widget.getByText('户口簿').first().waitFor();
    expect(await violations(page, 'one-window')).toEqual([]);
    await page.goto(`${server.origin}/docs`);
    expect(await violations(page)).toEqual([]);
  });

  it('ask nothing from anybody else', async () => {
    const { page, widget } = await aVisitor();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await openDemo(page);
    await widget.locator('input[type=search]').fill('低保');
    await widget.locator('.row').first().click();
    await page.goto(`${server.origin}/docs`);
    expect([...hosts]).toEqual([new URL(server.origin).host]);
  });
});

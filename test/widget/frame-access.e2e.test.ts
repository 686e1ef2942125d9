import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { CODE, NUMBER } from './frame-answers.ts';
import { aVisitor } from './frame-browser.ts';
import { type FrameSite, openFrameSite } from './frame-site.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** axe, and the sizes that it does not know: targets, letters, contrast of elder mode, a page that never scrolls sideways. */
async function complaints(page: Page, isElder: boolean): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (elder) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run(document, {
      rules: { 'color-contrast-enhanced': { enabled: elder } },
    });
    const lines = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    const least = elder ? 60 : 44;
    for (const one of document.querySelectorAll<HTMLElement>(
      'button, a.tel, .option, summary, select, .field > input, .summary a',
    )) {
      const { width, height } = one.getBoundingClientRect();
      if (height > 0 && (height < least - 0.5 || width < 43.5)) lines.push(`${width}x${height}: ${one.outerHTML}`);
    }
    for (const one of document.querySelectorAll<HTMLElement>('main p, label, small, dd'))
      if (Number.parseFloat(getComputedStyle(one).fontSize) < (elder ? 18 : 14)) lines.push(`small: ${one.outerHTML}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) lines.push(`sideways: ${scrollWidth} in ${clientWidth}`);
    return [document.title, ...lines];
  }, isElder);
}

const MODES = [
  ['standard', 390],
  ['elder', 390],
  ['standard', 320],
  ['elder', 320],
  ['elder', 1280],
] as const;

describe.each(MODES)('in %s mode at %i px nothing is to be found', (mode, width) => {
  it('on any step from danger to tracking', async () => {
    const { page, citizen, context } = await aVisitor(browser, `${site.origin}/intake?mode=${mode}`, { width });
    const seen: string[] = [];
    const found: string[] = [];
    const look = async () => {
      const [title = '', ...lines] = await complaints(page, mode === 'elder');
      seen.push(title);
      found.push(...lines.map((line) => `${title}: ${line}`));
    };
    await look();
    await citizen.begin();
    await look();
    await citizen.press('我知道了，开始写');
    await citizen.next();
    await look();
    await citizen.choose(/^有人做了不该做的事/);
    await citizen.next();
    await page.getByLabel(/我是看见了/).waitFor();
    await look();
    await citizen.choose(/我是看见了/);
    await citizen.next();
    await page.getByLabel('事情经过').fill('家里着火了');
    await page.getByRole('alert').waitFor();
    await look();
    await citizen.next();
    await citizen.arriveAt('先打电话');
    await look();
    await page.goBack();
    await page.getByLabel('事情经过').fill('村东头的化工厂半夜往河里排黑水，臭得睡不着');
    await page.getByText('因为您写了').waitFor();
    await page.getByText('不像，换一个').click();
    await look();
    await citizen.next();
    await look();
    await citizen.tellWhere();
    await page.getByText('要投诉镇街的哪个办公室').click();
    await look();
    await citizen.next();
    await citizen.arriveAt(/有照片吗/);
    const photo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.setInputFiles('#photos', { name: 'a.png', mimeType: 'image/png', buffer: photo });
    await page.locator('.photos img').waitFor();
    await look();
    await citizen.next();
    await look();
    await citizen.choose(/^留名字，但保密/);
    await citizen.next();
    await citizen.arriveAt('怎么找到您');
    await citizen.next();
    await look();
    await page.goBack();
    await citizen.arriveAt('您要留名字吗');
    await citizen.choose(/^不留名字/);
    await citizen.next();
    await citizen.choose(/^我们很多人/);
    await look();
    await citizen.choose(/^我一个人/);
    await citizen.next();
    await citizen.arriveAt('看一遍，对了就交');
    await look();
    site.answer = ({ path }) => (path === '/api/v1/cases' ? 'gone' : undefined);
    await citizen.press('交上去');
    await page.getByText('没有发出去').waitFor();
    await look();
    site.answer = () => undefined;
    await citizen.press('再试一次');
    await citizen.arriveAt(/已收到/);
    await page.locator('.card svg').waitFor();
    await page.getByText('提交凭证').click();
    await look();
    await citizen.press('我已保存');
    await citizen.press('去查进展');
    await citizen.arriveAt('查一查');
    await look();
    await page.getByRole('button', { name: '查', exact: true }).click();
    await citizen.arriveAt(/^办到哪了/);
    await look();
    await citizen.press('补充情况');
    await look();
    expect(found).toEqual([]);
    expect(new Set(seen).size).toBeGreaterThanOrEqual(14);
    await context.close();
  });
});

describe('the keyboard alone', () => {
  it('comes from danger to the receipt and to where it stands', async () => {
    const { page, citizen, context } = await aVisitor(browser, `${site.origin}/intake`);
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: one } = document;
        return one?.closest('label')?.textContent ?? one?.getAttribute('id') ?? one?.textContent ?? '';
      });
    /** Tab until it is there: if it cannot be reached, the test ends. */
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused())) return;
      }
      throw new Error(`cannot be reached: ${name}`);
    };
    const goOn = async (name: RegExp, heading: string | RegExp) => {
      await tabTo(name);
      await page.keyboard.press('Enter');
      await citizen.arriveAt(heading);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    };
    await goOn(/^没有危险/, '先说清楚');
    await goOn(/^我知道了/, '这件事是哪一种');
    // Radios are one stop of Tab; the arrows choose.
    await tabTo(/^我和别人有矛盾/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await goOn(/^继续$/, '这件事害到您自己了吗');
    await tabTo(/^害到我/);
    await page.keyboard.press('ArrowDown');
    await goOn(/^继续$/, '说说是什么事');
    await tabTo(/^text$/);
    await page.keyboard.insertText('村东头的化工厂半夜往河里排黑水');
    await goOn(/^继续$/, '事情在哪里');
    await tabTo(/^township$/);
    await page.locator('#township option').nth(1).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    await goOn(/^继续$/, '跟谁有关');
    await goOn(/^继续$/, /有照片吗/);
    await goOn(/^没有照片，继续$/, '您要留名字吗');
    await tabTo(/^留名字办事/);
    await page.keyboard.press('ArrowUp');
    await goOn(/^继续$/, '是您一个人的事');
    await tabTo(/^我一个人/);
    await page.keyboard.press('Space');
    await goOn(/^继续$/, '看一遍');
    await goOn(/^交上去$/, /已收到/);
    await tabTo(/^我已保存$/);
    await page.keyboard.press('Enter');
    await goOn(/^去查进展$/, '查一查');
    // From the start of the heading: that of the form says it as well.
    await goOn(/^查$/, /^办到哪了/);
    await context.close();
  });
});

describe('elder mode', () => {
  it('enlarges to thirty pixels, and back', async () => {
    const { page, citizen, context } = await aVisitor(browser, `${site.origin}/intake?mode=elder`);
    const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
    expect(await size()).toBe('20px');
    await citizen.press('字再大些');
    await citizen.press('字再大些');
    expect(await size()).toBe('30px');
    await citizen.press('标准版');
    expect(await size()).toBe('17px');
    await context.close();
  });
});

describe('a page at 400 %', () => {
  it('shows the receipt without scrolling sideways', async () => {
    const { page, citizen, context } = await aVisitor(browser, `${site.origin}/track#${NUMBER}.${CODE}`, {
      width: 320,
      height: 256,
    });
    await page.getByRole('button', { name: '查', exact: true }).click();
    await citizen.arriveAt(/^办到哪了/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await context.close();
  });
});

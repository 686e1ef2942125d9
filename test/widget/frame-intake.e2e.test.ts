import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submissionSchema } from '#cases/contract';
import { openBrowser } from '../chromium.ts';
import { CODE, NUMBER } from './frame-answers.ts';
import { aVisitor } from './frame-browser.ts';
import { type FrameSite, openFrameSite } from './frame-site.ts';

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

  it('says how long the page was open, and that nobody filled in what nobody can see', async () => {
    const { page, citizen, context } = await visit();
    const unseen = page.locator('[name=homepage]');
    expect(await unseen.evaluate((field) => getComputedStyle(field).display)).toBe('none');
    // Not even a script can bring the focus there; the keyboard cannot at all.
    const isReached = await unseen.evaluate((field: HTMLInputElement) => {
      field.focus();
      return document.activeElement === field;
    });
    expect(isReached).toBe(false);
    expect(await unseen.getAttribute('autocomplete')).toBe('off');
    await citizen.fillIn();
    await citizen.handIn();
    expect(submits()[0]?.headers['x-form']).toMatch(/^\d{1,4}$/);
    await context.close();
  });

  it('is a program when it has filled that in', async () => {
    const { page, citizen, context } = await visit();
    await page.locator('[name=homepage]').evaluate((field: HTMLInputElement) => {
      field.value = 'http://spam.example';
    });
    await citizen.fillIn();
    await citizen.handIn();
    expect(submits()[0]?.headers['x-form']).toMatch(/^\d{1,4};filled$/);
    expect(submits()[0]?.body.toString()).not.toContain('spam');
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
    expect(told).toEqual(['谁在收', '收来做什么', '收哪些', '谁能看见', '存多久', '您的权利']);
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

/**
 * As the people would: a citizen hands in by phone, the clerk accepts and prints the notice, the department answers,
 * the citizen sees it and rates it, an auditor reads the whole trail without seeing who the citizen is.
 * `PICTURES=docs/pictures` also writes the pictures of the documentation.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citizen } from '../widget/frame-citizen.ts';
import { type DeskHouse, openHouse, type Seat, watch } from './desk-seats.ts';
import { root } from './server.ts';

const STORY = '去年十月修路占了我家三分地，说好的青苗补偿到现在没有给。我问了村里三次，都说等等。';
const WISH = '请把青苗补偿算清楚，给我一个准日子。';
const NAME = '测试用名甲';
const PHONE = '13800001234';
const ANSWER = '经查，占地 0.3 亩属实，补偿款已经列入本月的发放表，本月 30 日以前打到您的账户。没有收到请再找我们。';

let house: DeskHouse;
beforeAll(async () => {
  house = await openHouse();
}, 600_000);
afterAll(() => house.close());

const pictures = process.env['PICTURES'];
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(resolve(root, pictures), { recursive: true });
  await page.screenshot({ path: resolve(root, pictures, `${name}.png`) });
}

async function aPhone() {
  const context = await house.browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { page, context, reports: watch(page) };
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
/** A button of the desk: a form is posted, and the page that answers is there. */
const submit = (page: Page, name: string | RegExp) => Promise.all([page.waitForEvent('load'), press(page, name)]);
const says = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();

/** Others hand in too: a queue with one line shows nothing. */
async function otherPeople(): Promise<void> {
  const about = { offices: [], departments: [], persons: '' };
  const consent = { notice: '2026-11', sensitive: true, guardian: false };
  const matters = [
    { kind: 'hazard', territorialCode: null, text: '路口的井盖不见了，晚上看不清。' },
    { kind: 'complaint', territorialCode: null, text: '饭店的油烟对着楼道排，天天开不了窗。' },
    { kind: 'consultation', territorialCode: null, text: '老人的高龄补贴几岁能领，要带什么？' },
    { kind: 'dispute', territorialCode: null, text: '和邻居为宅基地的滴水争了半年，想请人调解。' },
  ];
  for (const matter of matters) {
    const body = JSON.stringify({
      ...matter,
      petitionKind: null,
      township: '370883107',
      village: null,
      place: '镇上',
      wish: '请看一看。',
      itemCode: null,
      about,
      identity: 'anonymous',
      person: null,
      group: 1,
      consent,
      source: 'api',
      site: null,
    });
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const taken = await fetch(`${house.server.origin}/api/v1/cases`, { method: 'POST', headers, body });
    expect(taken.status).toBe(201);
  }
}

describe('the desk, as the people would use it', () => {
  let number = '';
  let code = '';
  let path = '';
  const seats: Seat[] = [];
  const sit = async (who: string) => {
    const seat = await house.sit(who);
    seats.push(seat);
    return seat.page;
  };

  it('a citizen hands in by phone, with name and number', async () => {
    const { page, context, reports } = await aPhone();
    await page.goto(`${house.server.origin}/intake`);
    const citizen = new Citizen(page);
    await citizen.begin();
    await citizen.tellKind(/^政府或干部办的事/, /^我的事没办好/);
    await page.getByLabel('事情经过').fill(STORY);
    await page.getByLabel('您希望怎么解决').fill(WISH);
    await citizen.next();
    await citizen.arriveAt('事情在哪里');
    await citizen.tellWhere();
    await citizen.skipToWho();
    await citizen.choose(/^留名字/);
    await citizen.next();
    await page.getByLabel('怎么称呼您').fill(NAME);
    await page.getByLabel(/电话/).first().fill(PHONE);
    await citizen.next();
    await citizen.arriveAt(/是您一个人的事/);
    await citizen.choose(/^我一个人/);
    await citizen.next();
    await citizen.arriveAt('看一遍，对了就交');
    await citizen.handIn();
    [number = '', code = ''] = await page.locator('.code').allTextContents();
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(reports).toEqual([]);
    await context.close();
  });

  it('the clerk classifies, accepts and prints the notice in under a minute, then gives it to the department', async () => {
    expect(number).not.toBe('');
    await otherPeople();
    const page = await sit('DEMO-CK');
    const begun = Date.now();
    await page.goto(`${house.server.origin}/desk/cases`);
    await picture(page, 'desk-queue');
    await page.fill('input[name=number]', number);
    await submit(page, '找');
    await says(page, STORY);
    path = new URL(page.url()).pathname;
    // Opening it showed the words, not yet the person.
    expect(await page.locator('main').textContent()).not.toContain(PHONE);
    await picture(page, 'desk-case');
    await page.goto(`${house.server.origin}${path}/classify`);
    await page.selectOption('#territorialCode', 'D16-094');
    await submit(page, /^定类别/);
    await page.goto(`${house.server.origin}${path}/accept`);
    await submit(page, '受理');
    await says(page, '已受理');
    await page.goto(`${house.server.origin}${path}/notices`);
    await submit(page, '出《受理告知书》');
    await page.getByText('受理告知书').first().waitFor();
    const paper = (await page.locator('main').textContent()) ?? '';
    expect(paper).toContain('《信访工作条例》');
    expect(paper).toContain('〔2026〕1号');
    const taken = Date.now() - begun;
    console.info(`found, classified, accepted, notice made: ${taken} ms`);
    expect(taken).toBeLessThan(60_000);
    await picture(page, 'desk-notice');
    // What the printer gets: A4, the paper alone, without menu and buttons.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header.top').isVisible()).toBe(false);
    expect(await page.locator('main form').first().isVisible()).toBe(false);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
    await page.goto(`${house.server.origin}${path}/assign`);
    await says(page, '清单建议：市信访局牵头');
    await submit(page, '交办');
    expect((await page.goto(`${house.server.origin}${path}`))?.status()).toBe(200);
    await says(page, '市信访局');
  });

  it('the department sees it in its queue and answers before its limit', async () => {
    expect(path).not.toBe('');
    const page = await sit('DEMO-BM');
    await page.goto(`${house.server.origin}/desk/cases`);
    await page.locator(`main a[href="${path}"]`).click();
    await says(page, STORY);
    const due = /期限\s*(\d{4}-\d\d-\d\d)/.exec((await page.locator('main').textContent()) ?? '')?.[1] ?? '';
    // Days of Shanghai; one to spare.
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(due > today).toBe(true);
    await page.goto(`${house.server.origin}${path}/answer`);
    await page.fill('#note', ANSWER);
    await submit(page, '答复');
    await says(page, '已答复');
    await says(page, '做到了');
  });

  it('the citizen reads the answer and rates it', async () => {
    const { page, context, reports } = await aPhone();
    expect(number).not.toBe('');
    await page.goto(`${house.server.origin}/track`);
    await page.getByLabel('回执号').fill(number);
    await page.getByLabel('查询码').fill(code);
    await press(page, /^查$/);
    await page.getByText(ANSWER).waitFor();
    // Staff are organs to the citizen, not persons.
    expect(await page.locator('body').textContent()).not.toContain('示例');
    await press(page, '评价');
    await page.getByLabel('满意', { exact: true }).check();
    await press(page, '交上去');
    await page.getByText('已收到。').waitFor();
    expect(reports).toEqual([]);
    await context.close();
  });

  it('an auditor reads the whole trail, who read it too, and nothing of who the citizen is', async () => {
    expect(path).not.toBe('');
    const page = await sit('DEMO-SJ');
    await page.goto(`${house.server.origin}${path}`);
    const trail = (await page.locator('main').textContent()) ?? '';
    for (const step of ['受理', '交办', '答复', '评价', '示例窗口', '示例部门', '都和写下时一样'])
      expect(trail).toContain(step);
    await page.goto(`${house.server.origin}/desk/audit?case=${path.split('/').at(-1)}`);
    const reads = (await page.locator('main').textContent()) ?? '';
    for (const reader of ['DEMO-CK', 'DEMO-BM']) expect(reads).toContain(reader);
    const all = trail + reads;
    for (const secret of [NAME, PHONE, STORY, WISH, ANSWER, number, '青苗']) expect(all).not.toContain(secret);
    for (const refused of ['answer', 'note', 'export', 'notices'])
      expect((await page.goto(`${house.server.origin}${path}/${refused}`))?.status()).toBeGreaterThanOrEqual(403);
  });

  it('no page on the way broke its own policy', () => {
    expect(seats.flatMap(({ reports }) => reports)).toEqual([]);
  });
});

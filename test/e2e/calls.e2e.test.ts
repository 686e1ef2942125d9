/**
 * As a township leader would: the black water of a citizen's case is called for, two departments say it is not theirs,
 * the coordinating office decides, a joint operation is run, the citizen is told; then tasks off the list are refused
 * in public. `PICTURES=docs/pictures` also writes the pictures of the documentation.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { jpeg } from '../cases/pictures.ts';
import { Citizen } from '../widget/frame-citizen.ts';
import { type DeskHouse, openHouse, type Seat, watch } from './desk-seats.ts';
import { act, follow, mainOf, momentIn, newcomer, says, submit, take } from './desk-steps.ts';
import { root } from './server.ts';

/** 工业企业废气废水噪声投诉处置: the environment department (M30) leads. */
const DISCHARGE = 'D03-019';
/** 河长制落实和河道清四乱: the water department (M17) leads. */
const RIVER = 'D08-052';
const OFFICE = 'O370883107-O08';
const FIRST = '排口在河道里，河道清四乱归水务，凭清单这一项。';
const SECOND = '水是厂里排出来的，查企业排污归生态环境，不归水务。';
const TASK = '取水样，查排口是谁家的。';
const OFF_LIST = '上门登记各户水表读数';
const FOR_A_TIME = '临时统计沿河水泵';
const DATE = /\d{4}-\d\d-\d\d/g;

// Many pages, one after the other, on a machine that is shared.
vi.setConfig({ testTimeout: 180_000 });
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

const at = (path: string): string => `${house.server.origin}${path}`;
const statusOf = async (page: Page, path: string): Promise<number> => (await page.goto(at(path)))?.status() ?? 0;

describe('a township calls, as the people would', () => {
  const reports: string[][] = [];
  const seats = new Map<string, Page>();
  let number = '';
  let code = '';
  let casePath = '';
  let call = '';
  let operation = '';

  const sits = (who: string, seat: Seat): Page => {
    reports.push(seat.reports);
    seats.set(who, seat.page);
    return seat.page;
  };
  const sit = async (who: string): Promise<Page> => seats.get(who) ?? sits(who, await house.sit(who));
  const seated = (who: string): Page => {
    const page = seats.get(who);
    if (!page) throw new Error(`${who} has no account yet`);
    return page;
  };
  async function aPhone(): Promise<Page> {
    const page = await (await house.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    page.setDefaultTimeout(20_000);
    reports.push(watch(page));
    return page;
  }
  /** What the citizen reads about the matter now. */
  async function track(): Promise<string> {
    const page = await aPhone();
    await page.goto(at('/track'));
    await page.getByLabel('回执号').fill(number);
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: /^查$/ }).click();
    await page.getByText('现在谁在办').waitFor();
    const text = (await page.locator('body').textContent()) ?? '';
    await page.context().close();
    return text;
  }

  it('the administrator makes accounts for two departments and a second coordinator; each takes a password', async () => {
    const administrator = await sit('DEMO-GL');
    const head = { role: 'department-head' };
    for (const account of [
      { staffNumber: 'HJ-01', name: '示例环境', ...head, departmentCode: 'M30' },
      { staffNumber: 'SW-01', name: '示例水务', ...head, departmentCode: 'M17' },
      { staffNumber: 'TC-02', name: '示例协调', role: 'coordinator' },
    ])
      sits(account.staffNumber, await newcomer(house, administrator, account));
  });

  it('a citizen tells of black water in 太平镇; the counter takes it on for the township', async () => {
    const page = await aPhone();
    await page.goto(at('/intake'));
    const citizen = new Citizen(page);
    await citizen.fillIn();
    await citizen.handIn();
    [number = '', code = ''] = await page.locator('.code').allTextContents();
    await page.context().close();
    const clerk = await sit('DEMO-CK');
    await clerk.goto(at('/desk/cases'));
    await clerk.fill('input[name=number]', number);
    await submit(clerk, '找');
    await says(clerk, '排黑水');
    casePath = new URL(clerk.url()).pathname;
    await clerk.goto(at(`${casePath}/classify`));
    await clerk.selectOption('#territorialCode', DISCHARGE);
    await submit(clerk, /^定类别/);
    await take(clerk, at(`${casePath}/accept`), '受理');
    await take(clerk, at(`${casePath}/assign`), '交办', { lead: OFFICE, note: '先由镇里去看。' });
  });

  it('the leader calls the environment department from the case; the citizen reads who comes and by when', async () => {
    expect(casePath).not.toBe('');
    const leader = await sit('DEMO-ZR');
    await leader.goto(at(casePath));
    await follow(leader, '呼叫市直部门');
    await says(leader, '按清单由济宁市生态环境局邹城市分局牵头');
    await leader.check('input[name=kind][value=ordinary]');
    await leader.fill('#need', '请来查黑水从哪里排出来的。');
    await leader.fill('#why', '镇里没有执法权，也没有仪器。');
    await leader.fill('#place', '村东头的河');
    const photo = { name: '黑水.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg({ width: 640, height: 480 })) };
    await leader.setInputFiles('#photos', photo);
    await submit(leader, '发出呼叫');
    await says(leader, '呼叫发出去了。');
    const saved = leader.waitForEvent('download');
    await leader.getByRole('link', { name: '下载照片' }).click();
    expect((await saved).suggestedFilename()).toBe('照片.jpeg');
    call = new URL(leader.url()).pathname;
    expect(await track()).toMatch(/镇街已经请[^，]*生态环境局[^，]*来办这件事，\d{4}-\d\d-\d\d 前要有结果/);
  });

  it('both departments say it is not theirs; the coordinating office reads the two side by side and decides', async () => {
    expect(call).not.toBe('');
    const [environment, water] = [seated('HJ-01'), seated('SW-01')];
    expect(await statusOf(water, call)).toBe(404);
    await take(environment, at(`${call}/refuse`), '不归本单位', { body: 'DM17', entry: RIVER, note: FIRST });
    const again = { body: 'DM30', entry: DISCHARGE, note: SECOND };
    await take(water, at(`${call}/refuse-again`), '不归本单位，请统筹办定', again);
    expect(await track()).toMatch(/该由哪个部门办，统筹办正在定，\d{4}-\d\d-\d\d 前定下来/);

    const coordinator = await sit('DEMO-TC');
    await coordinator.goto(at(`${call}/decide`));
    const boxes = coordinator.getByRole('region', { name: '各方的说法' }).locator('.box');
    const [left, right] = [await boxes.nth(0).boundingBox(), await boxes.nth(1).boundingBox()];
    // Side by side: none above the other.
    expect([await boxes.count(), left?.y]).toEqual([2, right?.y]);
    expect(await boxes.nth(0).textContent()).toContain(FIRST);
    expect(await boxes.nth(1).textContent()).toContain(SECOND);
    // Nothing is chosen for them; the list's own way is a link, with its reason beside it.
    for (const field of ['#body', '#entry']) expect(await coordinator.inputValue(field)).toBe('');
    const said = coordinator.getByRole('region', { name: '清单怎么说' }).getByRole('listitem');
    expect(await said.first().textContent()).toContain('镇街按这一项呼叫');
    await Promise.all([coordinator.waitForEvent('load'), said.first().getByRole('link').click()]);
    expect(await coordinator.inputValue('#body')).toBe('DM30');
    expect(await coordinator.inputValue('#entry')).toBe(DISCHARGE);
    await coordinator.fill('#note', '先查谁排的，由生态环境牵头；河道里的清理水务随后做。');
    await coordinator.getByRole('region', { name: '各方的说法' }).evaluate((region) => region.scrollIntoView());
    await picture(coordinator, 'desk-call');
    await submit(coordinator, '定由谁办');
    await says(coordinator, '办好了。');
    // Binding: there is no third refusal.
    for (const step of ['refuse', 'refuse-again']) expect(await statusOf(environment, `${call}/${step}`)).toBe(409);
    await take(environment, at(`${call}/sign`), '签收');
    await take(environment, at(`${call}/plan`), '定怎么办', { note: '今天和镇里一起去河边。' });
  });

  it('the township runs a joint operation out of the call; who goes along uses a phone', async () => {
    expect(call).not.toBe('');
    const leader = await sit('DEMO-ZR');
    await leader.goto(at(call));
    await follow(leader, '定一次联合行动');
    await says(leader, '来自：镇街呼叫');
    await leader.fill('#title', '查村东河的黑水');
    await leader.fill('#starts', momentIn(0.5));
    await leader.fill('#ends', momentIn(4));
    await leader.fill('#place', '村东河桥头');
    await leader.fill('#purpose', '有人说夜里排黑水，看排口，取水样。');
    await submit(leader, '定下来');
    await says(leader, '行动定下了。');
    operation = new URL(leader.url()).pathname;
    expect(await leader.locator(`main a[href="${call}"]`).count()).toBe(1);
    await act(leader, '派任务', { organ: 'DM30', note: TASK });

    const phone = seated('HJ-01');
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(at('/desk/tasks'));
    await says(phone, TASK);
    const button = await phone.getByRole('button', { name: '我来', exact: true }).boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(phone, 'phone-task');
    await submit(phone, '我来');
    await says(phone, '确认参加');
    await submit(phone, '我到了');
    await says(phone, /到场$/);
    await leader.reload();
    await act(leader, '行动开始');
    await phone.reload();
    await phone.getByLabel('看到什么、怎么处理的').fill('桥下有暗管，取了三瓶水样。');
    await submit(phone, '做完了');
    await says(phone, '做完了');
    await phone.setViewportSize({ width: 1280, height: 860 });

    await leader.reload();
    await act(leader, '记录发现', { note: '桥下有一根暗管，正在排黑水。' });
    await act(leader, '行动结束，报结果', { note: '暗管已封，要立案。' });
    await act(leader, '移交主责部门', { entry: DISCHARGE, organ: 'DM30', note: '请立案查处，附水样。' });
    await phone.goto(at(operation));
    await act(phone, '接收移交', { note: '收到水样三瓶。' });
    await act(phone, '移交的事办结', { note: '已经立案，暗管拆了。' });
    await leader.reload();
    await act(leader, '行动了结', { note: '黑水停了。' });
    expect(await mainOf(leader)).toContain('桥下有一根暗管');
  });

  it('the department gives the result, the township rates and closes; the citizen has one sentence and one date', async () => {
    expect(operation).not.toBe('');
    const environment = seated('HJ-01');
    await take(environment, at(`${call}/arrive`), '到现场了', { note: '和镇里一起看了桥下的暗管。' });
    await take(environment, at(`${call}/finish`), '办完，报结果', { note: '暗管拆了，已经立案，水样在化验。' });
    const told = await track();
    expect(told).toMatch(/生态环境局[^，。]*办完了，镇街正在核实，\d{4}-\d\d-\d\d 前看完。/);
    expect(told.split('请市里的部门一起办')).toHaveLength(2);
    const [head = ''] = told.split('现在谁在办');
    expect(head).toMatch(/镇街请了市里的部门一起办，\d{4}-\d\d-\d\d 前有结果或者回话/);
    const [day = '', ...more] = head.match(DATE) ?? [];
    expect(more).toEqual([]);
    // Nothing that was told on the way puts it off.
    for (const other of told.match(DATE) ?? []) expect(other <= day, `${other} is after ${day}`).toBe(true);
    for (const inside of [FIRST, SECOND, '示例环境', '示例镇长', TASK]) expect(told).not.toContain(inside);
    const leader = await sit('DEMO-ZR');
    await leader.goto(at(`${call}/rate`));
    await leader.check('input[name=level][value="5"]');
    await submit(leader, '评价');
    await says(leader, '办好了。');
    await take(leader, at(`${call}/close`), '办结');
    await leader.goto(at('/desk/calls?box=closed'));
    expect(await leader.locator(`main a[href="${call}"]`).count()).toBe(1);
    for (const page of [call, casePath]) {
      await leader.goto(at(page));
      expect(await leader.locator(`main a[href="${operation}"]`).count()).toBe(1);
    }
    expect(await track()).toMatch(/办完了，镇街接着给您答复，期限是 \d{4}-\d\d-\d\d。/);
  });

  /** A department proposes what is on no list. */
  async function propose(page: Page, title: string, kind: string, more: Record<string, string> = {}): Promise<void> {
    await page.goto(at('/desk/assignments/new'));
    const days = { startDay: momentIn(24).slice(0, 10), endDay: momentIn(24 * 60).slice(0, 10) };
    for (const [field, value] of Object.entries({ title, what: '每周一次，报表交回。', ...days, ...more }))
      await page.fill(`#${field}`, value);
    await page.check('input[name=bodies][value="370883107"]');
    await page.check(`input[name=kind][value=${kind}]`);
    await submit(page, '提交');
  }

  it('a department wants to hand down a task that is on no list: refused, and everybody can read it', async () => {
    const water = seated('SW-01');
    await propose(water, OFF_LIST, 'listed');
    await says(water, '没有准入，理由和怎么申请在下面。');
    await says(water, '不在清单里的工作，不能交给镇街。');

    // With everything written that an exception needs, it takes two of the coordinating office, and they may say no.
    const parts = ['leadDuty', 'cooperatingDuty', 'funds', 'staffing', 'guidance', 'training'];
    const conditions = Object.fromEntries(parts.map((name) => [name, '都由本部门出，写在方案里。']));
    const approval = { approvalNumber: '示例文号 1 号', approvingBody: '市人民政府' };
    await propose(water, FOR_A_TIME, 'temporary', { ...approval, ...conditions });
    await says(water, '等统筹办两个人审核');
    const path = new URL(water.url()).pathname;
    const [one, two] = [await sit('DEMO-TC'), seated('TC-02')];
    await take(one, at(path), '初审通过，请另一个人批准', { note: '材料是全的。' });
    expect(await one.getByRole('button', { name: '同意准入' }).count()).toBe(0);
    await two.goto(at(path));
    expect(await two.getByRole('button', { name: '同意准入' }).count()).toBe(1);
    await take(two, at(path), '不予准入', { note: '经费没有落到镇街。' });

    const ledger = (await (await fetch(at('/open/admissions'))).json()) as {
      items: { title: string; state: string; refusal: { basis: string; note: string } | null }[];
    };
    const [decided, refused] = [FOR_A_TIME, OFF_LIST].map((name) => ledger.items.find(({ title }) => title === name));
    expect([refused?.state, refused?.refusal?.basis]).toEqual(['refused', '《山东省乡镇人民政府工作条例》第四条']);
    expect([decided?.state, decided?.refusal?.note]).toEqual(['refused', '经费没有落到镇街。']);
    const anybody = await (await house.browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
    await anybody.goto(at('/lite/admissions'));
    const page = await mainOf(anybody);
    for (const words of [OFF_LIST, FOR_A_TIME, '太平镇', '为什么不准', '怎么申请']) expect(page).toContain(words);
    for (const name of ['示例水务', '示例统筹', '示例协调']) expect(page).not.toContain(name);
    expect(page).not.toContain('已准入');
  });

  it('no page on the way broke its own policy', () => {
    expect(reports.flat()).toEqual([]);
  });
});

import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { aStatus, CODE, NUMBER } from './frame-answers.ts';
import { aVisitor, type Visitor } from './frame-browser.ts';
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

const visit = (fragment = '') => aVisitor(browser, `${site.origin}/track${fragment}`);
const sent = (path: string) => site.asked.filter((one) => one.path === `/api/v1/cases/${path}`);
const bodyOf = (path: string) => JSON.parse(sent(path)[0]?.body.toString() ?? 'null');

async function lookUp({ page, citizen }: Visitor): Promise<void> {
  await page.getByLabel('回执号').fill(NUMBER.toLowerCase().replace('-', ' '));
  await page.getByLabel('查询码').fill(CODE.replaceAll('-', ''));
  await page.getByRole('button', { name: '查', exact: true }).click();
  await citizen.arriveAt(/^办到哪了/);
}

describe('somebody who comes back with number and code', () => {
  it('sees in one sentence where it stands, who has it and the next day', async () => {
    const visitor = await visit();
    await lookUp(visitor);
    const text = await visitor.page.locator('main').textContent();
    for (const words of ['正在由市生态环境局办理', '2026年11月30日星期一', '5 个工作日', '今晚去现场看。'])
      expect(text).toContain(words);
    expect(bodyOf('lookup')).toEqual({ receiptNumber: NUMBER, lookupCode: CODE });
    expect(visitor.page.url()).not.toContain(CODE);
    expect(visitor.faults).toEqual([]);
    await visitor.context.close();
  });

  it('is told of a slip of the pen before anything is sent', async () => {
    const { page, citizen, context } = await visit();
    await page.getByLabel('回执号').fill(`${NUMBER.slice(0, -1)}${NUMBER.endsWith('A') ? 'B' : 'A'}`);
    await page.getByLabel('查询码').fill('7KQ4');
    await page.getByRole('button', { name: '查', exact: true }).click();
    expect(await page.locator('.summary a').allTextContents()).toEqual([
      '回执号有一位写错了，请核对',
      '查询码是 12 位，请核对有没有漏掉',
    ]);
    expect(sent('lookup')).toEqual([]);
    expect(await citizen.heading()).toBe('查一查办到哪了');
    await context.close();
  });

  it('from the square of the receipt has both filled in, and the address bar forgets them', async () => {
    const { page, context } = await visit(`#${NUMBER}.${CODE}`);
    expect(await page.getByLabel('回执号').inputValue()).toBe(NUMBER);
    expect(await page.getByLabel('查询码').inputValue()).toBe(CODE);
    expect(page.url()).toBe(`${site.origin}/track`);
    await context.close();
  });

  it('hears the same of an unknown number and of a wrong code', async () => {
    const { page, context } = await visit(`#${NUMBER}.${CODE}`);
    site.answer = ({ path }) => (path.endsWith('/lookup') ? { status: 404, body: {} } : undefined);
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.locator('.summary').waitFor();
    expect(await page.locator('.summary a').textContent()).toContain('回执号和查询码对不上');
    await context.close();
  });

  it('hears how long to wait after too many tries', async () => {
    const { page, context } = await visit(`#${NUMBER}.${CODE}`);
    site.answer = () => ({ status: 429, body: {}, headers: { 'retry-after': '300' } });
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByText('请 5 分钟后再试').waitFor();
    await context.close();
  });

  it('is told openly when it is overdue, and what the law gives next', async () => {
    site.answer = ({ path }) =>
      path.endsWith('/lookup') ? { status: 200, body: aStatus({ isOverdue: true, state: 'answered' }) } : undefined;
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.page.getByText('已经过了说好的日子').waitFor();
    await visitor.page.getByText('复查').waitFor();
    await visitor.context.close();
  });
});

describe('what one can do', () => {
  const withActions = (...can: ReturnType<typeof aStatus>['can']) => {
    site.answer = ({ path }) => (path.endsWith('/lookup') ? { status: 200, body: aStatus({ can }) } : undefined);
  };

  it('goes under the same key until it is answered, and what could not be sent is still there', async () => {
    withActions('supplement');
    const lookup = site.answer;
    let answers = 0;
    site.answer = (asked) =>
      asked.path.endsWith('/supplement') && answers++ < 2 ? { status: 503, body: {} } : lookup?.(asked);
    const visitor = await visit();
    await lookUp(visitor);
    const { page, citizen, context } = visitor;
    await citizen.press('补充情况');
    await page.locator('textarea').fill('昨晚又排了');
    await citizen.press('交上去');
    await page.locator('.notice').waitFor();
    await page.goBack();
    await citizen.arriveAt(/^办到哪了/);
    await citizen.press('补充情况');
    expect(await page.locator('textarea').inputValue()).toBe('昨晚又排了');
    await citizen.press('交上去');
    await page.locator('.notice').waitFor();
    await citizen.press('交上去');
    await citizen.arriveAt(/^办到哪了/);
    const keys = sent(`${NUMBER}/supplement`).map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
    await context.close();
  });

  it('was changed after a try that nobody answered: both texts arrive, the second one under a key of its own', async () => {
    withActions('supplement');
    const lookup = site.answer;
    const first = new Set<unknown>();
    site.answer = (asked) => {
      if (!asked.path.endsWith('/supplement')) return lookup?.(asked);
      const key = asked.headers['idempotency-key'];
      if (first.size > 0)
        return first.has(key) ? { status: 422, body: { code: 'cases.key-reused', title: '' } } : lookup?.(asked);
      first.add(key);
      return { status: 503, body: {} };
    };
    const visitor = await visit();
    await lookUp(visitor);
    const { page, citizen, context } = visitor;
    await citizen.press('补充情况');
    await page.locator('textarea').fill('先写的');
    await citizen.press('交上去');
    await page.locator('.notice').waitFor();
    await page.locator('textarea').fill('改过的');
    await citizen.press('交上去');
    await citizen.arriveAt(/^办到哪了/);
    const texts = sent(`${NUMBER}/supplement`).map(({ body }) => JSON.parse(body.toString()).text);
    expect(texts).toEqual(['先写的', '改过的', '改过的']);
    await context.close();
  });

  it.each([
    ['supplement', '补充情况', 'text'],
    ['withdraw', '撤回，不办了', 'reason'],
    ['reject', '对答复不满意，要求重办', 'reason'],
    ['deletion', '要求删除我的信息', 'reason'],
  ] as const)('%s', async (action, button, field) => {
    withActions(action);
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.citizen.press(button);
    await visitor.citizen.press('交上去');
    expect(await visitor.page.locator('.summary a').textContent()).toBe('请写几句');
    await visitor.page.locator('textarea').fill('昨晚又排了');
    await visitor.citizen.press('交上去');
    await visitor.citizen.arriveAt(/^办到哪了/);
    await visitor.page.getByText('已收到。').waitFor();
    expect(bodyOf(`${NUMBER}/${action}`)).toEqual({ [field]: '昨晚又排了' });
    expect(sent(`${NUMBER}/${action}`)[0]?.headers).toMatchObject({ authorization: 'Bearer a-token' });
    await visitor.context.close();
  });

  it('rate, in five levels', async () => {
    withActions('rate');
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.citizen.press('评价');
    expect(await visitor.page.locator('.option').count()).toBe(5);
    await visitor.citizen.choose('基本满意');
    await visitor.citizen.press('交上去');
    await visitor.page.getByText('已收到。').waitFor();
    expect(bodyOf(`${NUMBER}/rate`)).toEqual({ level: 3, text: '' });
    await visitor.context.close();
  });

  it('goes on after the half hour of the token, with a new one', async () => {
    let isOld = true;
    site.answer = ({ path }) => {
      if (!path.endsWith('/supplement') || !isOld) return undefined;
      isOld = false;
      return { status: 401, body: {} };
    };
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.citizen.press('补充情况');
    await visitor.page.locator('textarea').fill('昨晚又排了');
    await visitor.citizen.press('交上去');
    await visitor.page.getByText('已收到。').waitFor();
    const keys = sent(`${NUMBER}/supplement`).map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    await visitor.context.close();
  });

  it('keeps the words when the network fails', async () => {
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.citizen.press('补充情况');
    site.answer = () => 'gone';
    await visitor.page.locator('textarea').fill('昨晚又排了');
    await visitor.citizen.press('交上去');
    await visitor.page.getByText('没有发出去').waitFor();
    expect(await visitor.page.locator('textarea').inputValue()).toBe('昨晚又排了');
    await visitor.context.close();
  });

  it('goes back from an action to where it stands', async () => {
    const visitor = await visit();
    await lookUp(visitor);
    await visitor.citizen.press('补充情况');
    await visitor.citizen.arriveAt('还要补充什么');
    await visitor.page.goBack();
    await visitor.citizen.arriveAt(/^办到哪了/);
    await visitor.context.close();
  });
});

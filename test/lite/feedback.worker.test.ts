import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { listFeedback } from '../../worker/feedback/feedback.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { open, press } from './lite-site.ts';

const TOWNSHIP = '370883101';
const BUTTON = '交给编辑';
const NAUGHTY = `</textarea><script>alert(1)</script>`;
const listed = async () =>
  (await listFeedback({ db: openDatabase(env.DB), keys: readKeys(env), reach: null }, 'new')).all;

describe('"信息有误" without a script', () => {
  it.each([
    ['/lite/items/T001', 'T001'],
    ['/lite/items/V01', 'V01'],
    ['/lite/duties/D01-001', 'D01-001'],
  ])('stands at the end of %s', async (path, code) => {
    const { html } = await open(`${path}?township=${TOWNSHIP}`);
    expect(html).toContain(`/lite/feedback?code=${code}&amp;township=${TOWNSHIP}`);
  });

  it('is taken in and thanked for, and leads back to the guide', async () => {
    const form = await open(`/lite/feedback?code=T001&township=${TOWNSHIP}`);
    const done = await press(form, BUTTON, { field: 'hours', text: '周六\r\n不开门' });
    expect(done.text).toContain('收到了');
    expect(done.html).toContain(`/lite/items/T001?township=${TOWNSHIP}`);
    expect(await listed()).toMatchObject([{ code: 'T001', field: 'hours', text: '周六\n不开门', township: TOWNSHIP }]);
  });

  it('keeps what was written when something is missing, and says what', async () => {
    const form = await open('/lite/feedback?code=D01-001');
    const again = await press(form, BUTTON, { text: NAUGHTY });
    expect(again.status).toBe(422);
    expect(again.text).toContain('请选一下哪里不对');
    expect(again.html).toContain('&lt;/textarea&gt;&lt;script&gt;');
    const done = await press(again, BUTTON, { field: 'other' });
    expect(done.text).toContain('收到了');
    expect((await listed()).some(({ text, township }) => text === NAUGHTY && township === null)).toBe(true);
  });

  it.each(['T999', 'D99-999', '', 'x'])('of %j, which is no entry, is a page that says so', async (code) => {
    const page = await open(`/lite/feedback?code=${code}`);
    expect(page.status).toBe(404);
    expect(page.text).toContain('没有这一页');
  });
});

describe('a guide on paper', () => {
  it('has a box before each paper, says which data it was made from, and leaves links out', async () => {
    const { html } = await open(`/lite/items/T001?township=${TOWNSHIP}`);
    const papers = /要带什么<\/h2><ul>(.*?)<\/ul>/s.exec(html)?.[1] ?? '';
    expect(papers.match(/<li>/g)?.length).toBeGreaterThan(1);
    expect(papers.match(/class="tick"/g)?.length).toBe(papers.match(/<li>/g)?.length);
    expect(html).toMatch(/class="paper">演示数据/);
    const { html: style } = await open('/lite/style.css');
    expect(style).toMatch(/@media screen\{\.tick,\.paper\{display:none\}\}/);
  });
});

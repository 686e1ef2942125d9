import { describe, expect, it } from 'vitest';
import { LITE_STYLE } from '../../worker/lite/style.data.ts';
import { NOTICE } from '../../worker/lite/words.data.ts';
import { carry, draftOf, fillIn, MOST_BYTES, open, type Page, press, send } from './lite-site.ts';

const TOWNSHIP = '370883105';
const TEXT = '村北的化工厂夜里往河里排黑水，味道很大，已经三个月了。';
const NAUGHTY = `"><script>alert(1)</script></textarea><img src=x onerror=alert(2)>'&amp;<`;

const begin = async (query = '') => press(await open(`/lite/report${query}`), '开始', { agreed: 'yes' });
const sayKind = async (kind = 'report') => press(await begin(), '下一步', { kind });
const sayText = async (text = TEXT, kind = 'report') => press(await sayKind(kind), '下一步', { text });

/** As far as the last page, anonymous unless a person is given. */
async function toCheck(text = TEXT, person: Record<string, string> | null = null): Promise<Page> {
  let page = await sayText(text);
  // Naughty letters may sound like anything, an emergency too.
  if (page.text.includes('正在发生的话')) page = await press(page, '现在没有危险，接着说');
  page = await press(page, '下一步', { township: TOWNSHIP });
  page = await press(page, '下一步', { place: '村北小桥旁边' });
  page = await press(page, '下一步');
  if (page.text.includes('您说的是不是这一类事')) page = await press(page, '下一步');
  page = await press(page, '下一步');
  page = await press(page, '下一步', { identity: person ? 'sealed' : 'anonymous' });
  return person ? press(page, '下一步', person) : page;
}

describe('the intake without a script', () => {
  it('begins with 110, 119, 120 and the privacy notice, and collects nothing before it is agreed to', async () => {
    const first = await open('/lite/report');
    for (const part of ['110 报警', '119 火警', '120 急救', ...NOTICE.flat()]) expect(first.text).toContain(part);
    const refused = await press(first, '开始');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#agreed"');
    expect(refused.html).toContain('id="agreed"');
  });

  it('makes a new key on each first page and keeps it on all that follow', async () => {
    const keys = await Promise.all([begin(), begin()].map(async (page) => (await draftOf(await page)).key));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[0]).not.toBe(keys[1]);
    const page = await begin();
    expect((await draftOf(await press(page, '下一步', { kind: 'report' }))).key).toBe((await draftOf(page)).key);
  });

  it('has a field that nobody can see or come to, and keeps in mind that a program has filled it in', async () => {
    const page = await begin();
    expect(page.html).toMatch(
      /<div class="unseen">.*?name="homepage" value="" tabindex="-1" autocomplete="off".*?<\/div>/s,
    );
    expect(LITE_STYLE).toContain('.unseen{display:none}');
    expect(page.html.match(/<label for="homepage">这一栏请空着<\/label>/g)).toHaveLength(1);
    const honest = await draftOf(await press(page, '下一步', { kind: 'report' }));
    expect([honest.filled, Math.abs(Date.now() - honest.since) < 600_000]).toEqual([false, true]);
    const odd = await press(page, '下一步', { kind: 'report', homepage: 'http://spam.example' });
    expect((await draftOf(odd)).filled).toBe(true);
    // What it was filled with is neither kept nor shown, and emptying it later changes nothing.
    expect(odd.html).not.toContain('spam');
    expect((await draftOf(await press(odd, '下一步', { text: TEXT }))).filled).toBe(true);
  });

  it('asks one thing on each page, and each heading is the question', async () => {
    let page = await begin(`?township=${TOWNSHIP}`);
    expect(page.html).toContain('<h1>您要说的是哪一种事？</h1>');
    page = await press(page, '下一步', { kind: 'petition' });
    expect(page.html).toContain('<h1>更像下面哪一种？</h1>');
    page = await press(page, '下一步', { petitionKind: 'grievance' });
    expect(page.html).toContain('<h1>出了什么事？</h1>');
    page = await press(page, '下一步', { text: TEXT });
    expect(page.html).toContain('<h1>发生在哪个镇街？</h1>');
    expect(page.html).toMatch(new RegExp(`<option value="${TOWNSHIP}" selected`));
    page = await press(page, '下一步');
    expect(page.html).toContain('<h1>具体在哪里？（选填）</h1>');
    page = await press(page, '下一步');
    expect(page.html).toContain('<h1>说的是哪个单位、哪个人？（选填）</h1>');
    page = await press(page, '下一步');
    expect(page.html).toContain('<h1>您说的是不是这一类事？</h1>');
    page = await press(page, '下一步');
    expect(page.html).toContain('<h1>是您一个人的事，还是大家的事？</h1>');
    page = await press(page, '下一步');
    expect(page.html).toContain('<h1>要不要留姓名？</h1>');
    page = await press(page, '下一步', { identity: 'named' });
    expect(page.html).toContain('<h1>怎么联系您？</h1>');
    page = await press(page, '下一步', { name: '王某', phone: '13800000000' });
    expect(page.html).toContain('<h1>请看一遍，没错就交上去</h1>');
    for (const part of [TEXT, '我的权益受了损', '王某', '13800000000', '我自己', '留姓名'])
      expect(page.text).toContain(part);
  });

  it.each<[string, string, () => Promise<Page>, Record<string, string>, string, string]>([
    ['no kind', '下一步', begin, {}, 'kind', '请选一种'],
    ['a text that says nothing', '下一步', sayKind, { text: '嗯' }, 'text', '至少 5 个字'],
    ['a text that is too long', '下一步', sayKind, { text: '长'.repeat(5001) }, 'text', '最多 5000 个字'],
    ['no township', '下一步', sayText, {}, 'township', '请选事情发生在哪个镇街'],
  ])(
    'refuses %s on top and beside the field, and keeps what was written',
    async (_, button, at, values, field, why) => {
      const page = await press(await at(), button, values);
      expect(page.status).toBe(422);
      expect(page.html).toMatch(new RegExp(`class="fault".*href="#${field}">[^<]*${why}`));
      expect(page.html).toMatch(new RegExp(`class="wrong"[^>]*>[^<]*${why}`));
      expect(page.html).toContain(`id="${field}"`);
      expect(page.html).toContain('<title>请改：');
      for (const value of Object.values(values)) expect(page.html).toContain(value);
    },
  );

  it('refuses a crowd without a number and a telephone number that is none', async () => {
    const check = await toCheck();
    const crowd = await press(await press(check, '改：几个人'), '下一步', { many: 'yes' });
    expect(crowd.text).toContain('请写大约多少人，写数字，至少 2 人。');
    const person = await press(await press(check, '改：留不留姓名'), '下一步', { identity: 'named' });
    const phone = await press(person, '下一步', { name: '王某', phone: '没有' });
    expect(phone.html).toContain('href="#phone"');
    expect(phone.html).toContain('value="王某"');
    // Full-width digits are digits.
    expect((await press(phone, '下一步', { phone: '１３８００００００００' })).text).toContain('请看一遍');
  });

  it('keeps everything when somebody goes back, also what was not finished', async () => {
    const town = await sayText();
    const back = await press(town, '上一步', { township: TOWNSHIP });
    expect(back.html).toContain(`>${TEXT}</textarea>`);
    const kind = await press(back, '上一步', { text: '改了一半' });
    expect(kind.html).toMatch(/value="report" checked/);
    expect((await press(kind, '下一步')).html).toContain('>改了一半</textarea>');
  });

  it('comes straight back to the last page after one answer was changed', async () => {
    const changed = await press(await press(await toCheck(), '改：哪一种事'), '下一步', { kind: 'hazard' });
    expect(changed.text).toContain('请看一遍，没错就交上去');
    expect(changed.text).toContain('有危险：房子');
    const petition = await press(await press(changed, '改：哪一种事'), '下一步', { kind: 'petition' });
    expect(petition.text).toContain('更像下面哪一种');
  });

  it('asks for the village again when the township was changed', async () => {
    const page = await press(await press(await toCheck(), '改：镇街'), '下一步', { township: '370883101' });
    expect(page.text).toContain('具体在哪里');
    expect(await draftOf(page)).toMatchObject({ village: '', offices: [] });
  });

  it('stops at an emergency, with the numbers to dial, and goes on for who says that nothing is happening', async () => {
    const stop = await sayText('我家厨房着火了，邻居还在楼上，快来人。', 'hazard');
    expect(stop.html).toContain('href="tel:119"');
    expect(stop.text).toContain('正在发生的话，现在就打 119');
    expect((await press(stop, '回去改')).html).toContain('我家厨房着火了');
    expect((await press(stop, '现在没有危险，接着说')).text).toContain('发生在哪个镇街');
  });

  it('suggests an entry of the territorial list with its lead and its reason, and forces nothing', async () => {
    let page = await sayText();
    page = await press(page, '下一步', { township: TOWNSHIP });
    page = await press(await press(page, '下一步'), '下一步');
    expect(page.text).toContain('您的话里像是说');
    expect(page.text).toMatch(/主要归[^；]+管/);
    expect(page.html).toMatch(/value="" checked/);
  });

  it('offers the offices of the township and the departments to be named', async () => {
    let page = await press(await sayText(), '下一步', { township: TOWNSHIP });
    page = await press(page, '下一步');
    expect(page.text).toContain('勾了的单位看不到这件事');
    expect(page.html.match(/name="offices"/g)).toHaveLength(20);
    expect(page.html.match(/name="departments"/g)).toHaveLength(40);
    const next = await press(page, '下一步', { offices: [`${TOWNSHIP}-O01`, `${TOWNSHIP}-O02`], persons: '村会计' });
    expect(await draftOf(next)).toMatchObject({ offices: [`${TOWNSHIP}-O01`, `${TOWNSHIP}-O02`], persons: '村会计' });
  });

  it('shows naughty text as text on every page that repeats it', async () => {
    const text = `${NAUGHTY}\n第二行 ${TEXT}`;
    const check = await toCheck(text, { name: NAUGHTY.slice(0, 40), phone: '0537-5550000', address: NAUGHTY });
    expect(check.text).toContain(NAUGHTY);
    expect(check.html).not.toMatch(/<script|<img/);
    const what = await press(check, '改：希望怎么解决');
    expect(what.html).not.toMatch(/<img|<script/);
    expect(fillIn(what, '下一步').body.get('text')).toBe(text);
  });

  it('keeps within its size with the longest text, and loses none of it', async () => {
    const text = '长'.repeat(5000);
    const check = await toCheck(text);
    expect(new TextEncoder().encode(check.html).length).toBeLessThanOrEqual(MOST_BYTES);
    expect(check.text).toContain('共 5000 个字，没有少');
    expect(fillIn(await press(check, '改：希望怎么解决'), '下一步').body.get('text')).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['no draft', 'step=kind&kind=report'],
    ['a broken draft', 'draft=%7B&step=kind'],
    ['a draft of somebody else', `draft=${encodeURIComponent('{"key":"x"}')}`],
  ])('answers %s with a page that says what to do', async (_, body) => {
    const page = await send('/lite/report', new URLSearchParams(body));
    expect(page.status).toBe(400);
    expect(page.text).toContain('后退');
  });

  it('refuses a flood of text before it is read', async () => {
    const page = await send('/lite/report', new URLSearchParams({ draft: 'x'.repeat(300_000) }));
    expect(page.status).toBe(413);
    expect(page.text).toContain('删减');
  });

  it('lets the browser keep a question and nothing that anybody wrote', async () => {
    const cache = (page: Page) => page.headers.get('cache-control');
    const kind = await begin();
    expect(cache(kind)).toBe('private, max-age=1800');
    const town = await sayText();
    expect(cache(town)).toBe('private, max-age=1800');
    expect(town.html).not.toContain('化工厂');
    expect(cache(await press(town, '上一步'))).toBe('no-store');
    expect(cache(await press(kind, '下一步'))).toBe('no-store');
    expect(cache(await toCheck())).toBe('no-store');
  });

  it('refuses what has lain about for more than two hours', async () => {
    const { action, body } = fillIn(await begin(), '下一步', { kind: 'report' });
    const draft = await draftOf(await begin());
    body.set('draft', await carry(draft, Date.now() - 2 * 3_600_000 - 1_000));
    expect((await send(action, body)).status).toBe(400);
    body.set('draft', await carry(draft, Date.now() - 2 * 3_600_000 + 60_000));
    expect((await send(action, body)).status).toBe(200);
  });

  it('has nothing of what was written in an address', async () => {
    const check = await toCheck(TEXT, { name: '王某', phone: '13800000000' });
    for (const [, link = ''] of check.html.matchAll(/(?:href|action)="([^"]*)"/g)) {
      expect(decodeURIComponent(link)).not.toMatch(/王某|13800000000|化工厂/);
    }
  });
});

import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { readCase } from '../../worker/cases/cases.store.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { handle, worldOf } from '../cases/staff.ts';
import { carry, draftOf, fillIn, open, type Page, press, send } from './lite-site.ts';

const TOWNSHIP = '370883107';
const TEXT = '村北的化工厂夜里往河里排黑水，味道很大，已经三个月了。';
const NAUGHTY = `"><script>alert(1)</script></textarea>'&amp;<`;
const NUMBERS = /class="number">([0-9A-Z-]+)</g;

async function toCheck(text = TEXT): Promise<Page> {
  let page = await press(await open(`/lite/report?township=${TOWNSHIP}`), '开始', { agreed: 'yes' });
  page = await press(page, '下一步', { kind: 'report' });
  page = await press(page, '下一步', { text });
  page = await press(await press(page, '下一步'), '下一步', { place: '村北小桥旁边' });
  page = await press(page, '下一步', { offices: `${TOWNSHIP}-O01` });
  if (page.text.includes('您说的是不是这一类事')) page = await press(page, '下一步');
  page = await press(page, '下一步', { many: 'yes', group: '３０' });
  return press(page, '下一步', { identity: 'anonymous' });
}

const receiptOf = (page: Page): [number: string, code: string] => {
  const [number = '', code = ''] = [...page.html.matchAll(NUMBERS)].map(([, found = '']) => found);
  return [number, code];
};
async function handIn(text = TEXT): Promise<[number: string, code: string]> {
  return receiptOf(await press(await toCheck(text), '交上去'));
}
const follow = async (number: string, code: string) => press(await open('/lite/track'), '查', { number, code });
const count = async () =>
  (await env.DB.prepare('SELECT count(*) AS n FROM case_record').first<{ n: number }>())?.n ?? -1;

describe('handing in without a script', () => {
  it('gives a receipt: number, code, what comes next, how to print, and a proof without the code', async () => {
    const page = await press(await toCheck(), '交上去');
    const [number, code] = receiptOf(page);
    expect(page.status).toBe(200);
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const part of ['最晚 20', '匿名', '打印', '交上的凭证', '不要告诉别人']) expect(page.text).toContain(part);
    expect(page.text.slice(page.text.indexOf('交上的凭证'))).not.toContain(code);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.html.replace(/.*<title>(.*?)<\/title>.*/s, '$1')).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('makes one case of a double click and of a receipt that is loaded again', async () => {
    const check = await toCheck();
    const before = await count();
    const pages = await Promise.all([press(check, '交上去'), press(check, '交上去')]);
    pages.push(await press(check, '交上去'));
    expect(new Set(pages.map((page) => receiptOf(page).join()))).toHaveLength(1);
    expect(await count()).toBe(before + 1);
  });

  it('takes in what a program filled in as well, and asks a clerk to look at it first', async () => {
    const reviewOf = async (page: Page) => {
      const [number = ''] = receiptOf(page);
      const { db, keys } = await worldOf(env as unknown as Env);
      return (await readCase(db, caseIdOf(keys, number)))?.handling?.review ?? null;
    };
    const check = await toCheck(`${TEXT}机器填的。`);
    const odd = await press(check, '交上去', { homepage: 'x' });
    expect(receiptOf(odd)[0]).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await reviewOf(odd))?.signals).toContain('filled');
    const plain = await press(await toCheck(`${TEXT}人填的。`), '交上去');
    expect(await reviewOf(plain)).toBeNull();
  });

  it('says so when an answer was changed after it had been handed in', async () => {
    const check = await toCheck();
    await press(check, '交上去');
    const other = await press(await press(check, '改：具体地点'), '下一步', { place: '别处' });
    const page = await press(other, '交上去');
    expect(page.status).toBe(422);
    expect(page.text).toContain('这件事先前已经交上了');
  });

  it('leads back to the page with the fault when something does not exist any more, with everything kept', async () => {
    const check = await toCheck();
    const { action, body } = fillIn(check, '交上去');
    body.set('draft', await carry({ ...(await draftOf(check)), village: '370883107999' }));
    const page = await send(action, body);
    expect(page.status).toBe(422);
    expect(page.html).toContain('href="#village"');
    expect(page.html).toContain('村北小桥旁边');
  });

  it('asks again for what a tampered form left out', async () => {
    const check = await toCheck();
    const { action, body } = fillIn(check, '交上去');
    body.set('draft', await carry({ ...(await draftOf(check)), agreed: false }));
    const page = await send(action, body);
    expect(page.status).toBe(422);
    expect(page.html).toContain('href="#agreed"');
  });
});

describe('following without a script', () => {
  it('shows where it stands to whoever types both, however they are written', async () => {
    const [number, code] = await handIn();
    const page = await follow(` ${number.toLowerCase().replace('-', '')}`, code.replaceAll('-', ' '));
    expect(page.status).toBe(200);
    for (const part of [number, '现在归谁办', '经过', '期限', '补充', '撤回']) expect(page.text).toContain(part);
    expect(page.text).not.toContain('要求删除');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('tells a slip of the pen before anything is asked', async () => {
    const [number, code] = await handIn();
    const slip = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const page = await follow(number, slip);
    expect(page.status).toBe(422);
    expect(page.text).toContain('查询码有一位写错了');
    expect(page.html).toContain(`value="${number}"`);
    expect((await follow('', '')).text).toContain('请写回执号');
  });

  it('answers a wrong code and an unknown number alike', async () => {
    const [[first, codeOfFirst], [second, codeOfSecond]] = [await handIn(), await handIn(`${TEXT}又一件。`)];
    const wrong = await follow(first, codeOfSecond);
    // Valid in form, of nobody.
    const unknown = await follow('0000-0000', codeOfFirst);
    expect(wrong.status).toBe(404);
    expect(unknown.status).toBe(404);
    const same = (page: Page) => page.html.replace(/value="[0-9A-Z-]*"/g, '').replace(/\s/g, '');
    expect(same(wrong)).toBe(same(unknown));
    expect([...wrong.headers].map(([name]) => name)).toEqual([...unknown.headers].map(([name]) => name));
    expect(second).not.toBe(first);
  });

  it('takes a supplement once, however often it is sent, and shows it as text', async () => {
    const page = await follow(...(await handIn()));
    const { action, body } = fillIn(page, '交上补充', { 'supplement-text': `${NAUGHTY}昨夜又排了。` });
    const done = await send(action, body);
    const again = await send(action, body);
    expect(done.text).toContain('您的补充收到了');
    expect(again.status).toBe(200);
    for (const one of [done, again]) {
      expect(one.text).toContain(`${NAUGHTY}昨夜又排了。`);
      expect(one.html).not.toContain('<script');
      expect(one.html.match(/昨夜又排了/g)?.length).toBe(done.html.match(/昨夜又排了/g)?.length);
    }
  });

  it('keeps the key of a supplement that nobody answered, so that trying again adds it once', async () => {
    const page = await follow(...(await handIn()));
    const breaks = vi.spyOn(env.DB, 'batch').mockRejectedValueOnce(new Error('lost'));
    const failed = await press(page, '交上补充', { 'supplement-text': '桥下也有。' });
    breaks.mockRestore();
    expect(failed.status).toBe(503);
    expect(failed.text).toContain('请等一会儿再按一次，不会重复');
    const keyOf = (of: Page) => fillIn(of, '交上补充').body.get('key');
    expect(keyOf(failed)).toBe(keyOf(page));
    // What was typed stands in the form; pressing alone is enough.
    const done = await press(failed, '交上补充');
    expect(done.text).toContain('您的补充收到了');
    expect(done.text.split('桥下也有。')).toHaveLength(2);
    expect(keyOf(done)).not.toBe(keyOf(page));
  });

  it('says that the first text is there when it was changed before trying again, and takes the new one too', async () => {
    const page = await follow(...(await handIn()));
    const breaks = vi.spyOn(env.DB, 'batch').mockRejectedValueOnce(new Error('lost'));
    const failed = await press(page, '交上补充', { 'supplement-text': '先写的。' });
    breaks.mockRestore();
    const told = await press(failed, '交上补充', { 'supplement-text': '改过的。' });
    expect([told.status, told.text.includes('先前写的那一份已经收到了')]).toEqual([422, true]);
    expect((await press(told, '交上补充')).text).toContain('改过的。');
  });

  it('refuses an empty supplement and one that is too long beside the field, and keeps the text', async () => {
    const page = await follow(...(await handIn()));
    const empty = await press(page, '交上补充');
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('href="#supplement-text"');
    const long = '长'.repeat(2001);
    const kept = await press(page, '交上补充', { 'supplement-text': long });
    expect(kept.status).toBe(422);
    expect(kept.html).toContain(`>${long}</textarea>`);
  });

  it('withdraws, and then offers deletion and nothing that is over', async () => {
    const page = await press(await follow(...(await handIn())), '撤回这件事', { 'withdraw-text': '已经解决了' });
    expect(page.text).toContain('已经撤回');
    expect(page.html).not.toContain('value="撤回这件事"');
    const asked = await press(page, '要求删除', { 'deletion-text': '不想留着' });
    expect(asked.text).toContain('您的要求收到了');
    expect(asked.html).not.toContain('value="要求删除"');
  });

  it('says where it stands when what was asked for is not possible any more', async () => {
    const page = await follow(...(await handIn()));
    await press(page, '撤回这件事', { 'withdraw-text': '算了' });
    const late = await press(page, '交上补充', { 'supplement-text': '还有一件事要补充' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('不能这样做了');
  });

  it('shows the answer, sends it back once with the reason, and takes a rating of five levels', async () => {
    const [number, code] = await handIn();
    const staff = env as unknown as Env;
    await handle(staff, number, 'accept');
    await handle(staff, number, 'answer', '已经责令停产。');
    const answered = await follow(number, code);
    expect(answered.text).toContain('已经责令停产。');
    const unsure = await press(answered, '交上评价', { 'rate-text': '还行' });
    expect(unsure.status).toBe(422);
    expect(unsure.html).toContain('href="#level"');
    expect(unsure.html).toContain('>还行</textarea>');
    expect(unsure.text).toContain('评价以后就算办结，不能再退回');
    expect((await press(unsure, '退回重办')).html).toContain('href="#reject-text"');
    const rejected = await press(unsure, '退回重办', { 'reject-text': '昨夜又排了' });
    expect(rejected.text).toContain('已经退回，重新办');
    expect(rejected.html).not.toContain('value="退回重办"');
    await handle(staff, number, 'answer', '又查了一次，已经查封。');
    const again = await follow(number, code);
    expect(again.html).not.toContain('value="退回重办"');
    const rated = await press(again, '交上评价', { level: '4' });
    expect(rated.text).toContain('谢谢，您的评价收到了');
    expect(rated.text).toContain('已经办结');
  });

  it('takes a photograph from a plain form, and says by name why it does not take another', async () => {
    const [number, code] = await handIn();
    const receipt = await follow(number, code);
    const { action, body } = fillIn(receipt, '加上这张照片');
    const withFile = (bytes: Uint8Array<ArrayBuffer>, name: string) => {
      const form = new FormData();
      for (const [field, value] of body) form.append(field, value);
      form.set('key', crypto.randomUUID());
      form.append('photo', new File([bytes], name, { type: 'image/png' }));
      return send(action, form);
    };
    const png = Uint8Array.from(atob(PIXEL), (char) => char.charCodeAt(0));
    const taken = await withFile(png, '黑水.png');
    expect(taken.text).toContain('照片收到了');
    expect(taken.text).toContain('黑水.png');
    const refused = await withFile(new TextEncoder().encode('not a picture') as Uint8Array<ArrayBuffer>, '文件.png');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('“文件.png”不是照片');
    const none = await send(action, body);
    expect(none.text).toContain('请先选一张照片');
  });

  it.each(['/lite/track', '/lite/track/act', '/lite/track/photo'])(
    '%s answers an empty form with a page',
    async (path) => {
      const page = await send(path, new URLSearchParams());
      expect([400, 422]).toContain(page.status);
      expect(page.text).toMatch(/请写回执号|没有传完整/);
    },
  );

  it('says when the case has to be looked up again later, because too many guesses were made', async () => {
    const [number] = await handIn();
    const [, foreign] = await handIn(`${TEXT}又一件。`);
    let page = await follow(number, foreign);
    for (let guess = 0; page.status === 404 && guess < 100; guess++) page = await follow(number, foreign);
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page.html).toContain(`value="${number}"`);
  });
});

/** One white pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

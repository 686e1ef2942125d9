import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { newMeter, watchDatabase } from '../cases/watched.ts';
import { colleague, fillIn, stranger, TOWNSHIP } from './colleague.ts';
import { assigned, citizen, handIn, OFFICE, pathOf, rowOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;
const FILLED = {
  channel: 'phone',
  told: 'yes',
  text: '村东的路灯坏了半个月，晚上没法走。',
  wish: '修好。',
  kind: 'complaint',
  place: '村东头',
  identity: 'named',
  name: '王某',
  phone: '13800000001',
};
const numbersOn = (text: string) => ({
  receiptNumber: /[0-9A-Z]{4}-[0-9A-Z]{4}(?!-)/.exec(text)?.[0] ?? '',
  lookupCode: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '',
});

describe('taking a case down', () => {
  it('gives a receipt at once; the citizen can look it up; who took it down stands apart from who it is', async () => {
    const clerk = await colleague('counter-clerk');
    const sheet = await clerk.press(await clerk.open('/desk/register'), '登记，出回执', FILLED);
    expect(sheet.text).toContain('登记好了');
    const { receiptNumber, lookupCode } = numbersOn(sheet.text);
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect([body.state, body.receiptNumber]).toEqual(['submitted', receiptNumber]);
    expect(JSON.stringify(body)).not.toContain(clerk.staff.name);
    const row = await rowOf(receiptNumber);
    expect(row['holder']).toBe(`T${TOWNSHIP}`);
    expect(JSON.stringify(row)).not.toContain('王某');
    const event = await env.DB.prepare('SELECT actor, public_note FROM case_event WHERE case_id = ?')
      .bind(row['id'])
      .first();
    expect(event).toMatchObject({ actor: `staff:${clerk.staff.id}` });
    expect(JSON.parse(String(event?.['public_note'])).data).toEqual({ channel: 'phone' });
  });

  it('pressed ten times is one case; another colleague does not get the receipt, nor does anybody after half an hour', async () => {
    const clerk = await colleague('counter-clerk');
    const { body } = fillIn(await clerk.open('/desk/register'), '登记，出回执', FILLED);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => clerk.post('/desk/register', new URLSearchParams(body))),
    );
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    const path = answers[0]?.location.replace(/\?.*/, '') ?? '';
    expect((await clerk.open(path)).status).toBe(200);
    expect((await (await colleague('counter-clerk')).open(path)).status).toBe(404);
    const changed = new URLSearchParams(body);
    changed.set('text', '改过的另一件事，不一样了。');
    const refused = await clerk.post('/desk/register', changed);
    expect([refused.status, refused.text.includes('已经登记过一次')]).toEqual([422, true]);
    expect(refused.html).toContain('改过的另一件事');
    const id = Number.parseInt(path.slice(-13), 16);
    await env.DB.prepare(
      "UPDATE case_record SET history = json_set(history, '$[0].at', (history ->> '$[0].at') - 1860000) WHERE id = ?",
    )
      .bind(id)
      .run();
    expect((await clerk.open(path)).status).toBe(404);
  });

  it('tells all that is missing at once, beside the fields, and keeps every word', async () => {
    const clerk = await colleague('counter-clerk');
    const page = await clerk.press(await clerk.open('/desk/register'), '登记，出回执', {
      text: '短',
      name: '',
      phone: '没有',
      wish: '我写的愿望',
      group: '很多',
    });
    expect(page.status).toBe(422);
    for (const field of ['channel', 'told', 'kind', 'text', 'name', 'phone', 'group'])
      expect(page.html, field).toContain(`href="#${field}"`);
    for (const field of ['channel', 'told', 'text', 'name', 'phone', 'group'])
      expect(page.html, field).toMatch(new RegExp(`id="${field}"`));
    expect(page.html).toContain('我写的愿望');
    expect(page.html).toContain('value="没有"');
    expect(page.text).not.toContain('petition');
    expect(page.text).toContain('请写怎么称呼他');
  });

  it('asks for sign-in without losing what was typed', async () => {
    const clerk = await colleague('counter-clerk');
    const { body } = fillIn(await clerk.open('/desk/register'), '登记，出回执', FILLED);
    const page = await stranger().post('/desk/register', body);
    expect(page.status).toBe(401);
    expect(page.html).toContain('村东的路灯坏了半个月');
  });

  it('against the own township: the receipt is given, the content has gone to the coordinating office', async () => {
    const clerk = await colleague('counter-clerk');
    const values = { ...FILLED, kind: 'report', offices: [OFFICE] };
    const sheet = await clerk.press(await clerk.open('/desk/register'), '登记，出回执', values);
    expect(sheet.text).toContain('已经直接交给统筹办');
    const { receiptNumber } = numbersOn(sheet.text);
    expect((await clerk.open(pathOf(receiptNumber))).status).toBe(404);
    expect((await rowOf(receiptNumber))['holder']).toBe('C');
  });

  it('for a group: a receipt for each person, one answer to all', async () => {
    const clerk = await colleague('counter-clerk');
    const lead = await assigned(clerk, PLAIN);
    const values = { channel: 'walk-in', told: 'yes', identity: 'named', name: '李某', phone: '13800000002' };
    const sheet = await take(clerk, lead.receiptNumber, 'join', '登记，出回执', values);
    const member = numbersOn(sheet.text);
    expect((await rowOf(member.receiptNumber))['state']).toBe('merged');
    const handler = await colleague('township-handler');
    await take(handler, lead.receiptNumber, 'answer', '答复', { note: '路灯修好了。' });
    const { body } = await citizen.lookUp(member.receiptNumber, member.lookupCode);
    expect(body.messages.at(-1)?.text).toBe('路灯修好了。');
  });
});

describe('a lost receipt', () => {
  const person = { name: '赵某', phone: '13800000003', address: '' };
  it('is found by phone, and a new code is given to whoever can say what was said; the old one is dead', async () => {
    const receipt = await handIn({ ...PLAIN, identity: 'named', person });
    const clerk = await colleague('counter-clerk');
    const found = await clerk.press(await clerk.open('/desk/recover'), '查找', { phone: '138 0000 0003' });
    expect(found.html).toContain(`${pathOf(receipt.receiptNumber)}/reissue`);
    expect(found.text).not.toContain('赵某');
    const wrong = await take(clerk, receipt.receiptNumber, 'reissue', '补发', {
      name: '钱某',
      phone: person.phone,
      checked: 'yes',
    });
    expect([wrong.status, wrong.text.includes('和当时留的不一样')]).toEqual([422, true]);
    const unchecked = await clerk.press(wrong, '补发', { name: '赵 某', checked: [] });
    expect(unchecked.text).toContain('请先核对身份证件');
    const sheet = await clerk.press(unchecked, '补发', { checked: 'yes' });
    const issued = numbersOn(sheet.text);
    expect(issued.receiptNumber).toBe(receipt.receiptNumber);
    expect(issued.lookupCode).not.toBe(receipt.lookupCode);
    expect((await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode)).status).toBe(404);
    const { body } = await citizen.lookUp(issued.receiptNumber, issued.lookupCode);
    expect(body.timeline.at(-1)?.title).toBe('窗口补发了查询码');
  });

  it('is found by number too, also once it is closed; a sealed one by its number only, another township never', async () => {
    const clerk = await colleague('counter-clerk');
    const closed = await handIn({ ...PLAIN, identity: 'named', person: { ...person, phone: '13800000004' } });
    await citizen.step(closed, 'withdraw', { reason: '算了。' });
    const sealed = await handIn({ ...PLAIN, identity: 'sealed', person: { ...person, phone: '13800000005' } });
    const elsewhere = await handIn({
      ...PLAIN,
      township: '370883101',
      identity: 'named',
      person: { ...person, phone: '13800000006' },
    });
    const search = async (values: Record<string, string>) =>
      (await clerk.press(await clerk.open('/desk/recover'), '查找', values)).html.includes('/reissue"');
    expect(await search({ phone: '13800000004' })).toBe(true);
    expect(await search({ phone: '13800000005' })).toBe(false);
    expect(await search({ number: sealed.receiptNumber })).toBe(true);
    expect(await search({ phone: '13800000006' })).toBe(false);
    expect(await search({ number: elsewhere.receiptNumber })).toBe(false);
    const coordinator = await colleague('coordinator');
    const all = await coordinator.press(await coordinator.open('/desk/recover'), '查找', { phone: '13800000006' });
    expect(all.html).toContain('/reissue"');
  });

  it('wants the password again before a code is issued', async () => {
    const receipt = await handIn({ ...PLAIN, identity: 'named', person });
    const clerk = await colleague('counter-clerk', {}, { now: Date.now() - 6 * 60_000 });
    const page = await clerk.open(`${pathOf(receipt.receiptNumber)}/reissue`);
    expect([page.status, page.text.includes('请再输一次密码')]).toEqual([401, true]);
  });
});

describe('looking for a phone', () => {
  it('goes by indexes, open and closed', async () => {
    const queries: string[] = [];
    const meter = newMeter();
    const clerk = await colleague('counter-clerk', {}, { overrides: { DB: watchDatabase(env.DB, meter) } });
    await clerk.press(await clerk.open('/desk/recover'), '查找', { phone: '13800000009' });
    queries.push(...meter.queries.filter((sql) => sql.includes('"phone_index" =')));
    expect(queries).toHaveLength(2);
    for (const sql of queries) {
      const blanks = Array.from({ length: sql.split('?').length - 1 }, () => '[]');
      const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...blanks)
        .all<{ detail: string }>();
      const details = plan.results.map(({ detail }) => detail);
      expect(details.filter((detail) => /SCAN (case_record|"case_record")/.test(detail))).toEqual([]);
      expect(details.some((detail) => /case_record_(township|closed)/.test(detail))).toBe(true);
    }
  });
});

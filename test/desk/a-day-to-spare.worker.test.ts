/**
 * A week of two complaints that came by phone on the same Monday: one is answered by the department with a day to spare,
 * nobody keeps the limit of the other. The clock is moved; what is asserted stands on the pages.
 */

import { describe, expect, it } from 'vitest';
import { type Colleague, colleague } from './colleague.ts';
import { citizen, pathOf, take } from './handing-over.ts';
import { moveTo, shanghai } from './moved-time.ts';

const DEPARTMENT = { departmentCode: 'M03' };
/** 5 working days from Monday, 23 November 2026: to the end of Monday, 30 November. */
const MONDAY = shanghai('2026-11-23T10:00');
const LAST_MINUTE = shanghai('2026-11-30T23:59');
const LATE = shanghai('2026-12-01T00:00');

const numbersOn = (text: string) => ({
  receiptNumber: /[0-9A-Z]{4}-[0-9A-Z]{4}(?!-)/.exec(text)?.[0] ?? '',
  lookupCode: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '',
});

/** The line of the case in the viewer's queue: its warning, as colour and words; `gone` when there is none. */
async function lineOf(who: Colleague, number: string, box = 'own'): Promise<string> {
  const { html } = await who.open(`/desk/cases?box=${box}`);
  const row = [...html.matchAll(/<tr>.*?<\/tr>/gs)].map(([one]) => one).find((one) => one.includes(number));
  if (row === undefined) return 'gone';
  const tag = /<span class="tag ([a-z]+)">([^<]*)</.exec(row);
  return tag ? `${tag[1]} ${tag[2]}` : 'calm';
}
/** What the page of the case says of its limit. */
const limitOn = async (who: Colleague, number: string) =>
  /期限<\/dt><dd>(.*?)<\/dd>/s
    .exec((await who.open(pathOf(number))).html)?.[1]
    ?.replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');
const counts = async (who: Colleague) => {
  const { text } = await who.open('/desk/cases?box=own');
  return /已超期 (\d+) 件 快到期 (\d+) 件/.exec(text)?.slice(1).map(Number);
};

describe('a limit of five working days, over a weekend', () => {
  it('yellow one working day before, red on the first day after; who answers the day before is in time', async () => {
    await moveTo(MONDAY);
    const born = { now: MONDAY };
    const clerk = await colleague('counter-clerk', {}, born);
    const handler = await colleague('department-handler', DEPARTMENT, born);
    const head = await colleague('department-head', DEPARTMENT, born);
    const everybody = [clerk, handler, head];
    const register = async (text: string) => {
      const said = { channel: 'phone', told: 'yes', kind: 'complaint', text, name: '某某', phone: '13800000001' };
      const sheet = await clerk.press(await clerk.open('/desk/register'), '登记，出回执', said);
      const numbers = numbersOn(sheet.text);
      await take(clerk, numbers.receiptNumber, 'accept', '受理');
      await take(clerk, numbers.receiptNumber, 'assign', '交办', { lead: 'DM03', note: '归这个部门管。' });
      return numbers;
    };
    const answered = await register('夜里有人往河边倒建筑垃圾。');
    const forgotten = await register('桥头的护栏断了一截。');
    const both = async () => [
      await lineOf(handler, answered.receiptNumber),
      await lineOf(handler, forgotten.receiptNumber),
    ];

    expect(await both()).toEqual(['calm', 'calm']);
    expect(await limitOn(handler, answered.receiptNumber)).toBe('2026-11-30');
    await moveTo(shanghai('2026-11-26T23:59'), ...everybody);
    expect(await both()).toEqual(['calm', 'calm']);
    expect(await counts(handler)).toEqual([0, 0]);

    // Friday: Monday is the next working day. So it stays over the weekend.
    for (const moment of ['2026-11-27T00:00', '2026-11-28T12:00', '2026-11-29T12:00']) {
      await moveTo(shanghai(moment), ...everybody);
      expect([moment, ...(await both())]).toEqual([moment, 'soon 快到期', 'soon 快到期']);
    }
    await moveTo(shanghai('2026-11-27T16:00'), ...everybody);
    expect(await limitOn(handler, answered.receiptNumber)).toBe('2026-11-30 快到期');
    expect(await counts(handler)).toEqual([0, 2]);
    await take(handler, answered.receiptNumber, 'start', '开始办理');
    await take(handler, answered.receiptNumber, 'answer', '答复', { note: '垃圾清走了，装了摄像头。' });

    // In time: the limit is kept, nothing is counted any more, and the citizen reads it.
    expect(await lineOf(handler, answered.receiptNumber)).toBe('calm');
    const page = await clerk.open(pathOf(answered.receiptNumber));
    expect(page.text).toContain('做到了');
    expect(page.text).not.toMatch(/超期|快到期/);
    const read = await citizen.lookUp(answered.receiptNumber, answered.lookupCode);
    expect([read.body.state, read.body.isOverdue]).toEqual(['answered', false]);
    expect(read.body.messages.map(({ text }) => text)).toContain('垃圾清走了，装了摄像头。');
    expect((await citizen.step(read.body, 'rate', { level: 5, text: '' })).status).toBe(200);
    expect(await lineOf(handler, answered.receiptNumber)).toBe('gone');
    expect(await lineOf(handler, answered.receiptNumber, 'closed')).toBe('calm');

    // The other one: yellow to its last minute, red from the first one after.
    await moveTo(LAST_MINUTE, ...everybody);
    expect(await lineOf(handler, forgotten.receiptNumber)).toBe('soon 快到期');
    expect(await lineOf(head, forgotten.receiptNumber)).toBe('soon 快到期');
    await moveTo(LATE, ...everybody);
    expect(await lineOf(handler, forgotten.receiptNumber)).toBe('late 已超期');
    expect(await limitOn(clerk, forgotten.receiptNumber)).toBe('2026-11-30 已超期');
    expect(await counts(handler)).toEqual([1, 0]);
    const late = await citizen.lookUp(forgotten.receiptNumber, forgotten.lookupCode);
    expect(late.body.isOverdue).toBe(true);
    // What answers it now answers it late, and the page goes on saying so.
    await take(handler, forgotten.receiptNumber, 'answer', '答复', { note: '护栏接好了。' });
    const afterwards = await clerk.open(pathOf(forgotten.receiptNumber));
    expect(afterwards.text).toContain('2026-11-30 超期');
    expect(afterwards.text).not.toContain('做到了');
    const told = await citizen.lookUp(forgotten.receiptNumber, forgotten.lookupCode);
    expect([told.body.isOverdue, told.body.clocks.map(({ state }) => state)]).toEqual([false, ['overdue']]);
  });
});

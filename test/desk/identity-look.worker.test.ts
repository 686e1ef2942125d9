/** An approved look at a sealed name has an end: a day later, or with the case. */
import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { readLookHours } from '../../worker/cases/looks.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { type Colleague, colleague } from './colleague.ts';
import { assigned, citizen, idOf, pathOf, take } from './handing-over.ts';
import { moveTo, shanghai } from './moved-time.ts';

const SEALED = { kind: 'complaint', territorialCode: null, itemCode: null, identity: 'sealed' } as const;
const HOUR_MS = 3_600_000;
const MORNING = shanghai('2026-11-24T09:00');

/** At nine in the morning the handler asks, and the leader agrees. */
async function granted(overrides: Partial<Env> = {}) {
  await moveTo(MORNING);
  const at = { now: MORNING, overrides };
  const clerk = await colleague('counter-clerk', {}, at);
  const [handler, leader] = [await colleague('township-handler', {}, at), await colleague('township-leader', {}, at)];
  const receipt = await assigned(clerk, SEALED);
  const { receiptNumber } = receipt;
  await take(handler, receiptNumber, 'ask-identity', '申请看保密身份', { note: '要上门核实。' });
  const form = await leader.open(`${pathOf(receiptNumber)}/grant-identity`);
  await leader.press(form, '同意看保密身份', { note: '' });
  return { receipt, receiptNumber, clerk, handler, leader, form };
}
const sees = async (who: Colleague, number: string) =>
  (await who.open(`${pathOf(number)}?show=person`)).text.includes('演示人');
const readsOf = async (number: string) =>
  (
    await env.DB.prepare("SELECT count(*) AS n FROM case_read WHERE case_id = ? AND what = 'identity'")
      .bind(idOf(number))
      .first<{ n: number }>()
  )?.n;

describe('an approved look at a sealed name', () => {
  it('says until when, on every page about it and in the chain', async () => {
    const { receiptNumber, handler, form } = await granted();
    expect(form.text).toContain('能看 24 小时；这件事先办结的，办结就不能再看。');
    const page = await handler.open(pathOf(receiptNumber));
    expect(page.text).toContain('批准您看，到 2026-11-25 09:00 为止。');
    expect(page.text).toMatch(/同意看保密身份 .*到 2026-11-25 09:00 为止/);
    const event = await env.DB.prepare(
      "SELECT public_note FROM case_event WHERE case_id = ? AND action = 'grant-identity'",
    )
      .bind(idOf(receiptNumber))
      .first<{ public_note: string }>();
    expect(JSON.parse(event?.public_note ?? '')).toMatchObject({ data: { until: MORNING + 24 * HOUR_MS } });
  });

  it('ends with its last moment: nothing is shown or logged any more, and it can be asked for again', async () => {
    const { receiptNumber, handler, leader } = await granted();
    await moveTo(MORNING + 24 * HOUR_MS - 1, handler, leader);
    expect(await sees(handler, receiptNumber)).toBe(true);
    expect((await handler.open(`${pathOf(receiptNumber)}/ask-identity`)).status).toBe(409);
    const before = await readsOf(receiptNumber);
    await moveTo(MORNING + 24 * HOUR_MS, handler, leader);
    expect(await sees(handler, receiptNumber)).toBe(false);
    expect(await readsOf(receiptNumber)).toBe(before);
    const over = await handler.open(pathOf(receiptNumber));
    expect(over.text).toContain('批准您看的时间到 2026-11-25 09:00 为止，已经过了。要看得先申请');
    await take(handler, receiptNumber, 'ask-identity', '申请看保密身份', { note: '昨天人不在家。' });
    await take(leader, receiptNumber, 'grant-identity', '同意看保密身份', { note: '' });
    expect(await sees(handler, receiptNumber)).toBe(true);
  });

  it('ends with the case, and does not come back when the case opens again', async () => {
    const { receipt, receiptNumber, handler } = await granted();
    await take(handler, receiptNumber, 'answer', '答复', { note: '已经办好。' });
    expect(await sees(handler, receiptNumber)).toBe(true);
    expect((await citizen.step(receipt, 'rate', { level: 5, text: '' })).status).toBe(200);
    const closed = await handler.open(`${pathOf(receiptNumber)}?show=person`);
    expect(closed.text).not.toContain('演示人');
    expect(closed.text).toContain('已经过了。现在不能看。');
    await env.DB.prepare("UPDATE case_record SET closed_at = NULL, state = 'handling' WHERE id = ?")
      .bind(idOf(receiptNumber))
      .run();
    expect(await sees(handler, receiptNumber)).toBe(false);
  });

  it('is as long as IDENTITY_HOURS says; a wrong word opens nothing', async () => {
    const { receiptNumber, handler } = await granted({ IDENTITY_HOURS: '2' });
    expect((await handler.open(pathOf(receiptNumber))).text).toContain('批准您看，到 2026-11-24 11:00 为止。');
    await moveTo(MORNING + 2 * HOUR_MS, handler);
    expect(await sees(handler, receiptNumber)).toBe(false);
    expect(readLookHours('')).toBe(24);
    for (const wrong of ['0', '721', '-1', '1.5', 'abc', ' 24'])
      expect([wrong, readLookHours(wrong)]).toEqual([wrong, 0]);
  });
});

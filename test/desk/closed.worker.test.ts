/** What is closed, on the desk: by whoever had it last, the latest first, and numbers as citizens say them. */
import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { colleague, TOWNSHIP } from './colleague.ts';
import { assigned, citizen, handIn, idOf, pathOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;
const OFFICE = `O${TOWNSHIP}-O08`;
const DAY_MS = 86_400_000;

const closedOn = (number: string, at: number) =>
  env.DB.prepare('UPDATE case_record SET closed_at = ? WHERE id = ?').bind(at, idOf(number)).run();

async function declined() {
  const clerk = await colleague('counter-clerk');
  const { receiptNumber } = await handIn(PLAIN);
  const reason = { note: '不归行政机关管。', where: 'court' };
  await take(clerk, receiptNumber, 'decline', '不予受理', reason);
  return { clerk, receiptNumber };
}

describe('closed cases', () => {
  it('leave the queue, and stand with the counter that closed them, the latest first, with number and outcome', async () => {
    const older = await declined();
    const newer = await declined();
    await closedOn(older.receiptNumber, Date.now() - 3 * DAY_MS);
    const { clerk } = newer;
    expect((await clerk.open('/desk/cases')).text).not.toContain(newer.receiptNumber);
    const closed = await clerk.open('/desk/cases?box=closed');
    expect(closed.text).toContain('太平镇窗口办结的');
    expect(closed.text).toContain('不予受理');
    expect(closed.text.indexOf(newer.receiptNumber)).toBeGreaterThan(0);
    expect(closed.text.indexOf(older.receiptNumber)).toBeGreaterThan(closed.text.indexOf(newer.receiptNumber));
    expect(closed.text).not.toMatch(/黑水|演示人|13800000000/);
  });

  it('are narrowed by outcome, kind and day', async () => {
    const { clerk, receiptNumber } = await declined();
    await closedOn(receiptNumber, Date.now() - 10 * DAY_MS);
    const day = (back: number) => new Date(Date.now() - back * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
    const shows = async (filter: string) =>
      (await clerk.open(`/desk/cases?box=closed&${filter}`)).text.includes(receiptNumber);
    expect(await shows(`until=${day(10)}`)).toBe(true);
    expect(await shows(`until=${day(11)}`)).toBe(false);
    expect(await shows('state=declined&kind=complaint')).toBe(true);
    expect(await shows('state=completed')).toBe(false);
    // What is no day counts as not said.
    expect(await shows('until=2026-02-30')).toBe(true);
  });

  it('of an office are seen by the office and by its township, not by another one', async () => {
    const clerk = await colleague('counter-clerk');
    const receipt = await assigned(clerk, PLAIN);
    const { receiptNumber } = receipt;
    const handler = await colleague('township-handler');
    await take(handler, receiptNumber, 'answer', '答复', { note: '已经修好。' });
    expect((await citizen.step(receipt, 'rate', { level: 5, text: '' })).status).toBe(200);
    expect((await handler.open('/desk/cases?box=closed')).text).toContain(receiptNumber);
    const leader = await colleague('township-leader');
    expect((await leader.open('/desk/cases?box=closed')).text).not.toContain(receiptNumber);
    const list = await leader.open('/desk/cases?box=closed');
    expect(list.html).toContain(`<option value="closed-${OFFICE}">`);
    expect((await leader.open(`/desk/cases?box=closed-${OFFICE}`)).text).toContain(receiptNumber);
    const stranger = await colleague('township-leader', { townshipCode: '370883101' });
    // Not one of theirs: their usual box instead.
    const refused = await stranger.open(`/desk/cases?box=closed-${OFFICE}`);
    expect(refused.text).toContain('事项：在我这里');
    expect(refused.text).not.toContain(receiptNumber);
  });

  it('are seen by the coordinating office and by auditors one holder at a time; an auditor gets no number', async () => {
    const { receiptNumber } = await declined();
    const path = pathOf(receiptNumber);
    const coordinator = await colleague('coordinator');
    expect((await coordinator.open('/desk/cases?box=closed')).html).not.toContain(path);
    const of = await coordinator.open(`/desk/cases?box=closed-T${TOWNSHIP}`);
    expect(of.text).toContain(receiptNumber);
    expect(of.html).toContain(`value="closed-${OFFICE}"`);
    const auditor = await colleague('auditor');
    const trail = await auditor.open(`/desk/cases?box=closed-T${TOWNSHIP}`);
    expect(trail.html).toContain(path);
    expect(trail.text).not.toContain(receiptNumber);
    expect(trail.text).toContain(`…${path.slice(-5)}`);
  });

  it('are found by the number from the queue, like open ones', async () => {
    const { clerk, receiptNumber } = await declined();
    const page = await clerk.open('/desk/cases');
    expect(page.html).toContain('action="/desk/find"');
    const found = await clerk.open(`/desk/find?number=${receiptNumber.toLowerCase()}`);
    expect([found.status, found.location]).toEqual([303, pathOf(receiptNumber)]);
  });
});

describe('numbers in lists', () => {
  it('stand in the queue, at the parts and among what is escalated, as the citizen has them', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn(PLAIN);
    expect((await clerk.open('/desk/cases')).text).toContain(receiptNumber);
    expect((await clerk.open('/desk/cases?kind=complaint')).text).toContain(receiptNumber);
    expect((await clerk.open(`/desk/cases?box=${TOWNSHIP}`)).text).toContain(receiptNumber);
    await env.DB.prepare('UPDATE case_record SET escalation = 1 WHERE id = ?').bind(idOf(receiptNumber)).run();
    const leader = await colleague('township-leader');
    expect((await leader.open('/desk/cases?box=escalated')).text).toContain(receiptNumber);
    await take(clerk, receiptNumber, 'accept', '受理');
    const tomorrow = new Date(Date.now() + DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
    const parts = { lead: OFFICE, parts: ['DM03'], partDay: tomorrow, note: '' };
    await take(clerk, receiptNumber, 'assign', '交办', parts);
    const department = await colleague('department-handler');
    expect((await department.open('/desk/cases?box=parts')).text).toContain(receiptNumber);
  });
});

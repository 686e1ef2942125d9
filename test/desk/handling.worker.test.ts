import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Env } from '../../worker/platform/env.ts';
import { Citizen } from '../cases/caller.ts';
import { newMeter, watchDatabase } from '../cases/watched.ts';
import { type Colleague, colleague, fillIn, TOWNSHIP } from './colleague.ts';
import { assigned, citizen, handIn, OFFICE, pathOf, rowOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;

describe('from hand-in to answer', () => {
  it('the clerk accepts and assigns, the office answers, the citizen reads who has it and what they say', async () => {
    const { receiptNumber, lookupCode } = await handIn(PLAIN);
    const path = pathOf(receiptNumber);
    const [clerk, handler] = [await colleague('counter-clerk'), await colleague('township-handler')];
    expect((await handler.open(`${path}/answer`)).status).toBe(404);
    await take(clerk, receiptNumber, 'accept', '受理');
    await take(clerk, receiptNumber, 'assign', '交办', { lead: `O${OFFICE}` });
    expect(await rowOf(receiptNumber)).toMatchObject({ state: 'assigned', holder: `O${OFFICE}` });
    await take(handler, receiptNumber, 'start', '开始办理');
    await take(handler, receiptNumber, 'answer', '答复', { note: '已经责令停产。' });
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect([body.state, body.messages.at(-1)?.text]).toEqual(['answered', '已经责令停产。']);
    expect(body.owner).toContain('太平镇规划建设办公室');
    const { results } = await env.DB.prepare('SELECT actor FROM case_event WHERE case_id = ? ORDER BY seq')
      .bind((await rowOf(receiptNumber))['id'])
      .all<{ actor: string }>();
    const [by, from] = [`staff:${clerk.staff.id}`, `staff:${handler.staff.id}`];
    expect(results.map(({ actor }) => actor)).toEqual(['citizen', by, by, from, from]);
  });

  it('costs at most 25 rows written from hand-in to rating, the change of holder included', async () => {
    const meter = newMeter();
    const { app } = createApp();
    const overrides: Partial<Env> = { RATE_LIMITS: 'off', DB: watchDatabase(env.DB, meter) };
    const clerk = await colleague('counter-clerk', {}, { overrides, app });
    const handler = await colleague('township-handler', {}, { overrides, app });
    const other = new Citizen(overrides, app);
    for (const path of ['/desk', '/desk/cases']) for (const who of [clerk, handler]) await who.open(path);
    let written = 0;
    const counted = async <T>(work: Promise<T>): Promise<T> => {
      const result = await work;
      written += meter.rowsWritten;
      return result;
    };
    Object.assign(meter, newMeter());
    const { body: receipt } = await counted(other.submit({ ...PLAIN, township: TOWNSHIP, village: null }));
    const path = pathOf(receipt.receiptNumber);
    const steps: [Colleague, string, string, Record<string, string>][] = [
      [clerk, 'accept', '受理', {}],
      [clerk, 'assign', '交办', { lead: `O${OFFICE}` }],
      [handler, 'start', '开始办理', {}],
      [handler, 'answer', '答复', { note: '办好了。' }],
    ];
    for (const [who, step, button, values] of steps) {
      const { body } = fillIn(await who.open(`${path}/${step}`), button, values);
      Object.assign(meter, newMeter());
      expect((await counted(who.post(`${path}/${step}`, body))).status).toBe(303);
    }
    Object.assign(meter, newMeter());
    expect((await counted(other.step(receipt, 'rate', { level: 5, text: '' }))).body.state).toBe('completed');
    console.info(`life of six steps with a change of holder: ${written} rows written`);
    expect(written).toBeLessThanOrEqual(25);
  });
});

describe('two at once', () => {
  it('one wins; the other sees where it stands now and what they had typed', async () => {
    const { receiptNumber, lookupCode } = await handIn(PLAIN);
    const [first, second] = [await colleague('counter-clerk'), await colleague('counter-clerk')];
    const path = pathOf(receiptNumber);
    const mine = await first.open(`${path}/request-correction`);
    const theirs = await second.open(`${path}/request-correction`);
    await first.press(mine, '请群众补正', { note: '请写清门牌。' });
    const lost = await second.press(theirs, '请群众补正', { note: '请写清是哪一天，我写了很久。' });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('我写了很久');
    expect(lost.text).toContain('等群众补正');
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect(body.messages.map(({ text }) => text)).toEqual(['请写清门牌。']);
  });

  it('a step that goes on being possible can be sent again from the page that lost', async () => {
    const receipt = await assigned(await colleague('counter-clerk'), PLAIN);
    const handler = await colleague('township-handler');
    const open = await handler.open(`${pathOf(receipt.receiptNumber)}/answer`);
    await citizen.step(receipt, 'supplement', { text: '又来了一次。' });
    const lost = await handler.press(open, '答复', { note: '查过了，已改好。' });
    expect([lost.status, lost.text.includes('有人先动了')]).toEqual([409, true]);
    await handler.press(lost, '答复');
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect([body.state, body.messages.at(-1)?.text]).toEqual(['answered', '查过了，已改好。']);
  });

  it('twenty presses of one button are one step', async () => {
    const { receiptNumber } = await handIn(PLAIN);
    const clerk = await colleague('counter-clerk');
    const path = `${pathOf(receiptNumber)}/message`;
    const { body } = fillIn(await clerk.open(path), '给群众留言', { note: '明天上门看。' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => clerk.post(path, new URLSearchParams(body))));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(303));
    expect((await rowOf(receiptNumber))['version']).toBe(2);
  });

  it('a step that is not possible names those that are', async () => {
    const { receiptNumber } = await handIn(PLAIN);
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(`${pathOf(receiptNumber)}/assign`);
    expect(page.status).toBe(409);
    expect(page.text).toContain('现在不能“交办”');
    for (const title of ['受理', '请群众补正', '不予受理', '定类别']) expect(page.text).toContain(title);
    expect(page.text).not.toContain('答复 ');
  });
});

describe('who gets a case', () => {
  it('the list suggests the lead; another one needs a reason', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn({ ...PLAIN, territorialCode: 'D01-001' });
    await take(clerk, receiptNumber, 'accept', '受理');
    const form = await clerk.open(`${pathOf(receiptNumber)}/assign`);
    expect(form.text).toMatch(/清单建议：.*牵头/);
    const refused = await clerk.press(form, '交办', { lead: `O${OFFICE}`, note: '' });
    expect([refused.status, refused.text.includes('请写理由')]).toEqual([422, true]);
    await clerk.press(refused, '交办', { lead: `O${OFFICE}`, note: '已和市里说好，由镇里先办。' });
    expect((await rowOf(receiptNumber))['holder']).toBe(`O${OFFICE}`);
  });

  it('never whom it is about, not even by hand; a report against the township goes to the coordinating office', async () => {
    const clerk = await colleague('counter-clerk');
    const about = { offices: [OFFICE], departments: ['M14'], persons: '' };
    const { receiptNumber } = await handIn({ ...PLAIN, about });
    await take(clerk, receiptNumber, 'accept', '受理');
    const form = await clerk.open(`${pathOf(receiptNumber)}/assign`);
    expect(form.html).not.toContain(`O${OFFICE}"`);
    expect(form.html).not.toContain('"DM14"');
    for (const lead of [`O${OFFICE}`, 'DM14']) {
      const { body } = fillIn(form, '交办', { note: '硬交' });
      body.set('lead', lead);
      expect((await clerk.post(`${pathOf(receiptNumber)}/assign`, body)).status).toBe(422);
    }
    const parts = fillIn(form, '交办', { lead: 'DM03', note: '', partDay: '' });
    parts.body.append('parts', `O${OFFICE}`);
    expect((await clerk.post(`${pathOf(receiptNumber)}/assign`, parts.body)).status).toBe(422);
    expect((await rowOf(receiptNumber))['state']).toBe('accepted');
    const report = await handIn({ ...PLAIN, kind: 'report', about });
    expect((await rowOf(report.receiptNumber))['holder']).toBe('C');
    expect((await clerk.open(`${pathOf(report.receiptNumber)}/accept`)).status).toBe(404);
  });

  it('who helps has a limit of their own, answers for themselves, and answers nothing else', async () => {
    const clerk = await colleague('counter-clerk');
    const receipt = await handIn(PLAIN);
    const { receiptNumber } = receipt;
    await take(clerk, receiptNumber, 'accept', '受理');
    const form = await clerk.open(`${pathOf(receiptNumber)}/assign`);
    const [helper, other] = [
      await colleague('department-handler', { departmentCode: 'M03' }),
      await colleague('department-handler', { departmentCode: 'M14' }),
    ];
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await clerk.press(form, '交办', { lead: `O${OFFICE}`, parts: ['DM03'], partDay: day });
    expect((await other.open(`${pathOf(receiptNumber)}/part-answer`)).status).toBe(404);
    expect((await helper.open(`${pathOf(receiptNumber)}/answer`)).status).toBe(409);
    await take(helper, receiptNumber, 'part-answer', '写协办意见', { note: '手续齐全。' });
    const part = await env.DB.prepare('SELECT * FROM case_part WHERE case_id = ?')
      .bind((await rowOf(receiptNumber))['id'])
      .first<Record<string, number>>();
    expect(part).toMatchObject({ organ: 'DM03', answered_seq: 4 });
    expect(part?.['due_at']).toBe(Date.parse(`${day}T23:59:59.999+08:00`));
    expect((await helper.open(`${pathOf(receiptNumber)}/part-answer`)).status).toBe(409);
    const { body } = await citizen.lookUp(receiptNumber, receipt.lookupCode);
    expect(JSON.stringify(body)).not.toContain('手续齐全');
  });

  it('what is handed back goes to the counter with the reason, and can be given to another', async () => {
    const clerk = await colleague('counter-clerk');
    const receipt = await assigned(clerk, PLAIN);
    const handler = await colleague('township-handler');
    await take(handler, receipt.receiptNumber, 'return', '退回重新交办', { note: '属于自然资源和规划局。' });
    expect(await rowOf(receipt.receiptNumber)).toMatchObject({ state: 'accepted', holder: `T${TOWNSHIP}` });
    expect((await handler.open(`${pathOf(receipt.receiptNumber)}/note`)).status).toBe(404);
    await take(clerk, receipt.receiptNumber, 'assign', '交办', { lead: 'DM03' });
    expect((await rowOf(receipt.receiptNumber))['holder']).toBe('DM03');
  });

  it('what two departments have handed back is decided by the coordinating office, and stays decided', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn(PLAIN);
    await take(clerk, receiptNumber, 'accept', '受理');
    const note = '清单上不是这一家。';
    const one = await colleague('department-handler', { departmentCode: 'M03' });
    const two = await colleague('department-handler', { departmentCode: 'M14' });
    await take(clerk, receiptNumber, 'assign', '交办', { lead: 'DM03', note });
    await take(one, receiptNumber, 'return', '退回重新交办', { note: '属于住建局。' });
    expect(await rowOf(receiptNumber)).toMatchObject({ state: 'accepted', holder: `T${TOWNSHIP}` });
    await take(clerk, receiptNumber, 'assign', '交办', { lead: 'DM14', note });
    await take(two, receiptNumber, 'return', '退回重新交办', { note: '属于自然资源和规划局。' });
    expect(await rowOf(receiptNumber)).toMatchObject({ state: 'accepted', holder: 'C' });
    expect((await clerk.open(`${pathOf(receiptNumber)}/assign`)).status).toBe(404);
    const coordinator = await colleague('coordinator');
    // Both statements stand there, one under the other.
    const { text } = await coordinator.open(pathOf(receiptNumber));
    for (const said of ['属于住建局。', '属于自然资源和规划局。']) expect(text).toContain(said);
    await take(coordinator, receiptNumber, 'assign', '交办', { lead: 'DM03', note: '按清单归它。' });
    expect((await one.open(`${pathOf(receiptNumber)}/return`)).status).toBe(409);
    await take(one, receiptNumber, 'start', '开始办理');
    expect((await one.open(`${pathOf(receiptNumber)}/return`)).status).toBe(409);
    await take(one, receiptNumber, 'answer', '答复', { note: '办好了。' });
  });
});

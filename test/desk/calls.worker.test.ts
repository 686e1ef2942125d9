/** As people at the desk: the black water from a citizen's case, refused twice, decided, worked off, the citizen told. */
import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { colleague, type DeskAnswer, stranger } from './colleague.ts';
import { assigned, citizen, pathOf } from './handing-over.ts';

const WORDS = { need: '请来查黑水从哪里排出来的。', why: '镇里没有执法权，也没有仪器。', evidence: '巡河看到两次。' };

/** Two entries of the demonstration list that different departments lead alone. */
async function twoEntries() {
  const { results } = await env.DB.prepare(
    `SELECT code, lead_department_codes ->> 0 AS lead, supporting_department_codes AS helpers FROM territorial_item
      WHERE json_array_length(lead_department_codes) = 1 AND retired_release IS NULL ORDER BY code`,
  ).all<{ code: string; lead: string; helpers: string }>();
  const [one] = results;
  // It has no duty at all by the first entry.
  const other = results.find(({ lead }) => lead !== one?.lead && !one?.helpers.includes(lead));
  if (!one || !other) throw new Error('the demonstration list has changed');
  return { one, other };
}
const pathOn = ({ html }: DeskAnswer): string => /href="(\/desk\/calls\/[0-9a-f]{13})\//.exec(html)?.[1] ?? '';

describe('a township leader', () => {
  it('calls from a case; two refusals stand side by side before the coordinating office, which decides; the citizen is told', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber, lookupCode } = await assigned(clerk, { kind: 'complaint' });
    const leader = await colleague('township-leader');
    const coordinator = await colleague('coordinator');
    const { one: entry, other } = await twoEntries();
    const pick = await leader.follow(await leader.open(`${pathOf(receiptNumber)}/call`));
    expect(pick.html).toContain(`value="${entry.code}"`);
    const form = await leader.open(`/desk/calls/new?case=${pathOf(receiptNumber).slice(-13)}&entry=${entry.code}`);
    const page = await leader.press(form, '发出呼叫', { kind: 'ordinary', ...WORDS });
    const path = pathOn(page);
    expect(page.text).toContain('呼叫发出去了。');
    expect(page.text).toContain(WORDS.need);
    expect(page.text).toContain('不是法定时限');
    const told = await citizen.lookUp(receiptNumber, lookupCode);
    expect(told.body.sentence).toMatch(/^镇街请了市里的部门一起办，\d{4}-\d\d-\d\d 前有结果或者回话/);
    expect(told.body.messages.at(-1)?.text).toMatch(/^镇街已经请.+前要有结果。$/);

    const one = await colleague('department-head', { departmentCode: entry.lead });
    const two = await colleague('department-head', { departmentCode: other.lead });
    expect((await two.open(path)).status).toBe(404);
    const wrong = await one.press(await one.open(`${path}/refuse`), '不归本单位', {
      body: `D${other.lead}`,
      entry: entry.code,
      note: '不是我们的事。',
    });
    expect([wrong.status, wrong.html.includes('不是我们的事。')]).toEqual([422, true]);
    expect(wrong.text).toContain('没有主体责任，主体责任在');
    const right = { body: `D${other.lead}`, entry: other.code };
    const passed = await one.press(await one.open(`${path}/refuse`), '不归本单位', {
      ...right,
      note: '排口在河道，凭这一项归它。',
    });
    expect(passed.text).toContain('办好了。');
    expect((await two.open(`${path}/refuse`)).status).toBe(409);
    const back = { body: `D${entry.lead}`, entry: entry.code };
    await two.press(await two.open(`${path}/refuse-again`), '不归本单位，请统筹办定', {
      ...back,
      note: '排污归环保，不归我们。',
    });

    const decision = await coordinator.open(`${path}/decide`);
    expect((await leader.open(pathOf(receiptNumber))).html).toContain(path);
    expect((await coordinator.open('/desk')).text).toContain('个呼叫等您单位办');
    expect(decision.text).toContain('各方的说法');
    for (const said of ['排口在河道，凭这一项归它。', '排污归环保，不归我们。']) expect(decision.text).toContain(said);
    // Nothing is chosen for them; what the list says stands beside, with its reason.
    expect(decision.html).not.toMatch(/<option[^>]* selected/);
    expect(decision.text).toContain('镇街按这一项呼叫');
    expect(decision.html).toContain(`href="${path}/decide?entry=${entry.code}&amp;body=D${entry.lead}"`);
    const chosen = await coordinator.open(`${path}/decide?entry=${entry.code}&body=D${entry.lead}`);
    expect(chosen.html.match(/<option[^>]* selected[^>]*>/g)).toHaveLength(2);
    const nobody = { body: `D${other.lead}`, entry: entry.code, note: '不照清单。' };
    const refused = await coordinator.press(decision, '定由谁办', nobody);
    expect([refused.status, refused.html.includes('不照清单。')]).toEqual([422, true]);
    expect(refused.text).toContain('这个部门没有责任，主体责任在');
    await coordinator.press(decision, '定由谁办', { ...back, note: '黑水先查排污。' });
    expect((await two.open(`${path}/sign`)).status).toBe(409);
    for (const step of ['refuse', 'refuse-again']) expect((await one.open(`${path}/${step}`)).status).toBe(409);
    for (const [step, button] of [
      ['sign', '签收'],
      ['plan', '定怎么办'],
      ['arrive', '到现场了'],
      ['finish', '办完，报结果'],
    ] as const) {
      const after = await one.press(await one.open(`${path}/${step}`), button, { note: `${button}：写清楚。` });
      expect([step, after.text.includes('办好了。')]).toEqual([step, true]);
    }
    const last = await citizen.lookUp(receiptNumber, lookupCode);
    expect(last.body.messages.at(-1)?.text).toContain('办完了，镇街正在核实');
    await leader.press(await leader.open(`${path}/rate`), '评价', { level: '5' });
    const closed = await leader.press(await leader.open(`${path}/close`), '办结');
    expect(closed.text).toContain('已办结');
    expect((await leader.open('/desk/calls?box=closed')).html).toContain(path);
    expect((await (await colleague('township-leader', { townshipCode: '370883101' })).open(path)).status).toBe(404);
  });

  it('is told all that is missing at once and loses nothing; a stranger is asked to sign in with the words kept', async () => {
    const leader = await colleague('township-leader');
    const form = await leader.open(`/desk/calls/new?entry=${(await twoEntries()).one.code}`);
    const page = await leader.press(form, '发出呼叫', { why: '没有执法权，<b>真的</b>' });
    expect(page.status).toBe(422);
    for (const field of ['kind', 'need']) expect(page.html).toContain(`href="#${field}"`);
    expect(page.html).toContain('没有执法权，&lt;b&gt;真的&lt;/b&gt;');
    const away = await stranger().post('/desk/calls/new', { ...WORDS, entry: 'D01-001', kind: 'urgent' });
    expect([away.status, away.html.includes(WORDS.need)]).toEqual([401, true]);
    expect((await (await colleague('counter-clerk')).open('/desk/calls/new')).status).toBe(403);
  });

  it('two who act at once: one is first, the other keeps what was typed and reads what happened', async () => {
    const leader = await colleague('township-leader');
    const page = await leader.press(
      await leader.open(`/desk/calls/new?entry=${(await twoEntries()).one.code}`),
      '发出呼叫',
      {
        kind: 'urgent',
        ...WORDS,
      },
    );
    const path = pathOn(page);
    const [form, again] = [await leader.open(`${path}/withdraw`), await leader.open(`${path}/withdraw`)];
    await leader.press(form, '收回', { note: '先不用来了。' });
    const lost = await leader.press(again, '收回', { note: '第二个人写的。' });
    expect([lost.status, lost.text.includes('第二个人写的。')]).toEqual([409, true]);
  });
});

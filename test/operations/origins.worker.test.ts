/** What came out of a call: seen from the call, from the case, by whoever may; and what hazards leave as evidence of duty. */
import { expect, it, vi } from 'vitest';
import { colleague, type DeskAnswer, fillIn } from '../desk/colleague.ts';
import { assigned, citizen, pathOf } from '../desk/handing-over.ts';
import { momentIn } from './world.ts';

vi.setConfig({ testTimeout: 60_000 });
const ENTRY = 'D03-021';
const TITLE = '查村东河的黑水';
const WORDS = { kind: 'ordinary', need: '请来查黑水。', why: '镇里没有执法权。' };
const PLAN = { title: TITLE, starts: momentIn(1), ends: momentIn(4), place: '村东河桥头', purpose: '看排口。' };
const pathIn = ({ html }: DeskAnswer, of: string) => new RegExp(`/desk/${of}/[0-9a-f]{13}`).exec(html)?.[0] ?? '';

it('the pages of a call and of its case lead to the joint operation, for those who may see it', async () => {
  const clerk = await colleague('counter-clerk');
  const { receiptNumber, lookupCode } = await assigned(clerk, { kind: 'complaint' });
  const leader = await colleague('township-leader');
  const casePath = pathOf(receiptNumber);
  const form = await leader.open(`/desk/calls/new?case=${casePath.slice(-13)}&entry=${ENTRY}`);
  const call = pathIn(await leader.press(form, '发出呼叫', WORDS), 'calls');
  const link = /href="(\/desk\/operations\/new[^"]*)"/.exec((await leader.open(call)).html)?.[1] ?? '';
  const planned = await leader.press(await leader.open(link.replaceAll('&amp;', '&')), '定下来', PLAN);
  const operation = pathIn(planned, 'operations');
  expect(planned.html).toContain(`href="${call}"`);
  for (const page of [await leader.open(call), await leader.open(casePath)]) {
    expect(page.html).toContain(`<a href="${operation}">${TITLE}</a>`);
    expect(page.html).toContain(call);
  }
  // The department was called and has no task in the operation: that there is one is all that it reads.
  const head = await colleague('department-head', { departmentCode: 'M30' });
  const seen = await head.open(call);
  expect(seen.html).not.toContain(operation);
  expect(seen.text).not.toContain(TITLE);
  expect(seen.text).toContain('联合行动：');
  expect((await head.open(operation)).status).toBe(404);
  const { body } = await citizen.lookUp(receiptNumber, lookupCode);
  expect(body.timeline.filter(({ title }) => title === '请市里的部门一起办')).toHaveLength(1);
});

it('an operation cannot say that it comes from a call that the planner does not see, or into another township', async () => {
  const leader = await colleague('township-leader');
  const call = pathIn(
    await leader.press(await leader.open(`/desk/calls/new?entry=${ENTRY}`), '发出呼叫', WORDS),
    'calls',
  );
  const other = await colleague('township-leader', { townshipCode: '370883101' });
  const from = `?source=call&sourceId=${call.slice(-13)}`;
  const stolen = fillIn(await other.open(`/desk/operations/new${from}`), '定下来', PLAN);
  expect((await other.post(stolen.action, stolen.body)).status).toBe(404);
  const coordinator = await colleague('coordinator');
  const page = await coordinator.open(`/desk/operations/new${from}`);
  const wrong = await coordinator.press(page, '定下来', { ...PLAN, township: '370883101' });
  expect([wrong.status, wrong.text.includes('这件事不在这个镇街。'), wrong.html.includes(TITLE)]).toEqual([
    422,
    true,
    true,
  ]);
  expect((await leader.open(call)).text).not.toContain('联合行动：');
});

it('hazards are in the evidence of duty: beside the duties of the township, and with the department that leads by the list', async () => {
  const leader = await colleague('township-leader');
  const report = { township: '370883107', kind: 'forest-fire', place: '后山', what: '坟头烧纸，草着了' };
  let page = await leader.press(await leader.open('/desk/emergency'), '报上去', report);
  const path = pathIn(page, 'emergency');
  page = await leader.press(page, '收到，去现场');
  // By the entry on forest fires its department leads.
  const entry = 'D09-058';
  const department = await colleague('department-head', { departmentCode: 'M14' });
  const passed = await leader.press(page, '转给主责部门', { entry, organ: 'DM14', note: '火大了，要专业队。' });
  expect(passed.text).toContain('办好了。');
  const own = await department.open(path);
  expect(own.status).toBe(200);
  const duty = await department.open('/desk/duty');
  expect(duty.text).toContain('隐患现场核实：森林防火 （应急隐患）');
  expect(duty.html.split('配合和协助')[0]).toContain(path);
  // The township has it apart, and its sum does not count it.
  const township = await leader.open('/desk/duty?organ=T370883107');
  const [main = '', beside = ''] = township.html.split('配合和协助');
  expect([main.includes(path), beside.includes(path)]).toEqual([false, true]);
});

/** One of each role, and something of everything for them to work on: forms that a state of affairs brings with it. */

import { env } from 'cloudflare:test';
import { expect } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { STAFF_ROLES, type StaffRole } from '../../worker/staff/staff.contract.ts';
import { Citizen } from '../cases/caller.ts';
import { type Colleague, colleague, TOWNSHIP } from './colleague.ts';
import { handIn, take } from './handing-over.ts';
import { keepDemonstration } from './kept-set.ts';

/** M30 leads in this entry, M17 helps. */
export const ENTRY = 'D03-021';
const DEPARTMENT = { departmentCode: 'M30' };
const OFFICE = `O${TOWNSHIP}-O08`;
const DAY_MS = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);

type Change = Partial<Submission>;
const PLAIN: Change = { kind: 'complaint', territorialCode: null, itemCode: null };
const DISPUTE: Change = { ...PLAIN, kind: 'dispute' };

export async function openCrew(): Promise<Colleague[]> {
  await keepDemonstration();
  const crew: Colleague[] = [];
  for (const role of STAFF_ROLES) crew.push(await colleague(role, role.startsWith('department') ? DEPARTMENT : {}));
  const of = (role: StaffRole) => crew.find(({ staff }) => staff.role === role) as Colleague;
  await makeCases(of);
  await makeCalls(of('township-leader'), of('department-head'), of('coordinator'));
  await makeProposal(of('department-handler'));
  await makeDelegation(of('coordinator'));
  const told = { code: 'T001', field: 'other', text: '周六不开门。', township: TOWNSHIP };
  const headers = { 'content-type': 'application/json' };
  await createApp().app.request('/api/v1/feedback', { method: 'POST', headers, body: JSON.stringify(told) }, env);
  return crew;
}

async function makeCases(of: (role: StaffRole) => Colleague): Promise<void> {
  const clerk = of('counter-clerk');
  const accept = async (change: Change) => {
    const { receiptNumber } = await handIn(change);
    await take(clerk, receiptNumber, 'accept', '受理');
    return receiptNumber;
  };
  const give = async (change: Change, lead: string, parts: string[] = []) => {
    const number = await accept(change);
    const helpers = parts.length > 0 ? { parts, partDay: dayFrom(1) } : {};
    await take(clerk, number, 'assign', '交办', { lead, note: '归它管。', ...helpers });
    return number;
  };
  await handIn(PLAIN);
  await handInLikeAMachine();
  await accept(DISPUTE);
  for (const [lead, handler] of [
    [OFFICE, of('township-handler')],
    ['DM30', of('department-handler')],
  ] as const) {
    await give(PLAIN, lead);
    const asking = await give({ ...PLAIN, identity: 'sealed' }, lead);
    await take(handler, asking, 'ask-identity', '申请看保密身份', { note: '要上门核实。' });
    const longer = await give(PLAIN, lead);
    await take(handler, longer, 'ask-extension', '申请延期', { days: '3', note: '还要等检测。' });
  }
  await give(PLAIN, OFFICE, ['DM30']);
  const mediated = await give(DISPUTE, OFFICE);
  await take(clerk, mediated, 'mediation-consent', '记下调解意愿', { applicant: 'yes', other: 'yes', note: '' });
  const met = { day: dayFrom(0), note: '谈了一次。' };
  await take(clerk, mediated, 'mediation-session', '记一次调解', met);
  const petition = await give({ ...PLAIN, kind: 'petition', petitionKind: 'grievance' }, OFFICE);
  await take(of('township-handler'), petition, 'answer', '答复', { note: '已经办好。' });
}

async function handInLikeAMachine(): Promise<void> {
  const visitor = new Citizen({ LIMITS: '{"submits":{"burst":500,"perHour":500}}' }, createApp().app);
  const { status } = await visitor.post(
    '/cases',
    { ...EXAMPLE_SUBMISSION, ...PLAIN, township: TOWNSHIP, source: 'page' },
    { 'idempotency-key': crypto.randomUUID(), 'x-form': '60;filled' },
  );
  expect(status).toBe(201);
}

/** One that is new, one that is done and waits for the township, two that are closed: one of them is kept. */
async function makeCalls(leader: Colleague, head: Colleague, coordinator: Colleague): Promise<void> {
  const words = { kind: 'ordinary', need: '请来查。', why: '没有仪器。', evidence: '看到两次。' };
  const raise = async () => {
    const form = await leader.open(`/desk/calls/new?entry=${ENTRY}`);
    const page = await leader.press(form, '发出呼叫', words);
    return /href="(\/desk\/calls\/[0-9a-f]{13})\//.exec(page.html)?.[1] ?? '';
  };
  const finish = async () => {
    const path = await raise();
    for (const [step, button] of [
      ['sign', '签收'],
      ['plan', '定怎么办'],
      ['arrive', '到现场了'],
      ['finish', '办完，报结果'],
    ] as const)
      await head.press(await head.open(`${path}/${step}`), button, { note: '写清楚。' });
    return path;
  };
  await raise();
  await finish();
  for (const isKept of [false, true]) {
    const path = await finish();
    await leader.press(await leader.open(`${path}/rate`), '评价', { level: '5' });
    await leader.press(await leader.open(`${path}/close`), '办结');
    if (isKept)
      await coordinator.press(await coordinator.open(`${path}/hold`), '先留着，到期不清除', { note: '有人在告。' });
  }
}

/** Staged work that is on no list: two of the coordinating office have to decide. */
async function makeProposal(department: Colleague): Promise<void> {
  const form = await department.open('/desk/assignments/new');
  const done = await department.press(form, '提交', {
    title: '汛期值守',
    kind: 'temporary',
    what: '每天巡查一次。',
    bodies: TOWNSHIP,
    startDay: dayFrom(0),
    endDay: dayFrom(30),
    approvalNumber: '政办字 1 号',
    approvingBody: '市人民政府',
    leadDuty: '部门牵头',
    cooperatingDuty: '镇街配合',
    funds: '专项经费',
    staffing: '派两人',
    guidance: '每周指导',
    training: '培训一次',
  });
  expect(done.text).toContain('等统筹办两个人审核');
}

async function makeDelegation(coordinator: Colleague): Promise<void> {
  const done = await coordinator.press(await coordinator.open('/desk/delegations/new'), '登记', {
    kind: 'approval',
    batch: '2',
    what: '农村宅基地审批',
    department: 'M18',
    townships: TOWNSHIP,
    legalForm: 'authorised',
    document: '政办发 3 号',
    documentDay: dayFrom(-30),
    startDay: dayFrom(10),
    changes: '',
  });
  expect(done.text).toContain('登记好了');
}

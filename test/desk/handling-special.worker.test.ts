import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { runAuditSql } from '../../worker/cases/trail.store.ts';
import { auditTrail } from '../../worker/cases/trail-audit.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { colleague } from './colleague.ts';
import { assigned, citizen, handIn, OFFICE, pathOf, rowOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const approvalsOf = async (number: string) =>
  (
    await env.DB.prepare('SELECT * FROM case_approval WHERE case_id = ?')
      .bind((await rowOf(number))['id'])
      .all<Record<string, unknown>>()
  ).results;

describe('more time', () => {
  it('is asked for by one person and granted by another, once; the citizen reads why and until when', async () => {
    const { receiptNumber, lookupCode } = await assigned(await colleague('counter-clerk'), PLAIN);
    const handler = await colleague('township-handler');
    const tooMuch = await take(handler, receiptNumber, 'ask-extension', '申请延期', { days: '11', note: '要检测。' });
    expect([tooMuch.status, tooMuch.text.includes('1 到 10 个工作日。')]).toEqual([422, true]);
    expect(tooMuch.text).toContain('要检测。');
    await handler.press(tooMuch, '申请延期', { days: '５' });
    expect((await handler.open(`${pathOf(receiptNumber)}/extend`)).status).toBe(403);
    const before = (await rowOf(receiptNumber))['due_at'] as number;
    const leader = await colleague('township-leader');
    const elsewhere = await colleague('township-leader', { townshipCode: '370883101' });
    expect((await elsewhere.open('/desk/approvals')).text).toContain('没有要您批的');
    const list = await leader.open('/desk/approvals');
    expect(list.text).toContain('延期 5 个工作日');
    const form = await leader.open(`${pathOf(receiptNumber)}/extend`);
    expect(form.text).toContain('要检测。');
    await leader.press(form, '同意延期', { note: '要送市里检测，结果要等几天。' });
    const row = await rowOf(receiptNumber);
    expect((row['due_at'] as number) - before).toBeGreaterThanOrEqual(7 * 86_400_000);
    expect(await approvalsOf(receiptNumber)).toMatchObject([{ is_granted: 1, decided_by: leader.staff.id, days: 5 }]);
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect(body.next?.counted).toBe('5 个工作日，延长 5 个工作日');
    expect((await leader.open(pathOf(receiptNumber))).text).toMatch(/延 5 个工作日 .*延 5 个工作日，到 \d{4}-/s);
    expect(body.messages.at(-1)?.text).toMatch(/要送市里检测.*期限延到 \d{4}-\d\d-\d\d.*热线/s);
    expect((await handler.open(`${pathOf(receiptNumber)}/ask-extension`)).status).toBe(409);
    expect((await leader.open('/desk/approvals')).text).toContain('没有要您批的');
  });

  it('is not granted by whoever asked for it, not even in the database', async () => {
    const { receiptNumber } = await assigned(await colleague('counter-clerk'), PLAIN);
    const leader = await colleague('township-leader');
    await take(leader, receiptNumber, 'ask-extension', '申请延期', { days: '2', note: '下雨。' });
    expect((await leader.open(`${pathOf(receiptNumber)}/extend`)).status).toBe(409);
    await expect(
      env.DB.prepare(
        'UPDATE case_approval SET decided_by = asked_by, decided_at = 1, is_granted = 1 WHERE decided_at IS NULL',
      ).run(),
    ).rejects.toThrow('second_person');
    const coordinator = await colleague('coordinator');
    await take(coordinator, receiptNumber, 'refuse-extension', '不同意延期', { note: '能按期办。' });
    expect(await approvalsOf(receiptNumber)).toMatchObject([{ is_granted: 0 }]);
    await expect(env.DB.prepare('UPDATE case_approval SET is_granted = 1').run()).rejects.toThrow('decided already');
    await expect(env.DB.prepare('DELETE FROM case_approval').run()).rejects.toThrow('append-only');
  });
});

describe('mediation', () => {
  it('needs both sides, a session, and then agrees; the day for the court is told', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber, lookupCode } = await assigned(clerk, { ...PLAIN, kind: 'dispute' });
    const handler = await colleague('township-handler');
    expect((await handler.open(`${pathOf(receiptNumber)}/mediation-session`)).status).toBe(409);
    const consent = (applicant: string, other: string) =>
      take(handler, receiptNumber, 'mediation-consent', '记下调解意愿', { applicant, other, note: '' });
    await consent('yes', '');
    expect((await handler.open(`${pathOf(receiptNumber)}/mediation-session`)).status).toBe(409);
    await consent('yes', 'yes');
    await take(handler, receiptNumber, 'mediation-session', '记一次调解', { day: today(), note: '谈了界址。' });
    const early = await take(handler, receiptNumber, 'mediation-agreement', '达成协议', {
      day: '2020-01-01',
      note: '各退一步。',
    });
    expect([early.status, early.text.includes('也不能早于交来那天')]).toEqual([422, true]);
    await handler.press(early, '达成协议', { day: today() });
    const row = await rowOf(receiptNumber);
    expect(row['state']).toBe('answered');
    const { mediation } = JSON.parse(String(row['handling']));
    expect(mediation).toMatchObject({ outcome: 'agreed', agreedOn: today(), sessions: [{ day: today() }] });
    expect(Date.parse(mediation.confirmBy) - Date.parse(mediation.agreedOn)).toBe(30 * 86_400_000);
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect(body.sentence).toContain('调解达成了协议');
    expect(body.messages.at(-1)?.text).toContain(`${mediation.confirmBy} 以前一起向人民法院申请司法确认，不收费`);
    expect(body.can).toEqual(['supplement', 'rate', 'attach']);
  });

  it('ends when one side refuses, with the other ways told', async () => {
    const { receiptNumber, lookupCode } = await assigned(await colleague('counter-clerk'), {
      ...PLAIN,
      kind: 'dispute',
    });
    const handler = await colleague('township-handler');
    await take(handler, receiptNumber, 'mediation-consent', '记下调解意愿', { applicant: 'yes', other: 'no' });
    expect((await handler.open(`${pathOf(receiptNumber)}/mediation-session`)).status).toBe(409);
    const empty = await take(handler, receiptNumber, 'mediation-failure', '调解没有成功', { note: '对方不愿意。' });
    expect([empty.status, empty.text.includes('请选可以去哪里办')]).toEqual([422, true]);
    await handler.press(empty, '调解没有成功', { where: 'court' });
    const { body } = await citizen.lookUp(receiptNumber, lookupCode);
    expect(body.messages.at(-1)?.text).toContain('向人民法院起诉');
  });
});

describe('the same matter', () => {
  it('is merged, never deleted: one answer to all, each by their own receipt', async () => {
    const clerk = await colleague('counter-clerk');
    const lead = await assigned(clerk, PLAIN);
    const other = await handIn(PLAIN);
    const wrong = await take(clerk, other.receiptNumber, 'merge', '并案', { target: 'ABCD-EFGH', note: '同一件。' });
    expect([wrong.status, wrong.text.includes('没有查到要并入的那一件')]).toEqual([422, true]);
    const itself = await clerk.press(wrong, '并案', { target: other.receiptNumber });
    expect(itself.text).toContain('不能并入它自己');
    await clerk.press(itself, '并案', { target: lead.receiptNumber });
    expect((await rowOf(other.receiptNumber))['state']).toBe('merged');
    expect((await clerk.open(pathOf(other.receiptNumber))).text).not.toContain('做到了');
    const waiting = (await citizen.lookUp(other.receiptNumber, other.lookupCode)).body;
    expect([waiting.clocks.map(({ state }) => state), waiting.can]).toEqual([['running'], ['deletion']]);
    const handler = await colleague('township-handler');
    await take(handler, lead.receiptNumber, 'answer', '答复', { note: '都修好了。' });
    for (const { receiptNumber, lookupCode } of [lead, other]) {
      const { body } = await citizen.lookUp(receiptNumber, lookupCode);
      expect(body.messages.at(-1)?.text).toBe('都修好了。');
    }
    const along = (await citizen.lookUp(other.receiptNumber, other.lookupCode)).body;
    expect(along.sentence).toContain('已经答复');
    expect([along.clocks.map(({ state }) => state), along.can]).toEqual([['met'], ['rate', 'deletion']]);
    const rated = await citizen.step(other, 'rate', { level: 4, text: '快。' });
    expect([rated.status, rated.body.state, rated.body.can]).toEqual([200, 'merged', ['deletion']]);
  });

  it('two that merge into each other at once: one goes through, and both rows still fit their chains', async () => {
    const clerk = await colleague('counter-clerk');
    const [a, b] = [await handIn(PLAIN), await handIn(PLAIN)];
    const forms = [
      await clerk.open(`${pathOf(a.receiptNumber)}/merge`),
      await clerk.open(`${pathOf(b.receiptNumber)}/merge`),
    ];
    const targets = [b.receiptNumber, a.receiptNumber];
    await Promise.all(
      forms.map((form, at) => clerk.press(form, '并案', { target: targets[at] ?? '', note: '同一件。' })),
    );
    const rows = [await rowOf(a.receiptNumber), await rowOf(b.receiptNumber)];
    expect(rows.map(({ state }) => state).sort()).toEqual(['merged', 'submitted']);
    for (const row of rows) {
      const events = await env.DB.prepare('SELECT count(*) AS n FROM case_event WHERE case_id = ?')
        .bind(row['id'])
        .first<{ n: number }>();
      expect(events?.n).toBe(row['version']);
    }
  });

  it('cannot go to those whom it is about', async () => {
    const clerk = await colleague('counter-clerk');
    const lead = await assigned(clerk, PLAIN);
    const other = await handIn({ ...PLAIN, about: { offices: [OFFICE], departments: [], persons: '' } });
    const refused = await take(clerk, other.receiptNumber, 'merge', '并案', {
      target: lead.receiptNumber,
      note: '同一件。',
    });
    expect([refused.status, refused.text.includes('由这件反映的单位在办')]).toEqual([422, true]);
  });
});

describe('a petition', () => {
  const GRIEVANCE = { ...PLAIN, kind: 'petition', petitionKind: 'grievance' } as const;
  it('goes through review and second review after its answer, each with 30 days, and no further', async () => {
    const clerk = await colleague('counter-clerk');
    const handler = await colleague('township-handler');
    const coordinator = await colleague('coordinator');
    const receipt = await assigned(clerk, GRIEVANCE);
    const { receiptNumber } = receipt;
    await take(handler, receiptNumber, 'answer', '答复', { note: '按规定不予补偿。' });
    await citizen.step(receipt, 'rate', { level: 1, text: '' });
    for (const [asker, clock] of [
      [clerk, 'C07'],
      [coordinator, 'C09'],
    ] as const) {
      await take(asker, receiptNumber, 'ask-review', '登记复查（复核）申请', { note: '认定的事实不对。' });
      const row = await rowOf(receiptNumber);
      expect(row).toMatchObject({ state: 'handling', holder: 'C', closed_at: null, retain_until: null });
      expect(JSON.parse(String(row['clocks'])).at(-1)).toMatchObject({ id: clock, metAt: null });
      expect(row['due_at']).toBeGreaterThan(Date.now() + 29 * 86_400_000);
      expect((await clerk.open(`${pathOf(receiptNumber)}/note`)).status).toBe(404);
      await take(coordinator, receiptNumber, 'answer', '答复', { note: '维持原来的意见。' });
    }
    expect((await coordinator.open(`${pathOf(receiptNumber)}/ask-review`)).status).toBe(409);
    const { body } = await citizen.lookUp(receiptNumber, receipt.lookupCode);
    expect(body.can).not.toContain('reject');
    expect(JSON.parse(String((await rowOf(receiptNumber))['handling'])).reviews).toMatchObject([
      { stage: 'review', answeredOn: today() },
      { stage: 're-review', answeredOn: today() },
    ]);
  });

  it('changes its limits with its kind: what holds goes on, what is new counts from the day it came in', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn(PLAIN);
    const clocks = async () =>
      JSON.parse(String((await rowOf(receiptNumber))['clocks'])).map(({ id }: { id: string }) => id);
    expect(await clocks()).toEqual(['C39']);
    const half = await take(clerk, receiptNumber, 'classify', '定类别', { kind: 'petition' });
    expect([half.status, half.text.includes('信访要再分一类')]).toEqual([422, true]);
    await clerk.press(half, '定类别', { petitionKind: 'grievance' });
    expect(await clocks()).toEqual(['C02']);
    await take(clerk, receiptNumber, 'accept', '受理');
    expect(await clocks()).toEqual(['C02', 'C05']);
    await take(clerk, receiptNumber, 'classify', '定类别', { kind: 'consultation' });
    expect(await clocks()).toEqual(['C39']);
  });
});

describe('a sealed identity', () => {
  it('is asked for, granted by a second person, and only then to be read by whoever asked', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await assigned(clerk, { ...PLAIN, identity: 'sealed' });
    const [handler, leader] = [await colleague('township-handler'), await colleague('township-leader')];
    await take(handler, receiptNumber, 'ask-identity', '申请看保密身份', { note: '要上门核实。' });
    expect((await handler.open(`${pathOf(receiptNumber)}/ask-identity`)).status).toBe(409);
    await take(leader, receiptNumber, 'grant-identity', '同意看保密身份', { note: '' });
    expect(await approvalsOf(receiptNumber)).toMatchObject([
      { kind: 'identity', asked_by: handler.staff.id, decided_by: leader.staff.id, is_granted: 1 },
    ]);
    const { results } = await env.DB.prepare('SELECT action FROM case_event WHERE case_id = ? ORDER BY seq')
      .bind((await rowOf(receiptNumber))['id'])
      .all();
    expect(results.map(({ action }) => action).slice(-2)).toEqual(['ask-identity', 'grant-identity']);
  });
});

describe('a legal hold', () => {
  it('keeps the content beyond its time until it is released', async () => {
    const coordinator = await colleague('coordinator');
    const { receiptNumber } = await handIn(PLAIN);
    await take(coordinator, receiptNumber, 'hold', '到期不删', { note: '在打官司。' });
    expect((await rowOf(receiptNumber))['legal_hold']).toBe('step:2');
    expect(JSON.stringify(await rowOf(receiptNumber))).not.toContain('打官司');
    await take(coordinator, receiptNumber, 'release-hold', '恢复到期删除', { note: '判完了。' });
    expect((await rowOf(receiptNumber))['legal_hold']).toBeNull();
  });
});

describe('after all of this', () => {
  it('nothing can be completed while the citizen may still reject the answer', async () => {
    const clerk = await colleague('counter-clerk');
    const receipt = await assigned(clerk, PLAIN);
    await take(await colleague('township-handler'), receipt.receiptNumber, 'answer', '答复', { note: '办好了。' });
    expect((await clerk.open(`${pathOf(receipt.receiptNumber)}/complete`)).status).toBe(409);
  });

  it('the trail is whole: every chain, every hash, every mac', async () => {
    const keys = readKeys(env);
    const audit = await auditTrail(runAuditSql(openDatabase(env.DB)), keys, Date.now());
    expect(audit).toMatchObject({ found: null });
    expect(audit.events).toBeGreaterThan(60);
  });
});

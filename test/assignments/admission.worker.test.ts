import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { endDue, propose, step } from '../../worker/assignments/assignments.usecases.ts';
import { hashOfEvent } from '../../worker/assignments/machine.rules.ts';
import { readDirectory } from '../../worker/directory/directory.store.ts';
import { readLists } from '../../worker/lists/lists.store.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { colleague, TOWNSHIP } from '../desk/colleague.ts';
import { handIn, OFFICE, rowOf, take } from '../desk/handing-over.ts';
import { temporary } from './proposals.ts';

const DAY_MS = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const OTHER = '370883101';
const world = async (now = Date.now()) => {
  const db = openDatabase(env.DB);
  const gate = { keys: readKeys(env as unknown as Env), sender: null, now };
  return { db, ...gate, lists: await readLists(db), directory: await readDirectory(db) };
};
const open = async (path: string) => {
  const answer = await createApp().app.request(path, undefined, env);
  return { status: answer.status, text: await answer.text() };
};
const ledger = async () => JSON.parse((await open('/open/admissions')).text) as { items: Record<string, unknown>[] };
const idIn = (location: string) => /assignments\/([0-9a-f-]{36})/.exec(location)?.[1] ?? '';

/** An entry that this department leads. */
async function entryOf(department: string): Promise<string> {
  const { lists } = await world();
  return lists.territorialItems.find(({ leadDepartmentCodes }) => leadDepartmentCodes[0] === department)?.code ?? '';
}
const department = () => colleague('department-handler', { departmentCode: 'M18' });
const basics = async () => ({
  title: '宅基地排查',
  what: '每月巡查一次，发现了报告。',
  bodies: TOWNSHIP,
  startDay: dayFrom(0),
  endDay: dayFrom(30),
});
const conditions = {
  approvalNumber: '政办字 1 号',
  approvingBody: '市人民政府',
  leadDuty: '部门牵头',
  cooperatingDuty: '镇街配合',
  funds: '专项经费',
  staffing: '派两人',
  guidance: '每周指导',
  training: '培训一次',
};

describe('a task for a township', () => {
  it('on the list is admitted at once, with the entry as evidence; the township and the public read it', async () => {
    const someone = await department();
    const code = await entryOf('M18');
    const form = await someone.open('/desk/assignments/new');
    const done = await someone.press(form, '提交', { ...(await basics()), entryCode: code });
    expect(done.text).toContain('准入了');
    const [entry] = (await ledger()).items;
    expect(entry).toMatchObject({ state: 'admitted', entry: { code, version: 1 }, refusal: null, conditions: null });
    const leader = await colleague('township-leader');
    expect((await leader.open('/desk/assignments')).text).toContain('宅基地排查');
    const other = await colleague('township-leader', { townshipCode: OTHER });
    expect((await other.open('/desk/assignments')).text).not.toContain('宅基地排查');
    expect((await other.open(`/desk/assignments/${entry?.['id']}`)).status).toBe(404);
  });

  it('off the list is refused, publicly, with the rule and how to apply; the township never gets it', async () => {
    const someone = await department();
    const form = await someone.open('/desk/assignments/new');
    const fields = { ...(await basics()), title: '=统计沿街门牌', entryCode: '' };
    const done = await someone.press(form, '提交', fields);
    expect(done.text).toContain('不在清单里的工作，不能交给镇街');
    const again = await someone.open(/\/desk\/assignments\/new\?from=[0-9a-f-]+/.exec(done.html)?.[0] ?? '');
    expect(again.html).toContain('value="=统计沿街门牌"');
    const [entry] = (await ledger()).items;
    expect(entry).toMatchObject({ state: 'refused', title: '=统计沿街门牌', refusal: { rule: 'not-on-list' } });
    expect((await open('/lite/admissions')).text).toContain('不在清单里的工作，不能交给镇街');
    const csv = (await open('/open/admissions.csv')).text;
    expect(csv).toContain("'=统计沿街门牌");
    expect((await (await colleague('township-leader')).open('/desk/assignments')).text).not.toContain('统计沿街门牌');
    expect(await open(`/open/admissions/${entry?.['id']}`)).toMatchObject({ status: 200 });
    expect(await open('/open/admissions/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 });
  });

  it('a form that is not filled in is given back with what was typed, and nothing is made public', async () => {
    const someone = await department();
    const before = (await ledger()).items.length;
    const form = await someone.open('/desk/assignments/new');
    const back = await someone.press(form, '提交', { title: '门牌', what: '<script>', bodies: [] });
    expect(back.status).toBe(422);
    expect(back.text).toContain('请选交给哪些镇街');
    expect(back.html).toContain('value="门牌"');
    expect((await ledger()).items).toHaveLength(before);
  });

  it('a village committee is refused whatever the form says (art. 24)', async () => {
    const someone = await department();
    const form = await someone.open('/desk/assignments/new');
    const village = { ...form, html: form.html.replace(`value="${TOWNSHIP}"`, 'value="370883107201"') };
    const fields = { ...(await basics()), bodies: '370883107201', entryCode: await entryOf('M18') };
    expect((await someone.press(village, '提交', fields)).text).toContain('村（居）民委员会不能作责任主体');
    await expect(
      env.DB.prepare("INSERT INTO assignment_township SELECT id, '370883107201' FROM assignment LIMIT 1").run(),
    ).rejects.toThrow();
  });

  it('off the list for a time: two coordinators, neither both steps; then it holds, and ends by itself', async () => {
    const someone = await department();
    const form = await someone.open('/desk/assignments/new');
    const fields = { ...(await basics()), ...conditions, title: '人口普查', kind: 'temporary', entryCode: '' };
    const waiting = await someone.press(form, '提交', fields);
    expect(waiting.text).toContain('等统筹办两个人审核');
    expect((await ledger()).items.some(({ title }) => title === '人口普查')).toBe(false);
    const [first, second] = [await colleague('coordinator'), await colleague('coordinator')];
    const path = waiting.html.match(/\/desk\/assignments\/[0-9a-f-]{36}\/own/)?.[0].replace('/own', '') ?? '';
    await first.press(await first.open(path), '初审通过，请另一个人批准');
    const own = await first.open(path);
    expect(own.text).not.toContain('同意准入');
    const forged = await second.open(path);
    expect(forged.text).toContain('同意准入');
    const body = { key: first.formKey, once: crypto.randomUUID(), version: '2', action: 'approve', note: '' };
    expect((await first.post(`${path}/decide`, body)).status).toBe(409);
    expect((await someone.post(`${path}/decide`, { ...body, key: someone.formKey })).status).toBe(403);
    expect((await second.press(forged, '同意准入')).text).toContain('已准入');
    const late = await world(Date.now() + 31 * DAY_MS);
    expect(await endDue(late)).toMatchObject({ ended: expect.any(Number) });
    expect(await endDue(late)).toEqual({ ended: 0, lapsed: 0 });
    expect((await ledger()).items.find(({ title }) => title === '人口普查')).toMatchObject({ state: 'ended' });
  });

  it('two coordinators who decide at once: one wins, the other sees what is so now and keeps the words', async () => {
    const now = await world();
    const id = crypto.randomUUID();
    await propose(now, 900, id, temporary({ bodies: [TOWNSHIP], startDay: dayFrom(0), endDay: dayFrom(9) }));
    const actor = (staffId: number) => ({ staffId, role: 'coordinator' as const, place: null });
    await step(now, actor(901), id, { action: 'examine', version: 1, note: '' });
    const results = await Promise.all([
      step(now, actor(902), id, { action: 'approve', version: 2, note: '' }),
      step(now, actor(903), id, { action: 'refuse', version: 2, note: '不同意' }),
    ]);
    expect(results.map((result) => result?.kind).sort()).toEqual(['done', 'lost']);
    const { results: events } = await env.DB.prepare('SELECT * FROM gate_event WHERE record=?1 ORDER BY seq')
      .bind(`assignment:${id}`)
      .all<Record<string, string>>();
    expect(events).toHaveLength(3);
    let previous = '0'.repeat(64);
    for (const { from_state, to_state, prev_hash, hash, ...rest } of events) {
      expect(prev_hash).toBe(previous);
      const event = { ...rest, fromState: from_state, toState: to_state, prevHash: prev_hash };
      expect(await hashOfEvent(event as unknown as Parameters<typeof hashOfEvent>[0])).toBe(hash);
      previous = hash ?? '';
    }
  });

  it('an approval whose time has run out cannot be given, and the job refuses it once', async () => {
    const now = await world();
    const id = crypto.randomUUID();
    await propose(now, 900, id, temporary({ bodies: [TOWNSHIP], startDay: dayFrom(0), endDay: dayFrom(2) }));
    const later = await world(Date.now() + 3 * DAY_MS + 8 * 3_600_000);
    const actor = { staffId: 901, role: 'coordinator' as const, place: null };
    const refused = await step(later, actor, id, { action: 'examine', version: 1, note: '' });
    expect(refused?.kind === 'invalid' && refused.faults[0]?.text).toContain('期限已经过了');
    const [one, two] = await Promise.all([endDue(later), endDue(later)]);
    expect((one['lapsed'] ?? 0) + (two['lapsed'] ?? 0)).toBe(1);
    expect((await ledger()).items.find((entry) => entry['id'] === id)).toMatchObject({
      state: 'refused',
      refusal: { rule: 'expired' },
    });
  });

  it('the same form twice is one proposal', async () => {
    const someone = await department();
    const form = await someone.open('/desk/assignments/new');
    const before = (await ledger()).items.length;
    const fields = { ...(await basics()), title: '双击' };
    const [a, b] = await Promise.all([someone.press(form, '提交', fields), someone.press(form, '提交', fields)]);
    expect([a.status, b.status]).toEqual([200, 200]);
    expect((await ledger()).items).toHaveLength(before + 1);
  });
});

describe('around the gate', () => {
  it('neither a department nor the coordinating office can hand a case down; the township may take it', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn({ kind: 'complaint', territorialCode: 'D16-094' });
    await take(clerk, receiptNumber, 'accept', '受理');
    const down = { lead: `O${OFFICE}`, note: '请镇里办' };
    const refused = await take(await colleague('coordinator'), receiptNumber, 'assign', '交办', down);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('清单上这件事由市信访局牵头，不能往下交给镇街牵头');
    await take(clerk, receiptNumber, 'assign', '交办', { lead: 'DM03' });
    const head = await take(await colleague('department-head'), receiptNumber, 'assign', '交办', down);
    expect(head.status).toBe(422);
    expect(head.html).toContain('请镇里办');
    expect(await rowOf(receiptNumber)).toMatchObject({ holder: 'DM03' });
    const own = await handIn({ kind: 'complaint', territorialCode: 'D16-094' });
    await take(clerk, own.receiptNumber, 'accept', '受理');
    await take(clerk, own.receiptNumber, 'assign', '交办', down);
    expect(await rowOf(own.receiptNumber)).toMatchObject({ holder: `O${OFFICE}` });
  });

  it('there is no way past it in the database either: no state without its event, nothing removed', async () => {
    const id = idIn(`assignments/${(await ledger()).items[0]?.['id']}`);
    for (const sql of [
      `UPDATE assignment SET state='admitted', version=version+1 WHERE id='${id}'`,
      `UPDATE assignment SET proposal='{}' WHERE id='${id}'`,
      `DELETE FROM assignment WHERE id='${id}'`,
      'DELETE FROM gate_event',
      "UPDATE gate_event SET content='{}'",
      `INSERT INTO gate_event SELECT record, seq+2, at, action, from_state, to_state, "by", content, hash, hash FROM gate_event LIMIT 1`,
    ])
      await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow();
  });
});

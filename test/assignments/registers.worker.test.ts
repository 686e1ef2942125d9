import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { gatherEvidence } from '../../worker/assignments/evidence.usecases.ts';
import { readDirectory } from '../../worker/directory/directory.store.ts';
import { readLists } from '../../worker/lists/lists.store.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { colleague, TOWNSHIP } from '../desk/colleague.ts';
import { handIn, pathOf, take } from '../desk/handing-over.ts';

const open = async (path: string) => {
  const answer = await createApp().app.request(path, undefined, env);
  return { status: answer.status, text: await answer.text() };
};
const world = async () => {
  const db = openDatabase(env.DB);
  return { db, lists: await readLists(db), directory: await readDirectory(db), now: Date.now() };
};
const FIELDS = {
  kind: 'approval',
  batch: '2',
  what: '农村宅基地审批',
  department: 'M18',
  townships: TOWNSHIP,
  legalForm: 'authorised',
  document: '政办发 3 号',
  documentDay: '2026-11-01',
  startDay: '2026-12-01',
  changes: 'P001 镇街以自己的名义审批',
};

describe('the register of delegations', () => {
  it('is written by the coordinating office, read by everybody, corrected and taken back in the open', async () => {
    const coordinator = await colleague('coordinator');
    const done = await coordinator.press(await coordinator.open('/desk/delegations/new'), '登记', FIELDS);
    expect(done.text).toContain('登记好了');
    const list = JSON.parse((await open('/open/delegations')).text) as { items: Record<string, unknown>[] };
    expect(list.items).toMatchObject([
      { batch: 2, kind: 'approval', townships: [{ name: '太平镇' }], changes: [{ code: 'P001' }], revoked: null },
    ]);
    expect((await open('/lite/delegations')).text).toContain('农村宅基地审批');
    const path = `/desk/delegations/${list.items[0]?.['id']}`;
    const stale = await coordinator.open(path);
    await coordinator.press(await coordinator.open(path), '更正', { document: '政办发 4 号' });
    const lost = await coordinator.press(stale, '更正', { document: '政办发 5 号' });
    expect([lost.status, lost.html.includes('value="政办发 5 号"')]).toEqual([409, true]);
    expect(lost.text).toContain('您写的还在下面');
    const refused = await coordinator.press(lost, '收回', { from: '', why: '文件废止了。' }, path);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('>文件废止了。</textarea>');
    await coordinator.press(await coordinator.open(path), '收回', { from: '2027-01-01', why: '文件废止' });
    expect((await open('/open/delegations.csv')).text).toContain('2027-01-01：文件废止');
    expect((await coordinator.open(path)).html).not.toContain('>更正</button>');
    const { results } = await env.DB.prepare(
      "SELECT action FROM gate_event WHERE record LIKE 'delegation:%' ORDER BY seq",
    ).all();
    expect(results.map(({ action }) => action)).toEqual(['register', 'correct', 'revoke']);
  });

  it('takes no village, no unknown entry and no missing document; what was typed stays', async () => {
    const coordinator = await colleague('coordinator');
    const form = await coordinator.open('/desk/delegations/new');
    const back = await coordinator.press(form, '登记', {
      ...FIELDS,
      townships: '370883107201',
      document: '',
      changes: 'X9 没有这一项',
    });
    expect(back.status).toBe(422);
    for (const text of ['不能下放到村', '请写文件的文号', '有一行的编号不在清单里']) expect(back.text).toContain(text);
    expect(back.html).toContain('X9 没有这一项');
  });

  it('is not written by departments and townships', async () => {
    for (const role of ['department-head', 'township-leader', 'auditor'] as const) {
      const someone = await colleague(role);
      expect((await someone.open('/desk/delegations')).status).toBe(200);
      expect((await someone.open('/desk/delegations/new')).status).toBe(403);
    }
  });
});

describe('the record of duty', () => {
  it('comes from the steps of cases, names the entry, and is the same however often the job runs', async () => {
    const clerk = await colleague('counter-clerk');
    const receipt = await handIn({ kind: 'complaint', territorialCode: 'D16-094' });
    await take(clerk, receipt.receiptNumber, 'accept', '受理');
    await take(clerk, receipt.receiptNumber, 'assign', '交办', { lead: 'DM03' });
    expect((await gatherEvidence(await world()))['written']).toBeGreaterThan(0);
    expect(await gatherEvidence(await world())).toEqual({ written: 0 });
    // Anchored, and missed by every run: the sweep finds it all the same.
    await env.DB.prepare('DELETE FROM case_duty').run();
    await env.DB.prepare('UPDATE case_event SET pending = NULL').run();
    expect((await gatherEvidence(await world()))['written']).toBeGreaterThan(0);
    const head = await colleague('department-head');
    const page = await head.open('/desk/duty');
    expect(page.text).toContain('市信访局：履责记录');
    expect(page.text).toContain('主体责任 1 件');
    expect(page.text).toContain('D16-094 第 1 版');
    expect(page.html).toContain(pathOf(receipt.receiptNumber));
  });

  it('is one’s own only: another organ’s is not there; the coordinating office and auditors read all', async () => {
    const head = await colleague('department-head');
    expect((await head.open('/desk/duty?organ=DM18')).status).toBe(404);
    const leader = await colleague('township-leader');
    expect((await leader.open(`/desk/duty?organ=T${TOWNSHIP}`)).status).toBe(200);
    expect((await leader.open('/desk/duty?organ=T370883101')).status).toBe(404);
    expect((await leader.open('/desk/duty')).text).toContain('配合和协助：单列，不计入考核');
    for (const role of ['coordinator', 'auditor'] as const)
      expect((await (await colleague(role)).open('/desk/duty?organ=DM18')).status).toBe(200);
    expect((await (await colleague('counter-clerk')).open('/desk/duty')).status).toBe(403);
  });

  it('ranks nobody: no page of it compares organs', async () => {
    const { text } = await (await colleague('coordinator')).open('/desk/duty');
    expect(text).toContain('不打分，不排名');
    expect(text).not.toMatch(/第[一二三1-9]名|得分|排行/);
  });
});

describe('the lists at the desk', () => {
  it('are shown with their versions, and compared', async () => {
    const clerk = await colleague('counter-clerk');
    expect((await clerk.open('/desk/lists')).text).toContain('第 1 版');
    expect((await clerk.open('/desk/lists/difference?from=1&to=1')).text).toContain('两版一样');
    expect((await clerk.open('/desk/lists/difference?from=1&to=7')).status).toBe(404);
  });
});

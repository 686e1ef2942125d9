import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { eventHash, idText } from '../../worker/cases/trail.rules.ts';
import { readEvents } from '../../worker/operations/events.store.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { openOperation, planOperation } from '../../worker/operations/operations.usecases.ts';
import { takeStep } from '../../worker/operations/steps.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { png } from '../cases/pictures.ts';
import { type Colleague, colleague, type DeskAnswer, fillIn, TOWNSHIP } from '../desk/colleague.ts';
import { momentIn, operationWorld } from './world.ts';

// Many pages, one after the other, on a machine that is shared.
vi.setConfig({ testTimeout: 60_000 });

const M30 = { departmentCode: 'M30' };
const M17 = { departmentCode: 'M17' };
/** 农村黑臭水体和生活污水治理: M30 leads, M17 and M15 help. */
const ENTRY = 'D03-021';

async function plan(
  leader: Colleague,
  change: Record<string, string> = {},
): Promise<DeskAnswer & { path: string; id: number }> {
  const form = await leader.open('/desk/operations/new');
  const { action, body } = fillIn(form, '定下来', {
    title: '查村东河的黑水',
    starts: momentIn(0.5),
    ends: momentIn(3),
    place: '村东河桥头',
    purpose: '有人说夜里排黑水',
    entry: ENTRY,
    ...change,
  });
  const answer = await leader.post(action, body);
  expect(answer.status, answer.text).toBe(303);
  const path = answer.location.split('?')[0] ?? '';
  const page = await leader.open(path);
  return { ...page, path, id: Number.parseInt(path.slice(-13), 16) };
}
const rowOf = (id: number) =>
  env.DB.prepare('SELECT state, owner, next_at, version, escalation FROM operation WHERE id = ?')
    .bind(id)
    .first<{ state: string; owner: string; next_at: number | null; version: number; escalation: number }>();

describe('a joint operation', () => {
  it('goes from the plan to the department that answers for it, and everybody sees what is theirs', async () => {
    const leader = await colleague('township-leader');
    const water = await colleague('department-handler', M30);
    const { path, id, ...first } = await plan(leader, {
      legalForm: 'entrusted',
      powerOrgan: 'DM30',
      document: '委托执法协议（2026 年）',
    });
    expect(first.text).toContain('委托，以委托机关的名义');
    expect((await water.open(path)).status).toBe(404);

    let page = await leader.press(first, '派任务', { organ: 'DM30', note: '取水样，查排口' }, path);
    expect(page.text).toContain('取水样，查排口');
    expect((await leader.press(page, '行动开始')).text).toContain('办好了');

    let tasks = await water.open('/desk/tasks');
    expect(tasks.text).toContain('查村东河的黑水');
    tasks = await water.press(tasks, '我来');
    expect(tasks.text).toContain('确认参加');
    tasks = await water.press(tasks, '我到了');
    expect((await water.press(tasks, '做完了')).text).toContain('请写');
    tasks = await water.press(tasks, '做完了', { note: '取了三瓶水样，排口在桥下。' });
    expect(tasks.text).toContain('做完了');

    page = await leader.open(path);
    page = await leader.press(page, '行动结束，报结果', { note: '查清了' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('还没有记录发现了什么');
    page = await leader.press(page, '记录发现', { note: '桥下有暗管，正在排黑水。' });

    const photo = new FormData();
    const { body } = fillIn(page, '交照片');
    for (const [name, value] of body) photo.append(name, value);
    photo.append('photo', new File([png() as Uint8Array<ArrayBuffer>], 'a.png', { type: 'image/png' }));
    const sent = await leader.post(`${path}/photo`, photo);
    expect(sent.status, sent.text).toBe(303);
    page = await leader.follow(sent);
    const link = /href="([^"]*\/photos\/[^"]*)"/.exec(page.html)?.[1] ?? '';
    const file = await water.fetch(link);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(new Uint8Array(await file.arrayBuffer()).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    expect((await (await colleague('department-handler', M17)).fetch(link)).status).toBe(404);

    page = await leader.press(page, '行动结束，报结果', { note: '暗管已封，要立案。' });
    expect((await rowOf(id))?.owner).toBe(`T${TOWNSHIP}`);
    const wrong = await leader.press(page, '移交主责部门', { organ: 'DM10', note: '请立案' });
    expect(wrong.text).toContain(`清单 ${ENTRY} 上没有这个部门的职责`);
    page = await leader.press(page, '移交主责部门', { organ: 'DM30', note: '请立案查处，附水样。' });
    expect((await rowOf(id))?.owner).toBe('DM30');
    expect((await leader.press(page, '行动了结', { note: '好了' })).text).toContain('移交的事还没有办结');

    let own = await water.press(await water.open(path), '接收移交', { note: '收到' });
    own = await water.press(own, '移交的事办结', { note: '已立案，罚款。' });
    page = await leader.press(await leader.open(path), '行动了结', { note: '黑水停了。' });
    expect(await rowOf(id)).toMatchObject({ state: 'closed', next_at: null });
    expect(page.text).toContain('黑水停了。');
    const head = await colleague('department-head', M30);
    expect((await head.open('/desk/duty')).text).toContain('联合行动移交：农村黑臭水体和生活污水治理');
  });

  it('leaves a chain that can be recomputed, and nothing readable in the database', async () => {
    const leader = await colleague('township-leader');
    const { id, path, ...page } = await plan(leader);
    await leader.press(page, '派任务', { organ: `T${TOWNSHIP}`, note: '看住排口不许动' }, path);
    const events = await readEvents(openDatabase(env.DB), id);
    expect(events.map(({ action }) => action)).toEqual(['plan', 'add-task']);
    let previous: string | null = null;
    for (const event of events) {
      const at = new Date(event.at).toISOString();
      const { seq, action, contentHash, recordId } = event;
      expect(event.hash).toBe(
        await eventHash({ caseId: recordId, seq, at, action, contentHash, previousHash: previous }),
      );
      previous = event.hash;
    }
    const dump = JSON.stringify([
      await env.DB.prepare('SELECT * FROM operation').all(),
      await env.DB.prepare('SELECT * FROM operation_task').all(),
      await env.DB.prepare('SELECT * FROM operation_event').all(),
    ]);
    expect(dump).not.toMatch(/黑水|排口|桥头/);
  });

  it('cannot be opened without an owner and a next date, deleted, or moved on without an event', async () => {
    const { id } = await plan(await colleague('township-leader'));
    const run = (sql: string) => env.DB.prepare(sql).bind(id).run();
    await expect(run('UPDATE operation SET next_at = NULL WHERE id = ?')).rejects.toThrow();
    await expect(run("UPDATE operation SET owner = '' WHERE id = ?")).rejects.toThrow();
    await expect(run("UPDATE operation SET state = 'reported' WHERE id = ?")).rejects.toThrow(/by an event only/);
    await expect(run('DELETE FROM operation WHERE id = ?')).rejects.toThrow(/stays on record/);
    await expect(run('DELETE FROM operation_event WHERE record_id = ?')).rejects.toThrow(/append-only/);
    await expect(run("UPDATE operation_event SET action = 'x' WHERE record_id = ?")).rejects.toThrow(/append-only/);
    await expect(
      run(
        "INSERT INTO operation_task (operation_id, number, organ, state, sealed) VALUES (?, 9, 'V370883107201', 'asked', '')",
      ),
    ).rejects.toThrow(/operation_task_organ_kind/);
  });

  it('is planned once by a double click', async () => {
    const leader = await colleague('township-leader');
    const form = await leader.open('/desk/operations/new');
    const { action, body } = fillIn(form, '定下来', {
      title: '查一次',
      starts: momentIn(1),
      ends: momentIn(2),
      place: '村口',
      purpose: '看看',
    });
    const [one, two] = await Promise.all([leader.post(action, body), leader.post(action, body)]);
    expect(one.location).toBe(two.location);
  });

  it('is planned with a browser’s own field for moments, or with typed ones', async () => {
    const leader = await colleague('township-leader');
    const form = await leader.open('/desk/operations/new');
    // The example is for browsers that show a field of text instead.
    expect(form.html).toMatch(
      /<input type="datetime-local" id="starts" name="starts"[^>]*placeholder="如 2026-01-31 09:30"/,
    );
    const [starts, ends] = [momentIn(1), momentIn(2)];
    const asField = (text: string) => text.replace(' ', 'T');
    const values = { title: '看一看', place: '村口', purpose: '看看' };
    const refused = await leader.press(form, '定下来', { ...values, starts: asField(starts), ends: '' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`value="${asField(starts)}"`);
    const planned = await leader.press(refused, '定下来', { starts: asField(starts), ends: asField(ends) });
    expect(planned.text).toContain(`${starts} 到 ${ends}`);
    // What stands is offered to be moved, as the field wants it.
    expect(planned.html).toContain(`value="${asField(starts)}"`);
  });

  it('keeps what was typed when something is missing', async () => {
    const leader = await colleague('township-leader');
    const form = await leader.open('/desk/operations/new');
    const page = await leader.press(form, '定下来', {
      title: '查<b>一</b>次',
      starts: '明天',
      ends: '',
      place: '村口',
      purpose: '看看',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('请填哪天、几点开始');
    expect(page.html).toContain('value="查&lt;b&gt;一&lt;/b&gt;次"');
  });
});

const staffEyes = (who: Colleague, scope: 'all' | 'organ' | 'township') => eyesOf({ staff: who.staff }, scope);
const step = (action: string, version: number, fields = {}, note = '好') => ({
  ...{ action, version, note, fields, once: crypto.randomUUID() },
});

describe('several people at once', () => {
  it('two departments come at the same time: both are there', async () => {
    const leader = await colleague('township-leader');
    const { id, path, ...first } = await plan(leader);
    const second = await leader.press(first, '派任务', { organ: 'DM30', note: '取水样' }, path);
    await leader.press(second, '派任务', { organ: 'DM17', note: '查水闸' }, path);
    const world = await operationWorld();
    const [water, gates] = [await colleague('department-handler', M30), await colleague('department-handler', M17)];
    const results = await Promise.all([
      takeStep(world, staffEyes(water, 'organ'), false, id, step('arrive', 1, { task: 1 }, '')),
      takeStep(world, staffEyes(gates, 'organ'), false, id, step('arrive', 1, { task: 2 }, '')),
    ]);
    expect(results).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    const seen = await openOperation(world, staffEyes(leader, 'township'), true, id);
    expect(seen.tasks.map(({ arrivedBy }) => arrivedBy)).toEqual([water.staff.id, gates.staff.id]);
  });

  it('two leaders decide at the same time: one wins, the other is told', async () => {
    const leader = await colleague('township-leader');
    const { id, path, ...first } = await plan(leader);
    await leader.press(first, '派任务', { organ: 'DM30', note: '取水样' }, path);
    const world = await operationWorld();
    const eyes = staffEyes(leader, 'township');
    const results = await Promise.all([
      takeStep(world, eyes, true, id, step('start', 2)),
      takeStep(world, eyes, true, id, step('cancel', 2)),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'lost']);
  });

  it('a leader decides on a page that is older than an arrival', async () => {
    const leader = await colleague('township-leader');
    const { id, path, ...first } = await plan(leader);
    const page = await leader.press(first, '派任务', { organ: 'DM30', note: '取水样' }, path);
    const world = await operationWorld();
    const water = staffEyes(await colleague('department-handler', M30), 'organ');
    expect(await takeStep(world, water, false, id, step('arrive', 1, { task: 1 }, ''))).toEqual({ kind: 'done' });
    expect((await leader.press(page, '行动开始')).text).toContain('正在进行');
    expect(await takeStep(world, staffEyes(leader, 'township'), true, id, step('report', 2))).toEqual({ kind: 'lost' });
  });

  it('the same form twice is one step', async () => {
    const leader = await colleague('township-leader');
    const { id } = await plan(leader);
    const world = await operationWorld();
    const request = step('add-task', 1, { organ: 'DM30' }, '取水样');
    const eyes = staffEyes(leader, 'township');
    expect(await takeStep(world, eyes, true, id, request)).toEqual({ kind: 'done' });
    expect(await takeStep(world, eyes, true, id, request)).toEqual({ kind: 'done' });
    expect((await openOperation(world, eyes, true, id)).tasks).toHaveLength(1);
  });
});

describe('a hand-over', () => {
  it('that comes back twice is decided by the coordinating office, and then it stays', async () => {
    const leader = await colleague('township-leader');
    const { id, path, ...first } = await plan(leader);
    await leader.press(first, '派任务', { organ: `T${TOWNSHIP}`, note: '看排口' }, path);
    const world = await operationWorld();
    const [mine, water, gates] = [
      staffEyes(leader, 'township'),
      staffEyes(await colleague('department-head', M30), 'organ'),
      staffEyes(await colleague('department-head', M17), 'organ'),
    ];
    const coordinator = staffEyes(await colleague('coordinator'), 'all');
    const version = async () => (await rowOf(id))?.version ?? 0;
    const run = async (eyes: typeof mine, lead: boolean, action: string, fields = {}) => {
      const result = await takeStep(world, eyes, lead, id, step(action, await version(), fields));
      expect(result, action).toEqual({ kind: 'done' });
    };
    await run(mine, true, 'start');
    await run(mine, true, 'arrive', { task: 1 });
    await run(mine, true, 'finish-task', { task: 1 });
    await run(mine, true, 'finding');
    await run(mine, true, 'report');
    await run(mine, true, 'hand-over', { organ: 'DM30', entry: ENTRY });
    await run(water, false, 'return-over');
    expect(await rowOf(id)).toMatchObject({ state: 'reported', owner: `T${TOWNSHIP}` });
    await run(mine, true, 'hand-over', { organ: 'DM17', entry: ENTRY });
    await run(gates, false, 'return-over');
    expect(await rowOf(id)).toMatchObject({ state: 'reported', owner: 'C' });
    const again = await takeStep(
      world,
      mine,
      true,
      id,
      step('hand-over', await version(), { organ: 'DM30', entry: ENTRY }),
    );
    expect(again).toMatchObject({ kind: 'invalid' });
    await run(coordinator, true, 'hand-over', { organ: 'DM30', entry: ENTRY });
    const refused = await takeStep(world, water, false, id, step('return-over', await version()));
    expect(JSON.stringify(refused)).toContain('不能再退');
    await run(water, false, 'take-over');
    expect((await rowOf(id))?.owner).toBe('DM30');
  });
});

describe('a township', () => {
  it('plans for itself only, and its operations are not there for another one', async () => {
    const elsewhere = await colleague('township-leader', { townshipCode: '370883101' });
    const { path, id } = await plan(await colleague('township-leader'));
    expect((await elsewhere.open(path)).status).toBe(404);
    const world = await operationWorld();
    const request = { title: 'a', place: 'b', purpose: 'c', startsAt: world.now, endsAt: world.now + 1000, powers: [] };
    await expect(
      planOperation(world, staffEyes(elsewhere, 'township'), {
        ...{ ...request, townshipCode: TOWNSHIP, source: 'plan', sourceId: null, entryCode: '' },
        once: crypto.randomUUID(),
      }),
    ).rejects.toThrow('operations.not-found');
    await expect(takeStep(world, staffEyes(elsewhere, 'township'), true, id, step('cancel', 1))).rejects.toThrow(
      'operations.not-found',
    );
    expect(idText(id)).toHaveLength(13);
  });
});

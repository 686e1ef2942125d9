import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { readEvents } from '../../worker/operations/events.store.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { CHECKLISTS } from '../../worker/operations/hazards.data.ts';
import { stepHazard } from '../../worker/operations/hazards.usecases.ts';
import { escalateLate, relock } from '../../worker/operations/jobs.usecases.ts';
import { reportHazard, takeInCases } from '../../worker/operations/lane.usecases.ts';
import { BOARD, NoticeBoard, publishNotice, takeDown } from '../../worker/operations/notices.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { type Colleague, colleague, TOWNSHIP } from '../desk/colleague.ts';
import { momentIn, operationWorld } from './world.ts';

vi.setConfig({ testTimeout: 60_000 });

const OTHER = '370883101';
const MINUTE = 60_000;
const citizen = unlimited();
const idOf = (number: string) => caseIdOf(readKeys(env), number);
const rowOf = (id: number) =>
  env.DB.prepare('SELECT state, owner, next_at, version, escalation, kind FROM hazard WHERE id = ?')
    .bind(id)
    .first<{ state: string; owner: string; next_at: number; version: number; escalation: number; kind: string }>();
const mine = (who: Colleague, scope: 'all' | 'organ' | 'township' = 'township') => eyesOf({ staff: who.staff }, scope);
const lastHazard = () => env.DB.prepare('SELECT id FROM hazard ORDER BY created_at DESC').first<number>('id');
const actionsOf = async (id: number) => (await readEvents(openDatabase(env.DB), id)).map(({ action }) => action);
const step = (action: string, version: number, fields = {}, note = '看过了') => ({
  ...{ action, version, note, fields, once: crypto.randomUUID() },
});

async function onDuty(townshipCode: string): Promise<void> {
  const leader = await colleague('township-leader', { townshipCode });
  const page = await leader.open('/desk/roster');
  const done = await leader.press(page, '排上', {
    staff: String(leader.staff.id),
    starts: momentIn(-1),
    ends: momentIn(20),
  });
  expect(done.text).toContain('班排好了');
}

async function hazardAt(townshipCode: string, who: Colleague): Promise<number> {
  const result = await reportHazard(await operationWorld(), mine(who), {
    ...{ townshipCode, kind: 'work-safety', place: '村口加油点', what: '一股汽油味' },
    once: crypto.randomUUID(),
  });
  if (result.kind !== 'reported') throw new Error(JSON.stringify(result));
  return result.id;
}

describe('a hazard', () => {
  it('goes up at once when nobody is on duty, and waits its minutes when somebody is', async () => {
    const clerk = await colleague('counter-clerk', { townshipCode: OTHER });
    const gap = await hazardAt(OTHER, clerk);
    expect(await rowOf(gap)).toMatchObject({ state: 'reported', escalation: 2 });
    expect(await actionsOf(gap)).toEqual(['report', 'gap']);
    await onDuty(OTHER);
    const waits = await hazardAt(OTHER, clerk);
    expect(await rowOf(waits)).toMatchObject({ escalation: 0 });
    const page = await clerk.open('/desk/emergency');
    expect(page.text).toContain('现在值班');
    expect(page.text).toContain('已报统筹办');
  });

  it('is looked at, removed by the checklist, and confirmed by somebody else', async () => {
    await onDuty(TOWNSHIP);
    const handler = await colleague('township-handler', { officeId: `${TOWNSHIP}-O11` });
    let page = await handler.open('/desk/emergency');
    expect((await handler.press(page, '报上去', { place: '', what: '', kind: 'work-safety' })).text).toContain(
      '请写在哪里',
    );
    page = await handler.press(page, '报上去', { kind: 'work-safety', place: '西头厂房', what: '燃气管漏气' });
    expect(page.text).toContain('刚报上来');
    page = await handler.press(page, '收到，去现场');
    page = await handler.press(page, '现场核实，属实', { note: '阀门漏，有人在里面。' });
    page = await handler.press(page, '开始排除', { note: '关总阀，撤人。' });
    const refused = await handler.press(page, '排除了', { note: '好了' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('有危险的人都离开了');
    const all = CHECKLISTS['work-safety'].map(({ id }) => id);
    page = await handler.press(page, '存下核对', { check: all });
    page = await handler.press(page, '排除了', { note: '换了阀门，测过不漏。' });
    expect(page.text).toContain('排除了，等复查');
    expect((await handler.press(page, '另一个人复查，确实排除了', { note: '没事了' })).text).toContain(
      '要换一个人复查',
    );
    const leader = await colleague('township-leader');
    const other = await leader.open(/\/desk\/emergency\/[0-9a-f]{13}/.exec(page.html)?.[0] ?? '');
    page = await leader.press(other, '另一个人复查，确实排除了', { note: '测过，不漏。' });
    expect(page.text).toContain('复查通过');
  });

  it('is reported by a department in the township that it chooses, and can be followed by it', async () => {
    await onDuty('370883103');
    const found = await colleague('department-handler', { departmentCode: 'M23' });
    const form = await found.open('/desk/emergency');
    const values = { kind: 'work-safety', place: '西头厂房', what: '燃气管漏气' };
    const refused = await found.press(form, '报上去', values);
    expect([refused.status, refused.text.includes('请选在哪个镇街')]).toEqual([422, true]);
    const done = await found.press(refused, '报上去', { township: '370883103' });
    expect(done.status).toBe(200);
    expect(done.text).toContain('燃气管漏气');
    // It is the township's to deal with.
    expect(done.text).not.toContain('收到，去现场');
    const path = `/desk/emergency/${idText((await lastHazard()) ?? 0)}`;
    expect(await rowOf(Number.parseInt(path.slice(-13), 16))).toMatchObject({ owner: 'T370883103' });
    const other = await colleague('department-handler', { departmentCode: 'M10' });
    expect([(await found.open(path)).status, (await other.open(path)).status]).toEqual([200, 404]);
  });

  it('is passed on by the list only, and never reaches a body without a duty there', async () => {
    await onDuty('370883102');
    const leader = await colleague('township-leader', { townshipCode: '370883102' });
    const id = await hazardAt('370883102', leader);
    const world = await operationWorld();
    expect(await stepHazard(world, mine(leader), id, step('sign', 1))).toEqual({ kind: 'done' });
    const pass = (organ: string, entry: string) =>
      stepHazard(world, mine(leader), id, step('pass', 2, { organ, entry }));
    expect(await pass('DM10', 'D06-040')).toMatchObject({ kind: 'invalid' });
    expect(await pass(`T${OTHER}`, 'D06-040')).toMatchObject({ kind: 'invalid' });
    expect(await pass('V370883102201', 'D06-040')).toMatchObject({ kind: 'invalid' });
    expect(await pass('DM23', '')).toMatchObject({ kind: 'invalid' });
    expect(await pass('DM23', 'D06-040')).toEqual({ kind: 'done' });
    expect(await rowOf(id)).toMatchObject({ owner: 'DM23', escalation: 0 });
    const safety = await colleague('department-handler', { departmentCode: 'M23' });
    expect((await safety.open('/desk/emergency')).text).toContain('汽油味');
    expect(
      (await (await colleague('department-handler', { departmentCode: 'M30' })).open('/desk/emergency')).text,
    ).not.toContain('汽油味');
  });

  it('is taken by one of two who press at the same time', async () => {
    await onDuty('370883103');
    const leader = await colleague('township-leader', { townshipCode: '370883103' });
    const id = await hazardAt('370883103', leader);
    const world = await operationWorld();
    const results = await Promise.all([1, 2].map(() => stepHazard(world, mine(leader), id, step('sign', 1))));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'lost']);
  });
});

describe('the fast lane', () => {
  it('takes in citizens’ urgent hazards once, however often it looks, and leaves the others their way', async () => {
    const urgent = await citizen.submit({
      kind: 'hazard',
      township: TOWNSHIP,
      text: '村后山体滑坡，石头往下掉。',
      wish: '',
    });
    const calm = await citizen.submit({
      kind: 'hazard',
      township: TOWNSHIP,
      text: '楼道里堆着旧沙发。',
      wish: '',
      place: '三号楼',
    });
    const complaint = await citizen.submit({ kind: 'complaint', township: TOWNSHIP, text: '隔壁漏气。' });
    const first = await takeInCases(await operationWorld());
    expect(first.urgent).toBe(1);
    expect((await takeInCases(await operationWorld())).urgent).toBe(0);
    await Promise.all([takeInCases(await operationWorld()), takeInCases(await operationWorld())]);
    const id = idOf(urgent.body.receiptNumber);
    expect(await rowOf(id)).toMatchObject({ kind: 'geology', state: 'reported', owner: `T${TOWNSHIP}` });
    expect((await actionsOf(id)).filter((action) => action === 'report')).toHaveLength(1);
    expect(await rowOf(idOf(calm.body.receiptNumber))).toBe(null);
    expect(await rowOf(idOf(complaint.body.receiptNumber))).toBe(null);
    const handler = await colleague('township-handler', { officeId: `${TOWNSHIP}-O11` });
    const page = await handler.open('/desk/emergency');
    // The citizen's words stay in the case, where each reading is on record.
    expect(page.text).toContain('群众报的，内容在事项里');
    expect(page.text).not.toContain('石头往下掉');
  });

  it('counts the minutes from the handing-in, however late it looks, and shows the clock on the case', async () => {
    const township = '370883106';
    await onDuty(township);
    const { body } = await citizen.submit({ kind: 'hazard', township, text: '河堤决口了，水进村。', wish: '' });
    const calm = await citizen.submit({ kind: 'hazard', township, text: '楼道里堆着旧沙发。', wish: '', place: '' });
    const id = idOf(body.receiptNumber);
    const path = `/desk/cases/${idText(id)}`;
    const clerk = await colleague('counter-clerk', { townshipCode: township });
    const link = `href="/desk/emergency/${idText(id)}"`;
    expect((await clerk.open(path)).html).not.toContain(link);
    const world = await operationWorld(15 * MINUTE);
    await takeInCases(world);
    const { handed } = (await env.DB.prepare('SELECT created_at AS handed FROM case_record WHERE id = ?')
      .bind(id)
      .first<{ handed: number }>()) ?? { handed: 0 };
    expect(await rowOf(id)).toMatchObject({ next_at: handed + 10 * MINUTE, escalation: 0 });
    // In the same run: the minutes are over, and the leader is told.
    await escalateLate(world);
    expect(await actionsOf(id)).toEqual(['report', 'escalate']);

    const page = await clerk.open(path);
    expect(page.html).toContain(link);
    expect(page.text).toMatch(/这件事也在应急里： ?防汛抗旱，刚报上来，等人收 ?，最晚 .* 前 已报负责人/);
    expect((await clerk.open(`/desk/cases/${idText(idOf(calm.body.receiptNumber))}`)).text).not.toContain('也在应急里');
    // Who may follow the steps only has no business on the fast lane.
    const auditor = await (await colleague('auditor')).open(path);
    expect([auditor.status, auditor.html.includes(link)]).toEqual([200, false]);
    const queue = await clerk.open('/desk/cases');
    expect(queue.html.match(/<span class="tag">隐患<\/span>/g)).toHaveLength(2);
  });

  it('gives a report about the township’s own office to the coordinating office, unseen by the township', async () => {
    const about = { offices: [`${TOWNSHIP}-O02`], departments: [], persons: '' };
    const { body } = await citizen.submit({ kind: 'hazard', township: TOWNSHIP, text: '大厅吊顶要倒。', about });
    const id = idOf(body.receiptNumber);
    await takeInCases(await operationWorld());
    expect(await rowOf(id)).toMatchObject({ owner: 'C' });
    const leader = await colleague('township-leader');
    const hex = id.toString(16).padStart(13, '0');
    expect((await leader.open(`/desk/emergency/${hex}`)).status).toBe(404);
    expect((await (await colleague('coordinator')).open(`/desk/emergency/${hex}`)).status).toBe(200);
  });
});

describe('escalation', () => {
  it('is the same after ticks in time, doubled, and one late one', async () => {
    const townshipCode = '370883104';
    await onDuty(townshipCode);
    const leader = await colleague('township-leader', { townshipCode });
    const [steady, late] = [await hazardAt(townshipCode, leader), await hazardAt(townshipCode, leader)];
    const due = (await rowOf(steady))?.next_at ?? 0;
    const tick = async (at: number) => escalateLate({ ...(await operationWorld()), now: at });
    await tick(due);
    expect(await rowOf(steady)).toMatchObject({ escalation: 0 });
    // One of the two is left out of the ticks in between by being looked at last.
    await Promise.all([tick(due + MINUTE), tick(due + MINUTE)]);
    await tick(due + 5 * MINUTE);
    expect(await actionsOf(steady)).toEqual(['report', 'escalate']);
    const another = await hazardAt(townshipCode, leader);
    await tick(due + 30 * MINUTE);
    await tick(due + 60 * MINUTE);
    for (const id of [steady, late, another]) {
      expect(await actionsOf(id)).toEqual(['report', 'escalate', 'escalate-further']);
      expect(await rowOf(id)).toMatchObject({ escalation: 2 });
    }
    const world = await operationWorld();
    expect(await stepHazard(world, mine(leader), steady, step('sign', 3))).toEqual({ kind: 'done' });
    expect(await rowOf(steady)).toMatchObject({ state: 'signed', escalation: 0 });
  });

  it('and keys are carried over once', async () => {
    const world = await operationWorld();
    expect(await relock(world)).toEqual({ relocked: 0 });
    const next = {
      ...world.keys,
      active: 'next',
      encryption: { ...world.keys.encryption, next: new Uint8Array(32).fill(7) },
    };
    const { relocked } = await relock({ ...world, keys: next });
    expect(relocked).toBeGreaterThan(3);
    expect(await relock({ ...world, keys: next })).toEqual({ relocked: 0 });
    // Back again, so that the tests that follow can read.
    const back = { ...next, active: world.keys.active };
    expect((await relock({ ...world, keys: back })).relocked).toBe(relocked);
  });
});

describe('a roster', () => {
  it('has nobody on duty twice at once, whoever writes at the same time', async () => {
    const leader = await colleague('township-leader', { townshipCode: '370883105' });
    const page = await leader.open('/desk/roster');
    expect(page.text).toContain('现在没有人值班');
    const values = { staff: String(leader.staff.id), starts: momentIn(1), ends: momentIn(9) };
    const [one, two] = await Promise.all([
      leader.press(page, '排上', values),
      leader.press(await leader.open('/desk/roster'), '排上', values),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 422]);
    const after = await leader.press(await leader.open('/desk/roster'), '去掉');
    expect(after.text).toContain('这一班去掉了');
    expect(after.text).toContain('还没有排班');
    await expect(env.DB.prepare('DELETE FROM duty_shift').run()).rejects.toThrow(/stays on record/);
  });

  it('is not another township’s to write', async () => {
    const leader = await colleague('township-leader', { townshipCode: '370883105' });
    const page = await leader.open('/desk/roster');
    const key = /name="key" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    const foreign = await leader.post('/desk/roster', {
      ...{ key, once: crypto.randomUUID(), organ: `T${OTHER}`, staff: String(leader.staff.id) },
      ...{ duty: 'on-duty', starts: momentIn(1), ends: momentIn(2) },
    });
    expect(foreign.status).toBe(422);
  });
});

describe('the coordinating group', () => {
  it('has one leader, its members and its dispatched teams; who leaves stays on record', async () => {
    const leader = await colleague('township-leader', { townshipCode: '370883106' });
    const market = await colleague('department-handler', { departmentCode: 'M25' });
    let page = await leader.open('/desk/group');
    expect(page.text).toContain('还没有组长');
    page = await leader.press(page, '加上', { duty: 'leader', staff: String(leader.staff.id), organ: 'T370883106' });
    expect(page.text).not.toContain('还没有组长');
    const second = await leader.press(page, '加上', { duty: 'leader', staff: String(market.staff.id), organ: 'DM25' });
    expect(second.text).toContain('组长只有一个');
    page = await leader.press(page, '加上', { duty: 'team', staff: String(market.staff.id), organ: 'DM25' });
    expect(page.text).toContain('派驻执法队伍');
    page = await leader.press(page, '退出');
    const kept = await env.DB.prepare(
      "SELECT count(*) AS n FROM group_member WHERE township_code = '370883106'",
    ).first();
    expect(kept).toEqual({ n: 2 });
  });
});

describe('public notices', () => {
  const { app } = createApp();
  const ask = async (township: string, more: Record<string, string> = {}) => {
    const path = `/api/v1/notices${township === '' ? '' : `?township=${township}`}`;
    return app.request(path, { headers: more }, env);
  };
  const titles = async (township: string) =>
    ((await (await ask(township)).json()) as { items: { title: string }[] }).items.map(({ title }) => title);

  it('are in the townships concerned from the desk to the API and the simple pages, and gone when they are withdrawn', async () => {
    const leader = await colleague('township-leader');
    let page = await leader.open('/desk/public-notices');
    page = await leader.press(page, '发出去', {
      kind: 'flood-drought',
      level: 'orange',
      title: '暴雨，河水会涨',
      whatToDo: '不要过河。\n低处的人家搬到高处。',
      starts: momentIn(-0.1),
      ends: momentIn(5),
    });
    expect(page.text).toContain('现在有效');
    expect(await titles(TOWNSHIP)).toEqual(['暴雨，河水会涨']);
    expect(await titles(OTHER)).toEqual([]);
    expect(await titles('')).toEqual([]);
    const answer = await ask(TOWNSHIP);
    const etag = answer.headers.get('etag') ?? '';
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect((await ask(TOWNSHIP, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('370883999')).status).toBe(404);
    expect((await app.request('/api/v1/notices?nothing=1', {}, env)).status).toBe(400);
    const lite = await (await app.request(`/lite?township=${TOWNSHIP}`, {}, env)).text();
    expect(lite).toContain('暴雨，河水会涨');
    expect(lite).toContain('低处的人家搬到高处。');
    expect(await (await app.request(`/lite?township=${OTHER}`, {}, env)).text()).not.toContain('暴雨');

    page = await leader.press(page, '现在撤下');
    expect(page.text).toContain('撤下了');
    expect(await titles(TOWNSHIP)).toEqual([]);
    expect((await ask(TOWNSHIP, { 'if-none-match': etag })).status).toBe(200);
    await expect(env.DB.prepare("UPDATE public_notice SET title = 'x'").run()).rejects.toThrow(/stays as it was/);
  });

  it('end by themselves, out of memory, without a read', async () => {
    const leader = await colleague('township-leader');
    const world = await operationWorld();
    const published = await publishNotice(world, { staffId: leader.staff.id, organ: `T${TOWNSHIP}` }, [TOWNSHIP], {
      ...{ kind: 'geology', level: 'red', title: '塌陷，绕行', whatToDo: '绕行东路。', townships: [TOWNSHIP] },
      ...{ startsAt: world.now, endsAt: world.now + 10_000, once: crypto.randomUUID() },
    });
    expect(published.kind).toBe('published');
    const board = new NoticeBoard();
    const at = async (later: number) => (await board.inForce(world.db, TOWNSHIP, world.now + later)).length;
    expect(await at(0)).toBe(1);
    expect(await at(9_999)).toBe(1);
    expect(await at(10_000)).toBe(0);
    expect(await takeDown(world, leader.staff.id, [OTHER], published.kind === 'published' ? published.id : '')).toBe(
      false,
    );
    BOARD.doubt();
  });

  it('of the whole city come from the coordinating office, not from a township', async () => {
    const coordinator = await colleague('coordinator');
    const values = {
      kind: 'weather',
      level: 'blue',
      title: '大风',
      whatToDo: '关好门窗。',
      starts: momentIn(-0.1),
      ends: momentIn(1),
    };
    const page = await coordinator.press(await coordinator.open('/desk/public-notices'), '发出去', values);
    expect(page.text).toContain('全市');
    expect(await titles(OTHER)).toContain('大风');
    const leader = await colleague('township-leader');
    const own = await leader.open('/desk/public-notices');
    expect(own.text).toContain('大风');
    expect(own.html.split('大风')[1]?.split('</section>')[0]).not.toContain('现在撤下');
    const nowhere = await leader.press(own, '发出去', { ...values, townships: [] });
    expect(nowhere.status).toBe(422);
    const wide = await leader.press(own, '发出去', { ...values, townships: [OTHER] });
    expect(wide.status).toBe(422);
  });
});

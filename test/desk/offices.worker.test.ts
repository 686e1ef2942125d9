import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { type Colleague, colleague, TOWNSHIP } from './colleague.ts';
import { keepDemonstration } from './kept-set.ts';

/** A set is some 20,000 rows: each change of it checks, packs and writes all of them. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OFFICE = `/desk/offices/${TOWNSHIP}-O01`;
let clerk: Colleague;
beforeAll(async () => {
  await keepDemonstration();
  clerk = await colleague('counter-clerk');
});
const publicOffice = async (id: string) => {
  const answer = await createApp().app.request(`/api/v1/offices?township=${TOWNSHIP}&limit=100`, undefined, env);
  const { items } = (await answer.json()) as { items: { id: string; place: string | null; phone: string | null }[] };
  return items.find((office) => office.id === id);
};

describe("a township's own offices", () => {
  it('are written down by the township, seen by residents, kept in the lists, and count as looked at', async () => {
    const page = await clerk.open(OFFICE);
    expect(page.text).toContain('社会事务办公室');
    const facts = {
      place: '镇政府院内一楼 3 号窗口',
      hours: '周一至周五',
      phone: '0000-0000000',
      source: '本单位核实',
    };
    const saved = await clerk.press(page, '保存', facts);
    expect(saved.text).toContain('存好了');
    expect(await publicOffice(`${TOWNSHIP}-O01`)).toMatchObject({ place: facts.place, phone: facts.phone });
    expect((await clerk.open('/desk/offices')).text).toContain(facts.place);
    expect((await clerk.open(`/desk/records/office:${TOWNSHIP}-O01`)).text).toContain('上次核对');
    const again = await clerk.press(await clerk.open(OFFICE), '保存');
    expect(again.text).toContain('没有改动');
  });

  it('of another township are not there, for reading nor for writing', async () => {
    expect((await clerk.open('/desk/offices/370883101-O01')).status).toBe(404);
    expect((await clerk.open('/desk/offices?township=370883101')).status).toBe(404);
    const own = await clerk.open(OFFICE);
    const { status } = await clerk.press({ ...own, html: own.html.replaceAll(TOWNSHIP, '370883101') }, '保存', {
      name: 'x',
      source: 'x',
    });
    expect(status).toBe(404);
    expect((await (await colleague('auditor')).open('/desk/offices')).status).toBe(403);
  });

  it('are not overwritten by who opened the page before: what stands there now and what was typed are shown', async () => {
    const [first, late] = [await clerk.open(OFFICE), await clerk.open(OFFICE)];
    await clerk.press(first, '保存', { place: '二楼', source: '搬了' });
    const lost = await clerk.press(late, '保存', { place: '三楼', source: '也搬了' });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('现在是：');
    expect(lost.text).toContain('地点“二楼”');
    expect(lost.html).toContain('value="三楼"');
    expect((await clerk.press(lost, '保存')).text).toContain('存好了');
    expect((await publicOffice(`${TOWNSHIP}-O01`))?.place).toBe('三楼');
  });

  it('of two townships changed at once are both changed', async () => {
    const other = await colleague('counter-clerk', { townshipCode: '370883101' });
    const [here, there] = [
      await clerk.open(`/desk/offices/${TOWNSHIP}-O05`),
      await other.open('/desk/offices/370883101-O05'),
    ];
    const answers = await Promise.all([
      clerk.press(here, '保存', { place: '东边', source: 'x' }),
      other.press(there, '保存', { place: '西边', source: 'x' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { results } = await env.DB.prepare("SELECT id, place FROM office WHERE place IN ('东边','西边')").all();
    expect(results).toHaveLength(2);
  });

  it('that close warn of items that nobody would answer for, and may still be closed', async () => {
    const warned = await clerk.press(await clerk.open(`/desk/offices/${TOWNSHIP}-O01`), '保存', {
      closed: '1',
      source: '撤了',
    });
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('个事项会没有机构负责');
    const closed = await clerk.press(warned, '保存', { gaps: 'meant' });
    expect(closed.text).toContain('存好了');
    const items = await clerk.open('/desk/offices/items');
    expect(items.text).toMatch(/有 \d+ 个事项没有机构负责/);
    const moved = await clerk.press(await clerk.open(`/desk/offices/items/T001?township=${TOWNSHIP}`), '保存', {
      officeType: 'O05',
      source: '某文件',
    });
    expect(moved.text).toContain('存好了');
    const guide = await createApp().app.request(`/api/v1/items/T001?township=${TOWNSHIP}`, undefined, env);
    expect(await guide.json()).toMatchObject({ office: { id: `${TOWNSHIP}-O05` } });
  });

  it.each<[string, Record<string, string>, string]>([
    ['without a source', { name: 'x' }, '写一句依据'],
    ['with a phone without a number', { phone: '不知道', source: 'x' }, '电话里要有号码'],
    ['merged into itself', { mergedInto: 'O06', source: 'x' }, '另一个没有撤'],
    ['too long', { place: '长'.repeat(101), source: 'x' }, '写短一些'],
  ])('%s are refused with what to do, and nothing typed is lost', async (_name, fields, sentence) => {
    const page = await clerk.open(`/desk/offices/${TOWNSHIP}-O06`);
    const answer = await clerk.press(page, '保存', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    for (const text of Object.values(fields)) expect(answer.html).toContain(text);
  });
});

describe('records that have to be looked at', () => {
  it('are listed for their owner, ticked off, and chased again later', async () => {
    const department = await colleague('department-handler', { departmentCode: 'M10' });
    const page = await department.open('/desk/records');
    expect(page.text).toContain('没有核对过');
    const [, before = ''] = /归市民政局核对的有 (\d+) 条/.exec(page.text) ?? [];
    expect(Number(before)).toBeGreaterThan(5);
    const done = await department.press(page, '勾上的都核对过，没有错', {
      record: ['item:T001', 'item:T002', 'power:P001'],
    });
    expect(done.text).toContain('记下了');
    const rows = await env.DB.prepare(
      "SELECT record FROM record_check WHERE record IN ('item:T001','item:T002','power:P001') ORDER BY record",
    ).all();
    expect(rows.results).toEqual([{ record: 'item:T001' }, { record: 'item:T002' }]);
    expect((await department.press(done, '勾上的都核对过，没有错')).status).toBe(422);
    expect((await department.open('/desk/records/item:T155')).status).toBe(404);
    expect((await department.open('/desk/records?owner=C')).status).toBe(404);
  });

  it('that somebody finds wrong come to whoever changes the lists', async () => {
    const department = await colleague('department-handler', { departmentCode: 'M10' });
    const page = await department.open('/desk/records/item:T003');
    const empty = await department.press(page, '有不对的');
    expect(empty.text).toContain('写一写哪里不对');
    const told = await department.press(page, '有不对的', { note: '材料少了一样 <i>' });
    expect(told.text).toContain('管目录的人会看到');
    const coordinator = await colleague('coordinator');
    expect((await coordinator.open('/desk/records')).text).toContain('材料少了一样 <i>');
  });

  it('are given to somebody else by the coordinating office', async () => {
    const coordinator = await colleague('coordinator');
    const page = await coordinator.open('/desk/records/item:T004');
    await coordinator.press(page, '核对过，没有错', { owner: `T${TOWNSHIP}` });
    const clerks = await clerk.open('/desk/records/item:T004');
    expect(clerks.status).toBe(200);
    const department = await colleague('department-handler', { departmentCode: 'M10' });
    expect((await department.open('/desk/records/item:T004')).status).toBe(404);
  });
});

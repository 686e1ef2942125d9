import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { colleague, TOWNSHIP } from './colleague.ts';

const { app } = createApp();
beforeEach(() => env.DB.exec('DELETE FROM feedback; DELETE FROM record_check;'));

let told = 0;
async function tell(change: Record<string, string | null> = {}): Promise<string> {
  told++;
  const body = JSON.stringify({
    code: 'T001',
    field: 'hours',
    text: `写的周六上班，第 ${told} 条`,
    township: TOWNSHIP,
    ...change,
  });
  const headers = { 'content-type': 'application/json', 'cf-connecting-ip': `203.0.113.${told % 250}` };
  const answer = await app.request('/api/v1/feedback', { method: 'POST', body, headers }, env);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

describe('what residents find wrong', () => {
  it('arrives at the township, is put right by its clerk, and stands there as dealt with', async () => {
    const id = await tell({ text: '周六去了，门关着。' });
    const clerk = await colleague('counter-clerk');
    expect((await clerk.open('/desk')).text).toContain('群众说 1 处信息有误');
    const list = await clerk.open('/desk/feedback');
    expect(list.text).toContain('周六去了，门关着。');
    const page = await clerk.open(`/desk/feedback/${id}`);
    expect(page.text).toContain('时间不对');
    expect(page.text).toContain('现在写的是');
    expect(page.html).toContain(`/desk/offices/${TOWNSHIP}-`);
    expect(page.html).toContain(`/lite/items/T001?township=${TOWNSHIP}`);
    expect((await clerk.press(page, '处理完了')).text).toContain('选一下怎么样了');
    const done = await clerk.press(page, '处理完了', { outcome: 'put-right' });
    expect(done.text).toContain('处理完了，记下了是您');
    expect(done.text).toContain('没有要处理的');
    const closed = await clerk.open('/desk/feedback?state=done');
    expect(closed.text).toContain('确实不对，已经改好');
    const own = await clerk.open(`/desk/feedback/${id}`);
    expect(own.text).toContain(clerk.staff.name);
    expect((await clerk.press(own, '放回去，再处理')).text).toContain('放回去了');
    expect((await clerk.open('/desk/feedback')).text).toContain('周六去了');
  });

  it("is passed on in words of the clerk, beside what others have said, and the citizen's text stays sealed", async () => {
    const clerk = await colleague('counter-clerk');
    for (const note of ['承诺时限写短了。', '少写了一样材料。']) {
      const page = await clerk.open(
        `/desk/feedback/${await tell({ field: 'papers', text: '材料不对，问 SECRETWORD' })}`,
      );
      const without = await clerk.press(page, '处理完了', { outcome: 'passed-on' });
      expect(without.status).toBe(422);
      expect(without.text).toContain('写一写哪里不对');
      const misplaced = await clerk.press(page, '处理完了', { outcome: 'was-right', note });
      expect(misplaced.text).toContain('只有转给管目录的人才看得到');
      expect(misplaced.html).toContain(note);
      await clerk.press(misplaced, '处理完了', { outcome: 'passed-on', note });
      await env.DB.exec('DELETE FROM feedback');
    }
    const keeper = await colleague('coordinator');
    const records = await keeper.open('/desk/records');
    expect(records.text).toContain('承诺时限写短了。 少写了一样材料。');
    expect(records.text).toContain(clerk.staff.name);
    expect(JSON.stringify((await env.DB.prepare('SELECT * FROM record_check').all()).results)).not.toContain(
      'SECRETWORD',
    );
  });

  it('of another township, or of none, is not there for a clerk; the coordinating office has all of it', async () => {
    const [own, other, none] = [await tell(), await tell({ township: '370883101' }), await tell({ township: null })];
    const clerk = await colleague('counter-clerk');
    const list = await clerk.open('/desk/feedback');
    expect(list.html).toContain(`/desk/feedback/${own}"`);
    for (const id of [other, none]) {
      expect(list.html).not.toContain(id);
      expect((await clerk.open(`/desk/feedback/${id}`)).status).toBe(404);
      const posted = { outcome: 'useless', key: clerk.formKey, once: crypto.randomUUID() };
      expect((await clerk.post(`/desk/feedback/${id}`, posted)).status).toBe(404);
    }
    const all = (await (await colleague('coordinator')).open('/desk/feedback')).html;
    for (const id of [own, other, none]) expect(all).toContain(`/desk/feedback/${id}"`);
    expect((await (await colleague('township-handler')).open('/desk/feedback')).status).toBe(403);
    expect((await clerk.open('/desk/feedback/%3Cscript%3E')).status).toBe(404);
  });

  it('is dealt with once: who comes second sees what came of it, a double click is no second', async () => {
    const id = await tell();
    const [clerk, leader] = [await colleague('counter-clerk'), await colleague('township-leader')];
    const [first, late] = [await clerk.open(`/desk/feedback/${id}`), await leader.open(`/desk/feedback/${id}`)];
    await clerk.press(first, '处理完了', { outcome: 'was-right' });
    expect((await clerk.press(first, '处理完了', { outcome: 'was-right' })).status).toBe(200);
    const lost = await leader.press(late, '处理完了', { outcome: 'passed-on', note: '要改时限。' });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('有人先处理了');
    expect(lost.text).toContain('核对过，没有错');
    expect(lost.text).toContain('要改时限。');
  });

  it('about an entry that is on no list any more says so, and cannot be passed on', async () => {
    const id = await tell();
    await env.DB.exec("UPDATE feedback SET code = 'T998'");
    const page = await (await colleague('counter-clerk')).open(`/desk/feedback/${id}`);
    expect(page.text).toContain('清单里已经没有这一条了');
    expect(page.html).not.toContain('value="passed-on"');
  });

  it('goes on from page to page, each as light as the others', async () => {
    const clerk = await colleague('counter-clerk');
    for (let at = 0; at < 55; at++) await tell({ text: `<b>&"'${'长'.repeat(480)}${at}` });
    const first = await clerk.open('/desk/feedback');
    expect(first.html.match(/href="\/desk\/feedback\/[0-9a-z]+"/g)).toHaveLength(50);
    const next = /href="(\/desk\/feedback\?[^"]*after[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await clerk.open(next)).html.match(/href="\/desk\/feedback\/[0-9a-z]+"/g)).toHaveLength(5);
  });
});

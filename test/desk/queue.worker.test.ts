import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { colleague, TOWNSHIP } from './colleague.ts';

const real = env as unknown as Env;
const citizen = unlimited();
const DAY_MS = 86_400_000;

async function handIn(change = {}, due: number | null = null) {
  const { body } = await citizen.submit({ kind: 'complaint', township: TOWNSHIP, ...change });
  const id = caseIdOf(readKeys(real), body.receiptNumber);
  if (due !== null) await env.DB.prepare('UPDATE case_record SET due_at = ? WHERE id = ?').bind(due, id).run();
  return { ...body, id, path: `/desk/cases/${idText(id)}` };
}

describe('the queue', () => {
  it('shows what is late in words, what is near, then the rest, in the order of the limits', async () => {
    const now = Date.now();
    const later = await handIn({}, now + 40 * DAY_MS);
    const late = await handIn({ kind: 'hazard' }, now - 2 * DAY_MS);
    const near = await handIn({ territorialCode: 'D03-019' }, now + 3_600_000);
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open('/desk/cases');
    const order = [...page.html.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => row).slice(1);
    expect(order.map((row) => [late, near, later].findIndex(({ path }) => row.includes(path)))).toEqual([0, 1, 2]);
    expect(order.map((row) => /已超期|快到期/.exec(row)?.[0])).toEqual(['已超期', '快到期', undefined]);
    expect(page.text).toContain('已超期 1 件');
    expect(order.map((row) => row.includes('<span class="tag">隐患</span>'))).toEqual([true, false, false]);
    expect(page.text).toContain('快到期 1 件');
    expect(page.text).toContain('工业企业废气废水噪声投诉处置');
    // Nothing of what the citizen wrote: a list is no read that would have to be logged.
    expect(page.text).not.toMatch(/黑水|演示人|13800000000/);
    expect((await clerk.open('/desk/cases?due=overdue')).html).not.toContain(near.path);
    expect((await clerk.open('/desk/cases?kind=hazard')).html).not.toContain(near.path);
    expect((await clerk.open(`/desk/cases?domain=${encodeURIComponent('生态环境保护')}&kind=hazard`)).text).toContain(
      '没有合适的',
    );
  });

  it('finds a case by its number, however it is written, and says why not', async () => {
    const { receiptNumber, path } = await handIn();
    const clerk = await colleague('counter-clerk');
    const found = await clerk.open(`/desk/find?number=${receiptNumber.toLowerCase().replace('-', '%20')}`);
    expect([found.status, found.location]).toEqual([303, path]);
    expect((await clerk.open('/desk/find?number=123')).text).toContain('回执号是 8 位');
    const other = await colleague('counter-clerk', { townshipCode: '370883101' });
    const refused = await other.open(`/desk/find?number=${receiptNumber}`);
    expect([refused.status, refused.text.includes('没有找到')]).toEqual([422, true]);
  });

  it('leads to a case by its number, or by the end of its id for who may not read it', async () => {
    const { receiptNumber, path } = await handIn({ territorialCode: null, itemCode: null });
    const linked = (html: string) => new RegExp(`<a href="${path}">(.*?)</a>`).exec(html)?.[1];
    const clerk = await colleague('counter-clerk');
    expect(linked((await clerk.open('/desk/cases')).html)).toBe(receiptNumber);
    const auditor = await colleague('auditor');
    expect(linked((await auditor.open(`/desk/cases?box=${TOWNSHIP}`)).html)).toBe(`…${path.slice(-5)}`);
  });

  it('filters are kept under a name, by each for themselves', async () => {
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open('/desk/cases?kind=hazard&due=soon&evil=%22%3E');
    const saved = await clerk.press(page, '存下', { name: '快到期的<b>隐患' });
    expect(saved.text).toContain('常用筛选存好了');
    expect(saved.text).toContain('快到期的<b>隐患');
    expect(saved.html).toContain('href="/desk/cases?box=own&amp;kind=hazard&amp;due=soon"');
    expect((await (await colleague('counter-clerk')).open('/desk/cases')).text).not.toContain('隐患 删掉');
    const empty = await clerk.press(page, '存下', { name: ' ' });
    expect([empty.status, empty.text.includes('请写一个名字')]).toEqual([422, true]);
    const long = await clerk.press(page, '存下', { name: '长'.repeat(21) });
    expect([long.status, long.html.includes(`value="${'长'.repeat(21)}"`)]).toEqual([422, true]);
    for (let at = 1; at < 12; at++) await clerk.press(page, '存下', { name: `第 ${at} 个` });
    expect((await clerk.press(page, '存下', { name: '太多' })).text).toContain('最多存 12 个');
    const gone = await clerk.press(await clerk.open('/desk/cases'), '删掉');
    expect(gone.text).not.toContain('快到期的<b>隐患');
  });

  it('whoever has no place is told, not shown an empty list', async () => {
    const lost = await colleague('department-handler', { departmentCode: null });
    expect((await lost.open('/desk/cases')).text).toContain('还没有定单位');
  });

  it('the coordinating office and auditors look at one township at a time', async () => {
    const { path } = await handIn();
    for (const role of ['coordinator', 'auditor'] as const) {
      const person = await colleague(role);
      const page = await person.open('/desk/cases');
      expect(page.html).not.toContain(path);
      expect((await person.open(`/desk/cases?box=${TOWNSHIP}`)).html).toContain(path);
    }
  });

  it('weighs little, filled to the last line with the longest names', async () => {
    const { id } = await handIn({ territorialCode: 'D03-019', group: 99_999 });
    const { results } = await env.DB.prepare('SELECT * FROM case_record WHERE id = ?').bind(id).all();
    const columns = Object.keys(results[0] ?? {});
    const chosen = columns.map((column) => (column === 'id' ? 'id + n' : column === 'due_at' ? '1' : column));
    await env.DB.prepare(
      `INSERT INTO case_record (${columns.join(', ')}) SELECT ${chosen.join(', ')} FROM case_record, (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 120) SELECT n FROM c) WHERE id = ?`,
    )
      .bind(id)
      .run();
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open('/desk/cases');
    const style = await clerk.fetch('/desk/style.css');
    const bytes = new TextEncoder().encode(page.html).length + (await style.arrayBuffer()).byteLength;
    console.info(`queue of 50 lines with its stylesheet: ${bytes} bytes`);
    expect(page.html.match(/<tr>/g)).toHaveLength(51);
    expect(bytes).toBeLessThanOrEqual(60_000);
    expect(page.text).toContain('已超期 100 件以上');
    const next = /href="(\/desk\/cases\?box=own&amp;after=[^"]*)"/.exec(page.html)?.[1] ?? '';
    const second = await clerk.open(next.replace('&amp;', '&'));
    expect(second.text).toContain('回到开头');
    const linked = (html: string) => [...html.matchAll(/\/desk\/cases\/([0-9a-f]{13})"/g)].map(([, hex]) => hex);
    expect(new Set([...linked(page.html), ...linked(second.html)]).size).toBe(100);
  });
});

import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { dayOf, endOfDay } from '../../worker/calendar/calendar.rules.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { countDays, readCounters } from '../../worker/cases/counters.usecases.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { viewerOf } from '../../worker/cases/viewer.rules.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { Staff } from '../../worker/staff/staff.contract.ts';
import { unlimited } from '../cases/caller.ts';
import { copyCases } from '../cases/many.ts';
import { handle, worldOf } from '../cases/staff.ts';
import { colleague, TOWNSHIP } from './colleague.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
const DAY_MS = 86_400_000;
const handIn = async (change = {}) => (await citizen.submit({ township: TOWNSHIP, kind: 'complaint', ...change })).body;
const idOf = (number: string) => caseIdOf(readKeys(real), number);

async function readAs(of: Staff, later = 0) {
  const world = await worldOf(real, later);
  const viewer = viewerOf({ staff: of }, scopeOf(of.role, 'counters.read') ?? 'own', world.content.directory);
  return readCounters(world, viewer, of);
}

/** Handed in, answered at a moment, rated. @param later of the answer, in milliseconds from now */
async function rated(level: number, later = 0, change = {}) {
  const receipt = await handIn(change);
  await handle(real, receipt.receiptNumber, 'accept');
  await handle(real, receipt.receiptNumber, 'assign');
  await handle(real, receipt.receiptNumber, 'answer', '查过了。', later);
  await citizen.step(receipt, 'rate', { level, text: '' });
  return receipt;
}

describe('the numbers of a leader', () => {
  it('are those of the own organ: closed, late, sent back, rated, and how it stands', async () => {
    const leader = await colleague('township-leader');
    await rated(5);
    await rated(4);
    await rated(2, 20 * DAY_MS);
    const back = await handIn();
    for (const action of ['accept', 'assign', 'answer'] as const)
      await handle(real, back.receiptNumber, action, action === 'answer' ? '查过了。' : '');
    await citizen.step(back, 'reject', { reason: '没有停。' });
    await handle(real, back.receiptNumber, 'answer', '再查过了。');
    await citizen.step(back, 'rate', { level: 1, text: '' });
    await rated(5, 0, { township: '370883101' });
    await handIn();
    expect((await readAs(leader.staff)).sum.closed).toBe(0);
    const tomorrow = await worldOf(real, DAY_MS);
    expect(await countDays(tomorrow)).toEqual({ days: 1 });
    expect(await countDays(tomorrow)).toEqual({ days: 0 });
    const { sum, weeks, now, all } = await readAs(leader.staff, DAY_MS);
    expect(sum).toEqual({ closed: 4, late: 1, reopened: 1, rated: [1, 1, 0, 1, 1] });
    expect(now).toMatchObject([{ holder: `T${TOWNSHIP}`, open: 1, overdue: 0 }]);
    expect(all).toBeNull();
    const counted = weeks.find(({ closed }) => closed > 0);
    expect([counted?.open, counted?.overdue]).toEqual([1, 0]);
    const coordinator = await colleague('coordinator');
    expect((await readAs(coordinator.staff, DAY_MS)).all?.sum).toMatchObject({ closed: 5, rated: [1, 1, 0, 1, 2] });
  }, 30_000);

  it('a rating that comes later is counted in the next night', async () => {
    const leader = await colleague('township-leader', { townshipCode: '370883105' });
    const receipt = await handIn({ township: '370883105' });
    for (const action of ['accept', 'assign', 'answer'] as const)
      await handle(real, receipt.receiptNumber, action, action === 'answer' ? '查过了。' : '');
    await handle(real, receipt.receiptNumber, 'complete');
    await countDays(await worldOf(real, 2 * DAY_MS));
    await citizen.step(receipt, 'rate', { level: 3, text: '' });
    await countDays(await worldOf(real, 3 * DAY_MS));
    const { sum } = await readAs(leader.staff, 3 * DAY_MS);
    expect(sum).toEqual({ closed: 1, late: 0, reopened: 0, rated: [0, 0, 1, 0, 0] });
  });

  it('stand on a page with charts and tables, without any other township', async () => {
    const leader = await colleague('township-leader');
    const { text, html, status } = await leader.open('/desk/counters');
    expect(status).toBe(200);
    expect(text).toContain('邹城市太平镇人民政府：办理情况');
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toContain('全市合计');
    for (const other of ['香城镇', '郭里镇', '钢山街道']) expect(text).not.toContain(other);
    const coordinator = await (await colleague('coordinator')).open('/desk/counters');
    expect(coordinator.text).toContain('全市合计');
    expect(coordinator.text).not.toMatch(/太平镇|香城镇|第 ?1 ?名/);
    const auditor = await (await colleague('auditor')).open('/desk/counters');
    expect([auditor.text.includes('全市合计'), auditor.text.includes('统筹办')]).toEqual([true, false]);
    expect((await (await colleague('counter-clerk')).open('/desk/counters')).status).toBe(403);
  });
});

describe('counting', () => {
  it('goes by the indexes, with 2,000 open cases as with few', async () => {
    const receipt = await handIn();
    const dueAt = (await readCase(openDatabase(env.DB), idOf(receipt.receiptNumber)))?.dueAt ?? 0;
    await copyCases(
      idOf(receipt.receiptNumber),
      Array.from({ length: 2000 }, (_, at) => ({
        id: 9_000_000 + at,
        holder: at % 100 === 0 ? 'DM03' : 'T370883103',
        dueAt,
      })),
    );
    const plans: string[] = [];
    let rowsRead = 0;
    const watched = new Proxy(env.DB, {
      get(target, name) {
        if (name === 'prepare')
          return (text: string) => {
            plans.push(text);
            return target.prepare(text);
          };
        if (name === 'batch')
          return async (statements: D1PreparedStatement[]) => {
            const results = await target.batch(statements);
            for (const { meta } of results) rowsRead += meta.rows_read;
            return results;
          };
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const world = { ...(await worldOf(real, 40 * DAY_MS)), db: openDatabase(watched) };
    expect(await countDays(world)).toEqual({ days: 1 });
    const { staff } = await colleague('department-head', { departmentCode: 'M03' });
    const seen = await readCounters(world, viewerOf({ staff }, 'organ', world.content.directory), staff);
    expect(seen.now).toMatchObject([{ holder: 'DM03', open: 20, overdue: 20 }]);
    for (const text of plans) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
        .bind(...Array(text.match(/\?/g)?.length ?? 0).fill(1))
        .all<{ detail: string }>();
      const scans = results
        .map(({ detail }) => detail)
        .filter((detail) => /^SCAN (case_record|organ_day)/.test(detail));
      expect(scans, text).toEqual([]);
    }
    console.info(`counting a day over 2,000 open cases: ${rowsRead} rows read`);
    const { results } = await env.DB.prepare("SELECT open, overdue FROM organ_day WHERE holder = 'DM03' AND day = ?")
      .bind(dayOf(endOfDay(dayOf(world.now)) - DAY_MS))
      .all();
    expect(results).toEqual([{ open: 20, overdue: 20 }]);
  });
});

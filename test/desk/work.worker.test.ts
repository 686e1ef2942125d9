/** The first page after signing in: what waits, for each role its own, each line with the list that it counts. */
import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { countToDecide } from '../../worker/assignments/reading.usecases.ts';
import { deadLetters } from '../../worker/cases/outbox.usecases.ts';
import { viewerOf } from '../../worker/cases/viewer.rules.ts';
import { countOwn } from '../../worker/cases/waiting.usecases.ts';
import { readDirectory } from '../../worker/directory/directory.store.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { hazardsWaiting } from '../../worker/operations/hazards.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { StaffRole } from '../../worker/staff/staff.contract.ts';
import { type Colleague, colleague, TOWNSHIP } from './colleague.ts';
import { assigned, handIn, idOf, pathOf, take } from './handing-over.ts';

const DAY_MS = 86_400_000;
const NOTHING = '现在没有等您办的事。';

/** Texts of the lines with where they lead, in their order. */
async function workOf(who: Colleague): Promise<[string, string][]> {
  const { html } = await who.open('/desk');
  const list = /<ol class="work">(.*?)<\/ol>/s.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<a href="([^"]*)">(.*?)<\/a>/g)].map(([, href = '', text = '']) => [
    text,
    href.replaceAll('&amp;', '&'),
  ]);
}
const set = (number: string, change: string, ...values: unknown[]) =>
  env.DB.prepare(`UPDATE case_record SET ${change} WHERE id = ?`)
    .bind(...values, idOf(number))
    .run();

let made = 0;
async function hazard(owner: string, nextAt: number, escalation = 0): Promise<void> {
  await env.DB.prepare(
    "INSERT INTO hazard (id, township_code, kind, state, version, owner, next_at, escalation, checked, created_at, wrapped_key) VALUES (?, ?, 'flood-drought', 'reported', 1, ?, ?, ?, '[]', ?, '')",
  )
    .bind(++made, TOWNSHIP, owner, nextAt, escalation, nextAt)
    .run();
}

// Each begins with no open case. Hazards stay on record: those who are shown them come last.
beforeEach(async () => {
  await env.DB.prepare("UPDATE case_record SET state = 'completed', closed_at = 1").run();
});

describe('what waits for somebody who has just come in', () => {
  it('for a clerk: what is late, what is near, what is new; each line leads to the list that it counts', async () => {
    const clerk = await colleague('counter-clerk');
    expect((await clerk.open('/desk')).text).toContain(NOTHING);
    const [late, near, taken] = [await handIn(), await handIn(), await handIn()];
    await set(late.receiptNumber, 'due_at = ?', Date.now() - DAY_MS);
    await set(near.receiptNumber, 'due_at = ?', Date.now() + 60_000);
    await take(clerk, taken.receiptNumber, 'accept', '受理');
    await set(taken.receiptNumber, 'due_at = ?', Date.now() + 40 * DAY_MS);
    const page = await clerk.open('/desk');
    expect(page.text).not.toContain(NOTHING);
    // Nothing of what the citizen wrote.
    expect(page.text).not.toMatch(/黑水|演示人|13800000000/);
    const lines = await workOf(clerk);
    expect(lines).toEqual([
      ['1 件已超期', '/desk/cases?box=own&due=overdue'],
      ['1 件快到期', '/desk/cases?box=own&due=soon'],
      ['2 件新收到，等受理', '/desk/cases?box=own&state=submitted'],
      ['1 件已受理，等交办', '/desk/cases?box=own&state=accepted'],
    ]);
    const shown = async (href: string) =>
      [late, near, taken].map(async ({ receiptNumber }) =>
        (await clerk.open(href)).html.includes(pathOf(receiptNumber)),
      );
    const seen = await Promise.all(lines.map(async ([, href]) => Promise.all(await shown(href))));
    expect(seen).toEqual([
      [true, false, false],
      [false, true, false],
      [true, true, false],
      [false, false, true],
    ]);
    // Another township's clerk has none of it.
    expect(await workOf(await colleague('counter-clerk', { townshipCode: '370883101' }))).toEqual([]);
  });

  it('for who handles: what was newly given to the office, and where it is to help', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await assigned(clerk);
    const handler = await colleague('township-handler');
    expect(await workOf(handler)).toContainEqual(['1 件新交办给您单位', '/desk/cases?box=own&state=assigned']);
    const due = Date.now() - DAY_MS;
    await env.DB.prepare('INSERT INTO case_part (case_id, organ, seq, asked_at, due_at) VALUES (?, ?, 2, ?, ?)')
      .bind(idOf(receiptNumber), 'DM03', due, due)
      .run();
    const helper = await colleague('department-handler');
    expect(await workOf(helper)).toEqual([
      ['1 件请您协办的已超期', '/desk/cases?box=parts&due=overdue'],
      ['1 件请您单位协办', '/desk/cases?box=parts'],
    ]);
    expect((await helper.open('/desk/cases?box=parts&due=overdue')).html).toContain(pathOf(receiptNumber));
  });

  it('for a leader: the limits of the whole township, what has come up, what asks for approval', async () => {
    const clerk = await colleague('counter-clerk');
    const [handler, leader] = [await colleague('township-handler'), await colleague('township-leader')];
    const { receiptNumber } = await assigned(clerk, { kind: 'complaint', identity: 'sealed' });
    await take(handler, receiptNumber, 'ask-identity', '申请看保密身份', { note: '要上门核实。' });
    await set(receiptNumber, 'due_at = ?, escalation = 1', Date.now() - DAY_MS);
    expect(await workOf(leader)).toEqual([
      ['1 件已超期（全镇街）', `/desk/cases?box=${TOWNSHIP}&due=overdue`],
      ['1 件超期，报到了您这里', '/desk/cases?box=escalated'],
      ['1 件等您审批（延期、看保密身份）', '/desk/approvals'],
    ]);
    expect((await workOf(handler)).some(([, href]) => href === '/desk/approvals')).toBe(false);
    // Sent up once more: now the coordinating office sees it as well.
    await set(receiptNumber, 'escalation = 2');
    expect(await workOf(await colleague('coordinator'))).toContainEqual([
      '1 件超期，报到了统筹办',
      '/desk/cases?box=escalated',
    ]);
  });

  it('for the coordinating office: what it keeps, and proposals of others to examine', async () => {
    const coordinator = await colleague('coordinator');
    const kept = await handIn();
    await set(kept.receiptNumber, "holder = 'C', due_at = NULL");
    const proposal = (id: string, state: string, examinedBy: number | null) =>
      env.DB.prepare(
        "INSERT INTO assignment (id, version, state, department, end_day, proposal, created_at, created_by, examined_by, hash) VALUES (?, 1, ?, 'M03', '2027-01-01', '{}', 1, 999, ?, '')",
      )
        .bind(id, state, examinedBy)
        .run();
    await proposal('a', 'proposed', null);
    await proposal('b', 'examined', 998);
    await proposal('c', 'examined', coordinator.staff.id);
    expect(await workOf(coordinator)).toEqual([
      ['2 项准入等您审核', '/desk/assignments'],
      ['1 件新收到，等受理', '/desk/cases?box=own&state=submitted'],
    ]);
  });

  it('for an administrator: messages that were given up', async () => {
    const administrator = await colleague('administrator');
    expect(await workOf(administrator)).toEqual([]);
    await env.DB.prepare(
      "INSERT INTO outbox (key, payload, created_at, attempts, dead_at, failure) VALUES ('x', '{}', 1, 12, 1, 'timeout')",
    ).run();
    expect(await workOf(administrator)).toEqual([['1 条通知没有发出去，要重发', '/desk/outbox']]);
  });

  it('hazards come first: with whom they lie, and with the coordinating office once they have gone up', async () => {
    const [clerk, coordinator] = [await colleague('counter-clerk'), await colleague('coordinator')];
    await handIn();
    await hazard(`T${TOWNSHIP}`, Date.now() - 1, 1);
    const page = await clerk.open('/desk');
    expect(page.text).toContain('1 处安全隐患等您单位处置 ，1 处超时');
    expect((await workOf(clerk)).map(([, href]) => href)).toEqual([
      '/desk/emergency',
      '/desk/cases?box=own&state=submitted',
    ]);
    expect((await workOf(coordinator)).map(([, href]) => href)).not.toContain('/desk/emergency');
    await hazard(`T${TOWNSHIP}`, Date.now() + DAY_MS, 2);
    await hazard('C', Date.now() + DAY_MS);
    expect((await workOf(coordinator))[0]).toEqual(['2 处安全隐患报到了统筹办', '/desk/emergency']);
    expect((await workOf(clerk))[0]).toEqual(['2 处安全隐患等您单位处置', '/desk/emergency']);
  });

  it.each([
    ['auditor', {}],
    ['department-handler', { departmentCode: null }],
    ['counter-clerk', { townshipCode: null }],
    ['township-handler', { townshipCode: null, officeId: null }],
  ] as [StaffRole, object][])('for %s %o nothing of others', async (role, place) => {
    const { receiptNumber } = await handIn();
    await set(receiptNumber, 'due_at = 1, escalation = 2');
    await hazard(`T${TOWNSHIP}`, 1, 2);
    const who = await colleague(role, place);
    expect(await workOf(who)).toEqual([]);
    expect((await who.open('/desk')).text).toContain(NOTHING);
  });

  it('is counted along the indexes that are there', async () => {
    const said: [string, unknown[]][] = [];
    const heard = new Proxy(env.DB, {
      get: (target, name) => {
        if (name !== 'prepare') return Reflect.get(target, name);
        return (sql: string) => ({
          bind: (...values: unknown[]) => {
            said.push([sql, values]);
            return target.prepare(sql).bind(...values);
          },
        });
      },
    });
    const db = openDatabase(heard);
    const { staff } = await colleague('township-handler');
    const eyes = eyesOf({ staff }, 'township');
    const { offices } = await readDirectory(openDatabase(env.DB));
    await countOwn({ db }, viewerOf({ staff }, 'organ', { offices }), 'assigned');
    await hazardsWaiting({ db, now: 1 }, eyes, 100);
    await hazardsWaiting({ db, now: 1 }, { ...eyes, townships: null }, 100);
    await countToDecide(db, 1, 100);
    await deadLetters(db, 100);
    const plans = said.map(async ([sql, values]) => {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      return results.map(({ detail }) => detail).join(' / ');
    });
    const wanted = ['case_record_holder', 'hazard_owner', 'hazard_next', 'assignment_open', 'outbox_dead'];
    expect(await Promise.all(plans)).toEqual(wanted.map((name) => expect.stringMatching(`INDEX ${name}\\b`)));
  });
});

/** Closed cases: each list along one index, and numbers that are opened for those who may read them. */
import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { NO_FILTER, QUEUE_PAGE, QUEUE_WINDOW, type QueueFilter } from '../../worker/cases/queue.rules.ts';
import { readPage } from '../../worker/cases/queue.usecases.ts';
import type { CaseWorld } from '../../worker/cases/world.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { unlimited } from './caller.ts';
import { staff, TOWN, viewer } from './deskstaff.ts';
import { multiply } from './many.ts';
import { worldOf } from './staff.ts';
import { newMeter, watchDatabase } from './watched.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const meter = newMeter();
const OFFICE = `O${TOWN}-O08`;
const HANDLER = staff('township-handler', { townshipCode: TOWN, officeId: `${TOWN}-O08` });
const CLOSED = { closedBy: [OFFICE] };
const DAY_MS = 86_400_000;
const NONE = () => undefined;

let world: CaseWorld;
beforeAll(async () => {
  const opened = await worldOf(real);
  world = { ...opened, db: openDatabase(watchDatabase(env.DB, meter)) };
});

const eyes = (of = HANDLER) => viewer(of, world.content.directory);

/** @returns rows read and the middle of nine times, in milliseconds */
async function cost(of: typeof HANDLER, filter: QueueFilter = NO_FILTER) {
  const times: number[] = [];
  for (let at = 0; at < 9; at++) {
    Object.assign(meter, newMeter());
    const start = performance.now();
    await readPage(world, eyes(of), CLOSED, filter, null, NONE);
    times.push(performance.now() - start);
  }
  return { rows: meter.rowsRead, milliseconds: times.sort((a, b) => a - b)[4] ?? 0 };
}

describe('closed cases', { timeout: 60_000 }, () => {
  it('over 100,000 of them a page reads 1.2 rows for each line at most and takes no three times as long', async () => {
    await unlimited().submit({ kind: 'complaint', township: TOWN });
    const closed = {
      township_code: `'${TOWN}'`,
      state: "CASE n % 40 WHEN 0 THEN 'declined' ELSE 'completed' END",
      // Many of one moment, a thousand moments in 40 days.
      closed_at: `${world.now - 41 * DAY_MS} + (n * 7919 % 1000) * ${40 * 86_400}`,
    };
    await multiply(300, { ...closed, holder: `'${OFFICE}'` });
    await cost(HANDLER);
    const few = await cost(HANDLER);
    await multiply(100_000, { ...closed, holder: `CASE n % 2 WHEN 0 THEN 'DM18' ELSE '${OFFICE}' END` });
    const many = await cost(HANDLER);
    console.info(
      `closed: ${few.milliseconds.toFixed(1)} ms over 300, ${many.milliseconds.toFixed(1)} ms over 100,300; ${many.rows} rows read`,
    );
    expect(many.rows).toBeLessThanOrEqual(1.2 * QUEUE_PAGE);
    expect(many.milliseconds).toBeLessThanOrEqual(3 * few.milliseconds + 0.5);
    const day = new Date(world.now - 20 * DAY_MS).toISOString().slice(0, 10);
    expect((await cost(HANDLER, { ...NO_FILTER, until: day })).rows).toBeLessThanOrEqual(1.2 * QUEUE_PAGE);
    // What is filtered by no index looks at a window; the numbers of what is shown are asked for by the row.
    const filtered = await cost(HANDLER, { ...NO_FILTER, state: 'declined' });
    expect(filtered.rows).toBeLessThanOrEqual(QUEUE_WINDOW + QUEUE_PAGE);
  });

  it('pages follow each other, the latest first, without a gap and without a line twice', async () => {
    const seen: { id: number; closedAt: number | null }[] = [];
    let cursor = null;
    for (let pages = 0; pages < 12; pages++) {
      const page = await readPage(world, eyes(), CLOSED, NO_FILTER, cursor, NONE);
      seen.push(...page.lines);
      cursor = page.next;
    }
    expect([seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([600, 600]);
    const { results } = await env.DB.prepare(
      'SELECT id FROM case_record WHERE holder = ? AND closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT 600',
    )
      .bind(OFFICE)
      .all<{ id: number }>();
    expect(seen.map(({ id }) => id)).toEqual(results.map(({ id }) => id));
  });

  it('of another organ are not there, whoever asks for them', async () => {
    const page = await readPage(world, eyes(), { closedBy: ['DM18'] }, NO_FILTER, null, NONE);
    expect(page.lines).toEqual([]);
  });

  it('and open ones bring their numbers to those who may read texts, each its own; to others none', async () => {
    const citizen = unlimited();
    const handed: { id: number; number: string }[] = [];
    for (let at = 0; at < QUEUE_PAGE; at++) {
      const { body } = await citizen.submit({ kind: 'complaint', township: TOWN });
      handed.push({ id: caseIdOf(world.keys, body.receiptNumber), number: body.receiptNumber });
    }
    await env.DB.prepare('UPDATE case_record SET holder = ?, due_at = 1 WHERE id IN (SELECT value FROM json_each(?))')
      .bind('OX', JSON.stringify(handed.map(({ id }) => id)))
      .run();
    const clerk = { ...eyes(staff('counter-clerk', { townshipCode: TOWN })), holders: ['OX'] };
    const blind = { ...clerk, fields: [] };
    const middle = async (who: typeof clerk) => {
      const times: number[] = [];
      for (let at = 0; at < 15; at++) {
        const start = performance.now();
        const { lines } = await readPage(world, who, 'own', NO_FILTER, null, NONE);
        // Time moves on with what comes from outside.
        await env.DB.prepare('SELECT 1').all();
        times.push(performance.now() - start);
        const wanted = new Map(handed.map(({ id, number }) => [id, who === blind ? null : number]));
        expect(new Map(lines.map(({ id, number }) => [id, number]))).toEqual(wanted);
      }
      return times.sort((a, b) => a - b)[7] ?? 0;
    };
    const [without, with50] = [await middle(blind), await middle(clerk)];
    console.info(`50 lines: ${without.toFixed(1)} ms without numbers, ${with50.toFixed(1)} ms with them`);
    const filtered = await readPage(world, clerk, 'own', { ...NO_FILTER, kind: 'complaint' }, null, NONE);
    expect(filtered.lines.every(({ number }) => number !== null)).toBe(true);
    // One that does not open keeps nobody from the others.
    await env.DB.prepare("UPDATE case_record SET wrapped_key = 'v1.gone.AAAA.AAAA' WHERE id = ?")
      .bind(handed[0]?.id)
      .run();
    const { lines } = await readPage(world, clerk, 'own', NO_FILTER, null, NONE);
    expect(lines.filter(({ number }) => number === null).map(({ id }) => id)).toEqual([handed[0]?.id]);
  });
});

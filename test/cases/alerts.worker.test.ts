import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../worker/calendar/calendar.rules.ts';
import { edgesAt, levelOf } from '../../worker/cases/alerts.rules.ts';
import { completeSettled, tick } from '../../worker/cases/alerts.usecases.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { CaseWorld } from '../../worker/cases/world.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { unlimited } from './caller.ts';
import { copyCases } from './many.ts';
import { handle, worldOf } from './staff.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const told = { url: new URL('https://gateway.example/'), secret: 'x', send: async () => new Response() };

async function fresh(): Promise<{ number: string; code: string; id: number; world: CaseWorld }> {
  const { body } = await citizen.submit();
  const world = await worldOf(real);
  return { number: body.receiptNumber, code: body.lookupCode, id: caseIdOf(world.keys, body.receiptNumber), world };
}
const saysOf = async (id: number) =>
  (
    await env.DB.prepare('SELECT kind FROM case_alert WHERE case_id = ? ORDER BY at, kind')
      .bind(id)
      .all<{ kind: string }>()
  ).results.map(({ kind }) => kind);
const stepsOf = async (id: number) =>
  (
    await env.DB.prepare('SELECT action FROM case_event WHERE case_id = ? ORDER BY seq')
      .bind(id)
      .all<{ action: string }>()
  ).results.map(({ action }) => action);

const messagesOf = async (id: number) =>
  (
    await env.DB.prepare("SELECT payload FROM outbox WHERE payload ->> 'case' = ?")
      .bind(idText(id))
      .all<{ payload: string }>()
  ).results.map(({ payload }) => payload);

describe('a limit that nobody keeps', () => {
  it('is warned of, goes to the leader, then to the coordinating office; the citizen reads it', async () => {
    const { id, number, world } = await fresh();
    const dueAt = (await readCase(world.db, id))?.dueAt ?? 0;
    const run = (now: number) => tick({ ...world, now });
    await run(world.now);
    expect(await saysOf(id)).toEqual([]);
    await run(dueAt - HOUR_MS);
    expect(await saysOf(id)).toEqual(['warning']);
    expect((await readCase(world.db, id))?.version).toBe(1);
    await run(dueAt + HOUR_MS);
    expect(await saysOf(id)).toEqual(['warning', 'leader']);
    await run(dueAt + 8 * DAY_MS);
    expect(await saysOf(id)).toEqual(['warning', 'leader', 'coordinator']);
    expect(await stepsOf(id)).toEqual(['submit', 'escalate', 'escalate-further']);
    expect((await readCase(world.db, id))?.escalation).toBe(2);
    const answered = await handle(real, number, 'accept');
    expect(answered.escalation).toBe(2);
  });

  it('begins anew when it is moved', async () => {
    const { id, number, code, world } = await fresh();
    const dueAt = (await readCase(world.db, id))?.dueAt ?? 0;
    await tick({ ...world, now: dueAt + HOUR_MS });
    await handle(real, number, 'accept');
    await handle(real, number, 'assign');
    await handle(real, number, 'answer', '查过了。');
    expect((await readCase(world.db, id))?.escalation).toBe(0);
    const { body } = await citizen.lookUp(number, code);
    expect(body.timeline.map(({ title }) => title)).toContain('已超过期限，请负责人督办');
    // Sent back: the old limit goes on, and has run out already.
    await citizen.step({ receiptNumber: number, token: body.token }, 'reject', { reason: '没有停。' });
    const again = { ...world, sender: told, now: dueAt + 2 * HOUR_MS };
    await tick(again);
    await tick(again);
    expect((await readCase(world.db, id))?.escalation).toBe(1);
    expect((await stepsOf(id)).filter((action) => action === 'escalate')).toHaveLength(2);
    expect(await messagesOf(id)).toHaveLength(1);
  });

  it('ticks that come at once say everything once', async () => {
    const { id, world } = await fresh();
    const dueAt = (await readCase(world.db, id))?.dueAt ?? 0;
    const late = { ...world, sender: told, now: dueAt + 8 * DAY_MS };
    await Promise.all(Array.from({ length: 8 }, () => tick(late)));
    await tick(late);
    expect(await saysOf(id)).toEqual(['coordinator', 'leader']);
    expect(await stepsOf(id)).toEqual(['submit', 'escalate', 'escalate-further']);
    const messages = await messagesOf(id);
    expect(messages).toHaveLength(2);
    for (const payload of messages) {
      expect(Object.keys(JSON.parse(payload)).sort()).toEqual(['at', 'case', 'due', 'event', 'holder', 'id', 'to']);
      expect(payload).not.toContain('黑水');
    }
  }, 30_000);

  it('nothing is put into the outbox where nobody is to be told', async () => {
    const { id, world } = await fresh();
    const dueAt = (await readCase(world.db, id))?.dueAt ?? 0;
    expect(world.sender).toBeNull();
    await tick({ ...world, now: dueAt + HOUR_MS });
    expect(await messagesOf(id)).toEqual([]);
  });
});

describe('1,000 open cases under ticks that are skipped, doubled and late', () => {
  it('stand where the limits say, and each thing was said once', async () => {
    const { id: first, world } = await fresh();
    const base = 7_000_000;
    const holders = ['T370883101', 'T370883107', 'O370883107-O08', 'D07', 'C'];
    const start = Date.parse('2026-11-02T00:10:00+08:00');
    const copies = Array.from({ length: 1000 }, (_, at) => ({
      id: base + at,
      holder: holders[at % holders.length] ?? 'C',
      // Every eleventh waits for the citizen: no limit runs.
      dueAt:
        at % 11 === 0
          ? null
          : endOfDay(new Date(start + ((at * 7) % 20) * DAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10)),
    }));
    await copyCases(first, copies);
    // A fixed sequence that looks like chance: some hours twice, some days not at all.
    const ticks: number[] = [];
    let seed = 42;
    for (let hour = 0; hour < 21 * 24; hour++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const luck = seed % 40;
      if (luck === 0) ticks.push(start + hour * HOUR_MS);
      if (luck === 1) ticks.push(start + hour * HOUR_MS, start + hour * HOUR_MS);
    }
    const last = start + 22 * DAY_MS;
    // One run takes a limited number of steps: the last moment has as many runs as it needs.
    for (const now of ticks) await tick({ ...world, now });
    for (let left = 1; left > 0; ) left = (await tick({ ...world, now: last }))['escalated'] ?? 0;
    const calendar = world.content.calendar;
    const { results } = await env.DB.prepare(
      `SELECT id, due_at, escalation, (SELECT group_concat(kind, ' ') FROM (SELECT kind FROM case_alert WHERE case_id = id ORDER BY kind)) AS said, (SELECT count(*) FROM case_event WHERE case_id = id) AS steps FROM case_record WHERE id >= ? AND id < ?`,
    )
      .bind(base, base + 1000)
      .all<{ id: number; due_at: number | null; escalation: number; said: string | null; steps: number }>();
    expect(results).toHaveLength(1000);
    const edges = [...ticks, last].map((now) => edgesAt(calendar, now));
    const wrong = results.filter(({ due_at: due, escalation, said, steps }) => {
      const level = due === null ? 0 : levelOf(due, edgesAt(calendar, last));
      const isWarned = due !== null && edges.some(({ lateBefore, warnUntil }) => due >= lateBefore && due <= warnUntil);
      const expected = [level > 1 && 'coordinator', level > 0 && 'leader', isWarned && 'warning']
        .filter(Boolean)
        .join(' ');
      return escalation !== level || (said ?? '') !== expected || steps !== 1 + level;
    });
    console.info(
      `${ticks.length} ticks over 1,000 cases; levels ${[0, 1, 2].map((n) => results.filter((row) => row.escalation === n).length).join(', ')}`,
    );
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('an answered case', () => {
  it('is closed by itself after 15 days, not before, and once', async () => {
    const { id, number, world } = await fresh();
    for (const action of ['accept', 'assign', 'answer'] as const)
      await handle(real, number, action, action === 'answer' ? '查过了。' : '');
    await completeSettled({ ...world, now: world.now + 14 * DAY_MS });
    expect((await readCase(world.db, id))?.state).toBe('answered');
    const later = { ...world, now: world.now + 16 * DAY_MS };
    await Promise.all([completeSettled(later), completeSettled(later)]);
    const row = await readCase(world.db, id);
    expect([row?.state, row?.closedAt]).toEqual(['completed', later.now]);
    expect((await stepsOf(id)).filter((action) => action === 'complete')).toHaveLength(1);
  });
});

describe('what the clocks read', () => {
  it('goes by the indexes', async () => {
    const { world } = await fresh();
    const plans: string[] = [];
    const watched = new Proxy(env.DB, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (name !== 'prepare') return typeof value === 'function' ? value.bind(target) : value;
        return (text: string) => {
          if (/^(WITH|SELECT)/.test(text)) plans.push(text);
          return target.prepare(text);
        };
      },
    });
    await tick({ ...world, db: openDatabase(watched) });
    await completeSettled({ ...world, db: openDatabase(watched) });
    expect(plans.length).toBeGreaterThanOrEqual(4);
    for (const text of plans) {
      const count = text.match(/\?/g)?.length ?? 0;
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
        .bind(...Array(count).fill(1))
        .all<{ detail: string }>();
      const scans = results
        .map(({ detail }) => detail)
        .filter((detail) => /^SCAN (?!who|json_each|CONSTANT|\(subquery)/.test(detail));
      expect(scans, text).toEqual([]);
    }
  });
});

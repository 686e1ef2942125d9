/** Who is told of a call, an operation, a hazard: in the outbox with the step itself, once, and without a word of it. */
import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { actOnCall } from '../../worker/calls/calls.usecases.ts';
import { tickCalls } from '../../worker/calls/jobs.usecases.ts';
import type { OutboxPayload } from '../../worker/cases/outbox.contract.ts';
import { type Sender, sendDue } from '../../worker/cases/outbox.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { escalateLate } from '../../worker/operations/jobs.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { aCall, actingAt, aHazard, eyesOn, operatingAt, stepOn } from '../cases/registers.ts';
import { NOON } from '../cases/trail-history.ts';
import { colleague } from '../desk/colleague.ts';
import { DAY, TOWN } from './small-lists.ts';

const db = openDatabase(env.DB);
const sent: string[] = [];
const sender: Sender = {
  url: new URL('https://gateway.example/one-window'),
  secret: 'secret',
  send: async (_url, init) => {
    sent.push(String(init.body));
    return new Response();
  },
};
const payloads = async (): Promise<OutboxPayload[]> =>
  (await env.DB.prepare('SELECT payload FROM outbox ORDER BY id').all<{ payload: string }>()).results.map(
    ({ payload }) => JSON.parse(payload) as OutboxPayload,
  );
const told = async () => (await payloads()).map(({ event, action, holder, to }) => [event, action, holder, to ?? '']);
const GROUP = `T${TOWN}`;

beforeEach(async () => {
  sent.length = 0;
  await env.DB.prepare('DELETE FROM outbox').run();
  for (const table of ['call_record', 'hazard'])
    await env.DB.prepare(
      table === 'hazard'
        ? 'UPDATE hazard SET escalation = 2 WHERE next_at IS NOT NULL'
        : "UPDATE call_record SET state = 'closed', closed_at = 1, owner = '', due_at = NULL WHERE closed_at IS NULL",
    ).run();
});

describe('a call', () => {
  it('tells the department that it was called, and the township what came of it', async () => {
    const id = await aCall({ now: NOON, sender });
    await stepOn(id, 'E', 'sign', NOON, sender);
    await stepOn(id, 'E', 'plan', NOON, sender);
    await stepOn(id, 'E', 'arrive', NOON, sender);
    await stepOn(id, 'E', 'finish', NOON, sender);
    await stepOn(id, 'L', 'send-back', NOON, sender);
    expect(await told()).toEqual([
      ['call.changed', 'dispatch', 'DM01', ''],
      ['call.changed', 'sign', GROUP, ''],
      ['call.changed', 'plan', GROUP, ''],
      ['call.changed', 'arrive', GROUP, ''],
      ['call.changed', 'finish', GROUP, ''],
      ['call.changed', 'send-back', 'DM01', ''],
    ]);
  });

  it('goes out by the sender that cases have, with its number and nothing that was written', async () => {
    const id = await aCall({ now: NOON, sender });
    await stepOn(id, 'E', 'sign', NOON, sender);
    expect(await sendDue(db, sender, () => NOON)).toEqual({ sent: 2, failed: 0, dead: 0 });
    expect(sent).toHaveLength(2);
    for (const body of sent) {
      expect(Object.keys(JSON.parse(body)).sort()).toEqual(['action', 'at', 'call', 'event', 'holder', 'id', 'state']);
      expect(body).toContain(idText(id));
      for (const word of ['黑水', '执法权', '写一句', 'staff']) expect(body).not.toContain(word);
    }
  });

  it('is told once: the form twice, the tick twice and at the same moment', async () => {
    const once = crypto.randomUUID();
    await Promise.all([aCall({ now: NOON, sender, once }), aCall({ now: NOON, sender, once })]);
    await aCall({ now: NOON + 1, sender, once });
    expect(await told()).toEqual([['call.changed', 'dispatch', 'DM01', '']]);
    const late = await actingAt(NOON + 10 * DAY, sender);
    await Promise.all([tickCalls(late), tickCalls(late)]);
    await tickCalls(late);
    expect((await told()).slice(1)).toEqual([
      ['call.escalated', 'escalate', 'DM01', 'leader'],
      ['call.escalated', 'escalate-further', 'C', 'coordinator'],
      ['call.changed', 'escalate-further', 'DM01', ''],
      ['call.escalated', 'overdue', 'C', 'coordinator'],
    ]);
    expect((await payloads()).slice(1).every(({ due }) => /^2026-11-\d\d$/.test(due ?? ''))).toBe(true);
  });

  it('leaves no message of a step that somebody else was faster with', async () => {
    const id = await aCall({ now: NOON, sender });
    const world = await actingAt(NOON, sender);
    const version = 2;
    const request = (action: string) => ({ action, version, once: crypto.randomUUID(), note: '写一句', fields: {} });
    const results = await Promise.all([
      actOnCall(world, eyesOn('E'), id, request('sign')),
      actOnCall(world, eyesOn('L'), id, request('withdraw')),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'lost']);
    const events = await env.DB.prepare(
      'SELECT substr(action, 6) AS action FROM call_event WHERE call_id = ? AND seq > 2',
    )
      .bind(id)
      .all<{ action: string }>();
    const actions = new Set((await payloads()).slice(1).map(({ action }) => action));
    expect([...actions]).toEqual(events.results.map(({ action }) => action));
  });

  it('writes nothing where nobody is to be told', async () => {
    const id = await aCall({ now: NOON });
    await stepOn(id, 'E', 'sign', NOON);
    await tickCalls(await actingAt(NOON + 10 * DAY));
    expect(await told()).toEqual([]);
  });
});

describe('a hazard', () => {
  it('tells the coordinating office when nobody is on duty, and goes up once', async () => {
    const id = await aHazard(NOON, sender);
    expect(await told()).toEqual([['hazard.escalated', 'gap', 'C', 'coordinator']]);
    await env.DB.prepare('UPDATE hazard SET escalation = 0 WHERE id = ?').bind(id).run();
    const late = await operatingAt(NOON + DAY, sender);
    await Promise.all([escalateLate(late), escalateLate(late)]);
    await escalateLate(late);
    expect((await told()).slice(1)).toEqual([
      ['hazard.escalated', 'escalate', GROUP, 'leader'],
      ['hazard.escalated', 'escalate-further', 'C', 'coordinator'],
      ['hazard.changed', 'escalate-further', GROUP, ''],
    ]);
  });
});

describe('the outbox on the desk', () => {
  it('shows them in words, and a dead one is sent again by a person', async () => {
    await aCall({ now: NOON, sender });
    await env.DB.prepare("UPDATE outbox SET next_at = NULL, dead_at = 1, attempts = 12, failure = 'timeout'").run();
    const overrides = { OUTBOX_URL: 'https://gateway.example/one-window', OUTBOX_SECRET: 'not-to-be-shown' };
    const administrator = await colleague('administrator', {}, { overrides });
    const page = await administrator.open('/desk/outbox');
    expect(page.text).toContain('有变动：派给主责部门');
    expect(page.text).toMatch(/呼叫 [0-9a-f]{13}/);
    expect(page.text).toContain('对方 10 秒没有回答');
    expect((await administrator.press(page, '重发')).text).toContain('放回去了');
    expect(await env.DB.prepare('SELECT dead_at, attempts FROM outbox').first()).toEqual({
      dead_at: null,
      attempts: 0,
    });
  });
});

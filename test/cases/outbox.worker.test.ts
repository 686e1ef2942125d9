import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../worker/cases/alerts.usecases.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { LEASE_MS, MOST_ATTEMPTS, pauseAfter, senderAddress } from '../../worker/cases/outbox.rules.ts';
import { retryDead, type Sender, sendDue, senderOf, viewOutbox } from '../../worker/cases/outbox.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { unlimited } from './caller.ts';
import { handle, worldOf } from './staff.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const SECRET = '很长的口令-0123456789';
const START = Date.parse('2026-11-23T01:00:00Z');
const db = openDatabase(env.DB);

interface Received {
  url: string;
  body: string;
  headers: Headers;
}

/** The other side, as it answers one request after the other; the last answer is for all that follow. */
function gateway(...answers: (number | 'hangs' | 'is away')[]): Sender & { received: Received[] } {
  const received: Received[] = [];
  return {
    url: new URL('https://gateway.example/one-window'),
    secret: SECRET,
    received,
    async send(url, init) {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      received.push({ url: url.href, body: String(init.body), headers: new Headers(init.headers) });
      if (answer === 'is away') throw new TypeError('connection refused');
      if (answer === 'hangs') throw new DOMException('timed out', 'TimeoutError');
      return new Response(null, { status: answer ?? 204 });
    },
  };
}

async function put(...ids: string[]): Promise<void> {
  for (const id of ids)
    await env.DB.prepare('INSERT INTO outbox (key, payload, created_at, next_at) VALUES (?1, ?2, ?3, ?3)')
      .bind(id, JSON.stringify({ id, event: 'case.warned', at: '', case: '', holder: 'C' }), START)
      .run();
}
const rows = async () =>
  (await env.DB.prepare('SELECT key, attempts, next_at, sent_at, dead_at, failure FROM outbox ORDER BY id').all())
    .results;

beforeEach(async () => {
  await env.DB.exec('DELETE FROM outbox');
});

describe('the outbox', () => {
  it('sends each message once, signed with its moment', async () => {
    await put('a', 'b');
    const other = gateway(200);
    expect(await sendDue(db, other, () => START)).toEqual({ sent: 2, failed: 0, dead: 0 });
    expect(await sendDue(db, other, () => START + 86_400_000)).toEqual({ sent: 0, failed: 0, dead: 0 });
    expect(other.received.map(({ headers }) => headers.get('one-window-id')).sort()).toEqual(['a', 'b']);
    const [{ body, headers } = { body: '', headers: new Headers() }] = other.received;
    const [, seconds = '', hex = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers.get('one-window-signature') ?? '') ?? [];
    expect(seconds).toBe(String(START / 1000));
    const bytes = (text: string) => new TextEncoder().encode(text);
    const key = await crypto.subtle.importKey('raw', bytes(SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const check = (text: string) => crypto.subtle.verify('HMAC', key, Buffer.from(hex, 'hex'), bytes(text));
    expect([await check(`${seconds}.${body}`), await check(`${Number(seconds) + 1}.${body}`)]).toEqual([true, false]);
  });

  it('several senders at once send nothing twice', async () => {
    await put(...Array.from({ length: 60 }, (_, at) => `m${at}`));
    const other = gateway(200);
    await Promise.all(Array.from({ length: 5 }, () => sendDue(db, other, () => START)));
    expect(new Set(other.received.map(({ headers }) => headers.get('one-window-id'))).size).toBe(60);
    expect(other.received).toHaveLength(60);
  }, 30_000);

  it('a sender that died over a message has lost it after a minute', async () => {
    await put('a');
    await env.DB.prepare('UPDATE outbox SET next_at = ?, attempts = 1')
      .bind(START + LEASE_MS)
      .run();
    const other = gateway(200);
    expect((await sendDue(db, other, () => START + 30_000))['sent']).toBe(0);
    expect((await sendDue(db, other, () => START + LEASE_MS))['sent']).toBe(1);
  });

  it('waits longer after each failure, then gives up and says why; a person can try again', async () => {
    await put('a');
    const away = gateway(503, 'is away', 'hangs', 302, 500);
    let now = START;
    const moments: number[] = [];
    for (let run = 0; run < 140; run++, now += run < 70 ? 60_000 : 3_600_000) {
      const before = away.received.length;
      await sendDue(db, away, () => now);
      if (away.received.length > before) moments.push((now - START) / 60_000);
    }
    expect(away.received).toHaveLength(MOST_ATTEMPTS);
    expect(moments.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 31]);
    expect(await rows()).toMatchObject([
      { attempts: MOST_ATTEMPTS, next_at: null, sent_at: null, failure: 'status-500' },
    ]);
    const { dead, waiting, sent } = await viewOutbox(db);
    expect([dead.length, waiting.length, sent.length]).toEqual([1, 0, 0]);
    expect([await retryDead(db, dead[0]?.id ?? 0, now), await retryDead(db, dead[0]?.id ?? 0, now)]).toEqual([
      true,
      false,
    ]);
    const back = gateway(204);
    expect((await sendDue(db, back, () => now))['sent']).toBe(1);
    expect(await rows()).toMatchObject([{ attempts: 1, dead_at: null, failure: null, sent_at: now }]);
  }, 30_000);

  it.each([
    [503, 'status-503'],
    [302, 'status-302'],
    ['is away', 'network'],
    ['hangs', 'timeout'],
  ] as const)('where the other side answers %s it keeps %s and nothing of the answer', async (answer, failure) => {
    await put('a');
    await sendDue(db, gateway(answer), () => START);
    expect(await rows()).toMatchObject([{ failure, attempts: 1, next_at: START + (pauseAfter(1) ?? 0) }]);
  });

  it('forgets what was sent a month ago, and only that', async () => {
    await put('a', 'b');
    await sendDue(db, gateway(200), () => START);
    await put('c');
    await sendDue(db, gateway(500), () => START + 31 * 86_400_000);
    expect((await rows()).map((row) => row['key'])).toEqual(['c']);
  });
});

describe('what is told of steps', () => {
  it('that a case came in, was handed over, was answered: in the transaction of the step, and no words', async () => {
    const settings = { OUTBOX_URL: 'https://gateway.example/x', OUTBOX_SECRET: SECRET };
    const { body } = await unlimited(settings).submit();
    const told = { ...real, ...settings };
    await handle(told, body.receiptNumber, 'accept');
    await handle(told, body.receiptNumber, 'message', '请明天来一趟。');
    await handle(told, body.receiptNumber, 'assign');
    await handle(told, body.receiptNumber, 'answer', '已经责令停产。');
    const { results } = await env.DB.prepare('SELECT payload FROM outbox ORDER BY id').all<{ payload: string }>();
    const said = results.map(({ payload }) => JSON.parse(payload) as Record<string, string>);
    expect(said.map(({ action, state }) => [action, state])).toEqual([
      ['submit', 'submitted'],
      ['accept', 'accepted'],
      ['assign', 'assigned'],
      ['answer', 'answered'],
    ]);
    expect(JSON.stringify(said)).not.toMatch(/责令|黑水|演示人|13800000000|明天/);
  });

  it('once for a case that was handed in several times at once', async () => {
    const settings = { OUTBOX_URL: 'https://gateway.example/x', OUTBOX_SECRET: SECRET };
    const key = crypto.randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => unlimited(settings).submit({}, key)));
    expect(await rows()).toHaveLength(1);
  }, 30_000);
});

describe('who is told', () => {
  it('nobody without an address and a secret, nor over plain http', () => {
    const settings = { ENVIRONMENT: 'production', OUTBOX_URL: 'https://a.example/x', OUTBOX_SECRET: 's' };
    const send = async () => new Response();
    expect(senderOf(settings, send)?.url.href).toBe('https://a.example/x');
    expect(senderOf({ ...settings, OUTBOX_SECRET: '' }, send)).toBeNull();
    expect(senderOf({ ENVIRONMENT: 'production', OUTBOX_SECRET: 's' }, send)).toBeNull();
    expect(senderAddress('http://a.example/', false)).toBeNull();
    expect(senderAddress('https://user:pass@a.example/', false)).toBeNull();
    expect(senderAddress('no address', false)).toBeNull();
    expect(senderAddress('http://127.0.0.1:9000/', false)?.port).toBe('9000');
    expect(senderAddress('http://127.0.0.1:9000/', true)).toBeNull();
  });

  it('that a limit is near, and nothing of what the case is about', async () => {
    const { body } = await unlimited().submit();
    const world = { ...(await worldOf(real)), sender: gateway(200) };
    const id = caseIdOf(world.keys, body.receiptNumber);
    const due = (await readCase(db, id))?.dueAt ?? 0;
    await tick({ ...world, now: due - 3_600_000 });
    const other = gateway(200);
    await sendDue(db, other, () => due - 3_600_000);
    const said = other.received.find(({ body: sent }) => sent.includes(idText(id)))?.body ?? '';
    expect(JSON.parse(said)).toEqual({
      id: expect.stringMatching(/^warning\.[0-9a-f]{13}\.\d{4}-\d\d-\d\d$/),
      event: 'case.warned',
      at: expect.stringMatching(/Z$/),
      case: idText(id),
      holder: 'T370883101',
      due: body.answerBy.date,
    });
    for (const secret of ['黑水', '演示人', '13800000000', body.receiptNumber, body.lookupCode])
      expect(said).not.toContain(secret);
  });
});

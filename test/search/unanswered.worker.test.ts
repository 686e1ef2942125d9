import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { problemSchema } from '../../worker/platform/problem.contract.ts';
import { UnansweredCounter } from '../../worker/search/unanswered.usecases.ts';

const NOON = Date.UTC(2026, 10, 23, 4);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const on = { ...env, UNANSWERED_COUNTER: 'on' };
const off = { ...env, UNANSWERED_COUNTER: 'off' };
const db = openDatabase(env.DB);

let { app } = createApp();
beforeEach(async () => {
  await env.DB.exec('DELETE FROM unanswered_query');
  // A new isolate: its limit is untouched.
  ({ app } = createApp());
});

const rows = async () =>
  (await env.DB.prepare('SELECT text, count, last_day FROM unanswered_query ORDER BY text').all()).results;
const texts = async () => (await rows()).map((row) => row['text']);
const post = (body: BodyInit, bindings: object = on, headers: Record<string, string> = {}) =>
  app.request('/api/v1/search/unanswered', { method: 'POST', body, headers }, bindings);
const report = (query: string, bindings?: object) => post(JSON.stringify({ query }), bindings);

async function search(query: string, bindings: object = on, more = '') {
  const context = createExecutionContext();
  const path = `/api/v1/search?q=${encodeURIComponent(query)}${more}`;
  const response = await app.request(path, undefined, bindings, context);
  await waitOnExecutionContext(context);
  return response.json<{ hits: unknown[]; outOfScope: boolean }>();
}

/** Rows as they might have come together, written past the counter. */
async function fill(howMany: number, count: number, lastDay: string, name: string): Promise<void> {
  await env.DB.prepare('INSERT INTO unanswered_query SELECT ?1 || value, ?2, ?3 FROM json_each(?4)')
    .bind(name, count, lastDay, JSON.stringify([...Array(howMany).keys()]))
    .run();
}

describe('a query without an answer', () => {
  it('is counted by what may be kept of it, with the day', async () => {
    const counter = new UnansweredCounter();
    await counter.count(db, '飞船 驾照 13800000000', NOON - DAY_MS);
    await counter.count(db, '飞船驾照', NOON);
    expect(await rows()).toEqual([{ text: '飞船驾照', count: 2, last_day: '2026-11-23' }]);
  });

  it('is answered with 204, for any site and no cache', async () => {
    const response = await report('飞船驾照');
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await rows()).toMatchObject([{ text: '飞船驾照', count: 1 }]);
  });

  it.each(['text/plain;charset=UTF-8', 'application/json'])('is taken as %s', async (type) => {
    await post('{"query":"飞船驾照"}', on, { 'content-type': type });
    expect(await texts()).toEqual(['飞船驾照']);
  });

  it.each(['', '飞', '13800000000', '我叫张三', '\ud800'])(
    'that leaves nothing to keep (%j) is no row',
    async (query) => {
      expect((await report(query)).status).toBe(204);
      expect(await rows()).toEqual([]);
    },
  );

  it("cannot write anything but a text: the database's language is none of it", async () => {
    await report("飞船'); DROP TABLE unanswered_query;--");
    expect(await texts()).toEqual(['飞船']);
  });
});

describe('the search of the API', () => {
  it('counts what it found nothing for', async () => {
    expect(await search('qzxjvwk')).toMatchObject({ hits: [], outOfScope: true });
    expect(await texts()).toEqual(['qzxjvwk']);
  });

  it.each(['低保', '办护照', '俺家着火了快来人', '开个亲属关系证明', '老伴走了都得办啥', ''])(
    'keeps nothing of %j, which has an answer',
    async (query) => {
      await search(query);
      await search(query, on, '&kind=appeal');
      expect(await rows()).toEqual([]);
    },
  );

  it('answers all the same where nothing waits for the counter', async () => {
    expect((await app.request('/api/v1/search?q=qzxjvwk', undefined, on)).status).toBe(200);
  });
});

describe('the table', () => {
  it('holds 2,000 texts: the rarest and oldest go first', async () => {
    await fill(1000, 5, '2026-11-01', 'often');
    await fill(999, 1, '2026-11-02', 'rare');
    await fill(1, 1, '2026-11-01', 'oldest');
    await new UnansweredCounter().count(db, '飞船驾照', NOON);
    const kept = await texts();
    expect(kept).toHaveLength(2000);
    expect(kept).toContain('飞船驾照');
    expect(kept).not.toContain('oldest0');
  });

  it('forgets with the next write what nobody asked for 180 days', async () => {
    await fill(1, 9, '2026-05-26', 'forgotten');
    await fill(1, 1, '2026-05-27', 'remembered');
    await fill(1, 7, '2026-05-01', '飞船');
    await env.DB.exec("UPDATE unanswered_query SET text = '飞船' WHERE text = '飞船0'");
    await new UnansweredCounter().count(db, '飞船', NOON);
    expect(await rows()).toEqual([
      { text: 'remembered0', count: 1, last_day: '2026-05-27' },
      { text: '飞船', count: 1, last_day: '2026-11-23' },
    ]);
  });

  it('is written 60 times a minute by an isolate, and no more', async () => {
    const counter = new UnansweredCounter();
    for (let i = 0; i < 70; i++) await counter.count(db, '飞船', NOON + i);
    expect(await rows()).toMatchObject([{ count: 60 }]);
    await counter.count(db, '飞船', NOON + MINUTE_MS);
    expect(await rows()).toMatchObject([{ count: 61 }]);
  });

  it('beyond that the answer is the same', async () => {
    for (let i = 0; i < 62; i++) expect((await report('飞船')).status).toBe(204);
    expect(await rows()).toMatchObject([{ count: 60 }]);
  });
});

describe('switched off', () => {
  it.each([off, { ...env, UNANSWERED_COUNTER: 'OFF' }, { ...env, UNANSWERED_COUNTER: undefined }])(
    'it keeps nothing and says nothing (%#)',
    async (bindings) => {
      expect((await report('飞船', bindings)).status).toBe(204);
      expect((await post('{', bindings)).status).toBe(204);
      await search('qzxjvwk', bindings);
      expect(await rows()).toEqual([]);
    },
  );
});

describe('a bad body', () => {
  it.each([
    ['null', '/'],
    ['[]', '/query'],
    ['"飞船"', '/'],
    ['{}', '/query'],
    ['{"query":1}', '/query'],
    ['{"query":null}', '/query'],
    ['{"query":"zxqw","who":"zxqw"}', '/'],
    ['{"query":"zxqw","who":{"zxqw":"zxqw"}}', '/'],
    ['{"__proto__":"zxqw"}', '/query'],
  ])('%s is told what is wrong, and never repeated', async (body, pointer) => {
    const response = await post(body);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text).not.toContain('zxqw');
    const problem = v.parse(problemSchema, JSON.parse(text));
    expect(problem.code).toBe('request.invalid');
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
    expect(problem.errors?.[0]?.detail).toMatch(/[\u4e00-\u9fff]/);
    expect(await rows()).toEqual([]);
  });

  it.each<[string, BodyInit]>([
    ['is empty', ''],
    ['breaks off', '{'],
    ['breaks off behind what was asked', '{"query":"zxqw"'],
    ['is not even text', new Uint8Array([0xff, 0xfe, 0, 1])],
  ])('that %s is refused as no JSON, and never repeated', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text).not.toContain('zxqw');
    const problem = v.parse(problemSchema, JSON.parse(text));
    expect(problem.code).toBe('request.broken-json');
    expect(problem.title).toMatch(/[\u4e00-\u9fff]/);
    expect(await rows()).toEqual([]);
  });

  it('of more than a kilobyte is refused while it is read, whatever length was announced', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 256;
        controller.enqueue(new Uint8Array(256).fill(0x20));
      },
    });
    const response = await post(endless);
    expect(response.status).toBe(413);
    expect(v.parse(problemSchema, await response.json()).code).toBe('request.too-large');
    expect(sent).toBeLessThan(4096);
    expect((await report('飞'.repeat(400))).status).toBe(413);
  });

  it('cannot be asked for: only sent', async () => {
    const response = await app.request('/api/v1/search/unanswered', undefined, on);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  });
});

import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { forgetFeedback, listFeedback, settleFeedback } from '../../worker/feedback/feedback.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';

const db = openDatabase(env.DB);
const keys = readKeys(env);
const reader = { db, keys, reach: null };
const BY = { staffId: 3, now: 7 };
const DAY_MS = 86_400_000;
const GIVEN = { code: 'T001', field: 'phone', text: '电话 SECRETWORD 是空号', township: '370883101' };

let { app } = createApp();
beforeEach(async () => {
  await env.DB.exec('DELETE FROM feedback');
  ({ app } = createApp());
});

const send = (body: unknown, address = '203.0.113.7') =>
  app.request(
    '/api/v1/feedback',
    {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      // As a browser sends it from a page of any site.
      headers: { 'content-type': 'text/plain', origin: 'https://a.example', 'cf-connecting-ip': address },
    },
    env,
  );
const count = async () => (await env.DB.prepare('SELECT count(*) AS n FROM feedback').first<{ n: number }>())?.n;

describe('what a reader finds wrong in a guide', () => {
  it('is taken in from any site, and stands before the editors', async () => {
    const response = await send(GIVEN);
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { id } = await response.json<{ id: string }>();
    expect((await listFeedback(reader, 'new')).all).toMatchObject([{ id, state: 'new', ...GIVEN }]);
  });

  it('may concern an entry of the territorial list, and no township', async () => {
    expect((await send({ ...GIVEN, code: 'D01-001', field: 'other', township: null })).status).toBe(201);
    expect((await listFeedback(reader, 'new')).all).toMatchObject([{ code: 'D01-001', township: null }]);
  });

  it('is stored sealed: a dump of the table does not hold the words', async () => {
    await send(GIVEN);
    const dump = JSON.stringify((await env.DB.prepare('SELECT * FROM feedback').all()).results);
    expect(dump).not.toContain('SECRETWORD');
    expect(dump).not.toContain('203.0.113.7');
  });

  it('cannot be moved to another row', async () => {
    await send(GIVEN);
    await send({ ...GIVEN, text: '别的' });
    await env.DB.exec('UPDATE feedback SET text = (SELECT text FROM feedback ORDER BY id LIMIT 1)');
    await expect(listFeedback(reader, 'new')).rejects.toThrow();
  });

  it('pressed twice is one', async () => {
    const [one, other] = [await (await send(GIVEN)).json(), await (await send(GIVEN)).json()];
    expect(one).toEqual(other);
    expect(await count()).toBe(1);
  });

  it.each([
    [{ code: 'T999' }, '/code'],
    [{ code: '../x' }, '/code'],
    [{ field: 'name' }, '/field'],
    [{ text: '   ' }, '/text'],
    [{ text: 'zxqw'.repeat(126) }, '/text'],
    [{ township: '370883999' }, '/township'],
    [{ township: 1 }, '/township'],
    [{ who: 'zxqw' }, '/'],
  ])('%j is told what is wrong, and never repeated', async (change, pointer) => {
    const response = await send({ ...GIVEN, ...change });
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).not.toContain('zxqw');
    const { errors } = JSON.parse(text) as { errors: { pointer: string; detail: string }[] };
    expect(errors[0]?.pointer).toBe(pointer);
    expect(errors[0]?.detail).toMatch(/[\u4e00-\u9fff]/);
    expect(await count()).toBe(0);
  });

  it.each([
    ['{', 400],
    ['x'.repeat(5000), 413],
  ])('that is no message is refused (%#)', async (body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  it('is limited by address: 429 with the time to wait, others go on', async () => {
    for (let i = 0; i < 20; i++) expect((await send({ ...GIVEN, text: `第 ${i} 条` })).status).toBe(201);
    const refused = await send(GIVEN);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('写好的内容还在');
    expect((await send(GIVEN, '203.0.113.8')).status).toBe(201);
  });

  it('is not lost silently when the database does not answer', async () => {
    await send(GIVEN);
    const broken = {
      ...env,
      DB: {
        prepare: () => {
          throw new Error('params: SECRETWORD');
        },
      },
    };
    const response = await app.request('/api/v1/feedback', { method: 'POST', body: JSON.stringify(GIVEN) }, broken);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('SECRETWORD');
  });
});

describe('editors', () => {
  it('close what they have dealt with', async () => {
    const { id } = await (await send(GIVEN)).json<{ id: string }>();
    expect(await settleFeedback(reader, id, 'put-right', BY)).toBe(true);
    expect(await settleFeedback(reader, id, 'useless', BY)).toBe(false);
    expect((await listFeedback(reader, 'new')).all).toEqual([]);
    const closed = { id, state: 'done', outcome: 'put-right', closedBy: 3, closedAt: 7 };
    expect((await listFeedback(reader, 'done')).all).toMatchObject([closed]);
    expect(await settleFeedback(reader, id, null, BY)).toBe(true);
    expect((await listFeedback(reader, 'new')).all).toMatchObject([{ id, outcome: null, closedBy: null }]);
  });

  it('of a township read and close what is about theirs, and nothing else', async () => {
    const { id } = await (await send({ ...GIVEN, township: '370883107' })).json<{ id: string }>();
    await send(GIVEN);
    await send({ ...GIVEN, township: null });
    const own = { ...reader, reach: '370883107' };
    expect((await listFeedback(own, 'new')).all).toMatchObject([{ id }]);
    const elsewhere = { ...reader, reach: '370883101' };
    await expect(settleFeedback(elsewhere, id, 'put-right', BY)).rejects.toMatchObject({
      kind: { code: 'feedback.not-found' },
    });
    expect((await listFeedback(reader, 'new')).all).toHaveLength(3);
  });

  it('go through it page by page, none twice and none left out', async () => {
    for (let at = 0; at < 60; at++) await send({ ...GIVEN, text: `第 ${at} 条` }, `203.0.113.${at}`);
    const first = await listFeedback(reader, 'new');
    expect([first.all.length, first.more]).toEqual([50, true]);
    const rest = await listFeedback(reader, 'new', first.all.at(-1));
    expect([rest.all.length, rest.more]).toEqual([10, false]);
    expect(new Set([...first.all, ...rest.all].map(({ id }) => id)).size).toBe(60);
  });

  it.each(['zzzz', '', '../', '9'.repeat(40)])('learn that there is no %j', async (id) => {
    await expect(settleFeedback(reader, id, 'put-right', BY)).rejects.toMatchObject({
      kind: { code: 'feedback.not-found' },
    });
  });

  it('find nothing that has outlived its time', async () => {
    await send(GIVEN);
    const { id } = await (await send({ ...GIVEN, text: '另一条' })).json<{ id: string }>();
    await settleFeedback(reader, id, 'put-right', BY);
    expect(await forgetFeedback(db, Date.now() + 89 * DAY_MS)).toEqual({ forgotten: 0 });
    expect(await forgetFeedback(db, Date.now() + 91 * DAY_MS)).toEqual({ forgotten: 1 });
    expect(await forgetFeedback(db, Date.now() + 366 * DAY_MS)).toEqual({ forgotten: 1 });
    expect(await count()).toBe(0);
  });
});

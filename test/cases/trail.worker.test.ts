import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { PublishedDay } from '../../worker/cases/trail.contract.ts';
import { dayNumber, eventHash, merkleRoot, verifyProof, verifyRoot } from '../../worker/cases/trail.rules.ts';
import { anchorDay, lastFullDay } from '../../worker/cases/trail.usecases.ts';
import { aCase, dayOf, db, forgetCases, keys, NOON, noonOf, run, secret, withoutTriggers } from './trail-history.ts';

const { app } = createApp();
const ask = (path: string, init?: RequestInit) => app.request(path, init, { ...env, CASE_KEYS: secret });
const read = async <T>(path: string): Promise<T> => (await ask(path)).json<T>();
const pending = async () =>
  (await env.DB.prepare('SELECT count(*) AS n FROM case_event WHERE pending IS NOT NULL').first<{ n: number }>())?.n;

beforeEach(async () => {
  await withoutTriggers();
  await forgetCases();
});

describe('the daily root', () => {
  it('covers the events of the day in Shanghai, and takes them off the queue', async () => {
    const midnight = Date.parse('2026-11-02T16:00:00Z');
    const hashes = await aCase(1, midnight - 1, midnight);
    const [root] = await anchorDay(db, keys, '2026-11-02', noonOf(1));
    expect(root).toMatchObject({ day: '2026-11-02', size: 1, root: await merkleRoot(hashes.slice(0, 1)) });
    expect(await pending()).toBe(1);
  });

  it('is made once, however often and however many at once ask for it', async () => {
    await aCase(1, NOON, NOON + 1);
    const runs = await Promise.all(Array.from({ length: 5 }, () => anchorDay(db, keys, dayOf(0), noonOf(1))));
    expect(runs.flat().length).toBe(1);
    expect(await anchorDay(db, keys, dayOf(0), noonOf(2))).toEqual([]);
    expect(await pending()).toBe(0);
    expect((await read<{ items: unknown[] }>('/open/trail')).items.length).toBe(1);
  });

  it('of days that were missed is made up for, days without events too', async () => {
    await aCase(1, NOON, noonOf(3));
    const roots = await anchorDay(db, keys, dayOf(5), noonOf(6));
    expect(roots.map(({ day, size }) => [day, size])).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => [dayOf(n), n % 3 ? 0 : n === 0 || n === 3 ? 1 : 0]),
    );
    expect(roots.slice(1).map(({ previousRoot }) => previousRoot)).toEqual(roots.slice(0, -1).map(({ root }) => root));
    expect(await pending()).toBe(0);
  });

  it('is not made before the day is over and settled', async () => {
    await aCase(1, NOON);
    const midnight = Date.parse('2026-11-02T16:00:00Z');
    expect(await anchorDay(db, keys, dayOf(0), NOON)).toEqual([]);
    expect(await anchorDay(db, keys, dayOf(0), midnight + 60_000)).toEqual([]);
    expect(lastFullDay(midnight + 600_000)).toBe(dayOf(0));
    expect((await anchorDay(db, keys, dayOf(0), midnight + 600_000)).length).toBe(1);
    await expect(anchorDay(db, keys, '2026-02-30', NOON)).rejects.toThrow(RangeError);
  });

  it('takes what came in late under the next day, and forgets nothing', async () => {
    await aCase(1, NOON);
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    const [late = ''] = await aCase(2, NOON + 5);
    await anchorDay(db, keys, dayOf(1), noonOf(2));
    expect((await read<PublishedDay>(`/open/trail/${dayOf(1)}`)).leaves).toEqual([late]);
    expect(await pending()).toBe(0);
  });

  it('does not count an event twice that came back with a restored table', async () => {
    await aCase(1, NOON);
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    await run('UPDATE case_event SET pending = ?1', dayNumber(NOON));
    const [root] = await anchorDay(db, keys, dayOf(1), noonOf(2));
    expect(root?.size).toBe(0);
    expect(await pending()).toBe(0);
  });
});

describe('the public trail', () => {
  it('lets anybody recompute a day from its leaves, its key and its signature', async () => {
    const hashes = [...(await aCase(1, NOON, NOON + 1, NOON + 2)), ...(await aCase(2, NOON + 7))];
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    const day = await read<PublishedDay>(`/open/trail/${dayOf(0)}`);
    expect(day.leaves).toEqual(hashes.toSorted());
    expect(await merkleRoot(day.leaves)).toBe(day.root);
    const published = await read<{ active: string; keys: { kid: string; publicJwk: JsonWebKey }[] }>('/open/trail/key');
    const key = published.keys.find(({ kid }) => kid === day.kid);
    expect(await verifyRoot(day, day.signature, key?.publicJwk ?? {})).toBe(true);
    expect(JSON.stringify(published)).not.toContain('"d"');
  });

  it('proves one hash by a way to the root', async () => {
    const [first = ''] = await aCase(1, NOON, NOON + 1, NOON + 2);
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    const proof = await read<{ root: string; steps: { side: 'left' | 'right'; hash: string }[] }>(
      `/open/trail/latest/proof?hash=${first}`,
    );
    expect(await verifyProof(first, proof.steps, proof.root)).toBe(true);
    const at = new Date(NOON).toISOString();
    expect(await eventHash({ caseId: 1, seq: 1, at, action: 'submit', contentHash: '', previousHash: null })).not.toBe(
      first,
    );
  });

  it('is listed newest first, page by page', async () => {
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    await anchorDay(db, keys, dayOf(4), noonOf(5));
    const first = await read<{ items: PublishedDay[]; nextCursor: string }>('/open/trail?limit=3');
    expect(first.items.map(({ day }) => day)).toEqual([dayOf(4), dayOf(3), dayOf(2)]);
    const second = await read<{ items: PublishedDay[]; nextCursor: null }>(
      `/open/trail?limit=3&cursor=${first.nextCursor}`,
    );
    expect(second.items.map(({ day }) => day)).toEqual([dayOf(1), dayOf(0)]);
    expect(second.nextCursor).toBeNull();
    expect(second.items[0]?.previousRoot).toBe(second.items[1]?.root);
    expect(first.items[0]).not.toHaveProperty('leaves');
  });

  it('says what is not there, and what may be asked', async () => {
    const code = async (path: string) => [(await ask(path)).status, (await read<{ code: string }>(path)).code];
    expect(await code('/open/trail/2026-11-02')).toEqual([404, 'trail.day-not-signed']);
    expect(await code('/open/trail/latest')).toEqual([404, 'trail.day-not-signed']);
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    expect(await code(`/open/trail/latest/proof?hash=${'0'.repeat(64)}`)).toEqual([404, 'trail.hash-not-found']);
    for (const path of [
      '/open/trail/today',
      '/open/trail/latest/proof',
      '/open/trail/latest/proof?hash=xyz',
      '/open/trail?day=1',
    ])
      expect((await ask(path)).status, path).toBe(400);
  });

  it('may be kept by caches: a signed day for good, the list for minutes, and a kept one is asked for by its tag', async () => {
    await anchorDay(db, keys, dayOf(0), noonOf(1));
    const cacheOf = async (path: string) => (await ask(path)).headers.get('cache-control');
    expect(await cacheOf(`/open/trail/${dayOf(0)}`)).toContain('immutable');
    expect(await cacheOf('/open/trail/latest')).toMatch(/^public, max-age=300/);
    expect(await cacheOf('/open/trail')).toMatch(/^public, max-age=300/);
    const tag = (await ask('/open/trail')).headers.get('etag') ?? '';
    expect((await ask('/open/trail', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });
});

import { describe, expect, it } from 'vitest';
import { Published } from '../../worker/platform/published.ts';

const request = (path = '/x', headers: Record<string, string> = {}) =>
  new Request(`https://example.test${path}`, { headers });
const MINUTE_MS = 60_000;

/** A database that can be given a new release, be counted, and fail. */
function aDatabase() {
  const state = { release: 'r1' as string | null, content: 'one', reads: 0, broken: false };
  const published = new Published<null, string>({
    async readRelease() {
      state.reads++;
      if (state.broken) throw new Error('D1_ERROR: params: 13800000000');
      return state.release;
    },
    async load() {
      state.reads++;
      return state.content;
    },
  });
  return { state, published };
}

describe('published content', () => {
  it('is read once and then answered from memory without the database', async () => {
    const { state, published } = aDatabase();
    await published.answer(request(), await published.current(null, 0), true);
    const readsToWarm = state.reads;
    for (let i = 0; i < 100; i++) expect(await published.recall(request(), 1000)?.json()).toBe('one');
    expect(state.reads).toBe(readsToWarm);
  });

  it('shows a new release within a minute, caches included', async () => {
    const { state, published } = aDatabase();
    const first = await published.answer(request(), await published.current(null, 0), true);
    state.release = 'r2';
    state.content = 'two';
    const mayBeCachedMs = Number(/max-age=(\d+)/.exec(first.headers.get('cache-control') ?? '')?.[1]) * 1000;
    const now = MINUTE_MS - mayBeCachedMs;
    expect(published.recall(request(), now)).toBeNull();
    expect(await published.current(null, now)).toBe('two');
  });

  it('keeps no answer of an earlier release', async () => {
    const { state, published } = aDatabase();
    await published.answer(request(), await published.current(null, 0), true);
    state.release = 'r2';
    await published.current(null, MINUTE_MS);
    expect(published.recall(request(), MINUTE_MS)).toBeNull();
  });

  it('goes on being served when the database does not answer', async () => {
    const { state, published } = aDatabase();
    await published.current(null, 0);
    state.broken = true;
    expect(await published.current(null, 10 * MINUTE_MS)).toBe('one');
  });

  it('is refused with 503 while there is nothing to serve, without the words of the database', async () => {
    const { state, published } = aDatabase();
    state.broken = true;
    await expect(published.current(null, 0)).rejects.toMatchObject({
      kind: { status: 503, code: 'platform.unavailable' },
    });
    state.broken = false;
    state.release = null;
    await expect(published.current(null, 0)).rejects.toMatchObject({
      kind: { status: 503, code: 'platform.not-loaded' },
    });
  });

  it('remembers a bounded amount, so that odd addresses cannot fill the memory', async () => {
    const { published } = aDatabase();
    await published.current(null, 0);
    const megabyte = 'x'.repeat(1_000_000);
    for (let i = 0; i < 30; i++) await published.answer(request(`/${i}`), megabyte, true);
    const kept = Array.from({ length: 30 }, (_, i) => published.recall(request(`/${i}`), 0) !== null);
    expect(kept.filter(Boolean).length).toBe(23);
    expect(kept[0]).toBe(false);
    expect(kept[29]).toBe(true);
  });

  it('that is not to be kept is not kept', async () => {
    const { published } = aDatabase();
    await published.answer(request(), await published.current(null, 0), false);
    expect(published.recall(request(), 0)).toBeNull();
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPublicFiles } from '../../tasks/build.ts';
import type { EmbedIndex, EmbedMore } from '../../worker/catalogue/embed.contract.ts';

const VERSION = '0.0.0-test';
let dir = '';
const file = (name: string) => readFileSync(join(dir, name));
/** Unit: bytes as Cloudflare sends them to a browser. */
const brotliOf = (data: Buffer | string) => brotliCompressSync(data).length;
const brotli = (name: string) => brotliOf(file(name));
const scripts = () =>
  readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js'));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'one-window-bundles-'));
  await buildPublicFiles(dir, VERSION);
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true }));

describe('the icon', () => {
  it('is one small file that says how big its picture is, and every static page of ours may show it', () => {
    const icon = file('favicon.ico');
    expect(icon.length).toBeLessThan(400);
    expect([...icon.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 16, 16]);
    expect(icon.readUInt32LE(14) + icon.readUInt32LE(18)).toBe(icon.length);
    // Row 1 from below is the lower edge of the window: one white pixel, fourteen blue ones, one white.
    expect(icon.readUInt16BE(22 + 40 + 8 + 4)).toBe(0x8001);
    const policies =
      file('_headers')
        .toString()
        .match(/Content-Security-Policy: .*/g) ?? [];
    expect(policies.length).toBeGreaterThan(5);
    // The preview stands in a frame: no tab shows its icon.
    expect(policies.filter((policy) => !/img-src 'self'/.test(policy) && !/one-window-preview/.test(policy))).toEqual(
      [],
    );
  });
});

describe('what a resident downloads', () => {
  it('keeps within its budgets', () => {
    const loader = brotli('embed.js');
    const guide = brotli(`embed/v${VERSION}/guide.js`);
    const index = brotli('embed/data/index.json');
    const more = JSON.parse(file('embed/data/more.json').toString()) as EmbedMore;
    expect(loader).toBeLessThanOrEqual(1_000);
    expect(guide).toBeLessThanOrEqual(12_000);
    expect(loader + guide + index).toBeLessThanOrEqual(30_000);
    expect(index).toBeLessThanOrEqual(16_000);
    // The items with all that the search has learnt about them; then the entries of both doors. What it knows beside
    // them has a budget of its own.
    const { items } = JSON.parse(file('embed/data/index.json').toString()) as EmbedIndex;
    expect(brotliOf(JSON.stringify([items, more.hints.items]))).toBeLessThanOrEqual(16_000);
    expect(index + brotliOf(JSON.stringify([more.hints, more.territorial]))).toBeLessThanOrEqual(26_000);
    expect(brotliOf(JSON.stringify(more.knowledge))).toBeLessThanOrEqual(16_000);
    expect(brotli('embed/data/sounds.json')).toBeLessThanOrEqual(8_000);
  });

  it('keeps all of intake within 30 KB, and tracking beside it small', () => {
    const of = (...names: string[]) => names.reduce((sum, name) => sum + brotli(`embed/v${VERSION}/frame${name}`), 0);
    // First page; what suggests; the square and the picture of the receipt.
    expect(of('.js', '.css')).toBeLessThanOrEqual(22_000);
    expect(of('.js', '.css', '-suggest.js', '-keep.js')).toBeLessThanOrEqual(30_000);
    expect(of('-track.js')).toBeLessThanOrEqual(4_500);
    for (const language of ['en', 'zh-Hant']) expect(of(`-${language}.json`)).toBeLessThanOrEqual(5_500);
    // Nothing came along unseen.
    const own = readdirSync(join(dir, `embed/v${VERSION}`)).filter((name) => /^frame.*\.(js|css)$/.test(name));
    expect(own.sort()).toEqual(['frame-keep.js', 'frame-suggest.js', 'frame-track.js', 'frame.css', 'frame.js']);
  });

  it('is ASCII in every script of ours, because pages in GBK read it as GBK', () => {
    const ours = scripts().filter((name) => name.startsWith('embed'));
    expect(ours.length).toBeGreaterThanOrEqual(3);
    for (const name of ours)
      expect(
        [...file(name)].every((byte) => byte < 0x80),
        name,
      ).toBe(true);
  });

  it('is the same loader under its short and under its versioned name', () => {
    expect(file('embed.js').equals(file(`embed/v${VERSION}/embed.js`))).toBe(true);
  });

  it('names no other host, but the two maps that a reader may leave for', () => {
    // The SVG namespace is a name, not an address that is fetched. Maps are links that say so, see MapLinks.tsx.
    const names =
      /http:\/\/www\.w3\.org\/|https:\/\/(?:uri\.amap\.com\/search\?|api\.map\.baidu\.com\/place\/search\?)/g;
    // A scheme without a host behind it is code that reads addresses: the doctor does.
    for (const name of scripts().filter((script) => script.startsWith('embed')))
      expect(file(name).toString().replace(names, '')).not.toMatch(/https?:\/\/(?!127)\w/);
    for (const name of [`embed/v${VERSION}/guide.js`, 'embed.js']) expect(file(name).toString()).not.toContain('map.');
  });

  it('has a loader that very old engines can at least parse', () => {
    expect(file('embed.js').toString()).not.toMatch(/=>|\bconst\b|\blet\b|`/);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPublicFiles } from '../../tasks/build.ts';
import type { EmbedMore } from '../../worker/catalogue/embed.contract.ts';

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
});
afterAll(() => rmSync(dir, { recursive: true }));

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
    // The entries of both doors; what the search knows beside them has a budget of its own.
    expect(index + brotliOf(JSON.stringify(more.territorial))).toBeLessThanOrEqual(26_000);
    expect(brotliOf(JSON.stringify(more.knowledge))).toBeLessThanOrEqual(6_500);
    expect(brotli('embed/data/sounds.json')).toBeLessThanOrEqual(8_000);
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

  it('names no other host', () => {
    // The SVG namespace is a name, not an address that is fetched.
    for (const name of scripts().filter((script) => script.startsWith('embed')))
      expect(file(name).toString().replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\/(?!127)/);
  });

  it('has a loader that very old engines can at least parse', () => {
    expect(file('embed.js').toString()).not.toMatch(/=>|\bconst\b|\blet\b|`/);
  });
});

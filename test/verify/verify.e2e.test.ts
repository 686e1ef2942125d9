import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listKeys } from '../../worker/cases/trail.usecases.ts';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';
import { openBrowser } from '../chromium.ts';
import { anEvent, headersOf, lineOf, openSite, signDay, type VerifySite } from './verify-site.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = '2026-11-02';
const mine = await anEvent(0x1_2345_6789_abc, '2026-11-02T01:02:03.456Z');
const others = await Promise.all([1, 2, 3, 4].map((id) => anEvent(id, `2026-11-02T0${id}:00:00.000Z`)));
const hashes = [mine, ...others].map(({ hash }) => hash);

let site: VerifySite;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  site = await openSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  site.stop();
});
beforeEach(async () => {
  site.trail.clear();
  site.trail.set('key', listKeys(site.keys));
  site.trail.set(DAY, await signDay(site.keys, DAY, hashes));
  site.asked.length = 0;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
  page = await context.newPage();
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => /Content Security|Trusted/.test(message.text()) && faults.push(message.text()));
});

const result = () => page.locator('#result');
async function heading(): Promise<string> {
  await page.locator('#result h2').waitFor();
  return (await page.locator('#result h2').textContent()) ?? '';
}
async function paste(text: string): Promise<string> {
  await page.goto(`${site.origin}/verify`);
  await page.getByLabel(/整段贴在这里/).fill(text);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  return heading();
}
async function savedFile(): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  return readFileSync(await download.path(), 'utf8');
}
async function chooseFile(text: string): Promise<string> {
  const path = join(site.dir, 'chosen.json');
  writeFileSync(path, text);
  await page.goto(`${site.origin}/verify`);
  await page.locator('#file').setInputFiles(path);
  return heading();
}

describe('a proof that is pasted', () => {
  it('is proved against the signed day, and the page says what that shows and what not', async () => {
    expect(await paste(lineOf(mine))).toBe('核对通过：这一步在公开的签名记录里');
    const text = (await result().textContent()) ?? '';
    for (const words of [
      '证明了什么',
      '没有证明什么',
      '2026年11月2日 09:02（北京时间）',
      '2026年11月3日 01:00',
      '共 5 条',
      '第 1 步：交上',
      '指纹',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/submit|散列/);
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  });

  it('does not tell the service which step is checked', async () => {
    await paste(lineOf(mine));
    expect(site.asked.filter((path) => path.startsWith('/open/'))).toEqual([`/open/trail/${DAY}`, '/open/trail/key']);
    expect(site.asked.join()).not.toContain(mine.hash);
  });

  it('comes by the address of a QR code too', async () => {
    await page.goto(`${site.origin}/verify#${encodeURIComponent(lineOf(mine))}`);
    expect(await heading()).toContain('核对通过');
    expect(site.asked.join()).not.toContain(mine.hash);
  });

  it('that came in late is found in the next day', async () => {
    site.trail.set(DAY, await signDay(site.keys, DAY, hashes.slice(1)));
    site.trail.set('2026-11-03', await signDay(site.keys, '2026-11-03', [mine.hash]));
    expect(await paste(lineOf(mine))).toContain('核对通过');
  });

  it('of a day that is not signed yet is told to come back', async () => {
    site.trail.delete(DAY);
    expect(await paste(lineOf(mine))).toContain('那一天还没有签名');
  });

  it('that is something else is told what to paste', async () => {
    expect(await paste('你好')).toBe('没有看出凭证');
  });
});

describe('tampering is told', () => {
  it('with the proof: another time than the one that was hashed', async () => {
    expect(await paste(lineOf({ ...mine, at: '2026-11-01T01:02:03.456Z' }))).toContain('前后不一致');
  });

  it('with the trail: the step was removed from its day', async () => {
    site.trail.set(DAY, await signDay(site.keys, DAY, hashes.slice(1)));
    site.trail.set('2026-11-03', await signDay(site.keys, '2026-11-03', []));
    expect(await paste(lineOf(mine))).toBe('公开记录里没有这一步');
  });

  it('with the leaves of a signed day', async () => {
    const day = await signDay(site.keys, DAY, hashes);
    site.trail.set(DAY, { ...day, leaves: day.leaves.filter((leaf) => leaf !== others[0]?.hash) });
    expect(await paste(lineOf(mine))).toContain('公开记录自己不一致');
  });

  it('with the signature: another key, another moment', async () => {
    const stranger = readKeys({ CASE_KEYS: await developmentKeys() });
    site.trail.set(DAY, await signDay(stranger, DAY, hashes));
    expect(await paste(lineOf(mine))).toContain('签名不对');
    site.trail.set(DAY, { ...(await signDay(site.keys, DAY, hashes)), signedAt: '2026-11-02T16:30:00.000Z' });
    expect(await paste(lineOf(mine))).toContain('签名不对');
  });

  it('with a day that was signed anew after somebody had saved it', async () => {
    await paste(lineOf(mine));
    const saved = await savedFile();
    site.trail.set(DAY, await signDay(site.keys, DAY, [...hashes, 'f'.repeat(64)]));
    expect(await chooseFile(saved)).toBe('公开的记录变了');
  });
});

describe('without a network', () => {
  it('a saved file proves by itself, and the page says whose key that was', async () => {
    await paste(lineOf(mine));
    const saved = await savedFile();
    await page.context().setOffline(true);
    await page
      .locator('#file')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
    await result().getByText('这次用的是文件里的公钥').waitFor();
    expect(await heading()).toContain('核对通过');
    await page.getByLabel(/整段贴在这里/).fill(saved.replace(/"signature": "../, '"signature": "AA'));
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await result().getByText('签名不对').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('the line alone is half a check, and called so', async () => {
    await page.goto(`${site.origin}/verify`);
    await page.context().setOffline(true);
    await page.getByLabel(/整段贴在这里/).fill(lineOf(mine));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await heading()).toContain('只核对了一半');
  });
});

describe('the page', () => {
  it('may talk to us alone, and nobody may frame it', () => {
    const policy = headersOf('/verify')['content-security-policy'] ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toContain('unsafe');
  });

  it('has a small script in ASCII that names no other host', () => {
    const script = readFileSync(join(site.dir, 'verify-page.js'));
    expect(script.every((byte) => byte < 0x80)).toBe(true);
    expect(script.toString()).not.toMatch(/https?:\/\//);
    expect(brotliCompressSync(script).length).toBeLessThanOrEqual(6_000);
  });

  it('has nothing that axe objects to, and no sideways scrolling on 320 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const text of [lineOf(mine), 'x']) {
      await paste(text);
      await page.evaluate(axeSource);
      const found = await page.evaluate(() => (window as unknown as { axe: typeof import('axe-core') }).axe.run());
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
});

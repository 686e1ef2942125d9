import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { build } from 'vite';
import { widgetConfig } from '../vite.widget.config.ts';
import { en as frameEn } from './frame/messages.en.ts';
import { zhHant as frameZhHant } from './frame/messages.zh-Hant.ts';
import { en } from './guide/messages.en.ts';
import { zhHant } from './guide/messages.zh-Hant.ts';

const here = (path: string) => join(import.meta.dirname, path);

/** Our own pages around the frame: path of the file → title. `_headers` has the policy of each. */
const FRAME_PAGES = { 'embed/frame.html': '我要说事', 'intake.html': '我要说事', 'track.html': '查进展' };

/** Intake and tracking: their bundle, and the three pages that it runs in. */
async function buildFrame(outDir: string, version: string): Promise<void> {
  const versioned = join(outDir, 'embed', `v${version}`);
  const entry = { frame: here('frame/frame.tsx') };
  await build(widgetConfig({ entry, format: 'es', outDir: versioned, version, chunkPrefix: 'frame-' }));
  await writeFile(join(versioned, 'frame-zh-Hant.json'), JSON.stringify(frameZhHant));
  await writeFile(join(versioned, 'frame-en.json'), JSON.stringify(frameEn));
  const page = await readFile(here('frame/page.html'), 'utf8');
  for (const [path, title] of Object.entries(FRAME_PAGES))
    await writeFile(join(outDir, path), page.replace(/\{title\}/g, title).replace(/\{base\}/g, `/embed/v${version}`));
}

/** Puts `embed.js`, `embed/v<version>/…` and the pages of the frame into `outDir`. */
export async function buildWidget({ outDir, version }: { outDir: string; version: string }): Promise<void> {
  const versioned = join(outDir, 'embed', `v${version}`);
  await mkdir(versioned, { recursive: true });
  await build(widgetConfig({ entry: { embed: here('loader/loader.ts') }, format: 'iife', outDir: versioned, version }));
  await build(widgetConfig({ entry: { guide: here('guide/guide.ts') }, format: 'es', outDir: versioned, version }));
  await buildFrame(outDir, version);
  // The same bytes under both names: a page that pins a version gets what the others get.
  await writeFile(join(outDir, 'embed.js'), await readFile(join(versioned, 'embed.js')));
  await writeFile(join(versioned, 'zh-Hant.json'), JSON.stringify(zhHant));
  await writeFile(join(versioned, 'en.json'), JSON.stringify(en));
}

/** Puts the example of an old host page into `outDir`, in the encoding such pages have. */
export async function buildDemo({ outDir }: { outDir: string }): Promise<void> {
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'demo.html'), iconv.encode(await readFile(here('demo/index.html'), 'utf8'), 'gbk'));
  await writeFile(
    join(outDir, 'demo-old-site.js'),
    iconv.encode(await readFile(here('demo/old-site.js'), 'utf8'), 'gbk'),
  );
}

/** Puts the page that checks a proof, `/verify`, into `outDir`. It works without a network once it is loaded. */
export async function buildVerify({ outDir, version }: { outDir: string; version: string }): Promise<void> {
  await mkdir(outDir, { recursive: true });
  await build(widgetConfig({ entry: { 'verify-page': here('verify/verify.ts') }, format: 'es', outDir, version }));
  await writeFile(join(outDir, 'verify.html'), await readFile(here('verify/page.html')));
  await writeFile(join(outDir, 'verify-page.css'), await readFile(here('verify/verify.css')));
}

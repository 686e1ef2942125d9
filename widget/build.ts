import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { build } from 'vite';
import { widgetConfig } from '../vite.widget.config.ts';
import { en as frameEn } from './frame/messages.en.ts';
import { zhHant as frameZhHant } from './frame/messages.zh-Hant.ts';
import { en } from './guide/messages.en.ts';
import { zhHant } from './guide/messages.zh-Hant.ts';
import { iconFile } from './icon.ts';

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
  const guide = { guide: here('guide/guide.ts') };
  await build(widgetConfig({ entry: guide, format: 'es', outDir: versioned, version, hasShortNames: true }));
  await buildFrame(outDir, version);
  // The same bytes under both names: a page that pins a version gets what the others get.
  await writeFile(join(outDir, 'embed.js'), await readFile(join(versioned, 'embed.js')));
  await writeFile(join(versioned, 'one-window.d.ts'), await readFile(here('one-window.d.ts')));
  await writeFile(join(versioned, 'zh-Hant.json'), JSON.stringify(zhHant));
  await writeFile(join(versioned, 'en.json'), JSON.stringify(en));
  // For sites written in TypeScript; no browser asks for it.
}

/** The whole guide as a page, and what webmasters use: path of the page → its source. `_headers` has their policies. */
const TOOL_PAGES = {
  'embed/guide.html': 'whole/page.html',
  'embed/configurator.html': 'configurator/page.html',
  'embed/preview.html': 'configurator/preview.html',
  'embed/doctor.html': 'doctor/page.html',
};
const TOOL_STYLES = [
  'whole/whole.css',
  'configurator/configurator.css',
  'configurator/preview.css',
  'doctor/doctor.css',
];

/** Puts `/embed/guide`, `/embed/configurator`, `/embed/doctor` and what they run into `outDir`. */
export async function buildTools({ outDir, version }: { outDir: string; version: string }): Promise<void> {
  const versioned = join(outDir, 'embed', `v${version}`);
  await mkdir(versioned, { recursive: true });
  await build(widgetConfig({ entry: { whole: here('whole/whole.ts') }, format: 'iife', outDir: versioned, version }));
  const entry = {
    configurator: here('configurator/configurator.ts'),
    preview: here('configurator/preview.ts'),
    doctor: here('doctor/doctor.ts'),
    'doctor-host': here('doctor/host.ts'),
  };
  await build(widgetConfig({ entry, format: 'es', outDir: versioned, version, chunkPrefix: 'tools-' }));
  // The loader takes it for the guide, so it has to be the guide first. Not in its source: it is another bundle.
  const host = join(versioned, 'doctor-host.js');
  await writeFile(host, `import"./guide.js";${await readFile(host, 'utf8')}`);
  for (const path of TOOL_STYLES)
    await writeFile(join(versioned, path.replace(/.*\//, '')), await readFile(here(path)));
  for (const [path, source] of Object.entries(TOOL_PAGES))
    await writeFile(
      join(outDir, path),
      (await readFile(here(source), 'utf8')).replace(/\{base\}/g, `/embed/v${version}`),
    );
}

/** Writes `integrity.json` beside the versioned files, after all of them: file → `sha384-…`, for pages that pin bytes. */
export async function writeIntegrity({ outDir, version }: { outDir: string; version: string }): Promise<void> {
  const versioned = join(outDir, 'embed', `v${version}`);
  const hashes: Record<string, string> = {};
  for (const name of (await readdir(versioned)).filter((file) => file !== 'integrity.json').sort())
    hashes[name] = `sha384-${createHash('sha384')
      .update(await readFile(join(versioned, name)))
      .digest('base64')}`;
  await writeFile(join(versioned, 'integrity.json'), `${JSON.stringify(hashes, null, 1)}\n`);
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

/** Puts `/favicon.ico` into `outDir`: every browser asks for it, whatever page of ours it shows. */
export async function buildIcon({ outDir }: { outDir: string }): Promise<void> {
  await writeFile(join(outDir, 'favicon.ico'), iconFile());
}

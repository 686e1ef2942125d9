import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { build } from 'vite';
import { widgetConfig } from '../vite.widget.config.ts';
import { en } from './guide/messages.en.ts';
import { zhHant } from './guide/messages.zh-Hant.ts';

const here = (path: string) => join(import.meta.dirname, path);

/** Puts `embed.js` and `embed/v<version>/…` into `outDir`. */
export async function buildWidget({ outDir, version }: { outDir: string; version: string }): Promise<void> {
  const versioned = join(outDir, 'embed', `v${version}`);
  await mkdir(versioned, { recursive: true });
  await build(widgetConfig({ entry: { embed: here('loader/loader.ts') }, format: 'iife', outDir: versioned, version }));
  await build(widgetConfig({ entry: { guide: here('guide/guide.ts') }, format: 'es', outDir: versioned, version }));
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

/**
 * npm run build            everything that is served as a file, into dist/public, for a deployment
 * npm run build -- --local the same for `npm start`: the widget's version carries a hash of its sources,
 *                          because bytes under a version are cached for a year
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo, buildIcon, buildTools, buildVerify, buildWidget, writeIntegrity } from '../widget/build.ts';
import { currentCatalogue, writeEmbedData } from './catalogue.ts';
import { root } from './environment.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const dir of ['widget', 'worker/search', 'worker/lists', 'worker/cases', 'worker/sites', 'worker/feedback'])
    for (const entry of readdirSync(join(root, dir), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest('hex').slice(0, 8);
}

/**
 * Sites pin versions: what was released once goes on being served, byte for byte, from `released/v<version>/`.
 * @throws when this build would give other bytes to a version that is out already
 */
export function keepReleased(outDir: string, widgetVersion: string, released = join(root, 'released')): void {
  if (!existsSync(released)) return;
  const own = join(outDir, 'embed', `v${widgetVersion}`);
  const out = join(released, `v${widgetVersion}`);
  if (existsSync(out))
    for (const name of readdirSync(out))
      if (!existsSync(join(own, name)) || !readFileSync(join(own, name)).equals(readFileSync(join(out, name))))
        throw new Error(
          `${name} of ${widgetVersion} is out already with other bytes: raise the version in package.json`,
        );
  cpSync(released, join(outDir, 'embed'), { recursive: true });
}

export async function buildPublicFiles(outDir: string, widgetVersion: string): Promise<void> {
  // What another version left behind must not be served.
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  await buildWidget({ outDir, version: widgetVersion });
  await buildTools({ outDir, version: widgetVersion });
  await writeIntegrity({ outDir, version: widgetVersion });
  keepReleased(outDir, widgetVersion);
  await buildDemo({ outDir });
  await buildVerify({ outDir, version: widgetVersion });
  await buildIcon({ outDir });
  copyFileSync(join(root, 'widget/_headers'), join(outDir, '_headers'));
  writeEmbedData(currentCatalogue(), outDir);
}

if (import.meta.main) {
  const local = process.argv.includes('--local');
  await buildPublicFiles(join(root, 'dist/public'), local ? `${version}-local.${sourceHash()}` : version);
}

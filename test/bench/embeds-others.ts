/** Embeds of others, at exact versions from the npm registry, kept under node_modules/.cache: nothing of ours needs them. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../tasks/environment.mjs';
import { compressed, type ServedFile } from './throttled-server.ts';

const CACHE = join(root, 'node_modules/.cache/one-window-embeds');
const INSTALLED = ['@docsearch/js@5.2.0', '@docsearch/css@5.2.0', 'giscus@1.6.0'];
/** Of 72 KB until its box is usable, the client is 8. */
const GISCUS_FRAME_BYTES = 64_000;
/** One of its dependencies is on no registry, but the bundle that it publishes needs none. */
const PACKED = '@open-formulieren/sdk@3.3.0';

const npm = (...args: string[]) => execFileSync('npm', [...args, '--loglevel=error'], { cwd: CACHE, encoding: 'utf8' });

function install(): void {
  if (existsSync(join(CACHE, 'open-forms/package/dist'))) return;
  console.log('取对照的组件 / fetching the embeds to compare with …');
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(join(CACHE, 'open-forms'), { recursive: true });
  writeFileSync(join(CACHE, 'package.json'), '{"private":true}\n');
  npm('install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...INSTALLED);
  const archive = npm('pack', PACKED).trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['xzf', archive, '-C', 'open-forms'], { cwd: CACHE });
}

/** As their documentation says for sites that bundle: the element with Lit, in one file. */
async function buildGiscus(): Promise<Buffer> {
  const entry = join(CACHE, 'giscus-entry.js');
  writeFileSync(entry, "import 'giscus';\n");
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: join(CACHE, 'built'),
      emptyOutDir: true,
      rolldownOptions: { input: { giscus: entry }, output: { format: 'iife', entryFileNames: '[name].js' } },
    },
  });
  return readFileSync(join(CACHE, 'built/giscus.js'));
}

/** Path → file, as a CDN would send it. */
export async function embedsOfOthers(): Promise<Map<string, ServedFile>> {
  install();
  const files = new Map<string, ServedFile>();
  const add = (path: string, content: Buffer, type?: string) =>
    files.set(
      path,
      compressed(path, content, { 'access-control-allow-origin': '*', ...(type && { 'content-type': type }) }),
    );
  const modules = join(CACHE, 'node_modules');
  // The smaller of its two scripts, without the assistant.
  add('/docsearch.js', readFileSync(join(modules, '@docsearch/js/dist/umd/docsearch.js')));
  add('/docsearch.css', readFileSync(join(modules, '@docsearch/css/dist/style.css')), 'text/css');
  add('/giscus.js', await buildGiscus());
  add('/en/widget', Buffer.from('<!doctype html><script src="/giscus-frame.js"></script>'), 'text/html');
  const noise = randomBytes(GISCUS_FRAME_BYTES).toString('base64');
  add('/giscus-frame.js', Buffer.from(`/*${noise}*/parent.postMessage('here','*')`));
  const sdk = join(CACHE, 'open-forms/package/dist');
  add('/open-forms/open-forms-sdk.mjs', readFileSync(join(sdk, 'open-forms-sdk.mjs')), 'text/javascript');
  add('/open-forms/open-forms-sdk.css', readFileSync(join(sdk, 'open-forms-sdk.css')), 'text/css');
  for (const name of readdirSync(join(sdk, 'assets')).filter((file) => file.endsWith('.js')))
    add(`/open-forms/assets/${name}`, readFileSync(join(sdk, 'assets', name)));
  return files;
}

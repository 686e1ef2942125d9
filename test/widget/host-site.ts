import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buildDemo, buildWidget } from '../../widget/build.ts';
import { listen } from './local-server.ts';
import { anIndex, someGuides, someSounds, theRest } from './small-catalogue.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** The built widget behind a server, and pages of host sites that tests write. */
export interface HostSite {
  origin: string;
  outDir: string;
  /** Path → body of a page, with the headers the host would send. */
  pages: Map<string, { html: string | Uint8Array; headers?: Record<string, string> }>;
  asked: string[];
  /** Which files get no answer until `letGo`. */
  isHeld(path: string): boolean;
  letGo(): void;
  /** Which files cannot be had, as without a network. */
  isGone(path: string): boolean;
  close(): Promise<void>;
}

export async function openHostSite(): Promise<HostSite> {
  const outDir = await mkdtemp(join(tmpdir(), 'one-window-widget-'));
  await buildWidget({ outDir, version: '1.2.3' });
  await buildDemo({ outDir });
  await mkdir(join(outDir, 'embed/data'));
  const files = { index: anIndex(), more: theRest(), guides: someGuides(), sounds: someSounds };
  for (const [name, data] of Object.entries(files))
    await writeFile(join(outDir, `embed/data/${name}.json`), JSON.stringify(data));
  let held: (() => void)[] = [];
  const site: Omit<HostSite, 'origin' | 'close'> = {
    outDir,
    pages: new Map(),
    asked: [],
    isHeld: () => false,
    letGo() {
      for (const answer of held) answer();
      held = [];
    },
    isGone: () => false,
  };
  const answer: RequestListener = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const page = site.pages.get(pathname);
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
      return;
    }
    site.asked.push(pathname);
    if (site.isGone(pathname)) {
      response.destroy();
      return;
    }
    if (site.isHeld(pathname)) await new Promise<void>((answer) => held.push(answer));
    try {
      const bytes = await readFile(join(outDir, pathname));
      // No charset, as from many an old server: the widget must not depend on one.
      response
        .writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? '', 'access-control-allow-origin': '*' })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  return Object.assign(site, await listen(answer, outDir));
}

/** The guide as it is built and served, with its own headers, and a host site on another origin that tests write. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright';
import { buildTools, buildWidget, writeIntegrity } from '../../widget/build.ts';
import { headersOf } from '../verify/verify-site.ts';
import { listen } from '../widget/local-server.ts';
import { anIndex, someGuides, someSounds, theRest } from '../widget/small-catalogue.ts';

export const VERSION = '1.2.3';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface HostPage {
  html: string;
  headers?: Record<string, string>;
  /** In which the bytes are sent; the page itself says so or does not. */
  encoding?: 'utf-8' | 'gbk';
}

export interface TwoSites {
  /** Origin of the guide. */
  guide: string;
  /** Origin of the host site. */
  host: string;
  /** Path → page of the host. */
  pages: Map<string, HostPage>;
  /** Paths of the guide that were asked for, with their queries. */
  asked: string[];
  /** Whether the host is on the register. */
  register: { isRegistered: boolean };
  close(): Promise<void>;
}

export async function openTwoSites(): Promise<TwoSites> {
  const outDir = await mkdtemp(join(tmpdir(), 'one-window-webmaster-'));
  const bundle = { outDir, version: VERSION };
  await buildWidget(bundle);
  await buildTools(bundle);
  await writeIntegrity(bundle);
  await mkdir(join(outDir, 'embed/data'));
  const files = { index: anIndex(), more: theRest(), guides: someGuides(), sounds: someSounds };
  for (const [name, data] of Object.entries(files))
    await writeFile(join(outDir, `embed/data/${name}.json`), JSON.stringify(data));

  const sites = { pages: new Map<string, HostPage>(), asked: [] as string[], register: { isRegistered: false } };
  const serveGuide: RequestListener = async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://guide');
    sites.asked.push(pathname + search);
    if (pathname === '/api/v1/sites/self') {
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify({ registered: sites.register.isRegistered, township: null }));
      return;
    }
    // As Cloudflare does: a page answers without its ".html".
    const path = extname(pathname) === '' ? `${pathname}.html` : pathname;
    try {
      const bytes = await readFile(join(outDir, path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? '', ...headersOf(pathname) }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const serveHost: RequestListener = (request, response) => {
    const page = sites.pages.get(new URL(request.url ?? '/', 'http://host').pathname);
    if (!page) return void response.writeHead(404).end();
    const { html, headers = {}, encoding = 'utf-8' } = page;
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(iconv.encode(html, encoding));
  };
  const guide = await listen(serveGuide, outDir);
  const host = await listen(serveHost, await mkdtemp(join(tmpdir(), 'one-window-host-')));
  return {
    ...sites,
    guide: guide.origin,
    // Another origin and another site, as in life.
    host: host.origin.replace('127.0.0.1', 'localhost'),
    async close() {
      await host.close();
      await guide.close();
    },
  };
}

export interface Visit extends Page {
  /** Script errors, and what a policy refused. */
  faults: string[];
}

export async function visit(
  browser: Browser,
  address: string,
  { width = 390, height = 844, hasScript = true } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: hasScript,
    acceptDownloads: true,
  });
  const page = Object.assign(await context.newPage(), { faults: [] as string[] });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) page.faults.push(message.text());
  });
  await page.goto(address);
  return page;
}

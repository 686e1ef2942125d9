/** Builds the widget, serves it and the pages around it on two origins, and sends browsers there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { buildPublicFiles } from '../../tasks/build.ts';
import { openBrowser } from '../chromium.ts';
import { buildEmptyElement, hostPages } from './host-pages.ts';
import { builtFiles, compressed, type ServedFile, ThrottledServer, type Visitor } from './throttled-server.ts';
import { type Probe, Visit } from './visit.ts';

export const VERSION = '0.0.0-bench';

const INTAKE_KEY = JSON.stringify({
  kid: 'bench',
  jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
});

export interface VisitOptions extends Partial<Visitor> {
  probe?: Probe;
  isThrottled?: boolean;
}

/** A chunk of the guides as one domain of about ten would have it: every column cut to its first tenth. */
function tenthOf(guides: ServedFile | undefined): ServedFile {
  if (guides === undefined) throw new Error('the build has no guides');
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, Math.ceil(value.length / 10));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
  };
  const { 'content-encoding': _, 'content-length': __, ...headers } = guides.headers;
  return compressed(
    '/tenth.json',
    JSON.stringify(cut(JSON.parse(brotliDecompressSync(guides.body).toString()))),
    headers,
  );
}

export class Site {
  readonly host: string;
  readonly embed: string;
  /** What is served from there, as it travels. */
  readonly files: ReadonlyMap<string, ServedFile>;
  readonly #browser: Browser;
  readonly #servers: ThrottledServer[];

  private constructor(
    [host, embed]: readonly [string, string],
    files: ReadonlyMap<string, ServedFile>,
    browser: Browser,
    servers: ThrottledServer[],
  ) {
    this.host = host;
    this.embed = embed;
    this.files = files;
    this.#browser = browser;
    this.#servers = servers;
  }

  static async open(): Promise<Site> {
    const scratch = mkdtempSync(join(tmpdir(), 'one-window-bench-'));
    try {
      const publicDir = join(scratch, 'public');
      await buildPublicFiles(publicDir, VERSION);
      const files = builtFiles(publicDir);
      const emptyElement = await buildEmptyElement(join(scratch, 'empty'));
      files.set('/empty.js', compressed('/empty.js', emptyElement, {}));
      files.set('/tenth.json', tenthOf(files.get('/embed/data/guides.json')));
      // What the first page of intake asks the Worker for; its form is enough here.
      files.set('/api/v1/intake-key', compressed('/key.json', INTAKE_KEY, { 'cache-control': 'no-store' }));
      const embedServer = new ThrottledServer(files);
      const embed = await embedServer.start();
      const hostServer = new ThrottledServer(hostPages(embed, VERSION));
      const host = await hostServer.start();
      const browser = await openBrowser();
      return new Site([host, embed], files, browser, [hostServer, embedServer]);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  }

  /** @param use what to do there; the browser's context ends with it */
  async visit<T>(options: VisitOptions, use: (visit: Visit) => Promise<T>): Promise<T> {
    const { probe, isThrottled = true, connectionMs = 0, ageSeconds = 0 } = options;
    for (const server of this.#servers) server.expect({ connectionMs, ageSeconds });
    const visit = await Visit.begin(this.#browser, probe, isThrottled);
    try {
      return await use(visit);
    } finally {
      await visit.end();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const server of this.#servers) server.stop();
  }
}

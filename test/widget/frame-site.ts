import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { currentCatalogue, writeEmbedData } from '../../tasks/catalogue.ts';
import { buildWidget } from '../../widget/build.ts';
import { framedBy } from '../../worker/sites/sites.rules.ts';
import { aReceipt, aStatus, intakeKey } from './frame-answers.ts';
import { listen } from './local-server.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** A request as the service would see it. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}
type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'gone';

/** The built frame with the real lists and the real headers, and a service whose answers a test writes. */
export interface FrameSite {
  origin: string;
  asked: Asked[];
  /** Whether the other name of this machine, `localhost`, stands in the register as a site. It does, unless said otherwise. */
  isRegistered: boolean;
  pages: Map<string, string>;
  answer(asked: Asked): Reply | undefined;
  reset(): void;
  close(): Promise<void>;
}

/** What `_headers` says for a path, as the platform reads it: exact paths and a star at the end. */
async function headerRules(): Promise<(path: string) => Record<string, string>> {
  const text = await readFile(join(import.meta.dirname, '../../widget/_headers'), 'utf8');
  const rules: [string, [string, string][]][] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) rules.push([line.trim(), []]);
    else if (/^ {2}\S/.test(line)) {
      const [name = '', ...value] = line.trim().split(': ');
      rules[rules.length - 1]?.[1].push([name.toLowerCase(), value.join(': ')]);
    }
  }
  return (path) =>
    Object.fromEntries(
      rules
        .filter(([rule]) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule))
        .flatMap(([, headers]) => headers),
    );
}

const usual = ({ method, path }: Asked): Reply | undefined => {
  if (path === '/api/v1/intake-key') return { status: 200, body: intakeKey };
  if (path === '/api/v1/cases') return { status: 201, body: aReceipt() };
  if (path === '/api/v1/cases/lookup') return { status: 200, body: aStatus() };
  if (method === 'POST' && path.startsWith('/api/v1/cases/')) return { status: 201, body: {} };
  if (path === '/api/v1/departments') return { status: 200, body: { items: [{ code: 'M19', name: '市水务局' }] } };
  if (path === '/api/v1/offices')
    return { status: 200, body: { items: [{ id: '370883105-O01', name: '社会事务办公室' }] } };
  return undefined;
};

export async function openFrameSite(): Promise<FrameSite> {
  const outDir = await mkdtemp(join(tmpdir(), 'one-window-frame-'));
  await buildWidget({ outDir, version: '1.2.3' });
  await mkdir(join(outDir, 'embed/data'), { recursive: true });
  writeEmbedData(currentCatalogue(), outDir);
  const headersOf = await headerRules();
  const site: Omit<FrameSite, 'origin' | 'close'> = {
    asked: [],
    isRegistered: true,
    pages: new Map(),
    answer: () => undefined,
    reset() {
      site.asked.length = 0;
      site.isRegistered = true;
      site.pages.clear();
      site.answer = () => undefined;
    },
  };
  const answer: RequestListener = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const page = site.pages.get(pathname);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked: Asked = {
      method: request.method ?? '',
      path: pathname,
      headers: request.headers,
      body: Buffer.concat(parts),
    };
    const { host = '' } = request.headers;
    const registered = site.isRegistered ? [`http://${host.replace('127.0.0.1', 'localhost')}`] : [];
    if (pathname === '/api/v1/sites/self') {
      const origin = new URL(request.url ?? '/', 'http://host').searchParams.get('origin') ?? '';
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify({ registered: registered.includes(origin), township: null }));
      return;
    }
    if (pathname.startsWith('/api/')) {
      site.asked.push(asked);
      const reply = site.answer(asked) ?? usual(asked) ?? { status: 404, body: { title: '没有' } };
      if (reply === 'gone') response.destroy();
      else
        response
          .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
          .end(JSON.stringify(reply.body ?? {}));
      return;
    }
    try {
      const file = extname(pathname) ? pathname : `${pathname}.html`;
      const bytes = await readFile(join(outDir, file));
      const headers: Record<string, string> = { 'content-type': TYPES[extname(file)] ?? '', ...headersOf(pathname) };
      // As the Worker does for this one page.
      if (pathname === '/embed/frame')
        headers['content-security-policy'] = framedBy(headers['content-security-policy'] ?? '', registered);
      response.writeHead(200, headers).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  return Object.assign(site, await listen(answer, outDir));
}

/**
 * Serves files from memory as a CDN does: brotli 11, kept connections, the headers of `_headers`.
 * Chromium throttles latency and rate by itself but opens connections for nothing;
 * what opening one costs on a real network is therefore charged here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

export interface ServedFile {
  body: Buffer;
  headers: Record<string, string>;
}

export interface HeaderRule {
  matches(path: string): boolean;
  headers: Record<string, string>;
}

/** Cloudflare's format: a path with `*` at the margin, its headers indented below it. */
export function parseHeaders(source: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of source.split('\n')) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (line.startsWith('/')) {
      const literal = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      const pattern = new RegExp(`^${literal.replaceAll('*', '.*')}$`);
      rules.push({ matches: (path) => pattern.test(path), headers: {} });
    } else {
      const colon = text.indexOf(':');
      const rule = rules.at(-1);
      if (rule === undefined || colon < 0) throw new Error(`_headers: cannot read "${text}"`);
      rule.headers[text.slice(0, colon).toLowerCase()] = text.slice(colon + 1).trim();
    }
  }
  return rules;
}

export function compressed(path: string, content: string | Buffer, headers: Record<string, string>): ServedFile {
  const body = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return {
    body,
    headers: { 'content-type': type, 'content-encoding': 'br', 'content-length': `${body.length}`, ...headers },
  };
}

/** What `npm run build` has left in a directory. */
export function builtFiles(dir: string): Map<string, ServedFile> {
  const rules = parseHeaders(readFileSync(join(dir, '_headers'), 'utf8'));
  const files = new Map<string, ServedFile>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(dir, file)}`;
    // A page is asked for without its ending, and its headers go by that address.
    const address = path.replace(/\.html$/, '');
    const headers = Object.assign({}, ...rules.filter((rule) => rule.matches(address)).map((rule) => rule.headers));
    files.set(address, compressed(path, readFileSync(file), headers));
  }
  return files;
}

export interface Visitor {
  /** Charged for opening a connection, 0 for free. */
  connectionMs: number;
  /** For how long answers claim to have been kept already: lets a cache grow old without waiting. */
  ageSeconds: number;
}

export class ThrottledServer {
  readonly #server: Server;
  #visitor: Visitor = { connectionMs: 0, ageSeconds: 0 };
  #connections = new Map<string, Promise<void>>();

  constructor(files: ReadonlyMap<string, ServedFile>) {
    this.#server = createServer(async (request, response) => {
      // With HTTP/2 a browser keeps two connections to another origin: requests without credentials (CORS: module
      // scripts, our data) never share one with requests that may carry cookies (a plain script tag).
      const pool = request.headers['sec-fetch-mode'] === 'cors' ? 'without credentials' : 'with credentials';
      const connection = this.#connections.get(pool) ?? wait(this.#visitor.connectionMs);
      this.#connections.set(pool, connection);
      await connection;
      const file = files.get((request.url ?? '').split('?')[0] as string);
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { ...file.headers, age: `${this.#visitor.ageSeconds}` }).end(file.body);
    });
  }

  /** The next requests come from a browser that has no connection yet. */
  expect(visitor: Visitor): void {
    this.#visitor = visitor;
    this.#connections = new Map();
  }

  /** @returns the origin */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

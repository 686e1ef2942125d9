/** The page /verify as it is built and served, over a trail of days that are really signed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVerify } from '../../widget/build.ts';
import { type PrintedProof, proofLine } from '../../worker/cases/proof.rules.ts';
import { eventHash, merkleRoot, type SignedRoot, signRoot } from '../../worker/cases/trail.rules.ts';
import { developmentKeys, type Keys, readKeys } from '../../worker/platform/keys.ts';

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The headers that `_headers` gives to a path, so that the page is tested under its own policy. */
export function headersOf(path: string): Record<string, string> {
  const lines = readFileSync(join(import.meta.dirname, '../../widget/_headers'), 'utf8').split('\n');
  const headers: Record<string, string> = {};
  let isOurs = false;
  for (const line of lines) {
    if (line.startsWith('/'))
      isOurs = new RegExp(`^${line.trim().replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(path);
    const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
    if (isOurs && name !== undefined && value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

export async function anEvent(caseId: number, at: string): Promise<PrintedProof> {
  const fields = { caseId, seq: 1, at, action: 'submit', contentHash: 'c'.repeat(64) };
  return {
    ...fields,
    id: caseId.toString(16).padStart(13, '0'),
    previousHash: '0'.repeat(64),
    hash: await eventHash({ ...fields, previousHash: null }),
  };
}

export const lineOf = (proof: PrintedProof): string => proofLine(proof);

export async function signDay(keys: Keys, day: string, hashes: readonly string[]) {
  const leaves = hashes.toSorted();
  const signed: SignedRoot = {
    day,
    size: leaves.length,
    root: await merkleRoot(leaves),
    previousRoot: null,
    signedAt: `${day}T17:00:00.000Z`,
  };
  const signature = await signRoot(signed, keys.signing.privateJwk);
  return { ...signed, kid: keys.signing.kid, signature, leaves };
}

export interface VerifySite {
  origin: string;
  dir: string;
  keys: Keys;
  /** What is answered under `/open/trail/…`; tests change it. */
  trail: Map<string, unknown>;
  asked: string[];
  stop(): void;
}

export async function openSite(): Promise<VerifySite> {
  const dir = mkdtempSync(join(tmpdir(), 'one-window-verify-'));
  await buildVerify({ outDir: dir, version: 'test' });
  const keys = readKeys({ CASE_KEYS: await developmentKeys() });
  const trail = new Map<string, unknown>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(request.url ?? '');
    if (path.startsWith('/open/trail/')) {
      const answer = trail.get(path.slice('/open/trail/'.length));
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
      return;
    }
    const name = path === '/verify' ? 'verify.html' : path.slice(1);
    try {
      const body = readFileSync(join(dir, name));
      response.writeHead(200, { 'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? '', ...headersOf(path) });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = () => {
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true });
  };
  return { origin: `http://127.0.0.1:${port}`, dir, keys, trail, asked, stop };
}

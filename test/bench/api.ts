/** The API against a bare Hono route with the same bytes, in one workerd, taking turns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './load.ts';
import { startupMs } from './startup.ts';
import { atLeast, atMost, type Measure, median, report } from './table.ts';
import { compare, TURN_MS } from './turns.ts';
import { type Bundle, bundle, Workerd } from './workerd.ts';

const ITEM = '/api/v1/items/T001?township=370883101';
const INDEX = '/api/v1/items?limit=1000';
const STATEMENTS = '/statements';
const STARTS = 9;

const addressOf = (port: number, path: string) => `http://127.0.0.1:${port}${path}`;

async function read(port: number, path: string): Promise<unknown> {
  const answer = await fetch(addressOf(port, path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

const cpuRow = (name: string, cost: number | undefined, row = barred): Measure[] =>
  cost === undefined ? [] : [row(`${name}: CPU per request ÷ bare`, cost)];
const barred = (name: string, cost: number): Measure => atMost(name, cost, 1.25);

/** Asks for everything of the lists once; what comes later finds a warm Worker. */
async function warm(port: number): Promise<string[]> {
  const { items } = (await read(port, INDEX)) as { items: { code: string }[] };
  const paths = [
    INDEX,
    '/api/v1/townships',
    '/api/v1/territorial-list',
    ...items.map(({ code }) => `/api/v1/items/${code}`),
  ];
  for (const path of paths) await read(port, path);
  const statements = (await read(port, STATEMENTS)) as string[];
  // Otherwise a count of 0 would say nothing.
  if (statements.length === 0) throw new Error('the counting Worker has not seen the statements of a cold start');
  return paths;
}

/** Call it CHECK_MS after warm(), so that the look for a new release is seen too, and what else it would cause. */
async function statementsOnceWarm(port: number, paths: readonly string[]): Promise<Measure[]> {
  for (const path of paths) await read(port, path);
  const { answers } = await load({ port, path: ITEM, expectedStatus: 200 }, TURN_MS);
  const statements = (await read(port, STATEMENTS)) as string[];
  const checks = statements.filter((sql) => /\bfrom\s+"?catalogue_release\b/i.test(sql)).length;
  return [
    atMost(`D1 statements in ${paths.length + answers} warm requests`, statements.length - checks, 0),
    report('  and looks for a new release (by design one in 25 s)', checks),
  ];
}

async function startup(ours: Bundle, bare: Bundle, scratch: string): Promise<Measure[]> {
  const ratios: number[] = [];
  const extra: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const bareMs = await startupMs(bare, scratch);
    const oursMs = await startupMs(ours, scratch);
    ratios.push(oursMs / bareMs);
    extra.push(oursMs - bareMs);
  }
  return [
    report('Worker bundle, gzip', ours.gzipBytes / 1024, ' KiB'),
    report('  the bare Worker', bare.gzipBytes / 1024, ' KiB'),
    report('start of workerd to first answer ÷ bare', median(ratios)),
    report('  that is more by', median(extra), ' ms'),
  ];
}

/** What ours answers, and that the bare route now answers the same. */
async function shareBytes(oursPort: number, barePort: number, path: string): Promise<{ etag: string }> {
  const answer = await fetch(addressOf(oursPort, path));
  const etag = answer.headers.get('etag');
  if (!answer.ok || etag === null) throw new Error(`${path}: ${answer.status}, ETag ${etag}`);
  const body = await answer.arrayBuffer();
  await fetch(addressOf(barePort, path), { method: 'PUT', body });
  const copy = await (await fetch(addressOf(barePort, path))).arrayBuffer();
  if (!Buffer.from(copy).equals(Buffer.from(body))) throw new Error(`${path}: the bare route answers other bytes`);
  return { etag };
}

async function throughput(oursPort: number, barePort: number): Promise<Measure[]> {
  const { etag } = await shareBytes(oursPort, barePort, ITEM);
  await shareBytes(oursPort, barePort, INDEX);
  const bareItem = { port: barePort, path: ITEM, expectedStatus: 200 };
  const bareIndex = { port: barePort, path: INDEX, expectedStatus: 200 };
  const conditional = { port: oursPort, path: ITEM, headers: { 'if-none-match': etag }, expectedStatus: 304 };
  const item = await compare({ ...bareItem, port: oursPort }, bareItem);
  const notModified = await compare(conditional, bareItem);
  const index = await compare({ ...bareIndex, port: oursPort }, bareIndex);
  return [
    atLeast('one item (200): requests/s ÷ bare', item.speed, 0.95),
    ...cpuRow('one item (200)', item.cost),
    atLeast('one item (304): requests/s ÷ bare 200', notModified.speed, 1),
    ...cpuRow('one item (304)', notModified.cost),
    atLeast('whole index (200): requests/s ÷ bare', index.speed, 0.65),
    // Large answers keep the asking side busy as well, which draws the ratio above towards 1; this one it leaves alone.
    ...cpuRow('whole index (200)', index.cost, report),
    report('  noise: turns of bare lay apart by', Math.max(item.noise, notModified.noise, index.noise) * 100, ' %'),
  ];
}

export async function benchApi(): Promise<Measure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'one-window-bench-'));
  try {
    const ours = await bundle('ours', 'worker/index.ts', scratch);
    const bare = await bundle('bare', 'test/bench/bare-worker.ts', scratch);
    const counting = await bundle('counting', 'test/bench/counting-worker.ts', scratch);
    const started = await startup(ours, bare, scratch);
    const workerd = new Workerd([ours, bare, counting]);
    try {
      await workerd.fill();
      const countingPort = await workerd.port(counting.name);
      const paths = await warm(countingPort);
      // Takes longer than the 25 s after which the counting Worker, too, looks for a new release.
      const speeds = await throughput(await workerd.port(ours.name), await workerd.port(bare.name));
      return [...speeds, ...(await statementsOnceWarm(countingPort, paths)), ...started];
    } finally {
      await workerd.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

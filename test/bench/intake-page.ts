/** How much intake a phone fetches, and how long it is until its first page hears a tap. */

import { Site, VERSION } from './site.ts';
import { atMost, type Measure, median, report, spread } from './table.ts';
import type { ServedFile } from './throttled-server.ts';
import type { Probe } from './visit.ts';

const ROUNDS = 7;
/** TCP and TLS 1.3 take two round trips of slow 4G before the first request can leave. */
const CONNECTION_MS = 300;
const PAGE = '/intake';
/** Only the app draws a form; what stands there before is the page that says to wait. */
const FIRST_PAGE: Probe = { ready: '#one-window-frame form button[type=submit]', inPage: true };

const part = (name: string) => `/embed/v${VERSION}/frame${name}`;
/** From the first page to the picture of the receipt. Following up is a chunk of its own, for another day. */
const INTAKE = [PAGE, part('.js'), part('.css'), part('-suggest.js'), part('-keep.js')];

function bytesOf(files: ReadonlyMap<string, ServedFile>, paths: readonly string[]): number {
  return paths.reduce((sum, path) => {
    const file = files.get(path);
    if (file === undefined) throw new Error(`${path} was not built`);
    return sum + file.body.length;
  }, 0);
}

interface Arrival {
  readyMs: number;
  requests: number;
  bytes: number;
  layoutShift: number;
}

async function arrive(site: Site, connectionMs: number): Promise<Arrival> {
  return site.visit({ probe: FIRST_PAGE, connectionMs }, async (visit) => {
    const readyMs = await visit.open(site.embed + PAGE);
    const until = await visit.requestsUntil(readyMs);
    const layoutShift = await visit.page.evaluate(() => window.layoutShift);
    return {
      readyMs,
      requests: until.length,
      bytes: until.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
      layoutShift,
    };
  });
}

async function arrivals(site: Site, connectionMs: number): Promise<Arrival[]> {
  const rounds: Arrival[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await arrive(site, connectionMs));
  return rounds;
}

export async function benchIntakePage(): Promise<Measure[]> {
  const site = await Site.open();
  try {
    const charged = await arrivals(site, CONNECTION_MS);
    const free = await arrivals(site, 0);
    const times = (rounds: readonly Arrival[]) => rounds.map(({ readyMs }) => readyMs);
    return [
      atMost('intake app in all, page included, brotli', bytesOf(site.files, INTAKE), 30_000, ' bytes'),
      report('  following up, beside it', bytesOf(site.files, [part('-track.js')]), ' bytes'),
      atMost('first page interactive, 4 × CPU, slow 4G, new connection', median(times(charged)), 2000, ' ms'),
      report('  with a connection that is open already', median(times(free)), ' ms'),
      report('  noise: rounds lay apart by', spread(times(charged)) * 100, ' %'),
      report('  requests until then', Math.max(...charged.map(({ requests }) => requests))),
      report('  bytes on the wire until then', Math.max(...charged.map(({ bytes }) => bytes))),
      report('  layout shift until then', Math.max(...charged.map(({ layoutShift }) => layoutShift))),
    ];
  } finally {
    await site.close();
  }
}

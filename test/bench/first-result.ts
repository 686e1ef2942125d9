/** From the navigation's start to the first search result, beside an empty Preact element on the same page. */
import { PATHS } from './host-pages.ts';
import type { Site } from './site.ts';
import { atMost, type Measure, median, report, spread } from './table.ts';
import { FIRST_RESULT, type Probe } from './visit.ts';

const ROUNDS = 7;
/** TCP and TLS 1.3 take two round trips of slow 4G before the first request can leave. */
const CONNECTION_MS = 300;

interface Arrival {
  readyMs: number;
  scriptMs: number;
  /** To the widget's origin until then. */
  requests: number;
  bytes: number;
}

async function arrive(site: Site, path: string, probe: Probe, connectionMs: number): Promise<Arrival> {
  return site.visit({ probe, connectionMs }, async (visit) => {
    const readyMs = await visit.open(site.host + path);
    const scriptMs = await visit.scriptMs();
    const own = (await visit.requestsUntil(readyMs)).filter(({ url }) => url.startsWith(site.embed));
    return { readyMs, scriptMs, requests: own.length, bytes: own.reduce((sum, { bytes = 0 }) => sum + bytes, 0) };
  });
}

/** What the probe and Playwright themselves run in a page without the widget. */
async function scriptMsOfBench(site: Site): Promise<number> {
  return site.visit({ probe: FIRST_RESULT }, async (visit) => {
    await visit.page.goto(site.host + PATHS.nothing);
    await visit.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    return visit.scriptMs();
  });
}

/** Empty element, one-line tag and hinted page take turns; ratios are taken within a round. */
async function compare(site: Site, connectionMs: number) {
  const plain: number[] = [];
  const hinted: number[] = [];
  const arrivals: Arrival[] = [];
  const emptyMs: number[] = [];
  const benchScriptMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await arrive(site, PATHS.empty, { ready: 'p' }, connectionMs);
    const tag = await arrive(site, PATHS.widget, FIRST_RESULT, connectionMs);
    const hints = await arrive(site, PATHS.hinted, FIRST_RESULT, connectionMs);
    benchScriptMs.push(await scriptMsOfBench(site));
    plain.push(tag.readyMs / empty.readyMs);
    hinted.push(hints.readyMs / empty.readyMs);
    arrivals.push(tag);
    emptyMs.push(empty.readyMs);
  }
  return { plain: median(plain), hinted: median(hinted), arrivals, emptyMs, benchScriptMs };
}

export async function benchFirstResult(site: Site): Promise<Measure[]> {
  const free = await compare(site, 0);
  const charged = await compare(site, CONNECTION_MS);
  const { arrivals, emptyMs, benchScriptMs } = free;
  const readyMs = arrivals.map((arrival) => arrival.readyMs);
  const scriptMs = arrivals.map((arrival) => arrival.scriptMs);
  return [
    atMost('first result, one-line tag ÷ empty element', free.plain, 2.4),
    atMost('first result, preload hints ÷ empty element', free.hinted, 1.6),
    report('  one-line tag', median(readyMs), ' ms'),
    report('  empty element', median(emptyMs), ' ms'),
    report('  noise: empty elements lay apart by', spread(emptyMs) * 100, ' %'),
    report('  with connections charged, one-line tag ÷ empty', charged.plain),
    report('  with connections charged, preload hints ÷ empty', charged.hinted),
    // The quietest rounds: this bar is absolute, and what else runs on the machine only ever adds.
    atMost('scripts on the main thread until then', Math.min(...scriptMs) - Math.min(...benchScriptMs), 100, ' ms'),
    report('  median of the rounds', median(scriptMs) - median(benchScriptMs), ' ms'),
    atMost('requests until then', Math.max(...arrivals.map(({ requests }) => requests)), 3),
    atMost('bytes on the wire until then', Math.max(...arrivals.map(({ bytes }) => bytes)), 30_000),
  ];
}

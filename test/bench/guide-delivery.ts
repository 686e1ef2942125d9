/**
 * Guides as one file or in ten? Why they are delivered as one: a round trip costs more than the nine tenths
 * that a chunk saves, and one file that is fetched ahead leaves nothing to wait for, with or without a network.
 */
import { PATHS } from './host-pages.ts';
import type { Site } from './site.ts';
import { type Measure, median, report } from './table.ts';
import { FETCHED_AHEAD, FIRST_RESULT, PARTS } from './visit.ts';

const ROUNDS = 5;

/** Runs in the page. @returns milliseconds from a tap on the first result until its guide stands there */
function tap({ row, guide }: typeof PARTS): Promise<number> {
  const shadow = document.querySelector('one-window')?.shadowRoot as ShadowRoot;
  const start = performance.now();
  return new Promise((done) => {
    new MutationObserver(() => {
      if (shadow.querySelector(guide)) done(performance.now() - start);
    }).observe(shadow, { childList: true, subtree: true });
    shadow.querySelector<HTMLElement>(row)?.click();
  });
}

/** Runs in the page. @returns milliseconds until a file has been fetched and read */
async function fetchData(url: string): Promise<number> {
  const start = performance.now();
  await (await fetch(url)).json();
  return performance.now() - start;
}

const tapped = (site: Site, waitForGuides: boolean) =>
  site.visit({ probe: FIRST_RESULT }, async (visit) => {
    await visit.open(site.host + PATHS.widget);
    if (waitForGuides) {
      await visit.fetched(...FETCHED_AHEAD);
      await visit.page.waitForTimeout(1_000);
    }
    return visit.page.evaluate(tap, PARTS);
  });

const fetchedOnTap = (site: Site, path: string) =>
  site.visit({}, async (visit) => {
    await visit.page.goto(site.host + PATHS.nothing);
    return visit.page.evaluate(fetchData, site.embed + path);
  });

export async function benchGuideDelivery(site: Site): Promise<Measure[]> {
  const ways: [name: string, measure: () => Promise<number>][] = [
    ['tap to guide, fetched ahead (as delivered)', () => tapped(site, true)],
    ['  tapped before that: whole file and its code', () => tapped(site, false)],
    ['  data alone, whole file on tap', () => fetchedOnTap(site, '/embed/data/guides.json')],
    ['  data alone, a tenth of it on tap', () => fetchedOnTap(site, '/tenth.json')],
  ];
  const times = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, [, measure]] of ways.entries()) times[at]?.push(await measure());
  return ways.map(([name], at) => report(name, median(times[at] ?? []), ' ms'));
}

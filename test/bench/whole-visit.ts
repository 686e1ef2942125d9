/** What a page pays while the widget stands on it: memory, layout, requests; and what is left without a network. */
import { PATHS } from './host-pages.ts';
import type { Site } from './site.ts';
import { atMost, holds, type Measure, median } from './table.ts';
import { FETCHED_AHEAD, FIRST_RESULT, PARTS, type Visit } from './visit.ts';

const HEAP_ROUNDS = 3;
const DAY_SECONDS = 86_400;
/** Longer than the half second after a tap in which layout shifts are put down to it. */
const SETTLED_MS = 800;

async function heapGrowth(site: Site): Promise<Measure> {
  const growths: number[] = [];
  for (let round = 0; round < HEAP_ROUNDS; round++) {
    const without = await site.visit({ isThrottled: false }, async (visit) => {
      await visit.page.goto(site.host + PATHS.nothing);
      return visit.heapBytes();
    });
    const withWidget = await site.visit({ isThrottled: false, probe: FIRST_RESULT }, async (visit) => {
      await visit.open(site.host + PATHS.widget);
      await visit.fetched(...FETCHED_AHEAD);
      return visit.heapBytes();
    });
    growths.push(withWidget - without);
  }
  return atMost('JS heap, guides included, more than without', median(growths) / 1_000_000, 1, ' MB');
}

/** Opens the page, waits, types, opens a guide: by real keys and taps, which excuse what they move. */
async function useAsResident(
  { page, ...visit }: Pick<Visit, 'page'> & { fetched(): Promise<void> },
  isCorner: boolean,
) {
  await visit.fetched();
  await page.waitForTimeout(SETTLED_MS);
  if (isCorner) await page.locator(PARTS.launcher).click();
  await page.locator(PARTS.box).click();
  await page.keyboard.type('db');
  await page.locator(PARTS.row).first().click();
  await page.locator(PARTS.guide).first().waitFor();
  await page.waitForTimeout(SETTLED_MS);
}

async function manners(site: Site, placement: 'inline' | 'corner'): Promise<Measure[]> {
  const isCorner = placement === 'corner';
  const probe = { ready: isCorner ? PARTS.launcher : PARTS.box };
  return site.visit({ probe }, async (visit) => {
    await visit.open(site.host + (isCorner ? PATHS.corner : PATHS.widget));
    await useAsResident({ page: visit.page, fetched: () => visit.fetched(...FETCHED_AHEAD) }, isCorner);
    const origins = visit.requests().map(({ url }) => new URL(url).origin);
    const strangers = origins.filter((origin) => origin !== site.host && origin !== site.embed);
    return [
      atMost(`layout shift, ${placement}`, await visit.page.evaluate(() => window.layoutShift), 0),
      atMost(`requests to anyone else, ${placement}`, strangers.length, 0),
    ];
  });
}

/** @param ageSeconds how long ago the first visit was, for the caches */
async function worksOffline(site: Site, ageSeconds: number): Promise<boolean> {
  return site.visit({ isThrottled: false, probe: FIRST_RESULT, ageSeconds }, async (visit) => {
    const { page } = visit;
    await visit.open(site.host + PATHS.widget);
    await visit.fetched(...FETCHED_AHEAD);
    await visit.goOffline();
    // Going to the address one is at already would be a reload, which asks the network.
    await page.goto('about:blank');
    try {
      await visit.open(site.host + PATHS.widget);
      await page.locator(PARTS.row).first().click();
      await page.locator(PARTS.guide).first().waitFor({ timeout: 5_000 });
      return true;
    } catch (error) {
      console.error(`offline, ${ageSeconds} s after the first visit:`, error);
      return false;
    }
  });
}

export async function benchWholeVisit(site: Site): Promise<Measure[]> {
  return [
    await heapGrowth(site),
    ...(await manners(site, 'inline')),
    ...(await manners(site, 'corner')),
    holds('second visit without a network: search and guide', await worksOffline(site, 0)),
    holds('  the same with caches a day old', await worksOffline(site, DAY_SECONDS)),
  ];
}

/** The register as the desk keeps it: sites come in, change, are looked at again, are closed; each deed is on record. */
import { commit, type Database, type Write } from '../platform/database.ts';
import {
  FIRST_OF_THE_DESK,
  factsOf,
  faultOfDay,
  faultsOfSite,
  isSameSite,
  SITE_LIMITS,
  type SiteFault,
} from './keeping.rules.ts';
import { readDeed, readSiteEvents, registerWrites, siteWrites } from './keeping.store.ts';
import type { Site, SiteDeed, SiteEvent, SiteFacts } from './sites.contract.ts';
import { readSites, readUsage } from './sites.store.ts';
import { dayInShanghai, firstKeptDay, OTHER, type SiteUsage, usageBySite } from './usage.rules.ts';

export interface SitesWorld {
  db: Database;
  /** Codes of the townships that there are. */
  townships: ReadonlySet<string>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

export interface Doer {
  staffId: number;
  /** UUID of the form. */
  once: string;
}

export interface OneSite {
  site: Site;
  usage: SiteUsage;
  /** Oldest first. */
  events: SiteEvent[];
  /** Number of the newest event, 0 while there is none: a form carries it. */
  seen: number;
}

export type SiteResult =
  | { kind: 'done'; id: number }
  | { kind: 'same'; id: number }
  | { kind: 'faults'; faults: readonly SiteFault[] }
  /** Somebody was faster. */
  | { kind: 'lost' }
  | { kind: 'gone' };

/** What every site runs, and the views of all those that nobody has registered, together. */
export async function readRegister(db: Database, now: number): Promise<{ usage: SiteUsage[]; others: number }> {
  const [all, rows] = await Promise.all([readSites(db), readUsage(db, firstKeptDay(now))]);
  const others = rows.reduce((sum, { origin, views }) => (origin === OTHER ? sum + views : sum), 0);
  return { usage: usageBySite(all, rows, now), others };
}

/** @returns null when there is no such site */
export async function readSite({ db, now }: SitesWorld, id: number): Promise<OneSite | null> {
  const [all, rows, events] = await Promise.all([
    readSites(db),
    readUsage(db, firstKeptDay(now)),
    readSiteEvents(db, id),
  ]);
  const site = all.find((one) => one.id === id);
  const [usage] = site ? usageBySite([site], rows, now) : [];
  return site && usage ? { site, usage, events, seen: events.at(-1)?.seq ?? 0 } : null;
}

/** How many registrations nobody has looked at in time. */
export async function countOverdueSites(db: Database, now: number): Promise<number> {
  const today = dayInShanghai(now);
  return (await readSites(db)).filter(
    ({ status, verifyBy }) => status === 'active' && verifyBy !== null && verifyBy < today,
  ).length;
}

/** @returns whether it was written; false: something in the way, to be looked at again */
async function written(db: Database, writes: readonly Write[]): Promise<boolean> {
  try {
    await commit(db, writes);
    return true;
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: site_|site_event: append-only/.test(error.message))
      return false;
    throw error;
  }
}

export async function registerSite(world: SitesWorld, { staffId, once }: Doer, facts: SiteFacts): Promise<SiteResult> {
  const { db, townships, now } = world;
  const before = await readDeed(db, once);
  if (before !== null) return { kind: 'done', id: before };
  const faults = faultsOfSite(facts, townships, await readSites(db), dayInShanghai(now));
  if (faults.length > 0) return { kind: 'faults', faults };
  const event = { at: now, staffId, what: 'registered' as const, detail: facts, once };
  const isWritten = await written(db, registerWrites(facts, event));
  const id = await readDeed(db, once);
  if (id !== null) return { kind: 'done', id };
  if (isWritten) return { kind: 'lost' };
  const taken = faultsOfSite(facts, townships, await readSites(db), dayInShanghai(now));
  return taken.length > 0 ? { kind: 'faults', faults: taken } : { kind: 'lost' };
}

interface Deed {
  what: SiteDeed;
  detail: SiteEvent['detail'];
  change: Parameters<typeof siteWrites>[4];
}

/**
 * @param seen number of the newest event when the form was drawn
 * @param decide what is done; faults or `same` when nothing is
 */
async function change(
  { db }: SitesWorld,
  id: number,
  { staffId, once, seen, at }: Doer & { seen: number; at: number },
  decide: (site: Site, others: readonly Site[]) => Deed | readonly SiteFault[] | 'same',
): Promise<SiteResult> {
  if ((await readDeed(db, once)) === id) return { kind: 'done', id };
  const [all, events] = await Promise.all([readSites(db), readSiteEvents(db, id)]);
  const site = all.find((one) => one.id === id);
  if (!site) return { kind: 'gone' };
  const deed = decide(
    site,
    all.filter((one) => one !== site),
  );
  if (deed === 'same') return { kind: 'same', id };
  if (!('what' in deed)) return { kind: 'faults', faults: deed };
  if ((events.at(-1)?.seq ?? 0) !== seen) return { kind: 'lost' };
  const event = { at, staffId, what: deed.what, detail: deed.detail, once };
  const isWritten = await written(db, siteWrites(db, id, seen + 1, event, deed.change));
  return isWritten || (await readDeed(db, once)) === id ? { kind: 'done', id } : { kind: 'lost' };
}

const ofTheFile: readonly SiteFault[] = [
  { field: 'name', text: '这个网站写在目录的 sites.csv 里。先按“改由工作台管”，再在这里改。' },
];

/** Writes its facts; a closed one is open again with that. */
export const changeSite = (world: SitesWorld, id: number, doer: Doer & { seen: number }, facts: SiteFacts) =>
  change(world, id, { ...doer, at: world.now }, (site, others) => {
    if (site.keptIn === 'file') return ofTheFile;
    const faults = faultsOfSite(facts, world.townships, others, dayInShanghai(world.now));
    if (faults.length > 0) return faults;
    const isClosed = site.status === 'closed';
    if (!isClosed && isSameSite(site, facts)) return 'same';
    const what = isClosed ? 'reopened' : 'changed';
    return { what, detail: facts, change: { ...facts, status: 'active' } };
  });

/** Somebody has looked: its origins are still its own. */
export const verifySite = (world: SitesWorld, id: number, doer: Doer & { seen: number }, verifyBy: string) =>
  change(world, id, { ...doer, at: world.now }, (site) => {
    if (site.keptIn === 'file') return ofTheFile;
    const fault = faultOfDay(verifyBy, dayInShanghai(world.now));
    if (fault !== null) return [{ field: 'verifyBy', text: fault }];
    return { what: 'verified', detail: { verifyBy }, change: { verifyBy } };
  });

/** Its origins go: within a minute no page of it may frame the intake. */
export const closeSite = (world: SitesWorld, id: number, doer: Doer & { seen: number }, reason: string) =>
  change(world, id, { ...doer, at: world.now }, (site) => {
    if (site.keptIn === 'file') return ofTheFile;
    if (reason === '') return [{ field: 'reason', text: '写一句为什么关。' }];
    if (reason.length > SITE_LIMITS.reason)
      return [{ field: 'reason', text: `写短一些，${SITE_LIMITS.reason} 字以内。` }];
    if (site.status === 'closed') return 'same';
    return { what: 'closed', detail: { reason, origins: site.origins }, change: { status: 'closed', origins: [] } };
  });

/** From now on the desk keeps it, whatever stands in the file; or the file does again, from its next import on. */
export const moveSite = (world: SitesWorld, id: number, doer: Doer & { seen: number }, keptIn: Site['keptIn']) =>
  change(world, id, { ...doer, at: world.now }, (site) => {
    if (site.keptIn === keptIn) return 'same';
    if (keptIn === 'file' && id >= FIRST_OF_THE_DESK)
      return [{ field: 'name', text: '这个网站是在工作台登记的，目录的 sites.csv 里没有它，只能在这里管。' }];
    const what = keptIn === 'desk' ? 'taken-over' : 'given-back';
    return { what, detail: factsOf(site), change: { keptIn } };
  });

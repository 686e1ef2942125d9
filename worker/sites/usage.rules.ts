// Pure. Page views as they are summed, and what they say about a site.

import type { Site, Usage, UsageRow } from './sites.contract.ts';
import { exactOrigin } from './sites.rules.ts';

/** The widget tells of one view in eight. */
export const VIEWS_PER_TELLING = 8;
/** All sites that nobody has registered, together: anybody can send any name. */
export const OTHER = 'other';
/** With one view in eight, a site that a few people a day look at is silent for a week now and then. */
export const DARK_AFTER_DAYS = 14;
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;
/** China has one time zone and no summer time. */
const SHANGHAI_AHEAD_MS = 8 * 3_600_000;

/** @param now milliseconds since 1970-01-01T00:00Z. @returns YYYY-MM-DD */
export const dayInShanghai = (now: number): string => new Date(now + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
export const firstKeptDay = (now: number): string => dayInShanghai(now - KEPT_DAYS * DAY_MS);

/** Under which name a view is counted. */
export const countedAs = (origin: string, isRegistered: boolean): string =>
  isRegistered && exactOrigin(origin) !== null ? origin : OTHER;

/** One more telling. @param rows are not changed */
export function withOneMore(
  rows: readonly UsageRow[],
  { v: version, how }: Usage,
  origin: string,
  day: string,
): UsageRow[] {
  const isSame = (row: UsageRow) =>
    row.day === day && row.origin === origin && row.version === version && row.how === how;
  const known = rows.find(isSame);
  const more = { day, origin, version, how, views: (known?.views ?? 0) + VIEWS_PER_TELLING };
  return [...rows.filter((row) => row !== known), more];
}

export interface SiteUsage {
  site: Pick<Site, 'id' | 'name' | 'townshipCode' | 'owner' | 'verifyBy' | 'status' | 'keptIn' | 'origins'>;
  /** Estimated, over the days that are kept. */
  views: number;
  /** Version → estimated views on the last day on which the site was seen, most first. */
  versions: [version: string, views: number][];
  /** YYYY-MM-DD, null when it was never seen. */
  lastDay: string | null;
  /** The day after which nothing was heard for at least DARK_AFTER_DAYS; null while it is not dark, or never was seen. */
  darkSince: string | null;
  /** Nobody has looked at its registration by the day that was set. */
  isOverdue: boolean;
}

/** @param now milliseconds since 1970-01-01T00:00Z */
export function usageBySite(sites: readonly Site[], rows: readonly UsageRow[], now: number): SiteUsage[] {
  const today = dayInShanghai(now);
  const lastLight = dayInShanghai(now - DARK_AFTER_DAYS * DAY_MS);
  return sites.map(({ note: _, ...site }) => {
    const own = rows.filter(({ origin }) => site.origins.includes(origin));
    const lastDay =
      own
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? null;
    const versions = new Map<string, number>();
    for (const { day, version, views } of own)
      if (day === lastDay) versions.set(version, (versions.get(version) ?? 0) + views);
    return {
      site,
      views: own.reduce((sum, { views }) => sum + views, 0),
      versions: [...versions].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      lastDay,
      darkSince: site.status === 'active' && lastDay !== null && lastDay < lastLight ? lastDay : null,
      isOverdue: site.status === 'active' && site.verifyBy !== null && site.verifyBy < today,
    };
  });
}

/** The numbers of a leader's page. */
import { endOfDay } from '../calendar/calendar.rules.ts';
import type { Staff } from '../staff/staff.contract.ts';
import {
  countedHolders,
  EVERYBODY,
  firstMonday,
  NOTHING,
  plus,
  type Tally,
  type WeekTally,
  weeksOf,
} from './counters.rules.ts';
import { countClosed, countNow, countOpen, lastCounted, type OpenCount, readDays } from './counters.store.ts';
import { soonUntil } from './queue.rules.ts';
import { lastFullDay } from './trail.usecases.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

export type { OpenCount } from './counters.store.ts';

const DAY_MS = 86_400_000;
/** A rating may come long after the closing: so many days are counted again each night. */
const COUNTED_AGAIN = 35;

/**
 * Counts the last full day, once; again and late does no harm. A day on which nobody counted has no standing, what was
 * closed on it is made up for.
 */
export async function countDays({ db, now }: CaseWorld): Promise<Record<string, number>> {
  const day = lastFullDay(now);
  if (((await lastCounted(db)) ?? '') >= day) return { days: 0 };
  const end = endOfDay(day) + 1;
  await countClosed(db, end - COUNTED_AGAIN * DAY_MS, end);
  await countOpen(db, day, end - 1);
  return { days: 1 };
}

export interface Counters {
  /** One line for each that has something. */
  now: OpenCount[];
  /** YYYY-MM-DD, the last day that has been counted; null before the first night. */
  countedUntil: string | null;
  weeks: WeekTally[];
  sum: Tally;
  /** Everything together, where the viewer's reach is everything: of yesterday, never by township. */
  all: { weeks: WeekTally[]; sum: Tally } | null;
}

/** The own organ, and for those who see everything all of it as one. */
export async function readCounters(world: CaseWorld, viewer: Viewer, staff: Staff): Promise<Counters> {
  const { db, now, content } = world;
  const holders = countedHolders(staff, content.directory);
  const from = firstMonday(now);
  const soon = soonUntil(content.calendar, now);
  const [own, open, everything, countedUntil] = await Promise.all([
    readDays(db, holders, from),
    countNow(db, viewer, holders, { now, soon }),
    viewer.scope === 'all' ? readDays(db, [EVERYBODY], from) : null,
    lastCounted(db),
  ]);
  const whole = (days: Parameters<typeof weeksOf>[0]) => {
    const weeks = weeksOf(days, now);
    return { weeks, sum: weeks.reduce<Tally>(plus, NOTHING) };
  };
  const order = new Map(holders.map((holder, at) => [holder, at]));
  const sorted = open.sort((a, b) => (order.get(a.holder) ?? 0) - (order.get(b.holder) ?? 0));
  return { now: sorted, countedUntil, ...whole(own), all: everything && whole(everything) };
}

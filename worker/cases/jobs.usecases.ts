/** What happens by itself. Cron gives no promise: every job can run twice, late, or be cut off, and goes on next time. */
import { completeSettled, tick } from './alerts.usecases.ts';
import { countedOtherwise, writeDates } from './cases.store.ts';
import { dueAt, recounted } from './clocks.rules.ts';
import { countDays } from './counters.usecases.ts';
import { sendDue } from './outbox.usecases.ts';
import { sweepJournal } from './restoring.usecases.ts';
import { eraseDue } from './retention.usecases.ts';
import { rewrapSome } from './rewrap.usecases.ts';
import { anchorDay, lastFullDay } from './trail.usecases.ts';
import type { CaseWorld } from './world.usecases.ts';

const CURSOR = 'jobs/journal-cursor';
/** Of the journal, in one run: 90 names and one query each. The next run goes on where this one ended. */
const PAGES = 20;
/** Open cases whose dates are counted again in one run after the calendar has changed. */
const RECOUNTED = 200;
/** 50 cases each. */
const ERASE_ROUNDS = 10;

/** What runs every few minutes; everything runs every hour. */
export const OFTEN: readonly string[] = ['clocks', 'outbox'];
/** As in `wrangler.toml`. */
export const OFTEN_CRON = '*/5 * * * *';

/** The name of the job → what it reports: numbers only. */
export const JOBS: Readonly<Record<string, (world: CaseWorld) => Promise<Record<string, number>>>> = {
  async journal(world) {
    const { objects } = world;
    const stored = await objects.get(CURSOR);
    let cursor: string | null = stored === null || stored.length === 0 ? null : new TextDecoder().decode(stored);
    const sum = { restored: 0, steps: 0, failed: 0, seen: 0 };
    for (let page = 0; page < PAGES; page++) {
      const swept = await sweepJournal(world, cursor);
      sum.restored += swept.restored;
      sum.steps += swept.steps;
      sum.failed += swept.failed;
      sum.seen += swept.seen;
      cursor = swept.cursor;
      if (cursor === null) break;
    }
    await objects.put(CURSOR, new TextEncoder().encode(cursor ?? ''));
    return sum;
  },
  // After the journal: what comes back stands in the root of its own day where that day is not signed yet.
  async anchor({ db, keys, now }) {
    return { days: (await anchorDay(db, keys, lastFullDay(now), now)).length };
  },
  async calendar({ db, content: { calendar } }) {
    const rows = await countedOtherwise(db, calendar.version, RECOUNTED);
    for (const row of rows) {
      const clocks = recounted(calendar, row.clocks);
      const due = dueAt(clocks);
      // Another limit has not been escalated yet; the next tick says what there is to say about it.
      const escalation = due === row.dueAt ? row.escalation : 0;
      await writeDates(db, row, { clocks, dueAt: due, calendarVersion: calendar.version, escalation });
    }
    return { recounted: rows.length };
  },
  clocks: tick,
  complete: completeSettled,
  counters: countDays,
  rewrap: rewrapSome,
  async outbox({ db, sender }) {
    return sender === null ? { sent: 0 } : sendDue(db, sender, Date.now);
  },
  async retention(world) {
    let erased = 0;
    for (let round = 0; round < ERASE_ROUNDS; round++) {
      const now = await eraseDue(world);
      erased += now;
      if (now === 0) break;
    }
    return { erased };
  },
};

/** Which sites run which version, without tracking anybody: sums per day, in memory first. */
import { commit, type Database } from '../platform/database.ts';
import type { Usage, UsageRow } from './sites.contract.ts';
import { usageWrites } from './sites.store.ts';
import { dayInShanghai, firstKeptDay, withOneMore } from './usage.rules.ts';

/** What an isolate that ends has not written is lost: the figures are estimates anyway. */
const WRITE_EVERY_MS = 60_000;
/** Different rows that wait; a real minute has a few dozen. */
const MOST_WAITING = 200;
const MOST_ROWS_A_DAY = 2_000;

/** One for an isolate. */
export class UsageCounter {
  #waiting: UsageRow[] = [];
  #writtenAt = 0;

  /** @param origin a registered one, or OTHER */
  count(usage: Usage, origin: string, now: number): void {
    const rows = withOneMore(this.#waiting, usage, origin, dayInShanghai(now));
    if (rows.length <= MOST_WAITING) this.#waiting = rows;
  }

  /** Writes at most once a minute. What could not be written waits on. */
  async write(db: Database, now: number): Promise<void> {
    if (now - this.#writtenAt < WRITE_EVERY_MS || this.#waiting.length === 0) return;
    this.#writtenAt = now;
    const rows = this.#waiting;
    this.#waiting = [];
    try {
      await commit(db, usageWrites(db, rows, dayInShanghai(now), firstKeptDay(now), MOST_ROWS_A_DAY));
    } catch (error) {
      // What has come in meanwhile is small beside it: the next minute counts anew.
      this.#waiting = [...rows, ...this.#waiting].slice(0, MOST_WAITING);
      throw error;
    }
  }
}

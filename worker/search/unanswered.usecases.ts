import type { Database } from '../platform/database.ts';
import { dayInShanghai, firstKeptDay, keptQuery, MOST_KEPT_TEXTS, oneMore, type Written } from './unanswered.rules.ts';
import { countStatements } from './unanswered.store.ts';

/**
 * Counts what nobody could answer; one for an isolate. A coarse limit keeps anybody from filling the table: beyond 60
 * writes a minute and isolate nothing is written, and nobody is told, because nobody could do anything about it.
 */
export class UnansweredCounter {
  #written: Written = { since: 0, times: 0 };

  /** @param now milliseconds since 1970-01-01T00:00Z */
  async count(db: Database, query: string, now: number): Promise<void> {
    const text = keptQuery(query);
    if (text === null) return;
    const written = oneMore(this.#written, now);
    if (written === null) return;
    this.#written = written;
    const write = {
      text,
      today: dayInShanghai(now),
      firstKeptDay: firstKeptDay(now),
      mostKeptTexts: MOST_KEPT_TEXTS,
    };
    await db.batch(countStatements(db, write));
  }
}

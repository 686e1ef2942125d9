import { lt, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { unansweredQueries } from './search.table.ts';

export interface UnansweredWrite {
  text: string;
  /** Days as `2026-11-23`. */
  today: string;
  firstKeptDay: string;
  mostKeptTexts: number;
}

/**
 * One more for a text; what is old or too many goes with the same transaction, so that nothing has to run by the
 * clock. Reads the table some times over: it is small, and few writes are made.
 */
export function countStatements(db: Database, { text, today, firstKeptDay, mostKeptTexts }: UnansweredWrite) {
  const { count, lastDay, text: key } = unansweredQueries;
  // SQLite knows OFFSET only after LIMIT; -1, which the query builder leaves out, is no limit.
  const tooMany = sql`${key} IN (SELECT ${key} FROM ${unansweredQueries}
    ORDER BY ${count} DESC, ${lastDay} DESC, ${key} LIMIT -1 OFFSET ${mostKeptTexts})`;
  return [
    // Before it is counted: what was forgotten begins anew.
    db.delete(unansweredQueries).where(lt(lastDay, firstKeptDay)),
    db
      .insert(unansweredQueries)
      .values({ text, count: 1, lastDay: today })
      .onConflictDoUpdate({ target: key, set: { count: sql`${count} + 1`, lastDay: today } }),
    db.delete(unansweredQueries).where(tooMany),
  ] as const;
}

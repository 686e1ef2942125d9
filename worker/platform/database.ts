import type { SQL } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

/** The one kind of database handle that stores know. Another SQLite host would be opened here. */
export type Database = DrizzleD1Database & { $client: D1Database };

export function openDatabase(binding: D1Database): Database {
  return drizzle(binding);
}

/** SQL that was written by hand, or a query that Drizzle has built. */
export type Write = SQL | { toSQL(): { sql: string; params: unknown[] } };

const dialect = new SQLiteSyncDialect();

/**
 * One transaction. Drizzle's own `batch` cannot bind values in SQL that was written by hand.
 * @returns how many rows each statement changed
 */
export async function commit(db: Database, writes: readonly Write[]): Promise<number[]> {
  const statements = writes.map((write) => {
    const { sql, params } = 'toSQL' in write ? write.toSQL() : dialect.sqlToQuery(write);
    return db.$client.prepare(sql).bind(...params);
  });
  return (await db.$client.batch(statements)).map(({ meta }) => meta.changes);
}

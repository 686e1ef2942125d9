import type { SQL } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

/** The one kind of database handle that stores know. Another SQLite host would be opened here. */
export type Database = DrizzleD1Database & { $client: D1Database };

const opened = new WeakMap<D1Database, Database>();

/** One handle for each binding: to make it anew for each request costs more than most of what is done with it. */
export function openDatabase(binding: D1Database): Database {
  const known = opened.get(binding);
  if (known !== undefined) return known;
  const database: Database = drizzle(binding);
  opened.set(binding, database);
  return database;
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

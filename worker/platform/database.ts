import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';

/** The one kind of database handle that stores know. Another SQLite host would be opened here. */
export type Database = DrizzleD1Database;

export function openDatabase(binding: D1Database): Database {
  return drizzle(binding);
}

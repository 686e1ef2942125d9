/** What the pages about data share: where the sets are, and where a route leads that names nothing. */
import type { Context } from 'hono';
import type { CatalogueWorld } from '../catalogue/sets.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import { openObjects } from '../platform/objects.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import type { DeskEnv } from './entrance.routes.ts';

export const catalogueWorld = (c: Context<DeskEnv>): CatalogueWorld => ({
  db: openDatabase(c.env.DB),
  objects: openObjects(c.env.BUCKET),
  now: Date.now(),
});

/** @throws Problem 404 */
export function numberIn(c: Context<DeskEnv>, name: string): number {
  const text = c.req.param(name) ?? '';
  if (!/^\d{1,9}$/.test(text)) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
  return Number(text);
}

/** @throws Problem 404 for what is not there */
export function existing<T>(found: T | null): T {
  if (found === null) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
  return found;
}

/** The key of the form, unless somebody made one up: then one of its own. */
export const onceOf = (c: Context<DeskEnv>): string => {
  const once = c.var.form.text('once');
  return /^[0-9a-f-]{36}$/.test(once) ? once : crypto.randomUUID();
};

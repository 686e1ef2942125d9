/** What the pages about the gate share: its world, and where a route leads that names nothing. */
import type { Context } from 'hono';
import type { GateWorldNow } from '../assignments/assignments.usecases.ts';
import { openWorld } from '../cases/world.usecases.ts';
import type { PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import type { DeskContent } from './desk.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';

export async function gateWorld(
  c: Context<DeskEnv>,
  published: PublicContent<DeskContent>,
): Promise<{ world: GateWorldNow; content: DeskContent }> {
  const { db, keys, sender, now } = await openWorld(c.env, published);
  const content = await published.current(db, now);
  return { world: { db, keys, sender, lists: content.lists, directory: content.directory, now }, content };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Problem 404 */
export function uuidIn(c: Context<DeskEnv>, name: string): string {
  const text = c.req.param(name) ?? '';
  if (!UUID.test(text)) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
  return text;
}

/** What a route of the desk works with: the world of cases, the lists, and the eyes of whoever asks. */
import type { Context } from 'hono';
import { CASES_PROBLEMS } from '../cases/cases.errors.ts';
import { type Viewer, viewerOf } from '../cases/viewer.rules.ts';
import { type CaseWorld, openWorld } from '../cases/world.usecases.ts';
import type { PublicContent } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import type { DeskContent } from './desk.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';

export type DeskPublished = PublicContent<DeskContent>;

export interface Viewing {
  world: CaseWorld;
  content: DeskContent;
  /** As far as the permission of this route reaches. */
  viewer: Viewer;
}

export async function viewing(c: Context<DeskEnv>, published: DeskPublished): Promise<Viewing> {
  const world = await openWorld(c.env, published);
  const content = await published.current(world.db, world.now);
  return { world, content, viewer: viewerOf(c.var.session, c.var.scope, content.directory) };
}

/** A case id as it stands in addresses: see `idText`. */
export const CASE_PATH = '/desk/cases/:id{[0-9a-f]{13}}';

/** @throws Problem 404, alike for what is no id, no case, and one that is not to be seen */
export function caseIdIn(c: Context): number {
  const text = c.req.param('id') ?? '';
  if (!/^[0-9a-f]{13}$/.test(text)) throw notThere();
  return Number.parseInt(text, 16);
}
export const notThere = (): Problem => new Problem(CASES_PROBLEMS.notFound);

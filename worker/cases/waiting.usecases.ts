/** What of the cases waits for somebody at the desk, in numbers: the same reads as their lists, counted to `MOST_COUNTED`. */
import type { CaseState } from './cases.contract.ts';
import { MOST_COUNTED, soonUntil, urgencyOf } from './queue.rules.ts';
import { readEscalated, readParts } from './queue.store.ts';
import type { Viewer } from './viewer.rules.ts';
import { countInState } from './waiting.store.ts';
import type { CaseWorld } from './world.usecases.ts';

/** @returns how many cases of the viewer's own queue stand at this step */
export const countOwn = async ({ db }: Pick<CaseWorld, 'db'>, viewer: Viewer, state: CaseState): Promise<number> =>
  viewer.holders.length === 0 ? 0 : countInState(db, viewer, viewer.holders, state, MOST_COUNTED);

/** What others lead and this viewer's organ has to answer in, by its own limits. */
export async function countParts(
  { db, now, content }: Pick<CaseWorld, 'db' | 'now' | 'content'>,
  viewer: Viewer,
): Promise<{ all: number; overdue: number; soon: number }> {
  const read = await Promise.all(viewer.holders.map((organ) => readParts(db, viewer, organ, MOST_COUNTED)));
  const soon = soonUntil(content.calendar, now);
  const urgencies = read.flat().map(({ dueAt }) => urgencyOf(dueAt, now, soon));
  const of = (wanted: string) => urgencies.filter((urgency) => urgency === wanted).length;
  return { all: urgencies.length, overdue: of('overdue'), soon: of('soon') };
}

/** What the clock has sent up to a leader or to the coordinating office: the list of that name. */
export const countEscalated = async ({ db }: Pick<CaseWorld, 'db'>, viewer: Viewer): Promise<number> =>
  (await readEscalated(db, viewer, viewer.role === 'coordinator' ? 2 : 1, MOST_COUNTED)).length;

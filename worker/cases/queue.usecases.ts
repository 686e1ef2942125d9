/** The queue: open cases by their limit, as far as the viewer may see them. */

import {
  type Box,
  fits,
  MOST_COUNTED,
  needsLooking,
  pageOfQueue,
  QUEUE_PAGE,
  QUEUE_WINDOW,
  type QueueCursor,
  type QueueFilter,
  type QueueLine,
  type QueueOf,
  type QueuePage,
  rangeOf,
  soonUntil,
  urgencyOf,
} from './queue.rules.ts';
import { countDueBefore, readEscalated, readParts, readQueue } from './queue.store.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

type Asking = Pick<CaseWorld, 'db' | 'now' | 'content'>;

/** By limit; what has none comes last. */
const byLimit = (a: QueueLine, b: QueueLine): number =>
  (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || a.id - b.id;
// Infinity − Infinity is no number, which counts as false above: then the ids decide.

export const queuesOf = (viewer: Viewer, box: Box): QueueOf[] => {
  if (typeof box === 'object') return [{ by: 'township', code: box.township }];
  return box === 'own' ? viewer.holders.map((code) => ({ by: 'holder', code })) : [];
};

/**
 * A page of the queue.
 * @param domainOf of an entry of the territorial list
 */
export async function readPage(
  { db, now, content }: Asking,
  viewer: Viewer,
  box: Box,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  domainOf: (territorialCode: string) => string | undefined,
): Promise<QueuePage> {
  const soon = soonUntil(content.calendar, now);
  const isWanted = (line: QueueLine) => fits(line, filter, domainOf);
  if (box === 'parts' || box === 'escalated') {
    const read =
      box === 'parts'
        ? (await Promise.all(viewer.holders.map((organ) => readParts(db, viewer, organ, QUEUE_WINDOW)))).flat()
        : await readEscalated(db, viewer, viewer.role === 'coordinator' ? 2 : 1, QUEUE_WINDOW);
    const inTime = (line: QueueLine) => filter.due === null || urgencyOf(line.dueAt, now, soon) === filter.due;
    const lines = read.filter((line) => isWanted(line) && inTime(line)).sort(byLimit);
    return { lines, next: null, looked: read.length };
  }
  const asked = needsLooking(filter) ? QUEUE_WINDOW : QUEUE_PAGE + 1;
  const range = rangeOf(filter.due, now, soon);
  const queues = queuesOf(viewer, box);
  const parts = await Promise.all(queues.map((of) => readQueue(db, viewer, of, range, cursor, asked)));
  const [only = []] = parts;
  const read = parts.length === 1 ? only : parts.flat().sort(byLimit).slice(0, asked);
  return pageOfQueue(read, asked, isWanted);
}

export interface QueueCounts {
  overdue: number;
  soon: number;
  /** There are more than were counted. */
  isMore: boolean;
}

export async function countUrgent({ db, now, content }: Asking, viewer: Viewer, box: Box): Promise<QueueCounts> {
  const soon = soonUntil(content.calendar, now);
  const counted = await Promise.all(
    queuesOf(viewer, box).map((of) => countDueBefore(db, viewer, of, soon + 1, MOST_COUNTED)),
  );
  const dues = counted.flat();
  const overdue = dues.filter((dueAt) => dueAt < now).length;
  return { overdue, soon: dues.length - overdue, isMore: counted.some(({ length }) => length === MOST_COUNTED) };
}

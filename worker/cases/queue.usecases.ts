/** Lines of the desk: open cases by their limit, closed ones by the day, as far as the viewer may see them. */

import { openNumbers } from './numbers.usecases.ts';
import {
  type Box,
  closedStart,
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
import {
  countDueBefore,
  readClosed,
  readEscalated,
  readParts,
  readQueue,
  readSealed,
  type SealedLine,
} from './queue.store.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

type Asking = Pick<CaseWorld, 'db' | 'now' | 'content' | 'keys'>;

/** By limit; what has none comes last. */
const byLimit = (a: QueueLine, b: QueueLine): number =>
  (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || a.id - b.id;
// Infinity − Infinity is no number, which counts as false above: then the ids decide.

const byClosing = (a: QueueLine, b: QueueLine): number => (b.closedAt ?? 0) - (a.closedAt ?? 0) || b.id - a.id;

export const queuesOf = (viewer: Viewer, box: Box): QueueOf[] => {
  if (typeof box === 'object' && 'township' in box) return [{ by: 'township', code: box.township }];
  return box === 'own' ? viewer.holders.map((code) => ({ by: 'holder', code })) : [];
};

/**
 * A page of lines, each with its number where the viewer may read it. The machine opens the texts that the numbers
 * stand in; nobody sees more of them, so there is no read to log.
 * @param domainOf of an entry of the territorial list
 */
export async function readPage(
  world: Asking,
  viewer: Viewer,
  box: Box,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  domainOf: (territorialCode: string) => string | undefined,
): Promise<QueuePage> {
  const isWanted = (line: QueueLine) => fits(line, filter, domainOf);
  if (box === 'parts' || box === 'escalated') return readShort(world, viewer, box, filter, isWanted);
  // A window of lines that are mostly left out does not bring their texts along.
  const isSealed = !needsLooking(filter);
  const asked = isSealed ? QUEUE_PAGE + 1 : QUEUE_WINDOW;
  const lists = await readLists(world, viewer, box, filter, cursor, asked, isSealed);
  const [only = []] = lists;
  const order = typeof box === 'object' && 'closedBy' in box ? byClosing : byLimit;
  const read = lists.length === 1 ? only : lists.flat().sort(order).slice(0, asked);
  const page = pageOfQueue(read, asked, isWanted);
  const sealed = isSealed ? page.lines : await sealedOf(world, viewer, page.lines);
  return { ...page, lines: await openNumbers(world, sealed) };
}

/** One list for each queue or holder, each in its order. */
function readLists(
  { db, now, content }: Asking,
  viewer: Viewer,
  box: 'own' | { township: string } | { closedBy: readonly string[] },
  filter: QueueFilter,
  cursor: QueueCursor | null,
  asked: number,
  isSealed: boolean,
): Promise<SealedLine[][]> {
  if (typeof box === 'object' && 'closedBy' in box) {
    const start = closedStart(filter, cursor);
    return Promise.all(box.closedBy.map((holder) => readClosed(db, viewer, holder, start, asked, isSealed)));
  }
  const range = rangeOf(filter.due, now, soonUntil(content.calendar, now));
  return Promise.all(queuesOf(viewer, box).map((of) => readQueue(db, viewer, of, range, cursor, asked, isSealed)));
}

/** What has one page only. */
async function readShort(
  world: Asking,
  viewer: Viewer,
  box: 'parts' | 'escalated',
  filter: QueueFilter,
  isWanted: (line: QueueLine) => boolean,
): Promise<QueuePage> {
  const { db, now, content } = world;
  const soon = soonUntil(content.calendar, now);
  const read =
    box === 'parts'
      ? (await Promise.all(viewer.holders.map((organ) => readParts(db, viewer, organ, QUEUE_WINDOW)))).flat()
      : await readEscalated(db, viewer, viewer.role === 'coordinator' ? 2 : 1, QUEUE_WINDOW);
  const inTime = (line: QueueLine) => filter.due === null || urgencyOf(line.dueAt, now, soon) === filter.due;
  const lines = read.filter((line) => isWanted(line) && inTime(line)).sort(byLimit);
  return { lines: await openNumbers(world, await sealedOf(world, viewer, lines)), next: null, looked: read.length };
}

async function sealedOf({ db }: Asking, viewer: Viewer, lines: readonly QueueLine[]): Promise<SealedLine[]> {
  const ids = lines.map(({ id }) => id);
  const sealed = await readSealed(db, viewer, ids);
  return lines.map((line) => ({ ...line, ...(sealed.get(line.id) ?? { wrappedKey: null, matter: null }) }));
}

export interface QueueCounts {
  overdue: number;
  soon: number;
  /** There are more than were counted. */
  isMore: boolean;
}

export async function countUrgent(
  { db, now, content }: Pick<Asking, 'db' | 'now' | 'content'>,
  viewer: Viewer,
  box: Box,
): Promise<QueueCounts> {
  const soon = soonUntil(content.calendar, now);
  const counted = await Promise.all(
    queuesOf(viewer, box).map((of) => countDueBefore(db, viewer, of, soon + 1, MOST_COUNTED)),
  );
  const dues = counted.flat();
  const overdue = dues.filter((dueAt) => dueAt < now).length;
  return { overdue, soon: dues.length - overdue, isMore: counted.some(({ length }) => length === MOST_COUNTED) };
}

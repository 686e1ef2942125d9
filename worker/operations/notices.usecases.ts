/** Public notices: published at the desk, read by everybody, gone by themselves when their time is over. */
import type { Database } from '../platform/database.ts';
import type { StepFault } from './machine.rules.ts';
import { type NoticeFields, noticeFaults, noticesFor, type StoredNotice } from './notices.rules.ts';
import { currentNotices, insertNotice, latestNotices, readNotice, withdrawNotice } from './notices.store.ts';
import type { NoticeKind, NoticeLevel } from './operations.contract.ts';
import { type OperationWorld, onceKey } from './operations.usecases.ts';

export type { StoredNotice } from './notices.rules.ts';

/** With what a cache may keep of an answer, a new notice is everywhere within a minute. Unit: ms */
const READ_EVERY_MS = 20_000;

/**
 * The notices in memory. Whether one is in force is worked out for each answer: the end of a notice needs no job, no
 * read and no luck.
 */
export class NoticeBoard {
  #rows: StoredNotice[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  /**
   * @param township code; null: what concerns the whole city
   * @throws nothing: while the database does not answer, what is in memory goes on being told
   */
  async inForce(db: Database, township: string | null, now: number): Promise<StoredNotice[]> {
    if (now - this.#readAt >= READ_EVERY_MS || now < this.#readAt) {
      try {
        this.#rows = await currentNotices(db, now);
        this.#readAt = now;
      } catch (error) {
        console.error(JSON.stringify({ event: 'notices-not-read', class: (error as Error).name }));
      }
    }
    return noticesFor(this.#rows, township, now);
  }

  /** Somebody has just published or withdrawn one. */
  doubt(): void {
    this.#readAt = Number.NEGATIVE_INFINITY;
  }
}

/** The one board of this isolate: API, simple pages and desk share it. */
export const BOARD = new NoticeBoard();

export interface NoticeRequest extends NoticeFields {
  once: string;
}
export type NoticeResult = { kind: 'published'; id: string } | { kind: 'invalid'; faults: StepFault[] };

/** @param reach codes of the townships that this person may publish for; null: everywhere */
export async function publishNotice(
  world: OperationWorld,
  by: { staffId: number; organ: string },
  reach: readonly string[] | null,
  request: NoticeRequest,
): Promise<NoticeResult> {
  const { db, now, content } = world;
  const id = onceKey(request.once);
  const whatToDo = request.whatToDo
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  const fields = { ...request, title: request.title.replace(/\s+/g, ' ').trim(), whatToDo };
  const faults = noticeFaults(fields, reach, now);
  const known = content.directory.divisions.filter(({ kind }) => kind === 'town' || kind === 'subdistrict');
  const townships = [...new Set(fields.townships)].sort();
  if (townships.some((code) => !known.some((one) => one.code === code)))
    faults.push({ field: 'townships', text: '请选镇街。' });
  const { startsAt, endsAt } = fields;
  if (faults.length > 0 || startsAt === null || endsAt === null) return { kind: 'invalid', faults };
  await insertNotice(db, {
    id,
    townships,
    kind: fields.kind as NoticeKind,
    level: fields.level as NoticeLevel,
    title: fields.title,
    whatToDo,
    startsAt,
    endsAt,
    organ: by.organ,
    publishedBy: by.staffId,
    publishedAt: now,
    withdrawnAt: null,
    withdrawnBy: null,
  });
  BOARD.doubt();
  return { kind: 'published', id };
}

/** @returns false when there is none within reach, or it has been withdrawn already */
export async function takeDown(
  { db, now }: OperationWorld,
  staffId: number,
  reach: readonly string[] | null,
  id: string,
): Promise<boolean> {
  const notice = await readNotice(db, id);
  const isWithin =
    notice !== null &&
    (reach === null || (notice.townships.length > 0 && notice.townships.every((code) => reach.includes(code))));
  if (!isWithin || !(await withdrawNotice(db, id, staffId, now))) return false;
  BOARD.doubt();
  return true;
}

/** The latest, over or not. @param reach as above: those of the whole city are everybody's */
export async function viewNotices({ db }: OperationWorld, reach: readonly string[] | null): Promise<StoredNotice[]> {
  const all = await latestNotices(db, 60);
  return all.filter(
    ({ townships }) => reach === null || townships.length === 0 || townships.some((code) => reach.includes(code)),
  );
}

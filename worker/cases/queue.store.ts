/** Lines of cases for the desk: queues, counts, neighbours. Each statement holds `visibleTo`, as every read of the desk does. */
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { caseRecords } from './cases.table.ts';
import { visibleTo } from './desk.store.ts';
import { caseParts } from './handling.table.ts';
import type { DueRange, QueueCursor, QueueLine, QueueOf } from './queue.rules.ts';
import type { Viewer } from './viewer.rules.ts';

const LINE = {
  id: caseRecords.id,
  kind: caseRecords.kind,
  petitionKind: caseRecords.petitionKind,
  townshipCode: caseRecords.townshipCode,
  territorialCode: caseRecords.territorialCode,
  itemCode: caseRecords.itemCode,
  state: caseRecords.state,
  createdAt: caseRecords.createdAt,
  dueAt: caseRecords.dueAt,
  closedAt: caseRecords.closedAt,
  holder: caseRecords.holder,
  escalation: caseRecords.escalation,
  groupSize: caseRecords.groupSize,
  needsReview:
    sql<boolean>`json_extract(case_record.handling, '$.review.score') IS NOT NULL AND json_extract(case_record.handling, '$.review.clearedAt') IS NULL`.mapWith(
      Boolean,
    ),
};

/** A line that brings what its number is sealed in: asked for by the row, it would be read twice. */
export type SealedLine = QueueLine & { wrappedKey: string | null; matter: string | null };
const WITHOUT = { wrappedKey: sql<string | null>`NULL`, matter: sql<string | null>`NULL` };
const WITH = {
  wrappedKey: caseRecords.wrappedKey,
  matter: sql<string | null>`json_extract(case_record.sealed, '$.matter')`,
};
/** @param isSealed whether it shall come along; who may not read texts never gets it */
const lineFor = ({ fields }: Viewer, isSealed: boolean) => ({
  ...LINE,
  ...(isSealed && fields.includes('text') ? WITH : WITHOUT),
});

/** The partial indexes are used by statements that say the same. */
const OPEN = isNull(caseRecords.closedAt);

const ofQueue = (of: QueueOf): SQL | undefined =>
  of.by === 'holder' ? eq(caseRecords.holder, of.code) : eq(caseRecords.townshipCode, of.code);

function within({ from, to }: DueRange): SQL | undefined {
  return and(
    from === null ? undefined : gte(caseRecords.dueAt, from),
    to === null ? undefined : lt(caseRecords.dueAt, to),
  );
}

const after = (cursor: QueueCursor): SQL | undefined =>
  cursor.at === null
    ? gt(caseRecords.id, cursor.id)
    : // The first part is what the index can seek; the second one parts those of the same moment.
      and(
        gte(caseRecords.dueAt, cursor.at),
        or(gt(caseRecords.dueAt, cursor.at), and(eq(caseRecords.dueAt, cursor.at), gt(caseRecords.id, cursor.id))),
      );

/** Open cases of one queue, those with a limit first, by limit. One statement for each of the two. */
export async function readQueue(
  db: Database,
  viewer: Viewer,
  of: QueueOf,
  range: DueRange | 'none' | null,
  cursor: QueueCursor | null,
  most: number,
  isSealed: boolean,
): Promise<SealedLine[]> {
  const line = lineFor(viewer, isSealed);
  const common = and(ofQueue(of), OPEN, visibleTo(viewer));
  const isBeyondLimits = range === 'none' || cursor?.at === null;
  const limited = isBeyondLimits
    ? []
    : await db
        .select(line)
        .from(caseRecords)
        .where(
          and(
            common,
            isNotNull(caseRecords.dueAt),
            range === null ? undefined : within(range),
            cursor === null ? undefined : after(cursor),
          ),
        )
        .orderBy(asc(caseRecords.dueAt), asc(caseRecords.id))
        .limit(most);
  const left = most - limited.length;
  if (left === 0 || (range !== null && range !== 'none')) return limited;
  const unlimited = await db
    .select(line)
    .from(caseRecords)
    .where(and(common, isNull(caseRecords.dueAt), cursor?.at === null ? after(cursor) : undefined))
    .orderBy(asc(caseRecords.id))
    .limit(left);
  return [...limited, ...unlimited];
}

/** What this holder had when it was closed, the latest first. @param cursor only what comes after it */
export async function readClosed(
  db: Database,
  viewer: Viewer,
  holder: string,
  cursor: QueueCursor | null,
  most: number,
  isSealed: boolean,
): Promise<SealedLine[]> {
  const { closedAt, id } = caseRecords;
  const at = cursor?.at ?? null;
  const before =
    cursor === null || at === null
      ? undefined
      : and(lte(closedAt, at), or(lt(closedAt, at), and(eq(closedAt, at), lt(id, cursor.id))));
  return db
    .select(lineFor(viewer, isSealed))
    .from(caseRecords)
    .where(and(eq(caseRecords.holder, holder), isNotNull(closedAt), before, visibleTo(viewer)))
    .orderBy(desc(closedAt), desc(id))
    .limit(most);
}

/** Cases that others lead and the viewer's organ has to answer in, by its own limit. */
export async function readParts(db: Database, viewer: Viewer, organ: string, most: number): Promise<QueueLine[]> {
  return db
    .select({ ...LINE, dueAt: sql<number | null>`case_part.due_at` })
    .from(caseParts)
    .innerJoin(caseRecords, eq(caseRecords.id, caseParts.caseId))
    .where(and(eq(caseParts.organ, organ), isNull(caseParts.answeredAt), OPEN, visibleTo(viewer)))
    .orderBy(asc(caseParts.dueAt))
    .limit(most);
}

/** What the clock has sent up: to the leader (1), to the coordinating office (2). */
export async function readEscalated(db: Database, viewer: Viewer, least: number, most: number): Promise<QueueLine[]> {
  return db
    .select(LINE)
    .from(caseRecords)
    .where(and(gt(caseRecords.escalation, 0), gte(caseRecords.escalation, least), OPEN, visibleTo(viewer)))
    .orderBy(desc(caseRecords.escalation))
    .limit(most);
}

/** How many are due before a moment, counted no further than `most`. */
export async function countDueBefore(
  db: Database,
  viewer: Viewer,
  of: QueueOf,
  before: number,
  most: number,
): Promise<number[]> {
  const rows = await db
    .select({ dueAt: caseRecords.dueAt })
    .from(caseRecords)
    .where(and(ofQueue(of), OPEN, visibleTo(viewer), isNotNull(caseRecords.dueAt), lt(caseRecords.dueAt, before)))
    .orderBy(asc(caseRecords.dueAt))
    .limit(most);
  return rows.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
}

/** Open cases of the same township, the latest limits first: where duplicates are looked for. Lines, no texts. */
export async function readNeighbours(
  db: Database,
  viewer: Viewer,
  townshipCode: string,
  except: number,
  most: number,
): Promise<QueueLine[]> {
  return db
    .select(LINE)
    .from(caseRecords)
    .where(and(eq(caseRecords.townshipCode, townshipCode), OPEN, sql`case_record.id <> ${except}`, visibleTo(viewer)))
    .orderBy(desc(caseRecords.dueAt))
    .limit(most);
}

/** Sealed texts to be compared, without the persons. @returns case id → its wrapped key and sealed matter */
export async function readSealed(
  db: Database,
  viewer: Viewer,
  ids: readonly number[],
): Promise<Map<number, { wrappedKey: string; matter: string }>> {
  if (ids.length === 0 || !viewer.fields.includes('text')) return new Map();
  const rows = await db
    .select({
      id: caseRecords.id,
      wrappedKey: caseRecords.wrappedKey,
      matter: sql<string | null>`json_extract(case_record.sealed, '$.matter')`,
    })
    .from(caseRecords)
    .where(and(sql`case_record.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`, visibleTo(viewer)));
  return new Map(
    rows.flatMap(({ id, wrappedKey, matter }) =>
      wrappedKey === null || matter === null ? [] : [[id, { wrappedKey, matter }]],
    ),
  );
}

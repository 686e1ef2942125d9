import { and, asc, eq, getTableColumns, gt, inArray, isNull, lte, ne, type SQL, sql } from 'drizzle-orm';
import { commit, type Database, type Write } from '../platform/database.ts';
import { attachments, type caseEvents, caseRecords } from './cases.table.ts';

export type CaseRow = typeof caseRecords.$inferSelect;
export type EventRow = Omit<typeof caseEvents.$inferSelect, 'publicNote'> & {
  /** The JSON text as it is stored and hashed. */
  publicNote: string | null;
};
export type AttachmentRow = typeof attachments.$inferSelect;

/** One row by its key. */
export async function readCase(db: Database, id: number): Promise<CaseRow | null> {
  return (await db.select().from(caseRecords).where(eq(caseRecords.id, id)).limit(1))[0] ?? null;
}

const EVENT_COLUMNS =
  'case_id, seq, at, action, from_state, to_state, actor, public_note, sealed, content_hash, prev_hash, hash, mac, pending';
const eventParams = (event: EventRow): unknown[] => [
  event.caseId,
  event.seq,
  event.at,
  event.action,
  event.fromState,
  event.toState,
  event.actor,
  event.publicNote,
  event.sealed,
  event.contentHash,
  event.prevHash,
  event.hash,
  event.mac,
  event.pending,
];
const eventValues = (event: EventRow) =>
  sql.join(
    eventParams(event).map((value) => sql`${value}`),
    sql.raw(', '),
  );
const INSERT_EVENT = `INSERT INTO case_event (${EVENT_COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14`;
/** @param condition of SQL, from its FROM or WHERE on; its own parameters begin with ?15 */
const insertEvent = (event: EventRow, condition: string, ...params: unknown[]): Write => ({
  toSQL: () => ({ sql: `${INSERT_EVENT} ${condition}`, params: [...eventParams(event), ...params] }),
});

const RECORD_COLUMNS = Object.entries(getTableColumns(caseRecords));
/** Written once: to put these texts together anew for each case costs a tenth of what taking it in costs. */
const INSERT_RECORD = `INSERT INTO case_record (${RECORD_COLUMNS.map(([, { name }]) => name).join(', ')}) VALUES (${RECORD_COLUMNS.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`;

function insertRecord(row: CaseRow): Write {
  const values: Record<string, unknown> = row;
  const params = RECORD_COLUMNS.map(([key, column]) => {
    const value = values[key];
    return value === null ? null : column.mapToDriverValue(value);
  });
  return { toSQL: () => ({ sql: INSERT_RECORD, params }) };
}

/**
 * A new case, in one transaction: the event, then the row. Nothing happens when the id is there already.
 * @returns whether this call wrote it
 */
export async function insertCase(
  db: Database,
  row: CaseRow,
  event: EventRow,
  also: readonly Write[] = [],
): Promise<boolean> {
  const [, written = 0] = await commit(db, [
    insertEvent(event, 'WHERE NOT EXISTS (SELECT 1 FROM case_event WHERE case_id = ?1 AND seq = ?2)'),
    insertRecord(row),
    ...also,
  ]);
  return written > 0;
}

export interface CaseChange {
  id: number;
  /** The version that the change was decided on. */
  version: number;
  set: Partial<CaseRow>;
  event: EventRow;
  attachment?: AttachmentRow;
  /** More writes of the same transaction. @param ifThat `FROM case_record WHERE …`: empty when somebody was faster */
  also?(ifThat: SQL): Write[];
}

/**
 * A step of a case, or of several cases that go together, in one transaction. Nothing happens when somebody else was
 * faster with any of them.
 * @returns whether this call wrote it
 */
export async function changeCases(db: Database, changes: readonly CaseChange[]): Promise<boolean> {
  const stands = ({ id, version }: CaseChange) =>
    sql`EXISTS (SELECT 1 FROM case_record WHERE id = ${id} AND version = ${version})`;
  const [writes, last]: [Write[], Write[]] = [[], []];
  for (const change of changes) {
    const { id, version, set, event, attachment, also } = change;
    const others = changes.filter((other) => other !== change).map((other) => sql` AND ${stands(other)}`);
    const ifThat = sql`FROM case_record WHERE id = ${id} AND version = ${version}${sql.join(others)}`;
    writes.push(sql`INSERT INTO case_event (${sql.raw(EVENT_COLUMNS)}) SELECT ${eventValues(event)} ${ifThat}`);
    if (attachment) {
      const { id: fileId, sealed, bytes, createdAt } = attachment;
      writes.push(
        sql`INSERT INTO attachment (id, case_id, sealed, bytes, created_at) SELECT ${fileId}, ${id}, ${sealed}, ${bytes}, ${createdAt} ${ifThat}`,
      );
    }
    writes.push(...(also?.(ifThat) ?? []));
    // Several: a row moves on only when its own event went in, and the events go in together or not at all.
    const isWritten = sql`EXISTS (SELECT 1 FROM case_event WHERE case_id = ${id} AND seq = ${event.seq} AND hash = ${event.hash})`;
    last.push(
      db
        .update(caseRecords)
        .set({ ...set, version: version + 1 })
        .where(
          and(eq(caseRecords.id, id), eq(caseRecords.version, version), changes.length > 1 ? isWritten : undefined),
        ),
    );
  }
  // The rows come last: the others look at the version that they are about to leave.
  return ((await commit(db, [...writes, ...last])).at(-1) ?? 0) > 0;
}

export const changeCase = (db: Database, change: CaseChange): Promise<boolean> => changeCases(db, [change]);

/** Open cases that were counted with another calendar than this one. */
export async function countedOtherwise(db: Database, calendarVersion: string, most: number): Promise<CaseRow[]> {
  return db
    .select()
    .from(caseRecords)
    .where(and(isNull(caseRecords.closedAt), ne(caseRecords.calendarVersion, calendarVersion)))
    .limit(most);
}

/** Dates alone: no step of the case, hence no event. A case that has changed meanwhile is left for the next run. */
export async function writeDates(
  db: Database,
  { id, version }: CaseRow,
  dates: Pick<CaseRow, 'clocks' | 'dueAt' | 'calendarVersion' | 'escalation'>,
): Promise<void> {
  await db
    .update(caseRecords)
    .set(dates)
    .where(and(eq(caseRecords.id, id), eq(caseRecords.version, version)));
}

/** Cases in the order of their ids, for jobs that go through all of them. */
export async function casesAfter(
  db: Database,
  id: number,
  most: number,
): Promise<Pick<CaseRow, 'id' | 'wrappedKey'>[]> {
  const { id: caseId, wrappedKey } = caseRecords;
  return db.select({ id: caseId, wrappedKey }).from(caseRecords).where(gt(caseId, id)).orderBy(asc(caseId)).limit(most);
}

/** The same data key under another lock: no step of the case, hence no event. @returns false once erased */
export async function writeWrappedKey(db: Database, id: number, from: string, to: string): Promise<boolean> {
  const rows = await db
    .update(caseRecords)
    .set({ wrappedKey: to })
    .where(and(eq(caseRecords.id, id), eq(caseRecords.wrappedKey, from)))
    .returning({ id: caseRecords.id });
  return rows.length > 0;
}

/** Closed cases whose time is over and that nothing holds. */
export async function dueForErasure(db: Database, now: number, most: number): Promise<CaseRow[]> {
  return db
    .select()
    .from(caseRecords)
    .where(
      and(lte(caseRecords.retainUntil, now), isNull(caseRecords.legalHold), sql`${caseRecords.wrappedKey} IS NOT NULL`),
    )
    .limit(most);
}

/** Marks files whose bytes have been taken out of the object store. */
export async function markRemoved(db: Database, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(attachments)
    .set({ removedAt: now, sealed: '' })
    .where(inArray(attachments.id, [...ids]));
}

import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import { jobCursors } from '../cases/alerts.table.ts';
import { caseRecords } from '../cases/cases.table.ts';
import { caseParts } from '../cases/handling.table.ts';
import { commit, type Database, type Write } from '../platform/database.ts';
import { caseDuties } from './assignments.table.ts';
import type { CaseDuty } from './evidence.rules.ts';

/** Case id up to which the sweep has got. */
const SWEEP = 'evidence';

/** Cases that something has happened to since a moment: by the index of events that are not anchored yet. */
export async function casesSince(db: Database, since: number, most: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(
    sql`SELECT DISTINCT case_id AS id FROM case_event WHERE pending IS NOT NULL AND at >= ${since} LIMIT ${most}`,
  );
  return rows.map(({ id }) => id);
}

/** The next cases in the order of their ids, from the beginning again after the last one. */
export async function casesInTurn(db: Database, most: number): Promise<{ ids: number[]; cursor: number }> {
  const [known] = await db.select().from(jobCursors).where(eq(jobCursors.job, SWEEP)).limit(1);
  const after = Number(known?.cursor ?? -1);
  const rows = await db
    .select({ id: caseRecords.id })
    .from(caseRecords)
    .where(gt(caseRecords.id, after))
    .orderBy(asc(caseRecords.id))
    .limit(most);
  return { ids: rows.map(({ id }) => id), cursor: rows.length < most ? -1 : (rows.at(-1)?.id ?? -1) };
}

export async function readHandled(db: Database, ids: readonly number[]) {
  const of = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const { id, territorialCode, itemCode, dueAt, closedAt, history } = caseRecords;
  const [rows, parts] = await Promise.all([
    db
      .select({ id, territorialCode, itemCode, dueAt, closedAt, history })
      .from(caseRecords)
      .where(sql`${caseRecords.id} IN ${of}`),
    db.select().from(caseParts).where(sql`${caseParts.caseId} IN ${of}`),
  ]);
  return { rows, parts };
}

/** What was found; what is known already is only brought up to date. */
const dutyWrite = (duties: readonly CaseDuty[], listVersion: number): Write => {
  const rows = JSON.stringify(duties.map((duty) => ({ ...duty, wasLate: +duty.wasLate, isRefused: +duty.isRefused })));
  return sql`INSERT INTO case_duty (case_id, organ, seq, "as", entry_code, list_version, fell_at, due_at, acted_at, done_at, was_late, is_refused, reopened)
    SELECT value ->> 'caseId', value ->> 'organ', value ->> 'seq', value ->> 'as', value ->> 'entryCode', ${listVersion},
      value ->> 'fellAt', value ->> 'dueAt', value ->> 'actedAt', value ->> 'doneAt', value ->> 'wasLate', value ->> 'isRefused', value ->> 'reopened'
    FROM json_each(${rows}) WHERE TRUE
    ON CONFLICT (case_id, organ, seq) DO UPDATE SET entry_code = excluded.entry_code, due_at = excluded.due_at,
      acted_at = excluded.acted_at, done_at = excluded.done_at, was_late = excluded.was_late,
      is_refused = excluded.is_refused, reopened = excluded.reopened
    WHERE (entry_code, due_at, acted_at, done_at, was_late, is_refused, reopened) IS NOT (excluded.entry_code, excluded.due_at,
      excluded.acted_at, excluded.done_at, excluded.was_late, excluded.is_refused, excluded.reopened)`;
};

const cursorWrite = (cursor: number): Write =>
  sql`INSERT INTO job_cursor (job, cursor) VALUES (${SWEEP}, ${String(cursor)})
    ON CONFLICT (job) DO UPDATE SET cursor = excluded.cursor`;

/** @param cursor how far the sweep has got; null: these cases are not of the sweep @returns rows that are new or other */
export async function writeDuties(
  db: Database,
  duties: readonly CaseDuty[],
  listVersion: number,
  cursor: number | null,
): Promise<number> {
  const [written = 0] = await commit(db, [
    dutyWrite(duties, listVersion),
    ...(cursor === null ? [] : [cursorWrite(cursor)]),
  ]);
  return written;
}

/** What fell to these organs in a stretch of time, newest first, and whom each case is about. */
export function readDuties(
  db: Database,
  organs: readonly string[],
  { from, until }: { from: number; until: number },
  most: number,
) {
  const { kind, petitionKind, excluded } = caseRecords;
  return db
    .select({ duty: caseDuties, about: { kind, petitionKind, excluded } })
    .from(caseDuties)
    .innerJoin(caseRecords, eq(caseRecords.id, caseDuties.caseId))
    .where(and(inArray(caseDuties.organ, [...organs]), gte(caseDuties.fellAt, from), lt(caseDuties.fellAt, until)))
    .orderBy(desc(caseDuties.fellAt))
    .limit(most);
}

/** Counts. A day is counted in the database, holder by holder along the indexes; no case leaves it. */
import { and, desc, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { commit, type Database } from '../platform/database.ts';
import { caseRecords } from './cases.table.ts';
import { type DayTally, EVERYBODY } from './counters.rules.ts';
import { organDays } from './counters.table.ts';
import { visibleTo } from './desk.store.ts';
import type { Viewer } from './viewer.rules.ts';

const SHANGHAI_MS = 8 * 3_600_000;

const whoHas = (isOpen: boolean) => {
  const which = sql.raw(isOpen ? 'closed_at IS NULL' : 'closed_at IS NOT NULL');
  return sql`WITH RECURSIVE who(holder) AS (
    SELECT min(holder) FROM case_record WHERE ${which}
    UNION ALL
    SELECT (SELECT min(holder) FROM case_record WHERE ${which} AND holder > who.holder) FROM who WHERE who.holder IS NOT NULL
  )`;
};

/** A limit ended before it was met: its last day ends at 24:00 in Shanghai. */
const isLate = sql`EXISTS (SELECT 1 FROM json_each(case_record.clocks)
  WHERE value ->> 'metAt' >= (unixepoch(value ->> 'day') + 86400) * 1000 - ${SHANGHAI_MS})`;
const isReopened = sql`EXISTS (SELECT 1 FROM json_each(case_record.history) WHERE value ->> 'action' = 'reject')`;
const level = sql`(SELECT max(value ->> 'level') FROM json_each(case_record.history) WHERE value ->> 'action' = 'rate')`;

/** Closed from the first moment on, to the second one exclusively: each as one line of numbers. */
const closedLines = (from: number, to: number) => sql`SELECT case_record.holder AS holder,
    date((case_record.closed_at + ${SHANGHAI_MS}) / 1000, 'unixepoch') AS day, ${isLate} AS late, ${isReopened} AS reopened, ${level} AS level
  FROM who CROSS JOIN case_record ON case_record.holder = who.holder
    AND case_record.closed_at IS NOT NULL AND case_record.closed_at >= ${from} AND case_record.closed_at < ${to}`;

const sums = sql.raw(
  `count(*), coalesce(sum(late), 0), coalesce(sum(reopened), 0), ${[1, 2, 3, 4, 5].map((n) => `coalesce(sum(level = ${n}), 0)`).join(', ')}`,
);
const COLUMNS = sql.raw('holder, day, closed, late, reopened, rated_1, rated_2, rated_3, rated_4, rated_5');
const ANEW = sql.raw(
  ['closed', 'late', 'reopened', 'rated_1', 'rated_2', 'rated_3', 'rated_4', 'rated_5']
    .map((name) => `${name} = excluded.${name}`)
    .join(', '),
);

/**
 * Counts what was closed in these days, for each holder and for all together. Counting again gives the same, or what
 * has been rated since.
 */
export async function countClosed(db: Database, from: number, to: number): Promise<void> {
  const lines = closedLines(from, to);
  const upsert = sql`ON CONFLICT (holder, day) DO UPDATE SET ${ANEW}`;
  await commit(db, [
    sql`${whoHas(false)} INSERT INTO organ_day (${COLUMNS}) SELECT holder, day, ${sums} FROM (${lines}) WHERE TRUE GROUP BY holder, day ${upsert}`,
    sql`${whoHas(false)} INSERT INTO organ_day (${COLUMNS}) SELECT ${EVERYBODY}, day, ${sums} FROM (${lines}) WHERE TRUE GROUP BY day ${upsert}`,
  ]);
}

/** How it stands, put down for a day once. @param until the last moment of that day */
export async function countOpen(db: Database, day: string, until: number): Promise<void> {
  const lines = sql`SELECT case_record.holder AS holder, case_record.due_at AS due
    FROM who CROSS JOIN case_record ON case_record.holder = who.holder AND case_record.closed_at IS NULL`;
  const zeros = sql.raw('0, 0, 0, 0, 0, 0, 0, 0');
  const counts = sql`count(*), coalesce(sum(due <= ${until}), 0)`;
  const once = sql.raw(
    'ON CONFLICT (holder, day) DO UPDATE SET open = coalesce(organ_day.open, excluded.open), overdue = coalesce(organ_day.overdue, excluded.overdue)',
  );
  await commit(db, [
    sql`${whoHas(true)} INSERT INTO organ_day (${COLUMNS}, open, overdue) SELECT holder, ${day}, ${zeros}, ${counts} FROM (${lines}) WHERE TRUE GROUP BY holder ${once}`,
    sql`${whoHas(true)} INSERT INTO organ_day (${COLUMNS}, open, overdue) SELECT ${EVERYBODY}, ${day}, ${zeros}, ${counts} FROM (${lines}) WHERE TRUE ${once}`,
  ]);
}

const among = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The days of these holders added up, from a day on. */
export async function readDays(db: Database, holders: readonly string[], from: string): Promise<DayTally[]> {
  const sum = (column: SQLiteColumn) => sql<number>`sum(${column})`;
  const { day, closed, late, reopened, rated1, rated2, rated3, rated4, rated5, open, overdue } = organDays;
  const rows = await db
    .select({
      day,
      closed: sum(closed),
      late: sum(late),
      reopened: sum(reopened),
      r1: sum(rated1),
      r2: sum(rated2),
      r3: sum(rated3),
      r4: sum(rated4),
      r5: sum(rated5),
      open: sql<number | null>`sum(${open})`,
      overdue: sql<number | null>`sum(${overdue})`,
    })
    .from(organDays)
    .where(and(sql`${organDays.holder} IN ${among(holders)}`, gte(day, from)))
    .groupBy(day);
  return rows.map(({ r1, r2, r3, r4, r5, ...row }) => ({ ...row, rated: [r1, r2, r3, r4, r5] }));
}

export interface OpenCount {
  holder: string;
  open: number;
  soon: number;
  overdue: number;
  /** No limit runs: it waits for the citizen, or is answered. */
  untimed: number;
}

/** How it stands now, of what the viewer may see. @param soon the end of the next working day */
export async function countNow(
  db: Database,
  viewer: Viewer,
  holders: readonly string[],
  { now, soon }: { now: number; soon: number },
): Promise<OpenCount[]> {
  const { holder, dueAt, closedAt } = caseRecords;
  return db
    .select({
      holder,
      open: sql<number>`count(*)`,
      soon: sql<number>`coalesce(sum(${dueAt} >= ${now} AND ${dueAt} <= ${soon}), 0)`,
      overdue: sql<number>`coalesce(sum(${dueAt} < ${now}), 0)`,
      untimed: sql<number>`sum(${dueAt} IS NULL)`,
    })
    .from(caseRecords)
    .where(and(sql`${holder} IN ${among(holders)}`, isNull(closedAt), visibleTo(viewer)))
    .groupBy(holder);
}

/** The last day that has been counted; null before the first one. */
export async function lastCounted(db: Database): Promise<string | null> {
  const { day, holder, open } = organDays;
  const rows = await db
    .select({ day })
    .from(organDays)
    .where(and(eq(holder, EVERYBODY), isNotNull(open)))
    .orderBy(desc(day))
    .limit(1);
  return rows[0]?.day ?? null;
}

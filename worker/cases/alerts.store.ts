/**
 * What the clocks look for. The list of holders is walked along its index from one holder to the next, and of each
 * only the stretch of limits is read that matters: never all open cases.
 */
import { type SQL, sql } from 'drizzle-orm';
import { commit, type Database, type Write } from '../platform/database.ts';
import type { AlertKind, Edges } from './alerts.rules.ts';
import { ANSWERING } from './alerts.rules.ts';
import { jobCursors } from './alerts.table.ts';
import type { OutboxPayload } from './outbox.contract.ts';

const HOLDERS = sql`WITH RECURSIVE who(holder) AS (
  SELECT min(holder) FROM case_record WHERE closed_at IS NULL
  UNION ALL
  SELECT (SELECT min(holder) FROM case_record WHERE closed_at IS NULL AND holder > who.holder) FROM who WHERE who.holder IS NOT NULL
)`;
const ORGANS = sql`WITH RECURSIVE who(organ) AS (
  SELECT min(organ) FROM case_part WHERE answered_at IS NULL
  UNION ALL
  SELECT (SELECT min(organ) FROM case_part WHERE answered_at IS NULL AND organ > who.organ) FROM who WHERE who.organ IS NOT NULL
)`;
const ofHolder = sql`FROM who CROSS JOIN case_record ON case_record.holder = who.holder AND case_record.closed_at IS NULL`;
const unsaid = (part: SQL, kind: SQL) =>
  sql`NOT EXISTS (SELECT 1 FROM case_alert WHERE case_alert.case_id = id AND case_alert.due_at = due AND case_alert.kind = ${kind} AND case_alert.part = ${part})`;

export interface AlertLine {
  id: number;
  due: number;
  holder: string;
  part: string;
  kind: AlertKind;
}

/** Open cases whose limit is near and whose holder has not been told. */
export const dueSoon = (db: Database, { lateBefore, warnUntil }: Edges, most: number): Promise<AlertLine[]> =>
  db.all(sql`${HOLDERS} SELECT * FROM (
    SELECT case_record.id AS id, case_record.due_at AS due, case_record.holder AS holder, '' AS part, 'warning' AS kind
    ${ofHolder} AND case_record.due_at >= ${lateBefore} AND case_record.due_at <= ${warnUntil}
  ) WHERE ${unsaid(sql`''`, sql`'warning'`)} LIMIT ${most}`);

/** Open cases that are overdue and stand lower than they should: their ids, those longest overdue of each holder first. */
export async function overdueIds(
  db: Database,
  { lateBefore, coordinatorUntil }: Edges,
  most: number,
): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`${HOLDERS} SELECT case_record.id AS id
    ${ofHolder} AND case_record.due_at < ${lateBefore}
    WHERE case_record.escalation < CASE WHEN case_record.due_at <= ${coordinatorUntil} THEN 2 ELSE 1 END LIMIT ${most}`);
  return rows.map(({ id }) => id);
}

/** Cases that wait for nothing but the end of the days to send the answer back. */
export async function answeredBefore(db: Database, before: number, most: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`${HOLDERS} SELECT case_record.id AS id
    ${ofHolder} AND case_record.due_at IS NULL
    WHERE case_record.state = 'answered' AND (
      SELECT max(value ->> 'at') FROM json_each(case_record.history)
      WHERE value ->> 'action' IN (SELECT value FROM json_each(${JSON.stringify(ANSWERING)}))
    ) < ${before} LIMIT ${most}`);
  return rows.map(({ id }) => id);
}

/** Co-handlers whose own limit is near or over, and who (or whose leader) has not been told of it. */
export const partsDue = (db: Database, edges: Edges, most: number): Promise<AlertLine[]> =>
  db.all(sql`${ORGANS} SELECT * FROM (
    SELECT case_part.case_id AS id, case_part.due_at AS due, case_part.organ AS holder, case_part.organ AS part,
      CASE WHEN case_part.due_at >= ${edges.lateBefore} THEN 'warning'
        WHEN case_part.due_at > ${edges.coordinatorUntil} THEN 'leader' ELSE 'coordinator' END AS kind
    FROM who CROSS JOIN case_part ON case_part.organ = who.organ AND case_part.answered_at IS NULL
      AND case_part.due_at <= ${edges.warnUntil}
    JOIN case_record ON case_record.id = case_part.case_id AND case_record.closed_at IS NULL
  ) WHERE ${unsaid(sql`part`, sql`kind`)} LIMIT ${most}`);

/** What is said once and never again. @param onlyIf `FROM case_record WHERE …` of the change that it belongs to */
export const alertWrite = ({ id, due, kind, part, holder }: AlertLine, now: number, onlyIf: SQL): Write =>
  sql`INSERT INTO case_alert (case_id, due_at, kind, part, holder, at)
    SELECT ${id}, ${due}, ${kind}, ${part}, ${holder}, ${now} ${onlyIf} ON CONFLICT DO NOTHING`;

/** Several alerts with their messages, in one transaction. */
export async function writeAlerts(
  db: Database,
  lines: readonly AlertLine[],
  messages: readonly OutboxPayload[],
  now: number,
): Promise<void> {
  if (lines.length === 0) return;
  const alerts = sql`INSERT INTO case_alert (case_id, due_at, kind, part, holder, at)
    SELECT value ->> 'id', value ->> 'due', value ->> 'kind', value ->> 'part', value ->> 'holder', ${now}
    FROM json_each(${JSON.stringify(lines)}) WHERE TRUE ON CONFLICT DO NOTHING`;
  const told = sql`INSERT INTO outbox (key, payload, created_at, attempts, next_at)
    SELECT value ->> 'id', value, ${now}, 0, ${now} FROM json_each(${JSON.stringify(messages)}) WHERE TRUE
    ON CONFLICT (key) DO NOTHING`;
  await commit(db, messages.length === 0 ? [alerts] : [alerts, told]);
}

export async function readCursor(db: Database, job: string): Promise<string | null> {
  const [row] = await db.select().from(jobCursors).where(sql`${jobCursors.job} = ${job}`).limit(1);
  return row?.cursor ?? null;
}

export async function writeCursor(db: Database, job: string, cursor: string): Promise<void> {
  await db.insert(jobCursors).values({ job, cursor }).onConflictDoUpdate({ target: jobCursors.job, set: { cursor } });
}

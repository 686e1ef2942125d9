import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { messageIf } from '../cases/outbox.usecases.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import { commit, type Database, type Write } from '../platform/database.ts';
import { staffAccounts } from '../staff/staff.table.ts';
import type { Call, CallPart } from './calls.contract.ts';
import { type callEvents, callParts, callRecords } from './calls.table.ts';

export type CallRow = typeof callRecords.$inferSelect;
export type CallEventRow = typeof callEvents.$inferSelect;
export type StoredCall = CallRow & Pick<Call, 'parts'>;

const JSON_COLUMNS = ['excluded', 'history'];
const EVENT_COLUMNS = sql.raw(
  'call_id, seq, at, action, from_state, to_state, actor, organ, said, content_hash, prev_hash, hash, mac',
);
const eventValues = (e: CallEventRow) =>
  sql`${e.callId}, ${e.seq}, ${e.at}, ${e.action}, ${e.fromState}, ${e.toState}, ${e.actor}, ${e.organ}, ${e.said}, ${e.contentHash}, ${e.prevHash}, ${e.hash}, ${e.mac}`;

const partWrite = (callId: number, part: CallPart, ifThat: SQL): Write =>
  sql`INSERT INTO call_part (call_id, organ, role, asked_seq, due_at, answered_at, released_at, escalation)
    SELECT ${callId}, ${part.organ}, ${part.role}, ${part.askedSeq}, ${part.dueAt}, ${part.answeredAt}, ${part.releasedAt}, ${part.escalation} ${ifThat}
    ON CONFLICT (call_id, asked_seq, organ) DO UPDATE SET due_at = excluded.due_at, answered_at = excluded.answered_at,
      released_at = excluded.released_at, escalation = excluded.escalation`;

/**
 * A new call with its first events, in one transaction. The number is the next one of the year.
 * @returns false when this form has made its call already
 */
export async function insertCall(
  db: Database,
  row: Omit<CallRow, 'serial'>,
  events: readonly CallEventRow[],
  parts: readonly CallPart[],
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const columns = Object.entries(getTableColumns(callRecords));
  const values = columns.map(([key, { name }]) => {
    if (name === 'serial') return sql`(SELECT coalesce(max(serial), 0) + 1 FROM call_record WHERE year = ${row.year})`;
    const value = (row as Record<string, unknown>)[key];
    if (JSON_COLUMNS.includes(key)) return sql`${JSON.stringify(value)}`;
    return sql`${typeof value === 'boolean' ? Number(value) : value}`;
  });
  const names = sql.raw(columns.map(([, { name }]) => name).join(', '));
  const isNew = sql`WHERE NOT EXISTS (SELECT 1 FROM call_record WHERE id = ${row.id})`;
  const written = await commit(db, [
    ...events.map((event) => sql`INSERT INTO call_event (${EVENT_COLUMNS}) SELECT ${eventValues(event)} ${isNew}`),
    ...parts.map((part) => partWrite(row.id, part, isNew)),
    ...messages.map((message) => messageIf(message, row.raisedAt, isNew)),
    sql`INSERT INTO call_record (${names}) SELECT ${sql.join(values, sql`, `)} ${isNew}`,
  ]);
  return (written.at(-1) ?? 0) > 0;
}

export interface CallChange {
  id: number;
  /** The version that the change was decided on. */
  version: number;
  set: Partial<CallRow>;
  /** In their order, from `version + 1`. */
  events: readonly CallEventRow[];
  /** Only those that differ. */
  parts: readonly CallPart[];
  /** Who is told: see `messages.rules.ts`. */
  messages: readonly OutboxPayload[];
}

/**
 * Steps of calls, in one transaction; each call by itself wins or loses its race.
 * @returns for each whether this call wrote it
 */
export async function changeCalls(db: Database, changes: readonly CallChange[]): Promise<boolean[]> {
  const [writes, last]: [Write[], Write[]] = [[], []];
  for (const { id, version, set, events, parts, messages } of changes) {
    const ifThat = sql`FROM call_record WHERE id = ${id} AND version = ${version}`;
    writes.push(
      ...events.map((event) => sql`INSERT INTO call_event (${EVENT_COLUMNS}) SELECT ${eventValues(event)} ${ifThat}`),
      ...parts.map((part) => partWrite(id, part, ifThat)),
      ...messages.map((message) => messageIf(message, Date.parse(message.at), ifThat)),
    );
    last.push(
      db
        .update(callRecords)
        .set({ ...set, version: version + events.length })
        .where(and(eq(callRecords.id, id), eq(callRecords.version, version))),
    );
  }
  if (last.length === 0) return [];
  const written = await commit(db, [...writes, ...last]);
  return written.slice(writes.length).map((count) => count > 0);
}

export const withParts = async (db: Database, rows: readonly CallRow[]): Promise<StoredCall[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const parts = await db
    .select()
    .from(callParts)
    .where(sql`${callParts.callId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy(asc(callParts.askedSeq), asc(callParts.organ));
  return rows.map((row) => ({
    ...row,
    parts: parts.filter(({ callId }) => callId === row.id).map(({ callId: _callId, ...part }) => part),
  }));
};

/** What a viewer may see: where they were asked or whose township it is, and never what is about themselves. */
export function visibleTo({ scope, townships, organ, keptFrom }: Viewer): SQL {
  const own = organ.department === null ? '' : `D${organ.department}`;
  const reach =
    scope === 'all'
      ? sql`TRUE`
      : scope === 'township'
        ? sql`call_record.township_code IN (SELECT value FROM json_each(${JSON.stringify(townships ?? [])}))`
        : sql`EXISTS (SELECT 1 FROM call_part WHERE call_part.call_id = call_record.id AND call_part.organ = ${own})`;
  const about = (kind: 'offices' | 'departments') =>
    sql`NOT EXISTS (SELECT 1 FROM json_each(call_record.excluded, ${`$.${kind}`}) AS x
      JOIN json_each(${JSON.stringify(keptFrom[kind])}) AS k ON k.value = x.value)`;
  return sql`(${reach} AND ${about('offices')} AND ${about('departments')})`;
}

/** The only read of a call on the desk. @returns null for one that is not there or not to be seen */
export async function readCallAs(db: Database, id: number, viewer: Viewer): Promise<StoredCall | null> {
  const rows = await db
    .select()
    .from(callRecords)
    .where(and(eq(callRecords.id, id), visibleTo(viewer)))
    .limit(1);
  return (await withParts(db, rows))[0] ?? null;
}

export async function readCall(db: Database, id: number): Promise<StoredCall | null> {
  return (await withParts(db, await db.select().from(callRecords).where(eq(callRecords.id, id)).limit(1)))[0] ?? null;
}

/** Open calls by their dates, or those that are over, newest first. */
export async function listCallsAs(
  db: Database,
  viewer: Viewer,
  { isOpen, most }: { isOpen: boolean; most: number },
): Promise<StoredCall[]> {
  const { closedAt, dueAt } = callRecords;
  const rows = await db
    .select()
    .from(callRecords)
    .where(and(visibleTo(viewer), isOpen ? isNull(closedAt) : isNotNull(closedAt)))
    .orderBy(isOpen ? asc(dueAt) : desc(closedAt))
    .limit(most);
  return withParts(db, rows);
}

export async function callsOfCase(db: Database, caseId: number, viewer: Viewer): Promise<StoredCall[]> {
  const rows = await db
    .select()
    .from(callRecords)
    .where(and(eq(callRecords.caseId, caseId), visibleTo(viewer)))
    .orderBy(asc(callRecords.raisedAt));
  return withParts(db, rows);
}

/** Who did it, by name. */
export async function staffNames(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: staffAccounts.id, name: staffAccounts.name })
    .from(staffAccounts)
    .where(sql`${staffAccounts.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** By the index on owners: open calls whose turn is this organ's, or in which it was asked to help. */
export async function countWaiting(db: Database, organ: string, now: number): Promise<{ all: number; late: number }> {
  const [row] = await db.all<{
    n: number;
    late: number;
  }>(sql`SELECT count(*) AS n, coalesce(sum(due_at < ${now}), 0) AS late
    FROM (SELECT due_at FROM call_record WHERE owner = ${organ} AND closed_at IS NULL
      UNION ALL SELECT due_at FROM call_part
        WHERE organ = ${organ} AND role = 'support' AND answered_at IS NULL AND released_at IS NULL)`);
  return { all: row?.n ?? 0, late: row?.late ?? 0 };
}

import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import { operationEvents } from './operations.table.ts';

export type OperationEventRow = typeof operationEvents.$inferSelect;

/** Writes the event only while the record is at the version that was read. @param record name of its table */
export function insertEvent(event: OperationEventRow, ifThat: SQL): Write {
  const { recordId, seq, at, action, fromState, toState, actor, organ, key, data, sealed } = event;
  const values = [
    ...[recordId, seq, at, action, fromState, toState, actor, organ, key, data === null ? null : JSON.stringify(data)],
    ...[sealed, event.contentHash, event.prevHash, event.hash, event.mac],
  ].map((value) => sql`${value}`);
  return sql`INSERT INTO operation_event (record_id, seq, at, action, from_state, to_state, actor, organ, key, data, sealed, content_hash, prev_hash, hash, mac) SELECT ${sql.join(values, sql`, `)} ${ifThat}`;
}

export async function readEvents(db: Database, recordId: number): Promise<OperationEventRow[]> {
  return db
    .select()
    .from(operationEvents)
    .where(eq(operationEvents.recordId, recordId))
    .orderBy(asc(operationEvents.seq));
}

/** Whether this very form has been taken already. */
export async function hasKey(db: Database, recordId: number, key: string): Promise<boolean> {
  const rows = await db
    .select({ seq: operationEvents.seq })
    .from(operationEvents)
    .where(and(eq(operationEvents.recordId, recordId), eq(operationEvents.key, key)))
    .limit(1);
  return rows.length > 0;
}

/** Whether it came in by one of these organs. */
export async function isReportedBy(db: Database, recordId: number, organs: readonly string[]): Promise<boolean> {
  const rows = await db
    .select({ organ: operationEvents.organ })
    .from(operationEvents)
    .where(and(eq(operationEvents.recordId, recordId), eq(operationEvents.seq, 1)));
  return rows.some(({ organ }) => organ !== null && organs.includes(organ));
}

export async function lastHash(db: Database, recordId: number, seq: number): Promise<string | null> {
  const rows = await db
    .select({ hash: operationEvents.hash })
    .from(operationEvents)
    .where(and(eq(operationEvents.recordId, recordId), eq(operationEvents.seq, seq)));
  return rows[0]?.hash ?? null;
}

/** What has happened since a version, in its order. */
export async function actionsSince(db: Database, recordId: number, version: number): Promise<string[]> {
  const rows = await db
    .select({ action: operationEvents.action })
    .from(operationEvents)
    .where(and(eq(operationEvents.recordId, recordId), gt(operationEvents.seq, version)))
    .orderBy(asc(operationEvents.seq));
  return rows.map(({ action }) => action);
}

/** Of several records, the steps of these names. */
export async function stepsOf(
  db: Database,
  recordIds: readonly number[],
  actions: readonly string[],
): Promise<Pick<OperationEventRow, 'recordId' | 'at' | 'action' | 'organ' | 'data'>[]> {
  const { recordId, at, action, organ, data, seq } = operationEvents;
  // D1 binds a hundred values at most.
  const found = [];
  for (let from = 0; from < recordIds.length; from += 80)
    found.push(
      ...(await db
        .select({ recordId, at, action, organ, data })
        .from(operationEvents)
        .where(and(inArray(recordId, recordIds.slice(from, from + 80)), inArray(action, [...actions])))
        .orderBy(asc(recordId), asc(seq))),
    );
  return found;
}

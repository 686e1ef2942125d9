import { and, asc, count, desc, eq, gte, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { messageIf } from '../cases/outbox.usecases.ts';
import { commit, type Database, type Write } from '../platform/database.ts';
import { insertEvent, type OperationEventRow } from './events.store.ts';
import type { HandOver, Task } from './operations.contract.ts';
import {
  operationEvents,
  operationHandOvers,
  operationPhotos,
  operations,
  operationTasks,
} from './operations.table.ts';

export type OperationRow = typeof operations.$inferSelect;
export type TaskRow = typeof operationTasks.$inferSelect;
export type HandOverRow = typeof operationHandOvers.$inferSelect;
export type PhotoRow = typeof operationPhotos.$inferSelect;

export interface OperationParts {
  row: OperationRow;
  tasks: TaskRow[];
  handOvers: HandOverRow[];
  photos: PhotoRow[];
  findings: number;
}

export async function readOperation(db: Database, id: number): Promise<OperationParts | null> {
  const of = { task: eq(operationTasks.operationId, id), over: eq(operationHandOvers.operationId, id) };
  const [rows, tasks, handOvers, photos, found] = await Promise.all([
    db.select().from(operations).where(eq(operations.id, id)),
    db.select().from(operationTasks).where(of.task).orderBy(asc(operationTasks.number)),
    db.select().from(operationHandOvers).where(of.over).orderBy(asc(operationHandOvers.number)),
    db.select().from(operationPhotos).where(eq(operationPhotos.operationId, id)).orderBy(asc(operationPhotos.at)),
    db
      .select({ n: count() })
      .from(operationEvents)
      .where(and(eq(operationEvents.recordId, id), eq(operationEvents.action, 'finding'))),
  ]);
  const [row] = rows;
  return row === undefined ? null : { row, tasks, handOvers, photos, findings: found[0]?.n ?? 0 };
}

export interface OperationChange {
  id: number;
  version: number;
  set: Partial<OperationRow>;
  event: OperationEventRow;
  /** Who is told: see `messages.rules.ts`. */
  messages: readonly OutboxPayload[];
  /** @param ifThat `FROM … WHERE …`: holds while the operation is at the version that was read */
  also?: (ifThat: SQL) => Write[];
}

/** @returns false when somebody was faster: then nothing was written */
export async function changeOperation(
  db: Database,
  { id, version, set, event, messages, also }: OperationChange,
): Promise<boolean> {
  const ifThat = sql`FROM operation WHERE id = ${id} AND version = ${version}`;
  const row = db
    .update(operations)
    .set({ ...set, version: version + 1 })
    .where(and(eq(operations.id, id), eq(operations.version, version)));
  // The row comes last: the others look at the version that it is about to leave.
  const told = messages.map((message) => messageIf(message, event.at, ifThat));
  const writes = [insertEvent(event, ifThat), ...told, ...(also?.(ifThat) ?? []), row];
  return ((await commit(db, writes)).at(-1) ?? 0) > 0;
}

/** @returns false when there is one of this id already */
export async function insertOperation(
  db: Database,
  row: OperationRow,
  event: OperationEventRow,
  messages: readonly OutboxPayload[],
): Promise<boolean> {
  const ifThat = sql`FROM operation WHERE id = ${row.id} AND version = 1 AND NOT EXISTS (SELECT 1 FROM operation_event WHERE record_id = ${row.id})`;
  const written = await commit(db, [
    db.insert(operations).values(row).onConflictDoNothing(),
    // Before the event: afterwards nobody could tell this form from the same one sent again.
    ...messages.map((message) => messageIf(message, row.createdAt, ifThat)),
    insertEvent(event, ifThat),
  ]);
  return (written[0] ?? 0) > 0;
}

const exists = (ifThat: SQL) => sql`EXISTS (SELECT 1 ${ifThat})`;

export const insertTask = (
  { operationId, number, organ, sealed }: Pick<TaskRow, 'operationId' | 'number' | 'organ' | 'sealed'>,
  ifThat: SQL,
): Write =>
  sql`INSERT INTO operation_task (operation_id, number, organ, state, sealed) SELECT ${operationId}, ${number}, ${organ}, 'asked', ${sealed} ${ifThat}`;

export const updateTask = (
  db: Database,
  operationId: number,
  number: number,
  set: Partial<Omit<Task, 'number' | 'organ' | 'sealed'>>,
  ifThat: SQL,
): Write =>
  db
    .update(operationTasks)
    .set(set)
    .where(and(eq(operationTasks.operationId, operationId), eq(operationTasks.number, number), exists(ifThat)));

/** What was written in the tasks goes; who was asked and who came stays. */
export const blankTasks = (db: Database, operationId: number, ifThat: SQL): Write =>
  db
    .update(operationTasks)
    .set({ sealed: '' })
    .where(and(eq(operationTasks.operationId, operationId), exists(ifThat)));

export const insertHandOver = (operationId: number, one: HandOver, ifThat: SQL): Write =>
  sql`INSERT INTO operation_hand_over (operation_id, number, organ, entry_code, list_version, state, is_binding, due_at) SELECT ${operationId}, ${one.number}, ${one.organ}, ${one.entryCode}, ${one.listVersion}, ${one.state}, ${one.isBinding ? 1 : 0}, ${one.dueAt} ${ifThat}`;

export const updateHandOver = (
  db: Database,
  operationId: number,
  number: number,
  set: Partial<Pick<HandOver, 'state' | 'dueAt'>>,
  ifThat: SQL,
): Write =>
  db
    .update(operationHandOvers)
    .set(set)
    .where(and(eq(operationHandOvers.operationId, operationId), eq(operationHandOvers.number, number), exists(ifThat)));

export const insertPhoto = ({ id, operationId, seq, bytes, at }: PhotoRow, ifThat: SQL): Write =>
  sql`INSERT INTO operation_photo (id, operation_id, seq, bytes, at) SELECT ${id}, ${operationId}, ${seq}, ${bytes}, ${at} ${ifThat}`;

/** Newest first. @param who townships and organs that may see it; null: everything */
export async function listOperations(
  db: Database,
  who: { townships: readonly string[]; organs: readonly string[] } | null,
  most: number,
): Promise<OperationRow[]> {
  const organs = who === null ? [] : [...who.organs];
  const tasked = db
    .select({ id: operationTasks.operationId })
    .from(operationTasks)
    .where(inArray(operationTasks.organ, organs));
  const given = db
    .select({ id: operationHandOvers.operationId })
    .from(operationHandOvers)
    .where(inArray(operationHandOvers.organ, organs));
  const reach =
    who === null
      ? undefined
      : or(
          inArray(operations.townshipCode, [...who.townships]),
          inArray(operations.id, tasked),
          inArray(operations.id, given),
        );
  return db.select().from(operations).where(reach).orderBy(desc(operations.startsAt), asc(operations.id)).limit(most);
}

/** What lies with these organs to be done: the list that goes along on a phone. */
export async function listTasks(
  db: Database,
  organs: readonly string[],
  after: number,
): Promise<{ task: TaskRow; row: OperationRow }[]> {
  return db
    .select({ task: operationTasks, row: operations })
    .from(operationTasks)
    .innerJoin(operations, eq(operations.id, operationTasks.operationId))
    .where(
      and(
        inArray(operationTasks.organ, [...organs]),
        inArray(operationTasks.state, ['asked', 'confirmed', 'done']),
        inArray(operations.state, ['planned', 'under-way']),
        gte(operations.endsAt, after),
      ),
    )
    .orderBy(asc(operations.startsAt), asc(operationTasks.number))
    .limit(50);
}

/** Operations out of a call or a hazard. @param sourceId as addresses write it */
export async function operationsFrom(db: Database, sourceId: string): Promise<OperationRow[]> {
  return db.select().from(operations).where(eq(operations.sourceId, sourceId)).orderBy(asc(operations.createdAt));
}

/** What was handed over to these organs, of operations that are not older than a moment. */
export async function handOversTo(
  db: Database,
  organs: readonly string[],
  createdSince: number,
  most: number,
): Promise<HandOverRow[]> {
  const rows = await db
    .select({ one: operationHandOvers })
    .from(operationHandOvers)
    .innerJoin(operations, eq(operations.id, operationHandOvers.operationId))
    .where(and(inArray(operationHandOvers.organ, [...organs]), gte(operations.createdAt, createdSince)))
    .limit(most);
  return rows.map(({ one }) => one);
}

/** Open ones whose date is over and that have not gone up all the way. */
export async function overdueOperations(db: Database, now: number, most: number): Promise<OperationRow[]> {
  return db
    .select()
    .from(operations)
    .where(and(isNotNull(operations.nextAt), lte(operations.nextAt, now - 1), lte(operations.escalation, 1)))
    .limit(most);
}

export async function keysOfOperations(db: Database, after: number, most: number) {
  return db
    .select({ id: operations.id, wrappedKey: operations.wrappedKey })
    .from(operations)
    .where(sql`${operations.id} > ${after}`)
    .orderBy(asc(operations.id))
    .limit(most);
}

/** The same data key under another lock: no step, hence no event. */
export async function relockOperation(db: Database, id: number, from: string, to: string): Promise<void> {
  await db
    .update(operations)
    .set({ wrappedKey: to })
    .where(and(eq(operations.id, id), eq(operations.wrappedKey, from)));
}

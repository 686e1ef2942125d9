import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import type { OutboxPayload } from './outbox.contract.ts';
import { outbox } from './outbox.table.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/**
 * Puts a message into the outbox in the transaction of what it tells about. One of the same id is there once.
 * @param ifThat `FROM … WHERE …`: empty when the change has lost its race
 */
export const messageIf = (payload: OutboxPayload, now: number, ifThat: SQL): Write =>
  sql`INSERT INTO outbox (key, payload, created_at, attempts, next_at)
    SELECT ${payload.id}, ${JSON.stringify(payload)}, ${now}, 0, ${now} ${ifThat} ON CONFLICT (key) DO NOTHING`;

/** Of a case that is handed in: as long as nothing else has happened to it. */
export const messageForNew = (payload: OutboxPayload, now: number, caseId: number): Write =>
  messageIf(payload, now, sql`FROM case_record WHERE id = ${caseId} AND version = 1`);

/** Takes what is due for itself: until `until` nobody else gets it. */
export async function claimDue(db: Database, now: number, until: number, most: number): Promise<OutboxRow[]> {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNotNull(outbox.nextAt), sql`${outbox.nextAt} <= ${now}`))
    .orderBy(asc(outbox.nextAt))
    .limit(most);
  return db
    .update(outbox)
    .set({ nextAt: until, attempts: sql`${outbox.attempts} + 1` })
    .where(sql`${outbox.id} IN ${due}`)
    .returning();
}

/** Only who holds the lease says how it went: `until` is its name. */
const mine = (row: Pick<OutboxRow, 'id'>, until: number) => and(eq(outbox.id, row.id), eq(outbox.nextAt, until));

export async function markSent(db: Database, row: OutboxRow, until: number, now: number): Promise<void> {
  await db.update(outbox).set({ sentAt: now, nextAt: null, failure: null }).where(mine(row, until));
}

/** @param nextAt null: given up */
export async function markFailed(
  db: Database,
  row: OutboxRow,
  until: number,
  outcome: { failure: string; nextAt: number | null; now: number },
): Promise<void> {
  const { failure, nextAt, now } = outcome;
  await db
    .update(outbox)
    .set({ failure, nextAt, deadAt: nextAt === null ? now : null })
    .where(mine(row, until));
}

/** Forgets what was sent long ago. */
export async function forgetSent(db: Database, before: number): Promise<void> {
  await db.delete(outbox).where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)));
}

/** A dead letter is tried anew, from its first attempt. @returns false when it is none any more */
export async function revive(db: Database, id: number, now: number): Promise<boolean> {
  const rows = await db
    .update(outbox)
    .set({ deadAt: null, attempts: 0, nextAt: now })
    .where(and(eq(outbox.id, id), isNotNull(outbox.deadAt)))
    .returning({ id: outbox.id });
  return rows.length > 0;
}

/** Dead letters, counted no further than `most`. */
export async function countDead(db: Database, most: number): Promise<number> {
  return (await db.select({ id: outbox.id }).from(outbox).where(isNotNull(outbox.deadAt)).limit(most)).length;
}

export interface OutboxView {
  /** Newest first. */
  dead: OutboxRow[];
  /** Those that wait longest first. */
  waiting: OutboxRow[];
  sent: OutboxRow[];
}

export async function readOutbox(db: Database, most: number): Promise<OutboxView> {
  const [dead, waiting, sent] = await Promise.all([
    db.select().from(outbox).where(isNotNull(outbox.deadAt)).orderBy(desc(outbox.deadAt)).limit(most),
    db
      .select()
      .from(outbox)
      .where(and(isNotNull(outbox.nextAt), isNull(outbox.deadAt)))
      .orderBy(asc(outbox.nextAt))
      .limit(most),
    db.select().from(outbox).where(isNotNull(outbox.sentAt)).orderBy(desc(outbox.sentAt)).limit(most),
  ]);
  return { dead, waiting, sent };
}

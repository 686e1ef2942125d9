import { and, asc, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import { caseRecords } from './cases.table.ts';
import { visibleTo } from './desk.store.ts';
import type { NoticeKind } from './notices.contract.ts';
import { notices } from './notices.table.ts';
import type { Viewer } from './viewer.rules.ts';

export type NoticeRow = typeof notices.$inferSelect;

export interface NewNotice {
  id: number;
  caseId: number;
  kind: NoticeKind;
  series: string;
  year: number;
  madeAt: number;
  madeBy: number;
  about: number | null;
  sealed: string;
}

/**
 * A notice takes the next number of its series and year in the statement that writes it: D1 runs one writing
 * transaction after the other, so no number is given twice and none is left out.
 * @param ifThat `FROM case_record WHERE …` of the step that it belongs to
 */
export const noticeWrite = (notice: NewNotice, ifThat: SQL): Write => {
  const { id, caseId, kind, series, year, madeAt, madeBy, about, sealed } = notice;
  return sql`INSERT INTO notice (id, case_id, kind, series, year, number, made_at, made_by, about, sealed)
    SELECT ${id}, ${caseId}, ${kind}, ${series}, ${year},
      coalesce((SELECT max(number) FROM notice WHERE series = ${series} AND year = ${year}), 0) + 1,
      ${madeAt}, ${madeBy}, ${about}, ${sealed} ${ifThat}`;
};

export async function readNotice(db: Database, id: number): Promise<NoticeRow | null> {
  return (await db.select().from(notices).where(eq(notices.id, id)).limit(1))[0] ?? null;
}

/** Of one case, in the order in which they were made. */
export async function readNotices(db: Database, caseId: number): Promise<NoticeRow[]> {
  return db.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(asc(notices.madeAt), asc(notices.id));
}

/** @param by.reason sealed @returns false when it was void already */
export async function voidNotice(
  db: Database,
  id: number,
  by: { at: number; staffId: number; reason: string },
): Promise<boolean> {
  const rows = await db
    .update(notices)
    .set({ voidedAt: by.at, voidedBy: by.staffId, voidReason: by.reason })
    .where(and(eq(notices.id, id), isNull(notices.voidedAt)))
    .returning({ id: notices.id });
  return rows.length > 0;
}

export interface RegisterLine {
  id: number;
  caseId: number;
  kind: NoticeKind;
  series: string;
  year: number;
  number: number;
  madeAt: number;
  voidedAt: number | null;
}

/** Newest first; notices of cases that the viewer may not see are not there. @param of.before number of the last line before */
export async function readRegister(
  db: Database,
  viewer: Viewer,
  of: { series: string; year: number; before: number | null },
  most: number,
): Promise<RegisterLine[]> {
  const { id, caseId, kind, series, year, number, madeAt, voidedAt } = notices;
  const own = and(eq(series, of.series), eq(year, of.year), of.before === null ? undefined : lt(number, of.before));
  return db
    .select({ id, caseId, kind, series, year, number, madeAt, voidedAt })
    .from(notices)
    .innerJoin(caseRecords, eq(caseRecords.id, caseId))
    .where(and(own, visibleTo(viewer)))
    .orderBy(desc(number))
    .limit(most);
}

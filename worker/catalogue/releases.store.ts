import { desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { commit, type Database, type Write } from '../platform/database.ts';
import { searchParts } from '../search/search.table.ts';
import { staffAccounts } from '../staff/staff.table.ts';
import type { ImportStatement } from './catalogue.store.ts';
import { catalogueDrafts, catalogueReleases } from './catalogue.table.ts';
import type { Learnt } from './learning.rules.ts';

export type ReleaseRow = typeof catalogueReleases.$inferSelect;
export type DraftRow = typeof catalogueDrafts.$inferSelect;
export type NewDraft = Omit<DraftRow, 'id' | 'state' | 'endedBy' | 'endedAt'>;

/** The latest first; the first of all is in force. */
export const readReleases = (db: Database, most: number): Promise<ReleaseRow[]> =>
  db.select().from(catalogueReleases).orderBy(desc(catalogueReleases.id)).limit(most);

export async function readRelease(db: Database, id: number): Promise<ReleaseRow | null> {
  const [row] = await db.select().from(catalogueReleases).where(eq(catalogueReleases.id, id));
  return row ?? null;
}

/** The last one whose static files (widget, its index) were made: by a command on somebody's machine. */
export async function readPublished(db: Database): Promise<ReleaseRow | null> {
  const [row] = await db
    .select()
    .from(catalogueReleases)
    .where(or(inArray(catalogueReleases.origin, ['import', 'publish']), isNotNull(catalogueReleases.publishedAt)))
    .orderBy(desc(catalogueReleases.id))
    .limit(1);
  return row ?? null;
}

export async function readDraft(db: Database, id: number): Promise<DraftRow | null> {
  const [row] = await db.select().from(catalogueDrafts).where(eq(catalogueDrafts.id, id));
  return row ?? null;
}

export const readOpenDrafts = (db: Database): Promise<DraftRow[]> =>
  db.select().from(catalogueDrafts).where(eq(catalogueDrafts.state, 'open')).orderBy(desc(catalogueDrafts.id));

/** @returns the id of the draft, of the earlier one when this form was sent before */
export async function insertDraft(db: Database, draft: NewDraft): Promise<number> {
  await db
    .insert(catalogueDrafts)
    .values({ ...draft, state: 'open', endedBy: null, endedAt: null })
    .onConflictDoNothing({ target: catalogueDrafts.once });
  const [row] = await db
    .select({ id: catalogueDrafts.id })
    .from(catalogueDrafts)
    .where(eq(catalogueDrafts.once, draft.once));
  return row?.id ?? 0;
}

/** Ends an open draft; one that is not open any more makes the whole batch fail (a state may not be null). */
export const endDraft = (id: number, state: 'activated' | 'discarded', by: number, at: number): Write =>
  sql`UPDATE catalogue_draft SET state = CASE WHEN state = 'open' THEN ${state} END, ended_by = ${by}, ended_at = ${at} WHERE id = ${id}`;

/** What of the names in force the search has learnt: code → name. */
export async function readListedNames(db: Database): Promise<Map<string, string>> {
  const rows = await db.all<{ code: string; name: string }>(
    sql`SELECT code, name FROM service_item WHERE retired_release IS NULL
        UNION ALL SELECT code, name FROM territorial_item WHERE retired_release IS NULL`,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** What the search knows now. Reads three rows. */
export async function readLearnt(db: Database): Promise<Learnt | null> {
  const rows = await db.select().from(searchParts);
  const part = (name: keyof Learnt) => rows.find((row) => row.part === name)?.json;
  const [words, knowledge, sounds] = [part('words'), part('knowledge'), part('sounds')];
  if (words === undefined || knowledge === undefined || sounds === undefined) return null;
  return { words: JSON.parse(words), knowledge: JSON.parse(knowledge), sounds: JSON.parse(sounds) } as Learnt;
}

/**
 * A release and whatever goes with it, as one transaction.
 * @returns false when somebody was faster: another release has come since, or the draft is not open any more
 */
export async function putInForce(
  db: Database,
  statements: readonly ImportStatement[],
  also: readonly Write[],
): Promise<boolean> {
  const writes = statements.map(
    ({ sql: text, json }): Write => ({
      toSQL: () => ({ sql: text, params: json === null ? [] : [json] }),
    }),
  );
  return commitUnlessLate(db, [...also, ...writes]);
}

const LATE = [
  'UNIQUE constraint failed: catalogue_release.follows',
  'NOT NULL constraint failed: catalogue_draft.state',
];

export async function commitUnlessLate(db: Database, writes: readonly Write[]): Promise<boolean> {
  try {
    await commit(db, writes);
    return true;
  } catch (error) {
    if (error instanceof Error && LATE.some((text) => error.message.includes(text))) return false;
    throw error;
  }
}

/** Names of accounts by their id, for lists of who did what. */
export async function readStaffNames(db: Database): Promise<Map<number, string>> {
  const rows = await db.select({ id: staffAccounts.id, name: staffAccounts.name }).from(staffAccounts);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

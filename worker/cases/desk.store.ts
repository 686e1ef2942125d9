/**
 * Cases as the desk reads them. Scope, conflict and sealing are part of every statement here: a case that one may not
 * see is not there, and what one may not read of it does not leave the database.
 */
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { CaseRow } from './cases.store.ts';
import { caseRecords } from './cases.table.ts';
import { CLOSED_STATES } from './transitions.data.ts';
import type { Viewer } from './viewer.rules.ts';

/** A case as somebody at the desk gets it. */
export type SeenCase = CaseRow & {
  /** Its content has been erased. `wrappedKey` alone does not tell: who may not read the text has no key either. */
  isErased: boolean;
  /** Whether `sealed.person` is there to be opened; false also when nobody gave a name. */
  seesPerson: boolean;
};

/** Values as one JSON parameter: D1 takes a hundred parameters at most. */
const among = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
const YES = sql`1 = 1`;
const NO = sql`1 = 0`;

/** Nearly every case names nobody: it is compared as text, without opening its JSON. */
const NAMES_NOBODY = '{"offices":[],"departments":[]}';

function conflictFree({ keptFrom, keptFromReports }: Viewer): SQL {
  const { offices, departments } = keptFrom;
  const parts: SQL[] = [];
  if (offices.length > 0)
    parts.push(
      sql`NOT EXISTS (SELECT 1 FROM json_each(case_record.excluded, '$.offices') WHERE value IN ${among(offices)})`,
    );
  if (departments.length > 0)
    parts.push(
      sql`NOT EXISTS (SELECT 1 FROM json_each(case_record.excluded, '$.departments') WHERE value IN ${among(departments)})`,
    );
  if (keptFromReports.length > 0)
    parts.push(
      sql`NOT ((case_record.kind = 'report' OR case_record.petition_kind IS 'accusation') AND EXISTS (SELECT 1 FROM json_each(case_record.excluded, '$.offices') WHERE value IN ${among(keptFromReports)}))`,
    );
  return parts.length === 0 ? YES : sql`(case_record.excluded = ${NAMES_NOBODY} OR (${and(...parts)}))`;
}

/** Within whose reach a case lies. The plus signs keep it from choosing an index: what a statement looks for does that. */
function reach({ scope, holders, townships }: Viewer): SQL {
  if (scope === 'all') return YES;
  if (scope === 'organ')
    return holders.length === 0
      ? NO
      : sql`(+case_record.holder IN ${among(holders)} OR EXISTS (SELECT 1 FROM case_part WHERE case_part.case_id = case_record.id AND case_part.organ IN ${among(holders)}))`;
  // What has gone to the coordinating office is kept from the township that it was taken from.
  if (scope === 'township')
    return townships === null || townships.length === 0
      ? NO
      : sql`(+case_record.township_code IN ${among(townships)} AND case_record.holder <> 'C')`;
  return NO;
}

/** Goes into the WHERE of everything that reads cases for the desk. */
export const visibleTo = (viewer: Viewer): SQL => sql`(${reach(viewer)} AND ${conflictFree(viewer)})`;

/**
 * Sealed by the citizen's wish, or by the law for reports and accusations: then the name needs a second person's
 * approval, for this viewer and this case. It ends when the event of the grant says, which nobody can change, and
 * with the closing of the case; what opens again later opens without it.
 */
function personOpenTo({ fields, staffId }: Viewer, now: number): SQL {
  if (!fields.includes('identity')) return NO;
  const granted = sql`SELECT 1 FROM case_approval JOIN case_event AS granted ON granted.case_id = case_approval.case_id AND granted.seq = case_approval.decided_seq
    WHERE case_approval.case_id = case_record.id AND case_approval.kind = 'identity' AND case_approval.is_granted = 1 AND case_approval.asked_by = ${staffId}
    AND granted.action = 'grant-identity' AND json_extract(granted.public_note, '$.data.until') > ${now}
    AND NOT EXISTS (SELECT 1 FROM case_event AS closing WHERE closing.case_id = granted.case_id AND closing.seq > granted.seq AND closing.to_state IN ${among(CLOSED_STATES)})`;
  return sql`((case_record.identity = 'named' AND case_record.kind <> 'report' AND case_record.petition_kind IS NOT 'accusation') OR EXISTS (${granted}))`;
}

/**
 * The only read of a case for the desk.
 * @param now an approved look at a sealed name may be over
 * @returns null alike for a case that is not there and for one that the viewer may not see
 */
export async function readCaseAs(
  { db, now }: { db: Database; now: number },
  id: number,
  viewer: Viewer,
): Promise<SeenCase | null> {
  const { sealed, wrappedKey, phoneIndex } = caseRecords;
  const personOpen = personOpenTo(viewer, now);
  const textOpen = viewer.fields.includes('text') ? YES : NO;
  const [row] = await db
    .select({
      ...getTableColumns(caseRecords),
      // Without the key of the case no note of it opens either.
      wrappedKey: sql<string | null>`CASE WHEN ${textOpen} THEN case_record.wrapped_key END`.mapWith(wrappedKey),
      sealed: sql<
        CaseRow['sealed']
      >`CASE WHEN NOT ${textOpen} THEN NULL WHEN ${personOpen} THEN case_record.sealed ELSE json_set(case_record.sealed, '$.person', NULL) END`.mapWith(
        sealed,
      ),
      phoneIndex: sql<string | null>`CASE WHEN ${personOpen} THEN case_record.phone_index END`.mapWith(phoneIndex),
      isErased: sql<boolean>`case_record.wrapped_key IS NULL`.mapWith(Boolean),
      seesPerson: sql<boolean>`json_extract(case_record.sealed, '$.person') IS NOT NULL AND ${personOpen}`.mapWith(
        Boolean,
      ),
    })
    .from(caseRecords)
    .where(and(eq(caseRecords.id, id), visibleTo(viewer)))
    .limit(1);
  return row ?? null;
}

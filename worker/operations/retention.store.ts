import { sql } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import { type HazardRow, readHazard } from './hazards.store.ts';
import { type OperationParts, readOperation } from './operations.store.ts';

/** Ids as addresses write them: 13 hexadecimal digits. */
const hexOf = (id: string) => sql.raw(`printf('%013x', ${id})`);

/** Ended by then and still readable, and nothing that they came out of is held. @param endedBy moment */
export async function operationsToErase(db: Database, endedBy: number, most: number): Promise<OperationParts[]> {
  const rows = await db.all<{ id: number }>(sql`SELECT id FROM operation AS o
    WHERE closed_at IS NOT NULL AND wrapped_key <> '' AND closed_at <= ${endedBy}
      AND NOT EXISTS (SELECT 1 FROM call_record AS c LEFT JOIN case_record AS k ON k.id = c.case_id
        WHERE o.source = 'call' AND ${hexOf('c.id')} = o.source_id
          AND (c.legal_hold IS NOT NULL OR k.legal_hold IS NOT NULL))
      AND NOT EXISTS (SELECT 1 FROM hazard AS h JOIN case_record AS k ON k.id = h.case_id
        WHERE o.source = 'hazard' AND ${hexOf('h.id')} = o.source_id AND k.legal_hold IS NOT NULL)
    ORDER BY closed_at LIMIT ${most}`);
  const found = [];
  for (const { id } of rows) found.push(await readOperation(db, id));
  return found.filter((parts) => parts !== null);
}

/** Raised at the desk and ended by then; or out of a case, and the case has been erased. Still readable. */
export async function hazardsToErase(db: Database, endedBy: number, most: number): Promise<HazardRow[]> {
  const rows = await db.all<{ id: number }>(sql`SELECT id FROM hazard AS h
    WHERE closed_at IS NOT NULL AND wrapped_key <> ''
      AND CASE WHEN case_id IS NULL THEN closed_at <= ${endedBy}
        ELSE EXISTS (SELECT 1 FROM case_record AS k WHERE k.id = h.case_id AND k.wrapped_key IS NULL) END
    ORDER BY closed_at LIMIT ${most}`);
  const found = [];
  for (const { id } of rows) found.push(await readHazard(db, id));
  return found.filter((row) => row !== null);
}

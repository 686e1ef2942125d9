/** What came out of a record: the hazard of a case, the joint operations planned because of a call or a hazard. */
import type { Eyes } from './eyes.rules.ts';
import { maySeeHazard } from './hazards.rules.ts';
import { type HazardRow, readHazard } from './hazards.store.ts';
import type { OperationText } from './operations.contract.ts';
import { maySeeOperation } from './operations.rules.ts';
import { type OperationRow, operationsFrom, readOperation } from './operations.store.ts';
import { knownOf, type OperationWorld } from './operations.usecases.ts';
import { isErased, openSeal } from './records.usecases.ts';

export interface OperationOutOf {
  row: Pick<OperationRow, 'id' | 'state' | 'startsAt'>;
  /** What it is called; null: not for these eyes, or gone. That there is one, its state and its day, are no secret here. */
  title: string | null;
}

/** @param source id of the call or the hazard as addresses write it; whoever asks may see that record */
export async function operationsOutOf(
  { db, keys }: Pick<OperationWorld, 'db' | 'keys'>,
  eyes: Eyes,
  source: string,
): Promise<OperationOutOf[]> {
  const rows = await operationsFrom(db, source);
  return Promise.all(
    rows.map(async (row) => {
      const parts = await readOperation(db, row.id);
      if (parts === null || isErased(row) || !maySeeOperation(knownOf(parts), eyes)) return { row, title: null };
      const seal = await openSeal(keys, row.id, row.wrappedKey);
      return { row, title: (await seal.openJson<OperationText>(row.sealed)).title };
    }),
  );
}

/** Where a hazard stands, without a word of what was written: no read that would have to be logged. */
export type HazardOutOf = Pick<HazardRow, 'id' | 'kind' | 'state' | 'nextAt' | 'escalation'>;

/** @returns null: the case is not on the fast lane, or its hazard is not for these eyes */
export async function hazardOutOf(
  { db }: Pick<OperationWorld, 'db'>,
  eyes: Eyes,
  caseId: number,
): Promise<HazardOutOf | null> {
  // A hazard out of a case has the id of the case.
  const row = await readHazard(db, caseId);
  return row !== null && row.caseId === caseId && maySeeHazard(row, eyes) ? row : null;
}

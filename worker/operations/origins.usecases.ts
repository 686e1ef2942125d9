/** What came out of a call or a hazard: the joint operations that were planned because of it. */
import type { Eyes } from './eyes.rules.ts';
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

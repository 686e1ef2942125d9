/** Operations and hazards a page at a time, for programs; and which step a key has taken. */
import type { Eyes } from './eyes.rules.ts';
import type { HazardRow } from './hazards.store.ts';
import { type After, pageOfHazards, pageOfOperations, seqOfKey } from './listing.store.ts';
import type { HazardState, HazardText, OperationState, OperationText } from './operations.contract.ts';
import type { OperationRow } from './operations.store.ts';
import type { OperationWorld } from './operations.usecases.ts';
import { openSeal } from './records.usecases.ts';

const reachOf = ({ townships, organs }: Eyes) => (townships === null ? null : { townships, organs });

/** @returns one more than `limit` when there are more */
export async function operationsAfter(
  { db, keys }: OperationWorld,
  eyes: Eyes,
  filter: { state: OperationState | null; after: After },
  limit: number,
): Promise<{ row: OperationRow; text: OperationText }[]> {
  const rows = await pageOfOperations(db, reachOf(eyes), filter, limit + 1);
  return Promise.all(
    rows.map(async (row) => ({
      row,
      text: await (await openSeal(keys, row.id, row.wrappedKey)).openJson<OperationText>(row.sealed),
    })),
  );
}

/** @returns one more than `limit` when there are more; no text with what came out of a citizen's case */
export async function hazardsAfter(
  { db, keys }: OperationWorld,
  eyes: Eyes,
  filter: { state: HazardState | null; after: After },
  limit: number,
): Promise<{ row: HazardRow; text: HazardText | null }[]> {
  const rows = await pageOfHazards(db, reachOf(eyes), filter, limit + 1);
  return Promise.all(
    rows.map(async (row) => {
      if (row.sealed === null) return { row, text: null };
      return { row, text: await (await openSeal(keys, row.id, row.wrappedKey)).openJson<HazardText>(row.sealed) };
    }),
  );
}

/** Which step of the record was taken by this key; null: none yet. */
export const stepOfKey = ({ db }: Pick<OperationWorld, 'db'>, id: number, once: string): Promise<number | null> =>
  seqOfKey(db, id, once.toLowerCase());

/**
 * When its time is over the key of a record goes, with what was written in its row and with its photographs. Notes stay
 * in the chain as ciphertext that nobody can open any more, and a tombstone says when; who did what and when stays.
 */
import { lastHash } from './events.store.ts';
import { changeHazard } from './hazards.store.ts';
import { OPERATION_KEEP_YEARS } from './limits.data.ts';
import { blankTasks, changeOperation } from './operations.store.ts';
import type { OperationWorld } from './operations.usecases.ts';
import { photoObject } from './plans.usecases.ts';
import { makeOperationEvent, openSeal } from './records.usecases.ts';
import { hazardsToErase, operationsToErase } from './retention.store.ts';

/** Of each kind, in one run; the next run goes on. */
const MOST = 50;

/** @returns the moment that many years before */
function yearsBefore(now: number, years: number): number {
  const date = new Date(now);
  return date.setUTCFullYear(date.getUTCFullYear() - years);
}

async function tombstone({ db, keys, now }: OperationWorld, row: { id: number; version: number; state: string }) {
  return makeOperationEvent(keys, await openSeal(keys, row.id, ''), {
    recordId: row.id,
    seq: row.version + 1,
    at: now,
    action: 'erase',
    fromState: row.state,
    toState: row.state,
    by: null,
    organ: null,
    key: 'erase',
    note: '',
    previousHash: await lastHash(db, row.id, row.version),
  });
}

const GONE = { wrappedKey: '', sealed: '' };

/** Objects first: when it breaks off in between, the row still says that it is due, and the next run goes on. */
export async function eraseOperations(world: OperationWorld): Promise<{ operations: number; hazards: number }> {
  const { db, objects, now } = world;
  const endedBy = yearsBefore(now, OPERATION_KEEP_YEARS);
  const erased = { operations: 0, hazards: 0 };
  for (const { row, photos } of await operationsToErase(db, endedBy, MOST)) {
    await objects.remove(photos.map(({ id }) => photoObject(id)));
    const change = { id: row.id, version: row.version, set: GONE, event: await tombstone(world, row), messages: [] };
    if (await changeOperation(db, { ...change, also: (ifThat) => [blankTasks(db, row.id, ifThat)] }))
      erased.operations++;
  }
  for (const row of await hazardsToErase(db, endedBy, MOST)) {
    const set = row.sealed === null ? { wrappedKey: '' } : GONE;
    if (await changeHazard(db, row, set, await tombstone(world, row), [])) erased.hazards++;
  }
  return erased;
}

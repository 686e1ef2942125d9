/**
 * When the time of a call is over, what was written goes with its photographs: with that of the case that it is about,
 * or after a term of its own. Its chain and a tombstone stay: who was asked, who came, when. A hold of the call or of its
 * case wins.
 */
import { changeCalls, type StoredCall } from './calls.store.ts';
import { callsToErase } from './jobs.store.ts';
import { CALL_KEEP_YEARS } from './limits.data.ts';
import { callPhotoObject, photosOf, withoutPhotos } from './photos.rules.ts';
import type { CallMove } from './steps.rules.ts';
import { type CallWorld, changeOf } from './world.usecases.ts';

/** In one run; the next run goes on. */
const MOST = 50;

/** @returns how many were erased */
export async function eraseCalls(world: CallWorld): Promise<{ erased: number }> {
  const date = new Date(world.now);
  const endedBy = date.setUTCFullYear(date.getUTCFullYear() - CALL_KEEP_YEARS);
  let erased = 0;
  for (const row of await callsToErase(world.db, endedBy, MOST)) if (await erase(world, row)) erased++;
  return { erased };
}

/**
 * Objects first: when it breaks off in between, the row still says that it is due, and the next run goes on.
 * @returns false when somebody has held it meanwhile
 */
async function erase(world: CallWorld, row: StoredCall): Promise<boolean> {
  const photos = photosOf(row.history);
  if (photos.length > 0) await world.objects.remove(photos.map(callPhotoObject));
  const move: CallMove = { action: 'erase', organ: '', after: { ...row, version: row.version + 1 }, data: null };
  const { change } = await changeOf(world, row, [move], { actor: 'system' });
  const history = change.set.history?.map(({ sealed: _sealed, ...turn }) => withoutPhotos(turn)) ?? [];
  const set = { ...change.set, history, wrappedKey: '', sealed: '' };
  return (await changeCalls(world.db, [{ ...change, set }]))[0] === true;
}

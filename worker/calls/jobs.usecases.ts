/** What happens to calls by itself. Every job can run twice, late, or be cut off, and goes on next time. */
import { rewrap } from '../platform/sealing.ts';
import { changeCalls } from './calls.store.ts';
import { callsAfter, lapsedCalls, writeCallKey } from './jobs.store.ts';
import { eraseCalls } from './retention.usecases.ts';
import { tellUntold } from './telling.usecases.ts';
import { lapsesOf } from './ticks.rules.ts';
import { type CallWorld, changeOf, timeOf } from './world.usecases.ts';

/** Calls that are moved on together; each costs a handful of statements of one transaction. */
const TOGETHER = 50;
/** Of those, in one run. */
const ROUNDS = 30;
const REWRAPPED = 500;

/** Silence moves up: see `ticks.rules.ts`. */
export async function tickCalls(world: CallWorld): Promise<Record<string, number>> {
  const { db, now } = world;
  const time = timeOf(world);
  let [moved, steps] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await lapsedCalls(db, now, TOGETHER);
    const changes = [];
    for (const row of rows) {
      const moves = lapsesOf(row, time);
      if (moves.length === 0) continue;
      const { change } = await changeOf(world, row, moves, { actor: 'system' });
      changes.push(change);
    }
    const written = await changeCalls(db, changes);
    for (const [at, isWritten] of written.entries())
      if (isWritten) {
        moved++;
        steps += changes[at]?.events.length ?? 0;
      }
    if (rows.length < TOGETHER || changes.length === 0) break;
  }
  return { moved, steps };
}

export const CALL_JOBS: Readonly<Record<string, (world: CallWorld) => Promise<Record<string, number>>>> = {
  calls: tickCalls,
  async 'calls-told'(world) {
    return { told: await tellUntold(world) };
  },
  'calls-retention': eraseCalls,
  async 'calls-rewrap'({ db, keys }) {
    // The only key there is needs nobody to be carried over to it.
    if (Object.keys(keys.encryption).length === 1) return { rewrapped: 0 };
    let rewrapped = 0;
    for (let after = -1, left = REWRAPPED; left > 0; ) {
      const rows = await callsAfter(db, after, 100);
      for (const { id, wrappedKey } of rows) {
        after = id;
        if (wrappedKey === '') continue;
        const anew = await rewrap(keys, wrappedKey, id);
        if (anew === wrappedKey || !(await writeCallKey(db, id, wrappedKey, anew))) continue;
        rewrapped++;
        left--;
      }
      if (rows.length < 100) break;
    }
    return { rewrapped };
  },
};
/** Those of them that run every few minutes. */
export const OFTEN_CALL_JOBS: readonly string[] = ['calls', 'calls-told'];

/** An urgent call to a department where nobody is on duty: it does not wait for a limit that nobody is there to keep. */
import { changeCalls, type StoredCall } from './calls.store.ts';
import { lapsed } from './steps.rules.ts';
import { type CallWorld, changeOf, timeOf } from './world.usecases.ts';

/**
 * Tells the head of the department and the coordinating office at once. Done again it does nothing: it has gone up.
 * @returns whether it went up by this
 */
export async function riseAtOnce(world: CallWorld, row: StoredCall): Promise<boolean> {
  if (row.kind !== 'urgent' || row.state !== 'dispatched' || row.escalation > 0) return false;
  const time = timeOf(world);
  const first = lapsed(row, 'escalate', 1, time, world.now);
  const second = first && lapsed(first.after, 'escalate-further', 2, time, world.now);
  if (!first || !second) return false;
  const { change } = await changeOf(world, row, [first, second], { actor: 'system' });
  return (await changeCalls(world.db, [change]))[0] === true;
}

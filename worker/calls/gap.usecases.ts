/** An urgent call to a department where nobody is on duty: it does not wait for a limit that nobody is there to keep. */
import type { CallAction } from './calls.data.ts';
import { type CallMove, lapsed } from './steps.rules.ts';
import { type ActingWorld, timeOf } from './world.usecases.ts';

/** Steps by which a call comes to another department. */
const PASSING: readonly CallAction[] = ['dispatch', 'refuse', 'decide'];

/**
 * The head of the department and the coordinating office know at once: written with the step that passed the call on,
 * whoever took it and by whichever door.
 * @returns the moves, and behind them what follows when nobody is on duty there
 */
export async function withGap(world: ActingWorld, moves: readonly CallMove[]): Promise<CallMove[]> {
  const last = moves.at(-1);
  const call = last?.after;
  if (call === undefined || !PASSING.includes(last?.action ?? 'raise')) return [...moves];
  if (call.kind !== 'urgent' || call.state !== 'dispatched' || call.lead === null) return [...moves];
  if (await world.isOnDuty(call.lead)) return [...moves];
  const gap = lapsed(call, 'gap', 2, timeOf(world), world.now);
  // Not silence: it names no limit that has run out, and the record of duty does not count it.
  return gap ? [...moves, { ...gap, data: { owner: call.lead } }] : [...moves];
}

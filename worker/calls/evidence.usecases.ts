/** The evidence of duty as calls tell it. */
import { idText } from '../cases/trail.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import { factsOfCall } from './facts.rules.ts';
import { callsAsking } from './jobs.store.ts';

const MOST = 500;

/** What fell to these organs in calls raised in the period. Moments; `until` is exclusive. */
export async function callFacts(
  { db, lists }: { db: Database; lists: Pick<Lists, 'territorialItems'> },
  organs: readonly string[],
  period: { from: number; until: number },
): Promise<DutyFact[]> {
  const calls = await callsAsking(db, organs, period, MOST);
  return calls.flatMap((call) => {
    const name = lists.territorialItems.find(({ code }) => code === call.entryCode)?.name ?? call.entryCode;
    const words = { href: `/desk/calls/${idText(call.id)}`, what: `呼叫：${name}` };
    return organs.flatMap((organ) => factsOfCall(call, organ, words));
  });
}

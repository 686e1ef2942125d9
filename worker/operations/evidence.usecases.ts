/** The evidence of duty as operations tell it: what was handed over to an organ by which entry, and what it did. */
import { idText } from '../cases/trail.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import { stepsOf } from './events.store.ts';
import { handOversTo } from './operations.store.ts';

const MOST = 500;
/** An operation begins before it hands something over: a month of sweep and as much of planning. Unit: ms */
const BEFORE_MS = 92 * 86_400_000;

/** @param period moments; `until` is exclusive */
export async function operationFacts(
  { db, now, lists }: { db: Database; now: number; lists: Pick<Lists, 'territorialItems'> },
  organs: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<DutyFact[]> {
  const rows = await handOversTo(db, organs, from - BEFORE_MS, MOST);
  const ids = [...new Set(rows.map(({ operationId }) => operationId))];
  const steps = await stepsOf(db, ids, ['hand-over', 'take-over', 'return-over', 'settle']);
  return rows.flatMap(({ operationId, number, organ, entryCode, listVersion, state, dueAt }): DutyFact[] => {
    const own = steps.filter(({ recordId, data }) => recordId === operationId && data?.['handOver'] === number);
    const at = (...actions: string[]) => own.find(({ action }) => actions.includes(action))?.at ?? null;
    const fellAt = at('hand-over');
    if (fellAt === null || fellAt < from || fellAt >= until) return [];
    const entry = lists.territorialItems.find(({ code }) => code === entryCode);
    const doneAt = at('settle', 'return-over');
    return [
      {
        organ,
        as: entry?.leadDepartmentCodes.includes(organ.slice(1)) === true ? 'lead' : 'supporting',
        source: 'operation',
        record: `${idText(operationId)}.${number}`,
        href: `/desk/operations/${idText(operationId)}`,
        what: `联合行动移交：${entry?.name ?? entryCode}`,
        entry: { code: entryCode, version: listVersion },
        fellAt,
        dueAt,
        actedAt: at('take-over', 'return-over'),
        doneAt,
        // The date is that of the step it has to take; done in time is done in time.
        isLate: (doneAt ?? now) > dueAt,
        isRefused: state === 'returned',
        reopened: 0,
      },
    ];
  });
}

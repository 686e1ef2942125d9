/** The evidence of duty as hazards tell it: what had to be verified and removed, when the organ acted, what was late. */
import { idText } from '../cases/trail.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { dutiesOf } from '../lists/duties.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import { townshipOfBody } from './bodies.rules.ts';
import { stepsOf } from './events.store.ts';
import { factsOfHazard } from './hazard-facts.rules.ts';
import { HAZARD_KIND_TITLES, HAZARD_STEPS } from './hazards.data.ts';
import { hazardsWith } from './hazards.store.ts';

const MOST = 500;
/** A hazard is reported before it is passed on: a month at the most. Unit: ms */
const BEFORE_MS = 31 * 86_400_000;
const ACTIONS = HAZARD_STEPS.map(({ action }) => action);

/** @param period moments; `until` is exclusive */
export async function hazardFacts(
  { db, lists, directory }: { db: Database; lists: Lists; directory: Directory },
  organs: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<DutyFact[]> {
  const rows = await hazardsWith(db, organs, { from: from - BEFORE_MS, until }, MOST);
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
    ACTIONS,
  );
  return rows.flatMap((row) => {
    const words = {
      record: idText(row.id),
      href: `/desk/emergency/${idText(row.id)}`,
      kind: HAZARD_KIND_TITLES[row.kind],
      worksFor: (organ: string, holder: string) =>
        organ === holder || (holder.startsWith('T') && townshipOfBody(organ, directory) === holder.slice(1)),
      dutiesOf: (code: string) => dutiesOf(lists, directory, code, row.townshipCode),
    };
    const own = steps.filter(({ recordId }) => recordId === row.id);
    return factsOfHazard(row, own, words).filter(
      ({ organ, fellAt }) => organs.includes(organ) && fellAt >= from && fellAt < until,
    );
  });
}

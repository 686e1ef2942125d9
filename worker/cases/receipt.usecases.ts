import type { Proof, Receipt } from './cases.contract.ts';
import type { CaseRow } from './cases.store.ts';
import { firstClocks, ruleOf } from './clocks.rules.ts';
import { lookupCode, makeToken } from './naming.usecases.ts';
import { idText } from './trail.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** Of the first event: it shows that the case was taken in, and when. */
export function proofOf(row: CaseRow): Proof {
  const [first] = row.history;
  return {
    id: idText(row.id),
    seq: 1,
    at: new Date(row.createdAt).toISOString(),
    action: 'submit',
    contentHash: first?.contentHash ?? '',
    hash: first?.hash ?? '',
  };
}

/** The same for the first answer and for every replay, but for the token. */
export function receiptOf(world: CaseWorld, row: CaseRow, receiptNumber: string): Receipt {
  const { keys, content, now } = world;
  const { calendar } = content;
  // While nothing has happened to the case its clocks are still the first ones.
  const isUntouched = row.version === 1 && row.calendarVersion === calendar.version;
  const [clock] = isUntouched ? row.clocks : firstClocks(calendar, row.kind, row.petitionKind, row.createdAt);
  const rule = clock && ruleOf(clock);
  return {
    receiptNumber,
    lookupCode: lookupCode(keys, row.receiptKid, row.id, row.codeEpoch),
    submittedAt: new Date(row.createdAt).toISOString(),
    answerBy: {
      date: clock?.day ?? '',
      provisional: clock?.provisional ?? true,
      basis: rule?.basis ?? '',
      counted: rule?.counted ?? '',
    },
    answerable: row.identity !== 'anonymous',
    state: row.state,
    ...makeToken(keys, row.id, now),
    proof: proofOf(row),
  };
}

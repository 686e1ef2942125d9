// Pure. Who is told of which step of a call. Only that it happened: never a word of what was written.

import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { stepMessages, type Telling } from '../cases/outbox.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Call, CallPart } from './calls.contract.ts';
import type { CallAction } from './calls.data.ts';
import { COORDINATION } from './calls.rules.ts';
import type { CallMove } from './steps.rules.ts';

/**
 * `lead`: who leads after it. `turn`: whose turn it is then. `former`: whose turn it was. `township`: who called.
 * `asked`: who is to help from this step on. `released`: who no longer has anything to do with it.
 */
type Who = 'lead' | 'turn' | 'former' | 'township' | 'asked' | 'released';

const PASSED_ON: readonly Who[] = ['lead', 'township', 'asked', 'released'];
/** Escalations are not here: see `late`. */
const TOLD: Partial<Record<CallAction, readonly Who[]>> = {
  raise: ['turn', 'asked'],
  dispatch: PASSED_ON,
  refuse: PASSED_ON,
  decide: PASSED_ON,
  'refuse-again': ['turn', 'township'],
  sign: ['township'],
  plan: ['township'],
  arrive: ['township'],
  finish: ['township'],
  support: ['lead'],
  'send-back': ['lead'],
  'send-up': ['turn', 'lead'],
  rate: ['lead'],
  close: ['township', 'lead', 'released'],
  lapse: ['township', 'lead', 'released'],
  withdraw: ['former', 'lead', 'released'],
};

const isOpen = ({ answeredAt, releasedAt }: CallPart): boolean => answeredAt === null && releasedAt === null;
const organs = (parts: readonly CallPart[]): string[] => parts.map(({ organ }) => organ);

function organsOf(who: Who, before: Call | null, after: Call): string[] {
  switch (who) {
    case 'lead':
      return after.lead === null ? [] : [after.lead];
    case 'turn':
      return [after.owner];
    case 'former':
      return before === null ? [] : [before.owner];
    case 'township':
      return [`T${after.townshipCode}`];
    case 'asked':
      return organs(after.parts.filter((part) => part.role === 'support' && part.askedSeq === after.version));
    case 'released': {
      const open = before?.parts.filter(isOpen) ?? [];
      const isStill = (part: CallPart) => after.parts.some((one) => one.organ === part.organ && isOpen(one));
      return organs(open.filter((part) => !isStill(part)));
    }
  }
}

/** Silence: whoever is late, and who is to see to it. Of a gap: nobody is late, and both know at once. */
function late({ action, organ, data }: CallMove): Telling[] | null {
  const due = data?.['due'];
  const limit = typeof due === 'number' ? { due } : {};
  const up: Telling = { holder: COORDINATION, to: 'coordinator', ...limit };
  switch (action) {
    case 'escalate':
    case 'support-escalate':
      return [{ holder: organ, to: 'leader', ...limit }];
    case 'escalate-further':
    case 'support-escalate-further':
      return [up, { holder: organ, ...limit }];
    case 'gap':
      return [up, { holder: organ, to: 'leader' }];
    case 'overdue':
      return [up];
    default:
      return null;
  }
}

/**
 * @param before the call as it was; null: it is new
 * @param by whose act it was, or the one that these moves follow from; null: it happened by itself
 */
export function callMessages(
  id: number,
  before: Call | null,
  moves: readonly CallMove[],
  at: number,
  by: string | null,
): OutboxPayload[] {
  return moves.flatMap((move, index) => {
    const from = index === 0 ? before : (moves[index - 1]?.after ?? null);
    const { action, after } = move;
    // Sent on in the same breath: nobody has to wait for the coordinating office.
    const isPassing = action === 'raise' && index < moves.length - 1;
    const who = (TOLD[action] ?? []).filter((one) => !(isPassing && one === 'turn'));
    const tellings = who.flatMap((one) => organsOf(one, from, after)).map((holder) => ({ holder }));
    const silence = late(move);
    const step = { action, seq: after.version, at, state: after.state };
    // Who acts knows what they did, and not what came of it at once: see `gap.usecases.ts`.
    const doer = by === null || silence !== null ? [] : [by];
    return stepMessages({ kind: 'call', record: idText(id) }, step, silence ?? tellings, doer);
  });
}

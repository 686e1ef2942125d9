// Pure. What a message of the outbox says, in words.

import { stepTitle } from '../assignments/machine.data.ts';
import { CALL_TRANSITIONS } from '../calls/calls.data.ts';
import { type OutboxPayload, TOLD_RECORDS, type ToldRecord } from '../cases/outbox.contract.ts';
import { titleOf } from '../cases/status.rules.ts';
import type { ActionName } from '../cases/transitions.data.ts';
import { HAZARD_STEPS } from '../operations/hazards.data.ts';
import { OPERATION_STEPS } from '../operations/operations.data.ts';

const RECORDS: Readonly<Record<ToldRecord, string>> = {
  case: '事项',
  call: '呼叫',
  operation: '联合行动',
  hazard: '隐患',
  assignment: '准入',
};
const HAPPENED: Readonly<Record<string, string>> = { warned: '快到期', escalated: '已超期', changed: '有变动' };
const TO = { leader: '，请负责人督办', coordinator: '，请统筹办督办' } as const;

const inTable = (table: readonly { action: string; title: string }[], action: string): string =>
  table.find((row) => row.action === action)?.title ?? action;
const TITLES: Readonly<Record<ToldRecord, (action: string) => string>> = {
  case: (action) => titleOf(action as ActionName),
  call: (action) => inTable(CALL_TRANSITIONS, action),
  operation: (action) => inTable(OPERATION_STEPS, action),
  hazard: (action) => inTable(HAZARD_STEPS, action),
  assignment: stepTitle,
};

const kindOf = (payload: OutboxPayload): ToldRecord => TOLD_RECORDS.find((kind) => kind in payload) ?? 'case';

/** What the message is about, by its number alone. */
export const recordText = (payload: OutboxPayload): { name: string; number: string } => {
  const kind = kindOf(payload);
  return { name: RECORDS[kind], number: payload[kind] ?? '' };
};

export function messageText(payload: OutboxPayload): string {
  const { event, to, due, action } = payload;
  // Nobody on duty is no limit that has passed.
  const happened = action === 'gap' ? '已上报' : (HAPPENED[event.split('.')[1] ?? ''] ?? '');
  const step = action === undefined ? '' : `：${TITLES[kindOf(payload)](action)}`;
  // The title of an escalation says who is asked; a case's message has no title then.
  const asked = to === undefined || step !== '' ? '' : TO[to];
  return `${happened}${step}${asked}${due === undefined ? '' : `（期限 ${due}）`}`;
}

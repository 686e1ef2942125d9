// Pure. A new call: whom it goes to by the list, and who is to help.

import type { FieldFault } from '../cases/deskwork.contract.ts';
import { helpersBy, helpersOf, leadBy } from './bodies.rules.ts';
import type { Call, CallKind } from './calls.contract.ts';
import { COORDINATION, SYSTEM, turnFor } from './calls.rules.ts';
import { dueFrom } from './limits.rules.ts';
import { type CallAround, type CallMove, passed } from './steps.rules.ts';

export interface CallOrder {
  kind: CallKind;
  townshipCode: string;
  entryCode: string;
  listVersion: number;
  excluded: Call['excluded'];
  /** Departments wished for beside the one that leads, as `D<code>`. */
  helpers: readonly string[];
}

/**
 * A new call: raised, and by the list dispatched in the same breath. It waits for the coordinating office only when the
 * list names no department that can get it.
 */
export function raiseCall(
  order: CallOrder,
  around: CallAround,
): { kind: 'raised'; moves: CallMove[] } | { kind: 'invalid'; faults: FieldFault[] } {
  const { now } = around;
  const duties = around.dutiesOf(order.entryCode);
  if (duties === null || duties.entry.list !== 'territorial')
    return { kind: 'invalid', faults: [{ field: 'entry', text: '请选属地管理清单里的一项。' }] };
  const lead = leadBy(duties, order.excluded);
  const named = helpersBy(duties, { offices: [], departments: [] });
  if (order.helpers.some((organ) => !named.includes(organ)))
    return {
      kind: 'invalid',
      faults: [{ field: 'helpers', text: '请它协助的部门，清单这一项里要有。请去掉没有的。' }],
    };
  const helpers = helpersOf(order, duties, lead, order.helpers);
  const dueAt = dueFrom(around, order.kind, 'support', now);
  const call: Call = {
    kind: order.kind,
    state: 'raised',
    version: 1,
    townshipCode: order.townshipCode,
    entryCode: order.entryCode,
    listVersion: order.listVersion,
    excluded: order.excluded,
    lead: null,
    owner: COORDINATION,
    dueAt: dueFrom(around, order.kind, 'dispatch', now),
    escalation: 0,
    refusals: 0,
    sendBacks: 0,
    isDecided: false,
    raisedAt: now,
    closedAt: null,
    parts: helpers.map((organ) => ({
      organ,
      role: 'support',
      askedSeq: 1,
      dueAt,
      answeredAt: null,
      releasedAt: null,
      escalation: 0,
    })),
  };
  const data = { kind: order.kind, entry: order.entryCode, listVersion: order.listVersion, helpers };
  const raised: CallMove = { action: 'raise', organ: `T${order.townshipCode}`, after: call, data };
  const row = lead === null ? null : turnFor(call, 'dispatch', SYSTEM.role);
  if (lead === null || row === null) return { kind: 'raised', moves: [raised] };
  const after = passed(call, row, around, { organ: lead, duties });
  const sent: CallMove = {
    action: 'dispatch',
    organ: SYSTEM.organ,
    after,
    data: { body: lead, entry: order.entryCode },
  };
  return { kind: 'raised', moves: [raised, sent] };
}

// Pure. Who can do what with a call now.

import type { Viewer } from '../cases/viewer.rules.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { scopeOf } from '../staff/permissions.rules.ts';
import type { Call } from './calls.contract.ts';
import {
  CALL_TRANSITIONS,
  type CallAction,
  type CallRole,
  type CallTransition,
  MOST_REFUSALS,
  MOST_SEND_BACKS,
  WITH_LEAD_STATES,
} from './calls.data.ts';

/** As cases name the coordinating office. */
export const COORDINATION = 'C';

/** Somebody who acts on a call: in which part, and in whose name. */
export interface CallActor {
  role: CallRole;
  organ: string;
}
export const SYSTEM: CallActor = { role: 'system', organ: '' };

export const openSupport = (call: Call, organ: string) =>
  call.parts.find(
    (part) => part.role === 'support' && part.organ === organ && part.answeredAt === null && part.releasedAt === null,
  );

/** What a viewer is to this call: nobody, one, or two (a department that leads has no other part). */
export function actorsOf({ role, organ, townships }: Viewer, call: Call): CallActor[] {
  if (role === 'coordinator') return [{ role: 'coordinator', organ: COORDINATION }];
  if (role === 'township-leader')
    return townships?.includes(call.townshipCode) ? [{ role: 'township', organ: `T${call.townshipCode}` }] : [];
  if ((role !== 'department-handler' && role !== 'department-head') || organ.department === null) return [];
  const own = `D${organ.department}`;
  return [
    ...(call.lead === own ? [{ role: 'lead', organ: own } as const] : []),
    ...(openSupport(call, own) ? [{ role: 'support', organ: own } as const] : []),
  ];
}

/** The row of the table; null when this cannot be done now. */
export function turnFor(call: Call, action: CallAction, role: CallRole): CallTransition | null {
  const row = (CALL_TRANSITIONS as readonly CallTransition[]).find((one) => one.action === action);
  if (!row?.from.includes(call.state) || !row.roles.includes(role)) return null;
  return fits(call, action) ? row : null;
}

/** Beyond the table: what keeps a call from being passed round without end. */
function fits(call: Call, action: CallAction): boolean {
  switch (action) {
    case 'refuse':
      return !call.isDecided && call.refusals < MOST_REFUSALS;
    case 'refuse-again':
      return !call.isDecided;
    case 'send-back':
      return !call.isDecided && call.sendBacks < MOST_SEND_BACKS;
    case 'send-up':
      return !call.isDecided && call.sendBacks >= MOST_SEND_BACKS;
    // A department that works on it is left alone; one that is silent has lost its say.
    case 'decide':
      return call.state === 'disputed' || call.owner === COORDINATION;
    case 'escalate':
    case 'gap':
      return call.escalation === 0 && call.owner !== COORDINATION;
    case 'escalate-further':
      return call.escalation === 1;
    case 'hold':
      return (call.legalHold ?? null) === null && call.wrappedKey !== '';
    case 'release-hold':
      return (call.legalHold ?? null) !== null;
    case 'overdue':
      return call.owner === COORDINATION && call.escalation < 3;
    default:
      return true;
  }
}

/** Steps that people take, in the order in which pages offer them, each with the permission that it needs. */
export const CALL_PERMISSIONS = {
  sign: 'calls.respond',
  plan: 'calls.respond',
  arrive: 'calls.respond',
  finish: 'calls.respond',
  support: 'calls.respond',
  refuse: 'calls.respond',
  'refuse-again': 'calls.respond',
  rate: 'calls.rate',
  close: 'calls.rate',
  'send-back': 'calls.rate',
  'send-up': 'calls.rate',
  withdraw: 'calls.rate',
  dispatch: 'calls.dispatch',
  decide: 'calls.decide',
  hold: 'calls.decide',
  'release-hold': 'calls.decide',
} as const satisfies Partial<Record<CallAction, PermissionName>>;
export type DeskCallAction = keyof typeof CALL_PERMISSIONS;

export const isDeskCallAction = (name: string): name is DeskCallAction => Object.hasOwn(CALL_PERMISSIONS, name);

/** In which part the viewer can do this now; null: not at all. */
export function actorFor(viewer: Viewer, call: Call, action: DeskCallAction): CallActor | null {
  if (scopeOf(viewer.role, CALL_PERMISSIONS[action]) === null) return null;
  // The first refusal is never offered as the second one, nor the other way round.
  if (action === 'refuse-again' && call.refusals < MOST_REFUSALS) return null;
  return actorsOf(viewer, call).find(({ role }) => turnFor(call, action, role) !== null) ?? null;
}

/** What the viewer can do now. Pages offer exactly this, and a step is refused by the same. */
export const possibleFor = (viewer: Viewer, call: Call): DeskCallAction[] =>
  (Object.keys(CALL_PERMISSIONS) as DeskCallAction[]).filter((action) => actorFor(viewer, call, action) !== null);

/** What must hold of every call at every moment; the database checks the same. @returns what is wrong */
export function faultOf(call: Call): string | null {
  if (call.state === 'closed') return call.closedAt === null || call.dueAt !== null ? 'closed with a date' : null;
  if (call.closedAt !== null) return 'open with an end';
  if (call.owner === '') return 'no owner';
  if (call.dueAt === null) return 'no next date';
  if (WITH_LEAD_STATES.includes(call.state) && call.lead === null) return 'nobody leads';
  return null;
}

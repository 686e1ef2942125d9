/** The one table of what can happen to a call. Rules, pages and tests read it; nothing else decides. */
import type { CallState, CallStep } from './calls.contract.ts';

/** `lead`: the department that has it. `support`: one that was asked to help and has not answered. */
export type CallRole = 'township' | 'lead' | 'support' | 'coordinator' | 'system';

export interface CallTransition {
  action: string;
  /** Empty: it begins the call. */
  from: readonly CallState[];
  /** null: the state stays as it is. */
  to: CallState | null;
  roles: readonly CallRole[];
  note: 'none' | 'optional' | 'required';
  /** Whose turn it is then; null: as before. */
  owner: 'lead' | 'township' | 'coordinator' | null;
  /** Whose limit begins; null: the clock stays as it is, or stops with the call. */
  clock: CallStep | null;
  title: string;
}

const WITH_LEAD = ['dispatched', 'signed', 'planned', 'on-site'] as const;
const OPEN = ['raised', ...WITH_LEAD, 'done', 'rated', 'disputed'] as const;
export const OPEN_CALL_STATES: readonly CallState[] = OPEN;
export const WITH_LEAD_STATES: readonly CallState[] = WITH_LEAD;

const system = { to: null, roles: ['system'], note: 'none' } as const;

export const CALL_TRANSITIONS = [
  {
    action: 'raise',
    from: [],
    to: 'raised',
    roles: ['township'],
    note: 'none',
    owner: 'coordinator',
    clock: 'dispatch',
    title: '镇街呼叫',
  },
  {
    action: 'dispatch',
    from: ['raised'],
    to: 'dispatched',
    roles: ['system', 'coordinator'],
    note: 'optional',
    owner: 'lead',
    clock: 'sign',
    title: '派给主责部门',
  },
  {
    action: 'sign',
    from: ['dispatched'],
    to: 'signed',
    roles: ['lead'],
    note: 'optional',
    owner: 'lead',
    clock: 'plan',
    title: '签收',
  },
  {
    action: 'refuse',
    from: ['dispatched'],
    to: 'dispatched',
    roles: ['lead'],
    note: 'required',
    owner: 'lead',
    clock: 'sign',
    title: '说明不归本单位，改派',
  },
  {
    action: 'refuse-again',
    from: ['dispatched'],
    to: 'disputed',
    roles: ['lead'],
    note: 'required',
    owner: 'coordinator',
    clock: 'coordinate',
    title: '又说不归本单位，请统筹办定',
  },
  {
    action: 'decide',
    from: ['disputed', ...WITH_LEAD],
    to: 'dispatched',
    roles: ['coordinator'],
    note: 'required',
    owner: 'lead',
    clock: 'sign',
    title: '统筹办定了由谁办',
  },
  {
    action: 'plan',
    from: ['signed'],
    to: 'planned',
    roles: ['lead'],
    note: 'required',
    owner: 'lead',
    clock: 'on-site',
    title: '定了怎么办',
  },
  {
    action: 'arrive',
    from: ['planned'],
    to: 'on-site',
    roles: ['lead'],
    note: 'required',
    owner: 'lead',
    clock: 'result',
    title: '到了现场',
  },
  {
    action: 'finish',
    from: ['on-site'],
    to: 'done',
    roles: ['lead'],
    note: 'required',
    owner: 'township',
    clock: 'rate',
    title: '办完，报结果',
  },
  {
    action: 'send-back',
    from: ['done'],
    to: 'signed',
    roles: ['township'],
    note: 'required',
    owner: 'lead',
    clock: 'plan',
    title: '没办好，请再办一次',
  },
  {
    action: 'send-up',
    from: ['done'],
    to: 'disputed',
    roles: ['township'],
    note: 'required',
    owner: 'coordinator',
    clock: 'coordinate',
    title: '还没办好，请统筹办定',
  },
  {
    action: 'rate',
    from: ['done'],
    to: 'rated',
    roles: ['township'],
    note: 'optional',
    owner: 'township',
    clock: 'close',
    title: '镇街评价',
  },
  {
    action: 'close',
    from: ['rated'],
    to: 'closed',
    roles: ['township', 'system'],
    note: 'optional',
    owner: null,
    clock: null,
    title: '办结',
  },
  {
    action: 'lapse',
    from: ['done'],
    to: 'closed',
    roles: ['system'],
    note: 'none',
    owner: null,
    clock: null,
    title: '到期没有评价，自动办结',
  },
  {
    action: 'withdraw',
    from: ['raised', ...WITH_LEAD, 'disputed'],
    to: 'closed',
    roles: ['township'],
    note: 'required',
    owner: null,
    clock: null,
    title: '镇街收回',
  },
  {
    action: 'support',
    from: [...WITH_LEAD, 'done', 'rated', 'disputed'],
    to: null,
    roles: ['support'],
    note: 'required',
    owner: null,
    clock: null,
    title: '协助部门答复',
  },
  { action: 'escalate', from: WITH_LEAD, ...system, owner: null, clock: 'head', title: '超过时限，请部门负责人督办' },
  {
    action: 'escalate-further',
    from: WITH_LEAD,
    ...system,
    owner: 'coordinator',
    clock: 'coordinate',
    title: '还没有回音，请统筹办定',
  },
  // No limit has passed: the department is not late.
  {
    action: 'gap',
    from: ['dispatched'],
    ...system,
    owner: 'coordinator',
    clock: 'coordinate',
    title: '没有人值班，直接报统筹办',
  },
  {
    action: 'overdue',
    from: ['raised', 'disputed', ...WITH_LEAD],
    ...system,
    owner: null,
    clock: null,
    title: '统筹办也超过了时限',
  },
  {
    action: 'hold',
    from: ['closed'],
    to: null,
    roles: ['coordinator'],
    note: 'required',
    owner: null,
    clock: null,
    title: '先留着，到期不清除',
  },
  {
    action: 'release-hold',
    from: ['closed'],
    to: null,
    roles: ['coordinator'],
    note: 'required',
    owner: null,
    clock: null,
    title: '不用再留，到期清除',
  },
  { action: 'erase', from: ['closed'], ...system, owner: null, clock: null, title: '保存期到，内容清除' },
  { action: 'support-escalate', from: OPEN, ...system, owner: null, clock: null, title: '协助超过时限，请负责人督办' },
  {
    action: 'support-escalate-further',
    from: OPEN,
    ...system,
    owner: null,
    clock: null,
    title: '协助还没有回音，报统筹办',
  },
] as const satisfies readonly CallTransition[];

export type CallAction = (typeof CALL_TRANSITIONS)[number]['action'];

/** The first refusal passes the call on, the second goes to the coordinating office. */
export const MOST_REFUSALS = 1;
/** How often the township can send a result back before the coordinating office decides. */
export const MOST_SEND_BACKS = 1;

/** Steps that can carry photographs beside the call itself: what was seen on the spot, what was done, what is not done yet. */
export const PHOTO_STEPS: readonly string[] = ['arrive', 'finish', 'support', 'send-back', 'send-up'];

/** What the citizen of the underlying case is told of. */
export const TOLD_ACTIONS: readonly CallAction[] = [
  'dispatch',
  'refuse',
  'refuse-again',
  'decide',
  'finish',
  'send-back',
  'send-up',
  'withdraw',
  'close',
  'lapse',
];

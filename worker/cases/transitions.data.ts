/**
 * The one table of what can happen to a case. Server, pages and tests read it; nothing else decides.
 * `clock` is what the step does to the limits that run: see `clocks.rules.ts`.
 */
import type { CaseState } from './cases.contract.ts';

export type Role = 'citizen' | 'clerk' | 'handler' | 'leader' | 'coordinator' | 'system';
export type ClockEffect = 'none' | 'accept' | 'pause' | 'resume' | 'answer' | 'reopen' | 'close';

export interface Transition {
  action: string;
  from: readonly CaseState[];
  /** null: the state stays as it is. */
  to: CaseState | null;
  roles: readonly Role[];
  note: 'none' | 'optional' | 'required';
  clock: ClockEffect;
  /** What the citizen reads in the timeline. */
  title: string;
  /** A step among the staff: neither it nor its note is shown to the citizen. */
  isInternal?: true;
}

const BEFORE_ANSWER = ['submitted', 'awaiting-correction', 'accepted', 'assigned', 'handling'] as const;
const OPEN = [...BEFORE_ANSWER, 'answered'] as const;
const CLOSED = ['completed', 'declined', 'referred', 'merged', 'withdrawn'] as const;

export const OPEN_STATES: readonly CaseState[] = OPEN;
export const CLOSED_STATES: readonly CaseState[] = CLOSED;

const desk: readonly Role[] = ['clerk', 'coordinator'];
const handling: readonly Role[] = ['handler', 'leader', 'coordinator'];
const staff: readonly Role[] = ['clerk', 'handler', 'leader', 'coordinator'];
const leading: readonly Role[] = ['leader', 'coordinator'];
const ACCEPTED = ['accepted', 'assigned', 'handling'] as const;
const internal = { to: null, clock: 'none', isInternal: true } as const;
const shown = { to: null, clock: 'none' } as const;

export const TRANSITIONS = [
  {
    action: 'request-correction',
    from: ['submitted', 'accepted'],
    to: 'awaiting-correction',
    roles: desk,
    note: 'required',
    clock: 'pause',
    title: '请您补充材料',
  },
  {
    action: 'accept',
    from: ['submitted', 'awaiting-correction'],
    to: 'accepted',
    roles: desk,
    note: 'none',
    clock: 'accept',
    title: '已受理',
  },
  {
    action: 'decline',
    from: ['submitted', 'awaiting-correction', 'accepted'],
    to: 'declined',
    roles: desk,
    note: 'required',
    clock: 'close',
    title: '不予受理',
  },
  {
    action: 'refer',
    from: BEFORE_ANSWER,
    to: 'referred',
    roles: desk,
    note: 'required',
    clock: 'close',
    title: '已告知走其他途径',
  },
  {
    action: 'merge',
    from: BEFORE_ANSWER,
    to: 'merged',
    roles: desk,
    note: 'required',
    clock: 'close',
    title: '与同一件事并案办理',
  },
  {
    action: 'assign',
    from: ['accepted', 'assigned', 'handling'],
    to: 'assigned',
    roles: ['clerk', 'leader', 'coordinator'],
    note: 'optional',
    clock: 'none',
    title: '已交办',
  },
  {
    action: 'start',
    from: ['assigned'],
    to: 'handling',
    roles: handling,
    note: 'optional',
    clock: 'none',
    title: '正在办理',
  },
  {
    action: 'answer',
    from: ['accepted', 'assigned', 'handling'],
    to: 'answered',
    roles: handling,
    note: 'required',
    clock: 'answer',
    title: '已答复',
  },
  {
    action: 'complete',
    from: ['answered'],
    to: 'completed',
    roles: ['system', 'clerk', 'coordinator'],
    note: 'none',
    clock: 'close',
    title: '已办结',
  },
  { action: 'classify', from: BEFORE_ANSWER, ...shown, roles: desk, note: 'optional', title: '核定了事情的类别' },
  { action: 'message', from: OPEN, ...shown, roles: staff, note: 'required', title: '工作人员给您留言' },
  {
    action: 'return',
    from: ['assigned', 'handling'],
    to: 'accepted',
    roles: handling,
    note: 'required',
    clock: 'none',
    title: '承办单位说明不归它办，正在重新安排',
  },
  { action: 'extend', from: ACCEPTED, ...shown, roles: leading, note: 'required', title: '办理期限延长了' },
  {
    action: 'mediation-consent',
    from: ACCEPTED,
    to: 'handling',
    roles: staff,
    note: 'optional',
    clock: 'none',
    title: '问了双方是否愿意调解',
  },
  { action: 'mediation-session', from: ['handling'], ...shown, roles: staff, note: 'required', title: '调解了一次' },
  {
    action: 'mediation-agreement',
    from: ['handling'],
    to: 'answered',
    roles: staff,
    note: 'required',
    clock: 'answer',
    title: '调解达成协议',
  },
  {
    action: 'mediation-failure',
    from: ['handling'],
    to: 'answered',
    roles: staff,
    note: 'required',
    clock: 'answer',
    title: '调解没有成功',
  },
  {
    action: 'ask-review',
    from: ['answered', 'completed'],
    to: 'handling',
    roles: desk,
    note: 'required',
    clock: 'none',
    title: '您申请了复查（复核）',
  },
  {
    action: 'answer-along',
    from: ['merged'],
    ...shown,
    roles: ['system'],
    note: 'required',
    title: '并案办理，已答复',
  },
  { action: 'reissue', from: [...OPEN, ...CLOSED], ...shown, roles: desk, note: 'none', title: '窗口补发了查询码' },
  { action: 'note', from: [...OPEN, ...CLOSED], ...internal, roles: staff, note: 'required', title: '内部记录' },
  { action: 'notice', from: [...OPEN, ...CLOSED], ...shown, roles: staff, note: 'required', title: '出具了文书' },
  {
    action: 'escalate',
    from: BEFORE_ANSWER,
    ...shown,
    roles: ['system'],
    note: 'none',
    title: '已超过期限，请负责人督办',
  },
  {
    action: 'escalate-further',
    from: BEFORE_ANSWER,
    ...shown,
    roles: ['system'],
    note: 'none',
    title: '超过期限还没有办完，请统筹办督办',
  },
  /** The township has called departments of the city: one sentence and one date for the citizen. */
  { action: 'call', from: BEFORE_ANSWER, ...shown, roles: ['system'], note: 'required', title: '请市里的部门一起办' },
  { action: 'clear-review', from: OPEN, ...internal, roles: desk, note: 'optional', title: '看过了，不是机器交的' },
  { action: 'absorb', from: BEFORE_ANSWER, ...internal, roles: desk, note: 'none', title: '并入了同一件事' },
  { action: 'part-answer', from: OPEN, ...internal, roles: handling, note: 'required', title: '协办单位答复' },
  { action: 'ask-extension', from: ACCEPTED, ...internal, roles: handling, note: 'required', title: '申请延期' },
  { action: 'refuse-extension', from: OPEN, ...internal, roles: leading, note: 'required', title: '不同意延期' },
  { action: 'ask-identity', from: OPEN, ...internal, roles: staff, note: 'required', title: '申请看保密身份' },
  { action: 'grant-identity', from: OPEN, ...internal, roles: leading, note: 'optional', title: '同意看保密身份' },
  { action: 'refuse-identity', from: OPEN, ...internal, roles: leading, note: 'required', title: '不同意看保密身份' },
  {
    action: 'hold',
    from: [...OPEN, ...CLOSED],
    ...internal,
    roles: ['coordinator'],
    note: 'required',
    title: '到期不删',
  },
  {
    action: 'release-hold',
    from: [...OPEN, ...CLOSED],
    ...internal,
    roles: ['coordinator'],
    note: 'required',
    title: '恢复到期删除',
  },
  {
    action: 'correct',
    from: ['awaiting-correction'],
    to: 'submitted',
    roles: ['citizen'],
    note: 'required',
    clock: 'resume',
    title: '您补充了材料',
  },
  {
    action: 'supplement',
    from: ['submitted', 'accepted', 'assigned', 'handling', 'answered'],
    to: null,
    roles: ['citizen'],
    note: 'required',
    clock: 'none',
    title: '您补充了情况',
  },
  { action: 'attach', from: OPEN, to: null, roles: ['citizen'], note: 'none', clock: 'none', title: '您交了照片' },
  {
    action: 'withdraw',
    from: BEFORE_ANSWER,
    to: 'withdrawn',
    roles: ['citizen'],
    note: 'required',
    clock: 'close',
    title: '您撤回了',
  },
  {
    action: 'reject',
    from: ['answered'],
    to: 'handling',
    roles: ['citizen'],
    note: 'required',
    clock: 'reopen',
    title: '您不满意，重新办理',
  },
  {
    action: 'rate',
    from: ['answered'],
    to: 'completed',
    roles: ['citizen'],
    note: 'optional',
    clock: 'close',
    title: '您评价了，已办结',
  },
  {
    action: 'rate',
    from: ['completed'],
    to: null,
    roles: ['citizen'],
    note: 'optional',
    clock: 'none',
    title: '您评价了',
  },
  // Once the shared answer is there: see `transitionFor`.
  { action: 'rate', from: ['merged'], ...shown, roles: ['citizen'], note: 'optional', title: '您评价了' },
  {
    action: 'deletion',
    from: CLOSED,
    to: null,
    roles: ['citizen'],
    note: 'required',
    clock: 'none',
    title: '您申请删除个人信息',
  },
  /** From the journal, after a restore: what its citizen said when it stood elsewhere. */
  {
    action: 'put-back',
    from: [...OPEN, ...CLOSED],
    ...shown,
    roles: ['system'],
    note: 'optional',
    title: '您先前交的，找回来了',
  },
  {
    action: 'erase',
    from: CLOSED,
    to: null,
    roles: ['system'],
    note: 'none',
    clock: 'none',
    title: '内容已删除，只留办理记录',
  },
] as const satisfies readonly Transition[];

export type ActionName = (typeof TRANSITIONS)[number]['action'] | 'submit';

/** Days after the answer within which it can be rejected, once. */
export const REJECT_DAYS = 15;
/** Days after which content goes that a citizen asked to have deleted; until then the request can be looked into. */
export const DELETION_DAYS = 15;
/** Supplements of one case: whoever needs more is better served at the counter. */
export const MOST_SUPPLEMENTS = 20;

/** Years that content is kept after a case is closed. What remains then is that it existed and when each step was. */
export const RETENTION_YEARS = {
  dispute: 3,
  petition: 5,
  complaint: 3,
  report: 3,
  hazard: 3,
  consultation: 1,
} as const;

/** The one table of what can happen to a joint operation. Rules, pages and tests read it; nothing else decides. */

import type { TableStep } from './machine.rules.ts';
import type { LegalForm, OperationSource, OperationState, TaskState } from './operations.contract.ts';

/**
 * `lead`: the group of the township that runs it. `part`: an organ with a task in it. `receiver`: a department that
 * something was handed over to. `coordinator`: the coordinating office.
 */
export type OperationRole = 'lead' | 'part' | 'receiver' | 'coordinator' | 'system';
export type OperationStep = TableStep<OperationState, OperationRole>;

const lead: readonly OperationRole[] = ['lead', 'coordinator'];
const there: readonly OperationRole[] = ['lead', 'part', 'coordinator'];
const BEFORE_END = ['planned', 'under-way'] as const;
const OPEN = [...BEFORE_END, 'reported', 'handed-over'] as const;
export const OPEN_OPERATIONS: readonly OperationState[] = OPEN;

export const OPERATION_STEPS = [
  { action: 'plan', from: [], to: 'planned', roles: lead, note: 'none', title: '定下行动' },
  { action: 'add-task', from: BEFORE_END, to: null, roles: lead, note: 'required', title: '派任务' },
  { action: 'confirm', from: BEFORE_END, to: null, roles: ['part'], note: 'none', title: '确认参加' },
  { action: 'decline-task', from: BEFORE_END, to: null, roles: ['part'], note: 'required', title: '说明来不了' },
  { action: 'drop-task', from: BEFORE_END, to: null, roles: lead, note: 'required', title: '取消一项任务' },
  { action: 'move', from: ['planned'], to: null, roles: lead, note: 'required', title: '改时间' },
  { action: 'start', from: ['planned'], to: 'under-way', roles: lead, note: 'none', title: '行动开始' },
  { action: 'arrive', from: BEFORE_END, to: null, roles: ['part'], note: 'none', title: '到场' },
  { action: 'finish-task', from: ['under-way'], to: null, roles: ['part'], note: 'required', title: '任务做完' },
  { action: 'finding', from: ['under-way'], to: null, roles: there, note: 'required', title: '记录发现' },
  { action: 'photo', from: ['under-way', 'reported'], to: null, roles: there, note: 'optional', title: '交照片' },
  { action: 'report', from: ['under-way'], to: 'reported', roles: lead, note: 'required', title: '行动结束，报结果' },
  {
    action: 'hand-over',
    from: ['reported', 'handed-over'],
    to: 'handed-over',
    roles: lead,
    note: 'required',
    title: '移交主责部门',
  },
  { action: 'take-over', from: ['handed-over'], to: null, roles: ['receiver'], note: 'optional', title: '接收移交' },
  { action: 'return-over', from: ['handed-over'], to: null, roles: ['receiver'], note: 'required', title: '退回移交' },
  { action: 'settle', from: ['handed-over'], to: null, roles: ['receiver'], note: 'required', title: '移交的事办结' },
  {
    action: 'close',
    from: ['reported', 'handed-over'],
    to: 'closed',
    roles: lead,
    note: 'required',
    title: '行动了结',
  },
  { action: 'cancel', from: ['planned'], to: 'cancelled', roles: lead, note: 'required', title: '取消行动' },
  { action: 'escalate', from: OPEN, to: null, roles: ['system'], note: 'none', title: '到期没有动静，报负责人' },
  { action: 'escalate-further', from: OPEN, to: null, roles: ['system'], note: 'none', title: '还没有动静，报统筹办' },
  {
    action: 'erase',
    from: ['closed', 'cancelled'],
    to: null,
    roles: ['system'],
    note: 'none',
    title: '保存期到，内容清除',
  },
] as const satisfies readonly OperationStep[];

export type OperationAction = (typeof OPERATION_STEPS)[number]['action'];

export const OPERATION_STATE_TITLES: Record<OperationState, string> = {
  planned: '已定，还没开始',
  'under-way': '正在进行',
  reported: '结束了，等着定下一步',
  'handed-over': '已移交',
  closed: '了结',
  cancelled: '取消了',
};
export const TASK_STATE_TITLES: Record<TaskState, string> = {
  asked: '等着确认',
  confirmed: '确认参加',
  declined: '来不了',
  done: '做完了',
  dropped: '取消了',
};
export const SOURCE_TITLES: Record<OperationSource, string> = {
  plan: '计划安排',
  call: '镇街呼叫',
  hazard: '安全隐患',
};
/** With what it means on the spot: in whose name the papers are made out. */
export const LEGAL_FORM_TITLES: Record<LegalForm, string> = {
  own: '本机关法定职权，以自己的名义',
  delegated: '赋权（下放），以镇街自己的名义',
  entrusted: '委托，以委托机关的名义',
};

/** Attendance counts from this long before the start. Unit: ms */
export const EARLY_MS = 2 * 3_600_000;
/** An operation is one sweep, not a year's campaign. Unit: ms */
export const LONGEST_MS = 31 * 86_400_000;
export const MOST_TASKS = 40;
export const MOST_PHOTOS = 20;
/** Returned this often, only the coordinating office hands over any more, and what it hands over stays. */
export const MOST_RETURNS = 2;

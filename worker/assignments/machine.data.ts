/**
 * The one table of what can happen to a proposal. `by` says whose step it is; nobody decides what they have written,
 * and whoever examined does not decide as well (four eyes).
 */
import type { AssignmentState } from './assignments.contract.ts';

export type AssignmentRole = 'department' | 'coordinator' | 'township' | 'system';

export interface AssignmentTransition {
  action: string;
  from: readonly AssignmentState[];
  /** null: the state stays as it is. */
  to: AssignmentState | null;
  by: readonly AssignmentRole[];
  note: 'none' | 'optional' | 'required';
  title: string;
  /** It takes somebody else than whoever took these steps before. */
  notBy?: readonly string[];
}

export const ASSIGNMENT_TRANSITIONS = [
  {
    action: 'examine',
    from: ['proposed'],
    to: 'examined',
    by: ['coordinator'],
    note: 'optional',
    title: '初审通过',
    notBy: ['propose'],
  },
  {
    action: 'approve',
    from: ['examined'],
    to: 'admitted',
    by: ['coordinator'],
    note: 'optional',
    title: '同意准入',
    notBy: ['propose', 'examine'],
  },
  {
    action: 'refuse',
    from: ['proposed', 'examined'],
    to: 'refused',
    by: ['coordinator'],
    note: 'required',
    title: '不予准入',
    notBy: ['propose'],
  },
  {
    action: 'withdraw',
    from: ['proposed', 'examined'],
    to: 'withdrawn',
    by: ['department'],
    note: 'optional',
    title: '部门撤回',
  },
  { action: 'lapse', from: ['proposed', 'examined'], to: 'refused', by: ['system'], note: 'none', title: '过期未批' },
  { action: 'end', from: ['admitted'], to: 'ended', by: ['system'], note: 'none', title: '到期结束' },
  {
    action: 'end-early',
    from: ['admitted'],
    to: 'ended',
    by: ['department', 'coordinator'],
    note: 'required',
    title: '提前结束',
  },
  {
    action: 'remark',
    from: ['admitted'],
    to: null,
    by: ['township'],
    note: 'required',
    title: '镇街反映：保障或责任没有到位',
  },
] as const satisfies readonly AssignmentTransition[];

export type AssignmentAction = (typeof ASSIGNMENT_TRANSITIONS)[number]['action'];

/** A proposal begins with what the gate says. */
export const FIRST_STEPS = {
  propose: { title: '部门提出，等统筹办审核' },
  admit: { title: '在清单内，准入' },
  reject: { title: '不在清单内或条件不全，不予准入' },
} as const;

export const stepTitle = (action: string): string =>
  ASSIGNMENT_TRANSITIONS.find((row) => row.action === action)?.title ??
  FIRST_STEPS[action as keyof typeof FIRST_STEPS]?.title ??
  action;

/** Everything in a proposal is made public: nobody's name or telephone number belongs there. Unit: characters. */
export const MOST_TITLE = 60;
export const MOST_WHAT = 2_000;
export const MOST_CONDITION = 500;
export const MOST_NOTE = 1_000;

/** Words for the states and kinds of a proposal, the same in the table, on pages and in CSV. */
import type { AssignmentState, TaskKind } from './assignments.contract.ts';

export const STATE_TITLES: Readonly<Record<AssignmentState, string>> = {
  proposed: '等统筹办初审',
  examined: '等统筹办批准',
  admitted: '已准入',
  refused: '不予准入',
  withdrawn: '部门已撤回',
  ended: '已到期',
};
export const KIND_TITLES: Readonly<Record<TaskKind, string>> = {
  listed: '按清单',
  staged: '清单外：阶段性工作',
  temporary: '清单外：临时性工作',
};
export const ASKED_TITLES = { lead: '镇街负责', cooperating: '镇街配合' } as const;

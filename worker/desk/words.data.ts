/** Words of the desk for what stands in the database as codes. */
import type { CaseKind, CaseState, Identity, PetitionKind } from '../cases/cases.contract.ts';
import type { Urgency } from '../cases/queue.rules.ts';
import type { ReadKind } from '../cases/reads.contract.ts';
import type { Matter } from '../cases/submission.rules.ts';

export const KIND_WORDS: Record<CaseKind, string> = {
  dispute: '矛盾纠纷',
  petition: '信访',
  complaint: '投诉',
  report: '举报',
  hazard: '安全隐患',
  consultation: '咨询',
};
export const PETITION_WORDS: Record<PetitionKind, string> = {
  suggestion: '建议意见',
  accusation: '检举控告',
  grievance: '申诉求决',
};
export const STATE_WORDS: Record<CaseState, string> = {
  submitted: '待受理',
  'awaiting-correction': '等群众补正',
  accepted: '已受理，待交办',
  assigned: '已交办',
  handling: '办理中',
  answered: '已答复',
  completed: '已办结',
  declined: '不予受理',
  referred: '走其他途径',
  merged: '已并案',
  withdrawn: '群众撤回',
};
export const IDENTITY_WORDS: Record<Identity, string> = {
  named: '实名',
  sealed: '实名，要求保密',
  anonymous: '匿名',
};
export const SOURCE_WORDS: Record<Matter['source'], string> = {
  widget: '网站上的小窗',
  page: '网页',
  lite: '简易版网页',
  api: '其他系统',
  'walk-in': '到窗口说',
  phone: '电话',
  letter: '来信',
};
export const DUE_WORDS: Record<Urgency, string> = {
  overdue: '已超期',
  soon: '快到期',
  later: '没到期',
  none: '不计时',
};
export const REVIEW_WORDS = { only: '只看这些', without: '不看这些' } as const;
export const READ_WORDS: Record<ReadKind, string> = {
  text: '内容',
  identity: '姓名、电话',
  photo: '照片',
  export: '导出卷宗',
  trail: '办理过程（不含内容）',
};

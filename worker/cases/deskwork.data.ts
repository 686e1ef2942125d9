/** What can be done with a case from the desk: the permission, the words, the limits. Whether it is possible now is in `transitions.data.ts`. */
import type { PermissionName } from '../staff/permissions.data.ts';
import type { ActionName } from './transitions.data.ts';

export interface DeskAction {
  permission: PermissionName;
  /** Heading of its form and words of its button. */
  title: string;
  /** Label of the note; null: it has none. */
  note: string | null;
  hint: string;
  /** Whoever may see the case may do it; otherwise only who has it, or leads or coordinates who has it. */
  forReaders?: true;
  /** Its form shows what the citizen wrote: opening it is a read, and is logged. */
  withText?: true;
}

const SEEN = '群众看得到这段话。';
const UNSEEN = '只有工作人员看得到。';

export const DESK_ACTIONS = {
  classify: {
    permission: 'cases.classify',
    title: '定类别',
    note: '改动的理由（选填）',
    hint: `类别决定期限。${SEEN}`,
    withText: true,
  },
  'clear-review': {
    permission: 'cases.accept',
    title: '看过了，不是机器交的',
    note: '说明（选填）',
    hint: `以后照常办。要是机器交的，就“不予受理”，写明原因。${UNSEEN}`,
    withText: true,
  },
  accept: { permission: 'cases.accept', title: '受理', note: null, hint: '受理后接着交办。' },
  'request-correction': {
    permission: 'cases.correct',
    title: '请群众补正',
    note: '还缺什么',
    hint: `一次说全，写清楚缺哪几样、怎么补。等补正的日子不算在期限里。${SEEN}`,
    withText: true,
  },
  decline: {
    permission: 'cases.decline',
    title: '不予受理',
    note: '原因',
    hint: `${SEEN}用平常话写。`,
    withText: true,
  },
  refer: {
    permission: 'cases.refer',
    title: '告知走其他途径',
    note: '原因',
    hint: `${SEEN}用平常话写。`,
    withText: true,
  },
  assign: {
    permission: 'cases.assign',
    title: '交办',
    note: '交办说明',
    hint: `换了清单建议的牵头单位，一定要写理由。${SEEN}`,
    withText: true,
  },
  start: { permission: 'cases.handle', title: '开始办理', note: '打算怎么办（选填）', hint: SEEN },
  return: {
    permission: 'cases.handle',
    title: '退回重新交办',
    note: '为什么不归本单位，该归谁',
    hint: `要写清单位和依据。热线事项在 2 个工作日内退回，信访事项在 5 个工作日内提出。部门退回过一次的，再退就由统筹办定，定了不能再退。${SEEN}`,
  },
  'part-answer': {
    permission: 'cases.handle',
    title: '写协办意见',
    note: '协办意见',
    hint: `给牵头单位看。${UNSEEN}`,
    forReaders: true,
    withText: true,
  },
  note: { permission: 'cases.note', title: '写内部记录', note: '记录', hint: UNSEEN, forReaders: true },
  message: { permission: 'cases.message', title: '给群众留言', note: '留言', hint: SEEN, forReaders: true },
  'ask-extension': { permission: 'cases.extend', title: '申请延期', note: '为什么按期办不完', hint: UNSEEN },
  extend: { permission: 'cases.approve', title: '同意延期', note: '告诉群众的延期理由', hint: SEEN, withText: true },
  'refuse-extension': {
    permission: 'cases.approve',
    title: '不同意延期',
    note: '为什么不同意',
    hint: UNSEEN,
    withText: true,
  },
  'mediation-consent': {
    permission: 'cases.mediate',
    title: '记下调解意愿',
    note: '说明（选填）',
    hint: `调解要双方都愿意。${SEEN}`,
  },
  'mediation-session': { permission: 'cases.mediate', title: '记一次调解', note: '这次谈了什么', hint: SEEN },
  'mediation-agreement': {
    permission: 'cases.mediate',
    title: '达成协议',
    note: '协议内容',
    hint: SEEN,
    withText: true,
  },
  'mediation-failure': {
    permission: 'cases.mediate',
    title: '调解没有成功',
    note: '经过和原因',
    hint: SEEN,
    withText: true,
  },
  answer: {
    permission: 'cases.answer',
    title: '答复',
    note: '答复内容',
    hint: `查了什么、怎么处理、依据是什么，一条一条写。${SEEN}`,
    withText: true,
  },
  complete: { permission: 'cases.accept', title: '办结', note: null, hint: '群众退回重办的时间已经过了，可以办结。' },
  merge: {
    permission: 'cases.merge',
    title: '并案',
    note: '告诉群众',
    hint: `并进去以后一起办、一起答复，不会删掉。${SEEN}`,
  },
  'ask-review': {
    permission: 'cases.accept',
    title: '登记复查（复核）申请',
    note: '申请的理由',
    hint: '收到答复 30 天内可以申请，由统筹办转上一级机关。',
  },
  'ask-identity': {
    permission: 'cases.identity',
    title: '申请看保密身份',
    note: '为什么要看',
    hint: `要另一个人批准，看的时候留记录。${UNSEEN}`,
  },
  'grant-identity': {
    permission: 'cases.approve',
    title: '同意看保密身份',
    note: '说明（选填）',
    hint: UNSEEN,
    withText: true,
  },
  'refuse-identity': {
    permission: 'cases.approve',
    title: '不同意看保密身份',
    note: '为什么不同意',
    hint: UNSEEN,
    withText: true,
  },
  hold: { permission: 'cases.hold', title: '到期不删', note: '为什么要留', hint: `比如在打官司。${UNSEEN}` },
  'release-hold': { permission: 'cases.hold', title: '恢复到期删除', note: '为什么不用再留', hint: UNSEEN },
} as const satisfies Partial<Record<ActionName, DeskAction>>;

export type DeskActionName = keyof typeof DESK_ACTIONS;
export const isDeskAction = (name: string): name is DeskActionName => Object.hasOwn(DESK_ACTIONS, name);
export const deskAction = (name: DeskActionName): DeskAction => DESK_ACTIONS[name];

/** How long a note may be, as `maxlength` counts. */
export const MOST_NOTE = 5000;

/** Ways that are not the desk's. @see catalogue/law_clocks.csv for their limits */
export const WAYS = {
  court: '向人民法院起诉',
  labour: '申请劳动仲裁',
  land: '申请土地承包仲裁',
  reconsideration: '申请行政复议',
  discipline: '向纪检监察机关反映',
  police: '向公安机关报案',
  other: '其他途径（写在原因里）',
} as const;
export type Way = keyof typeof WAYS;

/** 信访工作条例 art. 35, 36: within this time after the answer. Unit: calendar days. */
export const REVIEW_DAYS = 30;
/** 人民调解法 art. 33: within this time both may ask a court to confirm the agreement. Unit: calendar days. */
export const CONFIRM_DAYS = 30;
/** Cases that go on with one: they are answered one by one, each with its own key. */
export const MOST_MERGED = 200;

/** The one table of what can happen to a hazard, what has to be looked at on the spot, and which words are urgent. */

import type { LimitStep } from './limits.data.ts';
import type { TableStep } from './machine.rules.ts';
import type { HazardKind, HazardState, NoticeKind, NoticeLevel } from './operations.contract.ts';

/** `duty`: the township where it is; `department`: the one that it was passed to. */
export type HazardRole = 'duty' | 'department' | 'coordinator' | 'system';
export type HazardStep = TableStep<HazardState, HazardRole>;

const all: readonly HazardRole[] = ['duty', 'department', 'coordinator'];
const AT_WORK = ['signed', 'verified', 'removing'] as const;
const OPEN = ['reported', ...AT_WORK, 'removed'] as const;
export const OPEN_HAZARDS: readonly HazardState[] = OPEN;

export const HAZARD_STEPS = [
  { action: 'report', from: [], to: 'reported', roles: ['duty', 'coordinator', 'system'], note: 'none', title: '上报' },
  { action: 'sign', from: ['reported'], to: 'signed', roles: all, note: 'none', title: '收到，去现场' },
  { action: 'verify', from: ['signed'], to: 'verified', roles: all, note: 'required', title: '现场核实，属实' },
  { action: 'dismiss', from: ['signed'], to: 'unfounded', roles: all, note: 'required', title: '现场核实，没有隐患' },
  { action: 'pass', from: AT_WORK, to: null, roles: all, note: 'required', title: '转给主责部门' },
  { action: 'check', from: ['verified', 'removing'], to: null, roles: all, note: 'none', title: '逐项核对' },
  { action: 'act', from: ['verified'], to: 'removing', roles: all, note: 'required', title: '开始排除' },
  { action: 'remove', from: ['removing'], to: 'removed', roles: all, note: 'required', title: '排除了' },
  {
    action: 'confirm',
    from: ['removed'],
    to: 'closed',
    roles: all,
    note: 'required',
    title: '另一个人复查，确实排除了',
  },
  { action: 'reopen', from: ['removed'], to: 'removing', roles: all, note: 'required', title: '复查没通过，接着排除' },
  { action: 'gap', from: ['reported'], to: null, roles: ['system'], note: 'none', title: '没有人值班，直接报统筹办' },
  { action: 'escalate', from: OPEN, to: null, roles: ['system'], note: 'none', title: '到时没有动静，报负责人' },
  { action: 'escalate-further', from: OPEN, to: null, roles: ['system'], note: 'none', title: '还没有动静，报统筹办' },
  {
    action: 'erase',
    from: ['closed', 'unfounded'],
    to: null,
    roles: ['system'],
    note: 'none',
    title: '保存期到，内容清除',
  },
] as const satisfies readonly HazardStep[];

/** Whose limit runs in which state. */
export const HAZARD_LIMITS: Partial<Record<HazardState, LimitStep>> = {
  reported: 'hazard.sign',
  signed: 'hazard.verify',
  verified: 'hazard.act',
  removing: 'hazard.remove',
  removed: 'hazard.confirm',
};

export const HAZARD_STATE_TITLES: Record<HazardState, string> = {
  reported: '刚报上来，等人收',
  signed: '有人去现场了',
  verified: '属实，等着排除',
  removing: '正在排除',
  removed: '排除了，等复查',
  closed: '复查通过',
  unfounded: '核实过，没有隐患',
};
export const HAZARD_KIND_TITLES: Record<HazardKind, string> = {
  'work-safety': '安全生产',
  'forest-fire': '森林防火',
  'flood-drought': '防汛抗旱',
  geology: '地质灾害',
};
export const NOTICE_KIND_TITLES: Record<NoticeKind, string> = {
  ...HAZARD_KIND_TITLES,
  weather: '天气',
  other: '其他',
};
export const LEVEL_TITLES: Record<NoticeLevel, string> = {
  red: '红色预警',
  orange: '橙色预警',
  yellow: '黄色预警',
  blue: '蓝色预警',
  none: '提醒',
};

export interface Check {
  id: string;
  text: string;
  /** Without it the hazard does not count as removed. */
  must: boolean;
}
const PEOPLE: readonly Check[] = [
  { id: 'people', text: '有危险的人都离开了，人数点过', must: true },
  { id: 'rescue', text: '有人受伤、被困的，已经打 119、120', must: true },
  { id: 'cordon', text: '拉了警戒，没有人能走进去', must: true },
];
const AFTER: readonly Check[] = [
  { id: 'owner', text: '告诉了负责的单位或个人怎么改、什么时候改完', must: false },
  { id: 'photo', text: '排除前、排除后都拍了照片', must: false },
];
/** What anybody on the spot goes through, in this order. */
export const CHECKLISTS: Record<HazardKind, readonly Check[]> = {
  'work-safety': [
    ...PEOPLE,
    { id: 'stopped', text: '有危险的机器、作业停下来了', must: true },
    { id: 'energy', text: '电、气、危险品断开了', must: true },
    ...AFTER,
  ],
  'forest-fire': [
    ...PEOPLE,
    { id: 'wind', text: '看过风向，下风口的住户通知到了', must: true },
    { id: 'watch', text: '明火灭了以后留了人看守', must: true },
    ...AFTER,
  ],
  'flood-drought': [
    ...PEOPLE,
    { id: 'low', text: '低洼处、河道边、老房子里的住户通知到了', must: true },
    { id: 'water', text: '水位、堤坝、闸门看过，数记下了', must: true },
    ...AFTER,
  ],
  geology: [
    ...PEOPLE,
    { id: 'cracks', text: '裂缝、塌陷的位置和大小记下了', must: true },
    { id: 'route', text: '撤离的路和临时住处告诉了住户', must: true },
    ...AFTER,
  ],
};

/**
 * Words by which a report of a hazard goes onto the fast lane; several in one row have to stand together. It is better
 * to look at one too many: somebody on duty says in a minute that it is none.
 */
export const URGENT_WORDS: Record<HazardKind, readonly string[]> = {
  'work-safety': [
    '漏气',
    '煤气味',
    '燃气味',
    '爆炸',
    '漏电',
    '触电',
    '危化',
    '要倒',
    '倒塌',
    '塌下来',
    '脚手架',
    '吊车',
    '着火',
    '起火',
    '冒烟',
    '井盖',
  ],
  'forest-fire': ['山火', '山上着火', '林子着火', '树林着火', '烧山', '山上冒烟', '山林', '荒火'],
  'flood-drought': ['发大水', '洪水', '决口', '溃坝', '大坝', '管涌', '内涝', '淹了', '进水', '水库', '河水', '涨水'],
  geology: ['滑坡', '塌陷', '地陷', '地面裂', '山体', '落石', '泥石流', '采空', '地裂'],
};

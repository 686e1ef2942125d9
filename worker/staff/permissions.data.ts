/**
 * The one table of who may do what at the desk: permission × role → scope, and for reading a case → field groups.
 * Whoever is not named may not. Pages, menus, docs/access.md and the access tests all come from here.
 */
import type { FieldGroup, Scope, StaffRole } from './staff.contract.ts';

export interface Permission {
  /** In Chinese, for the documentation and for the page that says no. */
  title: string;
  scopes: Partial<Record<StaffRole, Scope>>;
  /** What of a case the role gets to see by this permission; nothing when it is not named. */
  fields?: Partial<Record<StaffRole, readonly FieldGroup[]>>;
}

const EVERYBODY = {
  'counter-clerk': 'own',
  'township-handler': 'own',
  'township-leader': 'own',
  'department-handler': 'own',
  'department-head': 'own',
  coordinator: 'own',
  auditor: 'own',
  administrator: 'own',
} as const;
const COUNTER = { 'counter-clerk': 'township', coordinator: 'all' } as const;
const HANDLING = {
  'township-handler': 'organ',
  'township-leader': 'township',
  'department-handler': 'organ',
  'department-head': 'organ',
  coordinator: 'all',
} as const;
const COUNTER_AND_HANDLING = { ...HANDLING, ...COUNTER } as const;
const LEADING = { 'township-leader': 'township', 'department-head': 'organ', coordinator: 'all' } as const;
const ONE_TOWNSHIP = { 'township-leader': 'township' } as const;
const DEPARTMENTS = { 'department-handler': 'organ', 'department-head': 'organ' } as const;
const LISTS = { coordinator: 'all', administrator: 'all' } as const;
const WHOLE: readonly FieldGroup[] = ['identity', 'text', 'photos', 'notes'];

export const PERMISSIONS = {
  'desk.own': { title: '自己的首页和账号', scopes: EVERYBODY },
  'cases.list': { title: '看事项清单', scopes: { ...COUNTER_AND_HANDLING, auditor: 'all' } },
  'cases.read': {
    title: '看一件事',
    // An auditor reads what was done when and by whom: none of what the citizen wrote.
    scopes: { ...COUNTER_AND_HANDLING, auditor: 'all' },
    fields: {
      'counter-clerk': WHOLE,
      'township-handler': WHOLE,
      'township-leader': WHOLE,
      'department-handler': WHOLE,
      'department-head': WHOLE,
      coordinator: WHOLE,
    },
  },
  'cases.register': { title: '代群众登记', scopes: COUNTER },
  'cases.classify': { title: '定类别、对清单', scopes: COUNTER },
  'cases.accept': { title: '受理', scopes: COUNTER },
  'cases.correct': { title: '请群众补正', scopes: COUNTER },
  'cases.decline': { title: '不予受理', scopes: COUNTER },
  'cases.refer': { title: '告知走其他途径', scopes: COUNTER },
  'cases.assign': { title: '交办', scopes: { ...LEADING, ...COUNTER } },
  'cases.handle': { title: '办理', scopes: HANDLING },
  'cases.answer': { title: '答复', scopes: HANDLING },
  'cases.note': { title: '写内部记录', scopes: COUNTER_AND_HANDLING },
  'cases.message': { title: '给群众留言', scopes: COUNTER_AND_HANDLING },
  'cases.extend': { title: '申请延期', scopes: HANDLING },
  'cases.approve': { title: '审批', scopes: LEADING },
  'cases.mediate': { title: '调解', scopes: COUNTER_AND_HANDLING },
  'cases.merge': { title: '并案', scopes: COUNTER },
  'cases.reissue': { title: '补发查询码', scopes: COUNTER },
  'cases.identity': { title: '申请看保密身份', scopes: COUNTER_AND_HANDLING },
  'cases.export': { title: '导出卷宗', scopes: LEADING },
  'cases.hold': { title: '到期不删', scopes: { coordinator: 'all' } },
  'notices.make': { title: '出文书', scopes: COUNTER_AND_HANDLING },
  'counters.read': { title: '看本单位的数', scopes: { ...LEADING, auditor: 'all' } },
  'audit.read': { title: '查谁看过什么', scopes: { auditor: 'all' } },
  'calls.read': {
    title: '看呼叫',
    scopes: { ...ONE_TOWNSHIP, 'township-handler': 'township', ...DEPARTMENTS, coordinator: 'all', auditor: 'all' },
  },
  'calls.raise': { title: '呼叫市直部门', scopes: ONE_TOWNSHIP },
  'calls.rate': { title: '评价呼叫的结果，退回、收回、办结', scopes: ONE_TOWNSHIP },
  'calls.respond': { title: '签收、答复呼叫', scopes: DEPARTMENTS },
  'calls.dispatch': { title: '派出清单定不了的呼叫', scopes: { coordinator: 'all' } },
  'calls.decide': { title: '裁定呼叫由谁办', scopes: { coordinator: 'all' } },
  'outbox.read': { title: '看待发的通知', scopes: LISTS },
  'accounts.manage': { title: '管账号', scopes: { administrator: 'all' } },
  'catalogue.upload': { title: '上传新目录', scopes: LISTS },
  'catalogue.activate': { title: '启用新目录', scopes: LISTS },
  'offices.edit': {
    title: '改窗口的地点、时间、电话',
    scopes: { 'counter-clerk': 'township', 'township-leader': 'township', administrator: 'all' },
  },
  'calendar.import': { title: '导入放假安排', scopes: LISTS },
  'records.verify': {
    title: '核对清单和窗口信息',
    scopes: {
      'counter-clerk': 'township',
      'township-leader': 'township',
      'department-handler': 'organ',
      'department-head': 'organ',
      ...LISTS,
    },
  },
  'sites.manage': { title: '管登记的网站', scopes: { administrator: 'all' } },
  'feedback.handle': {
    title: '处理“信息有误”',
    scopes: { 'counter-clerk': 'township', 'township-leader': 'township', coordinator: 'all', administrator: 'all' },
  },
  'assignments.read': {
    title: '看准入和下放',
    scopes: {
      'township-handler': 'township',
      'township-leader': 'township',
      'department-handler': 'organ',
      'department-head': 'organ',
      coordinator: 'all',
      auditor: 'all',
    },
  },
  'assignments.propose': {
    title: '提出交给镇街的工作',
    scopes: { 'department-handler': 'organ', 'department-head': 'organ' },
  },
  'assignments.decide': { title: '审核准入', scopes: { coordinator: 'all' } },
  'assignments.remark': { title: '反映准入的保障没有到位', scopes: { 'township-leader': 'township' } },
  'delegations.edit': { title: '登记下放', scopes: { coordinator: 'all' } },
  'operations.lead': {
    title: '牵头联合行动',
    scopes: { 'township-leader': 'township', 'township-handler': 'township', coordinator: 'all' },
  },
  'operations.take-part': {
    title: '参加联合行动，接收移交',
    scopes: {
      'counter-clerk': 'organ',
      'township-handler': 'township',
      'township-leader': 'township',
      'department-handler': 'organ',
      'department-head': 'organ',
      coordinator: 'all',
    },
  },
  'emergency.manage': {
    title: '处置安全隐患，看谁在值班',
    scopes: {
      'counter-clerk': 'township',
      'township-handler': 'township',
      'township-leader': 'township',
      'department-handler': 'organ',
      'department-head': 'organ',
      coordinator: 'all',
    },
  },
  'rosters.edit': {
    title: '排值班',
    scopes: { 'township-leader': 'township', 'department-head': 'organ', coordinator: 'all' },
  },
  'notices.publish': { title: '发布应急公告', scopes: { 'township-leader': 'township', coordinator: 'all' } },
  'duty.read': {
    title: '看履责记录',
    scopes: { 'township-leader': 'township', 'department-head': 'organ', coordinator: 'all', auditor: 'all' },
  },
  'lists.read': {
    title: '看清单的历次版本',
    scopes: {
      'counter-clerk': 'all',
      'township-handler': 'all',
      'township-leader': 'all',
      'department-handler': 'all',
      'department-head': 'all',
      coordinator: 'all',
      auditor: 'all',
      administrator: 'all',
    },
  },
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof PERMISSIONS;

export const ROLE_TITLES: Record<StaffRole, string> = {
  'counter-clerk': '窗口人员',
  'township-handler': '镇街承办人',
  'township-leader': '镇街负责人',
  'department-handler': '部门承办人',
  'department-head': '部门负责人',
  coordinator: '统筹办',
  auditor: '审计员',
  administrator: '管理员',
};
export const SCOPE_TITLES: Record<Scope, string> = { own: '自己', organ: '本单位', township: '本镇街', all: '全部' };

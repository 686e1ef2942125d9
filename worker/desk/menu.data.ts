/**
 * The menu, in its order. An entry is shown when its page exists and the role may open it: the permission is the one
 * that the route declares.
 */
export const MENU: readonly { href: `/desk${string}`; title: string }[] = [
  { href: '/desk', title: '首页' },
  { href: '/desk/cases', title: '事项' },
  { href: '/desk/register', title: '登记' },
  { href: '/desk/approvals', title: '审批' },
  { href: '/desk/calls', title: '呼叫' },
  { href: '/desk/recover', title: '找回凭证' },
  { href: '/desk/notices', title: '文书' },
  { href: '/desk/counters', title: '统计' },
  { href: '/desk/assignments', title: '准入' },
  { href: '/desk/delegations', title: '下放' },
  { href: '/desk/tasks', title: '我的任务' },
  { href: '/desk/operations', title: '联合行动' },
  { href: '/desk/emergency', title: '应急' },
  { href: '/desk/roster', title: '值班' },
  { href: '/desk/public-notices', title: '公告' },
  { href: '/desk/duty', title: '履责' },
  { href: '/desk/lists', title: '清单' },
  { href: '/desk/audit', title: '审计' },
  { href: '/desk/staff-events', title: '登录和账号' },
  { href: '/desk/outbox', title: '待发通知' },
  { href: '/desk/catalogue', title: '目录' },
  { href: '/desk/offices', title: '窗口' },
  { href: '/desk/records', title: '核对' },
  { href: '/desk/calendar', title: '放假安排' },
  { href: '/desk/feedback', title: '信息有误' },
  { href: '/desk/sites', title: '网站' },
  { href: '/desk/accounts', title: '账号' },
];

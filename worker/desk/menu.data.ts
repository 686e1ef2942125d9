/** `desk/<address>` and what it is called. */
export interface MenuPage {
  href: `/desk${string}`;
  title: string;
}
export interface MenuGroup {
  title: string;
  pages: readonly MenuPage[];
}

/**
 * The menu, in its order: a row of groups, and under it the pages of the one that is open. A page is shown when it exists
 * and the role may open it: the permission is the one that the route declares. A group goes to its first page.
 */
export const MENU: readonly MenuGroup[] = [
  { title: '首页', pages: [{ href: '/desk', title: '首页' }] },
  {
    title: '事项',
    pages: [
      { href: '/desk/cases', title: '事项' },
      { href: '/desk/register', title: '登记' },
      { href: '/desk/approvals', title: '审批' },
      { href: '/desk/recover', title: '找回凭证' },
      { href: '/desk/notices', title: '文书' },
      { href: '/desk/counters', title: '统计' },
    ],
  },
  {
    title: '呼叫',
    pages: [
      { href: '/desk/calls', title: '呼叫' },
      { href: '/desk/tasks', title: '我的任务' },
      { href: '/desk/operations', title: '联合行动' },
    ],
  },
  {
    title: '应急',
    pages: [
      { href: '/desk/emergency', title: '应急' },
      { href: '/desk/roster', title: '值班' },
      { href: '/desk/public-notices', title: '公告' },
    ],
  },
  {
    title: '责任',
    pages: [
      { href: '/desk/lists', title: '清单' },
      { href: '/desk/assignments', title: '准入' },
      { href: '/desk/delegations', title: '下放' },
      { href: '/desk/duty', title: '履责' },
    ],
  },
  {
    title: '目录',
    pages: [
      { href: '/desk/catalogue', title: '目录' },
      { href: '/desk/offices', title: '窗口' },
      { href: '/desk/records', title: '核对' },
      { href: '/desk/calendar', title: '放假安排' },
      { href: '/desk/feedback', title: '信息有误' },
      { href: '/desk/sites', title: '网站' },
    ],
  },
  {
    title: '管理',
    pages: [
      { href: '/desk/audit', title: '审计' },
      { href: '/desk/staff-events', title: '登录和账号' },
      { href: '/desk/outbox', title: '待发通知' },
      { href: '/desk/accounts', title: '账号' },
    ],
  },
];

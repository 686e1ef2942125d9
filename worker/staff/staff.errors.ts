import type { ProblemKind } from '../platform/problem.ts';

/** The desk shows them as pages; a program gets them as they are. */
export const STAFF_PROBLEMS = {
  signInNeeded: { code: 'staff.sign-in-needed', status: 401, title: '请先登录。写好的内容还在，登录以后接着交。' },
  passwordNeeded: {
    code: 'staff.password-needed',
    status: 401,
    title: '这一步要再输一次密码，确认是您本人。写好的内容还在。',
  },
  notAllowed: { code: 'staff.not-allowed', status: 403, title: '您的岗位不能做这一步。需要的话，请找管理员。' },
  foreignForm: {
    code: 'staff.foreign-form',
    status: 403,
    title: '这张表不是从本系统的页面交上来的，没有收。请在本系统里打开再交。',
  },
  brokenForm: { code: 'staff.broken-form', status: 400, title: '这张表没有传完整，没有收。请按“后退”再交一次。' },
  staleForm: {
    code: 'staff.stale-form',
    status: 409,
    title: '这一页是上一次登录时打开的，还没有交上去。写好的内容还在，再按一次就行。',
  },
  changePassword: {
    code: 'staff.change-password',
    status: 403,
    title: '您现在用的是别人发给您的密码。请先换成自己的，再做别的。',
  },
  tooLong: { code: 'staff.too-long', status: 413, title: '内容太长，没有收。请按“后退”，删短一些再交。' },
  tokenInvalid: {
    code: 'staff.token-invalid',
    status: 401,
    title: '程序口令不对，过期了，或者已经作废。请在工作台“我的账号”里新建一个，换上再来。',
  },
  tokenReadsOnly: {
    code: 'staff.token-reads-only',
    status: 403,
    title: '这个程序口令只能看，不能办。要办，请在工作台“我的账号”里另建一个能办的。',
  },
} as const satisfies Record<string, ProblemKind>;

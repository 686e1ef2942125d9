import type { ProblemKind } from '../platform/problem.ts';

export const CALLS_PROBLEMS = {
  notFound: { code: 'calls.not-found', status: 404, title: '没有这个呼叫，或者不在您能看的范围里。' },
  keyReused: {
    code: 'calls.key-reused',
    status: 422,
    title: '这张表已经交过一次，交的内容不一样。请回到呼叫的页面看看，要改请重新打开表再填。',
  },
} as const satisfies Record<string, ProblemKind>;

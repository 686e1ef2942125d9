import type { ProblemKind } from '../platform/problem.ts';

export const FEEDBACK_PROBLEMS = {
  tooMany: {
    code: 'feedback.too-many',
    status: 429,
    title: '这里报错的次数太多了，请过一会儿再交，写好的内容还在。急事请打 12345。',
  },
  notFound: { code: 'feedback.not-found', status: 404, title: '没有这一条。可能已经处理过、到期删掉了。' },
} as const satisfies Record<string, ProblemKind>;

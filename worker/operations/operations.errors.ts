import type { ProblemKind } from '../platform/problem.ts';

export const OPERATIONS_PROBLEMS = {
  notFound: { code: 'operations.not-found', status: 404, title: '没有这一条，或者不归您看。请从清单里点进去。' },
} as const satisfies Record<string, ProblemKind>;

import type { ProblemKind } from '../platform/problem.ts';

export const ASSIGNMENTS_PROBLEMS = {
  notInLedger: {
    code: 'assignments.not-in-ledger',
    status: 404,
    title: '准入台账里没有这一条，或者还没有定下来。整本台账见 /open/admissions。',
  },
} as const satisfies Record<string, ProblemKind>;

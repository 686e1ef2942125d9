import type { ProblemKind } from '../platform/problem.ts';

export const TRAIL_PROBLEMS = {
  dayNotSigned: {
    code: 'trail.day-not-signed',
    status: 404,
    title: '这一天还没有签名的记录。每天的记录在第二天凌晨签名，已签名的日子见 /open/trail。',
  },
  hashNotFound: {
    code: 'trail.hash-not-found',
    status: 404,
    title: '这一天的记录里没有这个散列值。请核对日期（北京时间）和散列值，也可以查后一天。',
  },
} as const satisfies Record<string, ProblemKind>;

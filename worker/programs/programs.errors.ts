import type { ProblemKind } from '../platform/problem.ts';
import { STAFF_PROBLEMS } from '../staff/staff.errors.ts';

export const PROGRAMS_PROBLEMS = {
  tokenInvalid: STAFF_PROBLEMS.tokenInvalid,
  tokenReadsOnly: STAFF_PROBLEMS.tokenReadsOnly,
  notAllowed: STAFF_PROBLEMS.notAllowed,
  notFound: {
    code: 'programs.not-found',
    status: 404,
    title: '没有这一条，或者不在您能看的范围里。请从清单里取编号。',
  },
  keyMissing: {
    code: 'programs.key-missing',
    status: 400,
    title: '请求要带 Idempotency-Key 头，是一个 UUID；同一份内容重发时用同一个，就不会办两次。',
  },
  keyReused: {
    code: 'programs.key-reused',
    status: 422,
    title: '这个 Idempotency-Key 已经用来交过别的内容。改过内容请换一个新的再交。',
  },
  versionMissing: {
    code: 'programs.version-missing',
    status: 400,
    title: '请求要带 If-Match 头，写您看到的 version，如 If-Match: "3"。先取一次这一条，再办。',
  },
  changed: {
    code: 'programs.changed',
    status: 409,
    title: '您看过以后有人先办了，这次没有办。现在的情况在 state、version、possible 里，请重新取一次再定。',
  },
  notPossible: {
    code: 'programs.not-possible',
    status: 409,
    title: '现在不能这样办，或者不归您办。现在能办的在 possible 里。',
  },
  tooMany: {
    code: 'programs.too-many',
    status: 429,
    title: '这个口令请求得太密，请等 Retry-After 写的秒数再来。什么也没有丢。',
  },
} as const satisfies Record<string, ProblemKind>;

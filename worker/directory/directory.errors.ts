import type { ProblemKind } from '../platform/problem.ts';

export const DIRECTORY_PROBLEMS = {
  townshipNotFound: {
    code: 'directory.township-not-found',
    status: 404,
    title: '没有这个编号的镇街。全部镇街见 /api/v1/townships。',
  },
  villageNotFound: {
    code: 'directory.village-not-found',
    status: 404,
    title: '这个镇街里没有这个编号的村（社区）。全部村（社区）见 /api/v1/townships/{code}/villages。',
  },
} as const satisfies Record<string, ProblemKind>;

import type { ProblemKind } from '../platform/problem.ts';

/** Shown as pages only: see `trouble.pages.tsx`. */
export const LITE_PROBLEMS = {
  brokenForm: {
    code: 'lite.broken-form',
    status: 400,
    title: '这一页没有传完整，或者放了两个小时以上。请按浏览器的“后退”再交一次；不行就从头开始，或打 12345。',
  },
  tooLong: {
    code: 'lite.too-long',
    status: 413,
    title: '写得太长了，没有收下。请按浏览器的“后退”，删减到 5000 字以内，其余的交完以后再补充。',
  },
  photoTooBig: {
    code: 'lite.photo-too-big',
    status: 413,
    title: '照片太大，没有收下。每张不能超过 8 MB，请换小一点的照片。事情本身已经收到了。',
  },
} as const satisfies Record<string, ProblemKind>;

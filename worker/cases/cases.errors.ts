import type { ProblemKind } from '../platform/problem.ts';

export const CASES_PROBLEMS = {
  keyMissing: {
    code: 'cases.key-missing',
    status: 400,
    title: '请求要带 Idempotency-Key 头，是一个 UUID；同一份内容重发时用同一个，就不会重复。',
  },
  keyReused: {
    code: 'cases.key-reused',
    status: 422,
    title: '这个 Idempotency-Key 已经用来交过别的内容。改过内容请换一个新的再交，写好的内容还在。',
  },
  notFound: {
    code: 'cases.not-found',
    status: 404,
    title: '没有查到。请核对回执号和查询码；两样都对还查不到，请带身份证件到镇街窗口，或打 12345。',
  },
  tokenInvalid: {
    code: 'cases.token-invalid',
    status: 401,
    title: '离开得太久，请用回执号和查询码再查一次，然后接着做。写好的内容还在。',
  },
  notPossible: {
    code: 'cases.not-possible',
    status: 409,
    title: '这件事现在的进度不能这样办，可能刚刚有了变化。请刷新看看现在到哪一步。',
  },
  tooMany: {
    code: 'cases.too-many',
    status: 429,
    title: '这里交得太快了，先歇一会儿再试，写好的内容还在。急事请打 12345，有危险请打 110。',
  },
  tooManyFromSite: {
    code: 'cases.too-many-from-site',
    status: 429,
    title: '这个网站上交的事太多了，先歇一会儿再试，写好的内容还在。急事请打 12345，有危险请打 110。',
  },
  tooManyLookups: {
    code: 'cases.too-many-lookups',
    status: 429,
    title:
      '查错的次数太多，请过一会儿再查。查询码丢了，带身份证件到镇街窗口，报当时留的姓名和电话，能补。匿名交的补不了。',
  },
  busy: {
    code: 'cases.busy',
    status: 503,
    title: '现在没能收下，写好的内容还在，请稍等再点一次“提交”，不会重复。急事请打 12345。',
  },
  draftForeign: { code: 'cases.draft-foreign', status: 422, title: '这份草稿打不开，可能不完整。请重新填写。' },
  draftExpired: {
    code: 'cases.draft-expired',
    status: 410,
    title: '这份草稿存了超过 7 天，为了保护您已不能打开。请重新填写。',
  },
  erased: { code: 'cases.erased', status: 410, title: '这件事的内容已按规定删除，只留下办理记录。' },
  fileMissing: { code: 'cases.file-missing', status: 404, title: '没有这张照片。' },
  fileRefused: { code: 'cases.file-refused', status: 422, title: '这张照片没有收下，其他的不受影响。原因见 errors。' },
  fileTooLarge: {
    code: 'cases.file-too-large',
    status: 413,
    title: '这张照片超过 8 MB，没有收下，其他的不受影响。请调小或截图再交。',
  },
  filesFull: {
    code: 'cases.files-full',
    status: 422,
    title: '一件事最多交 10 张照片，已经满了。更多的材料请在办理时交给经办人。',
  },
} as const satisfies Record<string, ProblemKind>;

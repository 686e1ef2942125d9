/**
 * RFC 9457 problem details: the one form in which this service says no.
 * Titles are for people: what is the matter and what to do next. Nothing here repeats the input.
 */

export interface ProblemKind {
  /** Stable: programs may depend on it. `slice.reason` */
  code: string;
  status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  /** In Chinese, one or two sentences. */
  title: string;
}

export interface ProblemDetails {
  /** One line for each thing that is wrong: where (`/query/limit`) and what is allowed there. */
  errors?: { pointer: string; detail: string }[];
  /** Entries with a similar code. */
  nearMatches?: { code: string; name: string }[];
  /** 410: what has taken the place of a retired entry. */
  replacedBy?: { code: string; name: string } | null;
  /** 409: the state that a case is in now. */
  state?: string;
  /** 409: its version now, and which steps are possible. */
  version?: number;
  possible?: string[];
  /** 413: how many bytes are allowed. 429: how many seconds to wait stands in Retry-After. */
  limit?: number;
}

/** The only thing thrown on purpose; `problemResponse` is its only way out. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;
  readonly headers: Record<string, string>;

  constructor(kind: ProblemKind, details: ProblemDetails = {}, headers: Record<string, string> = {}) {
    super(kind.code);
    this.kind = kind;
    this.details = details;
    this.headers = headers;
  }
}

export const PLATFORM_PROBLEMS = {
  malformed: { code: 'request.malformed', status: 400, title: '请求里有参数写得不对。请按 errors 里的说明改。' },
  noSuchPath: { code: 'request.no-such-path', status: 404, title: '没有这个地址。接口地址见 /docs。' },
  methodNotAllowed: {
    code: 'request.method-not-allowed',
    status: 405,
    title: '这个地址不能这样用。可以用的方法见 Allow 头。',
  },
  invalid: { code: 'request.invalid', status: 422, title: '有几项要改一改，写好的内容还在。请按 errors 里的说明改。' },
  brokenJson: { code: 'request.broken-json', status: 400, title: '请求的内容不是完整的 JSON，请检查后再发。' },
  notJson: { code: 'request.not-json', status: 415, title: '请求的内容要是 JSON：Content-Type 写 application/json。' },
  tooLarge: {
    code: 'request.too-large',
    status: 413,
    title: '交的内容太大，没有收下。文字请删减一些，照片请换小一点的；写好的内容还在。',
  },
  foreignOrigin: {
    code: 'request.foreign-origin',
    status: 403,
    title: '这个网站没有登记，不能从它那里提交。请打开本站的页面再交。',
  },
  notLoaded: { code: 'platform.not-loaded', status: 503, title: '目录还没有装好，请过一会儿再试。' },
  unavailable: { code: 'platform.unavailable', status: 503, title: '服务正忙，请过一会儿再试。急事请打 12345。' },
  failure: {
    code: 'platform.failure',
    status: 500,
    title: '我们这边出了错，已经记下。请过一会儿再试，急事请打 12345。',
  },
} as const satisfies Record<string, ProblemKind>;

const RETRY_AFTER_SECONDS = '5';

export function problemResponse(problem: Problem): Response {
  const { code, status, title } = problem.kind;
  return new Response(JSON.stringify({ type: `/docs#${code}`, title, status, code, ...problem.details }), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'zh-CN',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      ...(status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
      ...problem.headers,
    },
  });
}

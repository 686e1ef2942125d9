/** What all public routes share: checked parameters, documented answers, one way to reply. */
import type { Context, MiddlewareHandler } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as v from 'valibot';
import { type Database, openDatabase } from './database.ts';
import type { Env } from './env.ts';
import { problemSchema } from './problem.contract.ts';
import { PLATFORM_PROBLEMS, Problem, type ProblemKind } from './problem.ts';
import type { Published } from './published.ts';

export type HonoEnv = { Bindings: Env };

/** jQuery's cache buster: pages of old sites append it to everything. */
const cacheBuster = {
  _: v.optional(v.pipe(v.string(), v.description('不起作用 / ignored: cache buster of jQuery'))),
};

type Check = 'query' | 'param';

/** Checks parameters; what is wrong is told by name and by what is allowed, never by repeating it. */
export function checked<Entries extends v.ObjectEntries>(target: Check, entries: Entries) {
  const names = Object.keys(entries).join('、');
  // The object's own complaint is about a key: one that is missing or one that does not belong here.
  const schema = v.strictObject({ ...entries, ...(target === 'query' && cacheBuster) }, '这个参数不能少');
  return validator(target, schema as unknown as v.ObjectSchema<Entries, undefined>, (result) => {
    if (result.success) return;
    throw new Problem(PLATFORM_PROBLEMS.malformed, {
      errors: result.error.map((issue) => {
        const key = String(issue.path?.map((part) => (typeof part === 'object' ? part.key : part)).join('.') ?? '');
        return key in entries
          ? { pointer: `/${target}/${key}`, detail: issue.message }
          : { pointer: `/${target}`, detail: names === '' ? '这个地址不带参数' : `只能用这些参数：${names}` };
      }),
    });
  });
}

export interface RouteDescription {
  summary: string;
  tag: string;
  /** An address that shows the route at work; the page of the API links to it. */
  example: string;
  answer: v.GenericSchema;
  problems?: readonly ProblemKind[];
}

/** The route's entry in `/openapi.json`. */
export function described(route: RouteDescription): MiddlewareHandler {
  const kinds: readonly ProblemKind[] = [
    PLATFORM_PROBLEMS.malformed,
    ...(route.problems ?? []),
    PLATFORM_PROBLEMS.unavailable,
  ];
  const problems = Object.fromEntries(
    kinds.map(({ status }) => [
      status,
      {
        description: kinds
          .filter((kind) => kind.status === status)
          .map((kind) => `\`${kind.code}\` ${kind.title}`)
          .join(' '),
        content: { 'application/problem+json': { schema: resolver(problemSchema) } },
      },
    ]),
  );
  return describeRoute({
    summary: route.summary,
    description: `例 / Example: ${route.example}`,
    tags: [route.tag],
    responses: {
      200: { description: route.summary, content: { 'application/json': { schema: resolver(route.answer) } } },
      304: { description: 'Not modified: `If-None-Match` names the present `ETag`.' },
      ...problems,
    },
  });
}

/** Content that is public and kept in memory, as routes see it. */
export type PublicContent<T> = Published<Database, T>;

/**
 * Answers a public read: present content → value → bytes that are kept for the next one.
 * @param options.keep false for what hardly anybody asks twice, such as searches
 */
export async function reply<T>(
  c: Context<HonoEnv>,
  published: PublicContent<T>,
  read: (content: T) => unknown,
  { keep } = { keep: true },
): Promise<Response> {
  const content = await published.current(openDatabase(c.env.DB), Date.now());
  return published.answer(c.req.raw, read(content), keep);
}

/** A text of a certain form; what is allowed stands in the API document and in the complaint alike. */
export const written = (pattern: RegExp, allowed: string) =>
  v.pipe(v.string(), v.regex(pattern, allowed), v.description(allowed));

/** @param usual how many rows an answer has when nothing is asked for */
export const limitParameter = (usual: number) =>
  v.optional(
    v.pipe(written(/^(?:[1-9]\d{0,2}|1000)$/, '1 到 1000 的整数 / a whole number from 1 to 1000'), v.transform(Number)),
    String(usual),
  );
export const cursorParameter = v.optional(
  written(/^[0-9A-Z-]{1,20}$/, '上一页答复里的 nextCursor，原样带上 / nextCursor of the page before'),
);
export const townshipParameter = written(
  /^\d{9}$/,
  '镇街的 9 位编号，见 /api/v1/townships / code of a township, 9 digits',
);
/** Cut, not refused: who pastes a whole letter still gets an answer. */
export const textParameter = v.pipe(
  v.string(),
  v.description('要找的词，只读前 60 个字 / words to look for; the first 60 characters are read'),
  v.transform((text) => text.toWellFormed().slice(0, 60)),
);

/** One page of rows in the order of their codes; the cursor is the last code of the page before. */
export function pageOf<Row extends { code: string }>(
  rows: readonly Row[],
  limit: number,
  cursor: string | undefined,
): { items: Row[]; nextCursor: string | null; total: number } {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => row.code > cursor);
  const items = start < 0 ? [] : rows.slice(start, start + limit);
  const last = items.at(-1);
  const more = last !== undefined && rows.at(-1) !== last;
  return { items, nextCursor: more ? last.code : null, total: rows.length };
}

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

/** Done, and there is nothing to say. */
export const nothingToSay = (): Response =>
  new Response(null, {
    status: 204,
    headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' },
  });

/**
 * Lets something go on when the answer is out. What goes wrong there is nobody's answer: its class is logged.
 * Where nothing waits for it (an app that is called without a context) it is not begun.
 */
export function afterAnswer(c: Context<HonoEnv>, task: () => Promise<void>): void {
  let context: Context['executionCtx'];
  try {
    context = c.executionCtx;
  } catch {
    return;
  }
  context.waitUntil(
    task().catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown';
      console.error(JSON.stringify({ event: 'failed-after-answer', class: name }));
    }),
  );
}

export interface RouteDescription {
  summary: string;
  tag: string;
  /** An address that shows the route at work; the page of the API links to it. For a route with a body, the body. */
  example: string;
  /** Null when there is nothing to say: 204. */
  answer: v.GenericSchema | null;
  problems?: readonly ProblemKind[];
  /**
   * Of a write: its schema and one complete, valid body; or the types of bytes that it takes. `fromEverySite`: it asks
   * neither where it was sent from nor which type it is said to be.
   */
  body?: { schema: v.GenericSchema; example: object; fromEverySite?: true } | { types: readonly string[] };
  /** Answers 201 the first time and 200 for a retry with the same Idempotency-Key. */
  created?: boolean;
  /**
   * Concerns one person: never cached, never conditional. `bearer`: needs the token of a case. `program`: needs the
   * token that staff make for a program.
   */
  personal?: 'open' | 'bearer' | 'program';
  /** It answers with bytes of these types instead of JSON. */
  bytes?: readonly string[];
  /** Header → what it holds. */
  headers?: Record<string, string>;
}

/** What a schema checks beyond its form cannot be written as JSON Schema: the form alone is documented. */
const schemaOf = (schema: v.GenericSchema) => resolver(schema, { errorMode: 'ignore' });

function documentedBody(body: NonNullable<RouteDescription['body']>) {
  if ('schema' in body) {
    const content = { schema: schemaOf(body.schema), example: body.example };
    return {
      required: true,
      content: { 'application/json': content, ...(body.fromEverySite && { 'text/plain': content }) },
    };
  }
  return { required: true, content: binary(body.types) };
}

const binary = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]));

function problemsOf(body: RouteDescription['body']): ProblemKind[] {
  const { brokenJson, foreignOrigin, invalid, malformed, notJson, tooLarge } = PLATFORM_PROBLEMS;
  if (body === undefined) return [malformed];
  if (!('schema' in body)) return [tooLarge, foreignOrigin];
  const common = [tooLarge, brokenJson, invalid];
  return body.fromEverySite ? common : [...common, foreignOrigin, notJson];
}

const contentOf = (answer: v.GenericSchema, bytes: readonly string[] | undefined) =>
  bytes ? binary(bytes) : { 'application/json': { schema: schemaOf(answer) } };

/** The route's entry in `/openapi.json`. */
export function described(route: RouteDescription): MiddlewareHandler {
  const { body, created, personal, headers = {} } = route;
  const kinds: readonly ProblemKind[] = [...problemsOf(body), ...(route.problems ?? []), PLATFORM_PROBLEMS.unavailable];
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
  const answer = { description: route.summary, ...(route.answer && { content: contentOf(route.answer, route.bytes) }) };
  return describeRoute({
    summary: route.summary,
    description: body ? `例 / Body: ${route.example}` : `例 / Example: ${route.example}`,
    tags: [route.tag],
    ...(personal === 'bearer' && { security: [{ caseToken: [] }] }),
    ...(personal === 'program' && { security: [{ programToken: [] }] }),
    ...(body && { requestBody: documentedBody(body) as never }),
    parameters: Object.entries(headers).map(([name, description]) => ({
      in: 'header' as const,
      name,
      required: true,
      description,
      schema: { type: 'string' as const },
    })),
    responses: {
      ...(created && { 201: answer }),
      [route.answer ? 200 : 204]: answer,
      ...(personal === undefined &&
        body === undefined && {
          304: { description: 'Not modified: `If-None-Match` names the present `ETag`.' },
        }),
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

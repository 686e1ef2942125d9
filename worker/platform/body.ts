/** Bodies that strangers send: capped while they are read, normalised once, then checked against a strict schema. */
import type { Context, MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import { PLATFORM_PROBLEMS, Problem } from './problem.ts';

/**
 * Reads a body and stops as soon as it is too long, whatever its headers say.
 * @param most bytes
 * @throws Problem 413
 */
export async function readCapped(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Problem(PLATFORM_PROBLEMS.tooLarge, { limit: most });
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > most) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  // HTTP lets no body be longer than announced: it need not be counted while it comes. Looked at all the same.
  if (announced <= most) {
    const body = new Uint8Array(await request.arrayBuffer());
    if (body.length > most) throw tooLarge();
    return body;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text as it is hashed and stored: lone surrogates and control characters do not survive a database. */
export const normaliseText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').normalize('NFC');

/** Every text of a JSON value, names included. */
export function normalise(value: unknown): unknown {
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [normaliseText(name), normalise(part)]));
}

const pointerOf = (issue: v.BaseIssue<unknown>) =>
  `/${(issue.path ?? []).map((part) => String(part.key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

/**
 * @throws Problem 422 with a line for each thing that is wrong; a foreign key is told without repeating it
 */
export function checkBody<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, normalise(value));
  if (result.success) return result.output;
  const errors = result.issues.map((issue) => {
    const isForeign = issue.type === 'strict_object' && issue.expected === 'never';
    return isForeign
      ? { pointer: pointerOf(issue).replace(/\/[^/]*$/, '') || '/', detail: '有不认识的项，请去掉。' }
      : { pointer: pointerOf(issue), detail: issue.message };
  });
  throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** @throws Problem 400 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new Problem(PLATFORM_PROBLEMS.brokenJson);
  }
}

type BodyInput<T> = { in: { json: T }; out: { json: T } };

/**
 * Middleware: the JSON body as `c.req.valid('json')`.
 * @param most bytes
 * @throws Problem 415, 413, 400, 422
 */
export function checkedBody<Schema extends v.GenericSchema>(
  schema: Schema,
  most: number,
  // biome-ignore lint/suspicious/noExplicitAny: the handler's own environment and path, whatever they are
): MiddlewareHandler<any, any, BodyInput<v.InferOutput<Schema>>> {
  return async (c: Context, next) => {
    const type = c.req.header('content-type') ?? '';
    if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem(PLATFORM_PROBLEMS.notJson);
    const bytes = await readCapped(c.req.raw, most);
    c.req.addValidatedData('json', checkBody(schema, parseJson(bytes)) as object);
    await next();
  };
}

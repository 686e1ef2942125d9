/**
 * The one way from these pages to cases: the API itself, asked in this process. So a form meets the same checks, limits
 * of abuse, keys and answers as a program does, and nothing is decided twice.
 */
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { type Receipt, receiptSchema, type Submission } from '../cases/cases.contract.ts';
import { FORM_HEADER } from '../cases/review.data.ts';
import { type Form, writeForm } from '../cases/review.rules.ts';
import { type Status, statusSchema } from '../cases/status.contract.ts';
import type { Feedback } from '../feedback/feedback.contract.ts';
import type { HonoEnv } from '../platform/http.ts';
import { problemSchema } from '../platform/problem.contract.ts';
import { PLATFORM_PROBLEMS, Problem, type ProblemKind } from '../platform/problem.ts';
import type { ActBody, Typed } from './track.rules.ts';

type Ask = Context<HonoEnv>;

/** All of them throw the API's own Problem. */
export interface Border {
  /** @param form how it was filled in; null when that is not known */
  submit(c: Ask, submission: Submission, key: string, form: Form | null): Promise<Receipt>;
  lookUp(c: Ask, typed: Typed): Promise<Status>;
  act(c: Ask, number: string, token: string, asked: ActBody, key: string): Promise<void>;
  attach(c: Ask, number: string, token: string, photo: File, key: string): Promise<void>;
  /** What is wrong in a guide; unchecked, the API checks it. */
  tell(c: Ask, feedback: Record<keyof Feedback, string | null>): Promise<void>;
}

/** Limits of abuse count by the address of the other side: it is handed on. The origin of a form is not a script's. */
const HANDED_ON = ['cf-connecting-ip'];

async function problemOf(answer: Response): Promise<Problem> {
  const read = v.safeParse(problemSchema, await answer.json().catch(() => null));
  if (!read.success) return new Problem(PLATFORM_PROBLEMS.failure);
  const { code, status, title, errors, state } = read.output;
  const wait = answer.headers.get('retry-after');
  return new Problem(
    { code, status: status as ProblemKind['status'], title },
    { ...(errors && { errors }), ...(state !== undefined && { state }) },
    wait === null ? {} : { 'retry-after': wait },
  );
}

export function borderTo(app: Pick<Hono<HonoEnv>, 'fetch'>): Border {
  const post = async (c: Ask, path: string, body: string | ArrayBuffer, headers: Record<string, string>) => {
    const all = new Headers(headers);
    for (const name of HANDED_ON) {
      const value = c.req.header(name);
      if (value !== undefined) all.set(name, value);
    }
    const request = new Request(new URL(`/api/v1${path}`, c.req.url), { method: 'POST', body, headers: all });
    const answer = await app.fetch(request, c.env);
    if (!answer.ok) throw await problemOf(answer);
    return answer.json();
  };
  const json = { 'content-type': 'application/json' };
  const authorised = (token: string, key: string) => ({ authorization: `Bearer ${token}`, 'idempotency-key': key });
  return {
    async submit(c, submission, key, form) {
      const headers = { ...json, 'idempotency-key': key, ...(form && { [FORM_HEADER]: writeForm(form) }) };
      return v.parse(receiptSchema, await post(c, '/cases', JSON.stringify(submission), headers));
    },
    async lookUp(c, { number, code }) {
      const body = JSON.stringify({ receiptNumber: number, lookupCode: code });
      return v.parse(statusSchema, await post(c, '/cases/lookup', body, json));
    },
    async act(c, number, token, { act, body }, key) {
      await post(c, `/cases/${number}/${act}`, JSON.stringify(body), { ...json, ...authorised(token, key) });
    },
    async tell(c, feedback) {
      await post(c, '/feedback', JSON.stringify(feedback), json);
    },
    async attach(c, number, token, photo, key) {
      const headers = {
        ...authorised(token, key),
        'content-type': photo.type || 'application/octet-stream',
        'x-file-name': encodeURIComponent(photo.name.toWellFormed()),
      };
      await post(c, `/cases/${number}/attachments`, await photo.arrayBuffer(), headers);
    },
  };
}

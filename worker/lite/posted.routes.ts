/** How a posted form is read: capped while it is read, texts only. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { HonoEnv } from '../platform/http.ts';
import { Problem, type ProblemKind } from '../platform/problem.ts';
import type { Posted } from './intake.contract.ts';
import { LITE_PROBLEMS } from './lite.errors.ts';

/** A Chinese character takes nine bytes in a form, and a text that is too long must come back to be cut. */
const FORM_BYTES = 256 * 1024;

/** @param most bytes that a body may have */
export const capped = (problem: ProblemKind = LITE_PROBLEMS.tooLong, most = FORM_BYTES) =>
  bodyLimit({
    maxSize: most,
    onError: () => {
      throw new Problem(problem);
    },
  });

export async function readPosted(c: Context<HonoEnv>): Promise<Posted> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Problem(LITE_PROBLEMS.brokenForm);
  });
  const texts = (value: unknown) => [value].flat().filter((one) => typeof one === 'string');
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, texts(value)]));
}

/** Headers and problems that the routes of programs have in common, for the API document. */
import { PROGRAMS_PROBLEMS } from './programs.errors.ts';

export const KEY_HEADER = {
  'Idempotency-Key': 'UUID，重发时用同一个 / same for a retry, e.g. 5b8e1c1e-1f0a-4d57-9a53-0d6f2b7c9e10',
};
export const VERSION_HEADER = { 'If-Match': '您看到的 version，如 "3" / the version that was seen, e.g. "3"' };
export const STEP_HEADERS = { ...KEY_HEADER, ...VERSION_HEADER };

const { tokenInvalid, notAllowed, tokenReadsOnly, tooMany, keyMissing, versionMissing, changed, notPossible } =
  PROGRAMS_PROBLEMS;
export const READ_PROBLEMS = [tokenInvalid, notAllowed, tooMany];
export const NEW_PROBLEMS = [...READ_PROBLEMS, tokenReadsOnly, keyMissing];
export const STEP_PROBLEMS = [...NEW_PROBLEMS, versionMissing, changed, notPossible];

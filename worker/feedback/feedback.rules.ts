// Pure. Whether feedback names things that exist, and how long it is kept.

import type { Directory } from '../directory/directory.contract.ts';
import { isTownship } from '../directory/directory.rules.ts';
import type { Feedback } from './feedback.contract.ts';

/** What has been dealt with is looked up again for a while; what nobody looked at for a year will not be. */
const KEPT_DONE_DAYS = 90;
const KEPT_NEW_DAYS = 365;
const DAY_MS = 86_400_000;

export interface KnownCodes {
  directory: Directory;
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
}

/** One line for each code that is on no list. */
export function unknownIn({ code, township }: Feedback, { directory, codes }: KnownCodes) {
  const errors: { pointer: string; detail: string }[] = [];
  if (!codes.items.has(code) && !codes.territorial.has(code))
    errors.push({ pointer: '/code', detail: '没有这个编号的事项，可能刚刚改过。请刷新页面，再从指南上点“信息有误”。' });
  if (township !== null && !directory.divisions.some((one) => isTownship(one) && one.code === township))
    errors.push({ pointer: '/township', detail: '没有这个编号的镇街，请重新选。' });
  return errors;
}

/** Moments before which feedback goes. @param now milliseconds since 1970-01-01T00:00Z */
export const keptSince = (now: number) => ({
  done: now - KEPT_DONE_DAYS * DAY_MS,
  new: now - KEPT_NEW_DAYS * DAY_MS,
});

import { fill, type Messages } from './messages.ts';

/** A limit as the lists write it: `25工作日` and `10日` are spelt out, words like `即办` stay. */
export function limitText(t: Messages, written: string): string {
  const [, count, unit] = /^(\d+)(工作)?日$/.exec(written) ?? [];
  if (count) return fill(unit ? t.workingDays : t.days, count);
  return written || t.askCounter;
}

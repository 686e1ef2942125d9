// Pure. Who is on duty, and where nobody is.

import type { StepFault } from './machine.rules.ts';
import type { Shift } from './operations.contract.ts';

const HOUR_MS = 3_600_000;
/** Nobody stays awake longer. Unit: ms */
export const LONGEST_SHIFT_MS = 24 * HOUR_MS;
/** How far ahead a roster may be written. Unit: ms */
export const FARTHEST_MS = 92 * 24 * HOUR_MS;

const covers = ({ startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>, at: number) => startsAt <= at && at < endsAt;

/** A change of shifts leaves nobody out: one begins in the very moment in which the other ends. */
export const onDuty = <S extends Shift>(shifts: readonly S[], organ: string, at: number): S[] =>
  shifts.filter((shift) => shift.organ === organ && covers(shift, at)).sort((a, b) => a.startsAt - b.startsAt);

export const isGap = (shifts: readonly Shift[], organ: string, at: number): boolean =>
  onDuty(shifts, organ, at).length === 0;

/** Spans of time in which nobody of the organ is on duty. */
export function gapsOf(
  shifts: readonly Shift[],
  organ: string,
  from: number,
  to: number,
): { from: number; to: number }[] {
  const own = shifts.filter((shift) => shift.organ === organ).sort((a, b) => a.startsAt - b.startsAt);
  const gaps: { from: number; to: number }[] = [];
  let at = from;
  for (const { startsAt, endsAt } of own) {
    if (startsAt >= to) break;
    if (startsAt > at) gaps.push({ from: at, to: startsAt });
    at = Math.max(at, endsAt);
  }
  if (at < to) gaps.push({ from: at, to });
  return gaps;
}

export function shiftFaults(
  { startsAt, endsAt }: { startsAt: number | null; endsAt: number | null },
  now: number,
): StepFault[] {
  if (startsAt === null) return [{ field: 'starts', text: '请填从什么时候起，如 2026-12-01 08:00。' }];
  if (endsAt === null) return [{ field: 'ends', text: '请填到什么时候，如 2026-12-02 08:00。' }];
  if (endsAt <= startsAt) return [{ field: 'ends', text: '结束要比开始晚，请看一下时间。' }];
  if (endsAt - startsAt > LONGEST_SHIFT_MS) return [{ field: 'ends', text: '一班最长 24 小时，请分开排。' }];
  if (endsAt <= now) return [{ field: 'ends', text: '这一班已经过去了。' }];
  return startsAt - now > FARTHEST_MS ? [{ field: 'starts', text: '最多排到三个月以后。' }] : [];
}

/** The same person cannot be on duty twice at once. */
export const overlaps = (shifts: readonly Shift[], staffId: number, startsAt: number, endsAt: number): boolean =>
  shifts.some((shift) => shift.staffId === staffId && shift.startsAt < endsAt && startsAt < shift.endsAt);

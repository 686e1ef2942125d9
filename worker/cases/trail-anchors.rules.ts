// Pure. Whether an event stands in the root that it belongs to.

import { dayNumber } from './trail.rules.ts';
import { type AuditEvent, type Break, recordText } from './trail-audit.rules.ts';

/** What came in after its day was signed may stand in the next day's root: a journal was read back in. Unit: days. */
export const LATE_DAYS = 1;

/**
 * Whether an event stands in the root of its day.
 * @param anchoredDay number of the day whose root has it; undefined when none has
 * @param lastDay number of the newest signed day; null when there is none
 */
export function auditAnchor(
  event: AuditEvent,
  anchoredDay: number | undefined,
  lastDay: number | null,
): Break | 'late' | null {
  const day = dayNumber(event.at);
  const place = { caseId: recordText(event.case_id), seq: event.seq };
  if (anchoredDay === undefined) {
    if (event.pending === null || (lastDay !== null && day + LATE_DAYS <= lastDay))
      return { kind: 'not-in-root', ...place };
    return lastDay !== null && day <= lastDay ? 'late' : null;
  }
  if (anchoredDay < day || anchoredDay > day + LATE_DAYS) return { kind: 'back-dated', ...place };
  return anchoredDay === day ? null : 'late';
}

/** While a version that writes macs takes over from one that did not, both write. Unit: ms. */
const OVERLAP_MS = 10 * 60_000;

/**
 * An event of another register that is older than its root, or has no mac: as it is with what had happened before the
 * registers came into the trail. All of that stands in the first root that has any of them, and there alone. Without a
 * mac it may be no younger than `OVERLAP_MS` after the first mac of its register, where that register has one.
 * @param anchoredDay as above
 * @param joinedDay number of the first day whose root has an event of the registers; null when none has
 * @param macsSince when the first event of this register that has a mac was written, in ms; null when none has
 */
export function auditOld(
  event: AuditEvent,
  anchoredDay: number | undefined,
  joinedDay: number | null,
  macsSince: number | null,
): Break | null {
  const place = { caseId: recordText(event.case_id), seq: event.seq };
  if (anchoredDay === undefined && event.pending === null) return { kind: 'not-in-root', ...place };
  if (event.mac === null && macsSince !== null && event.at > macsSince + OVERLAP_MS) return { kind: 'mac', ...place };
  if (anchoredDay === (joinedDay ?? undefined)) return null;
  if (event.mac === null) return { kind: 'mac', ...place };
  return { kind: anchoredDay === undefined ? 'not-in-root' : 'back-dated', ...place };
}

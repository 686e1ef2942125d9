// Pure. How long a sealed name may be read after a second person has agreed: until a moment that the grant itself says,
// and never beyond the closing of the case. The store enforces the same in SQL: see `desk.store.ts`.

import { isClosed } from './cases.rules.ts';
import type { Step } from './history.rules.ts';

/** The city's own configuration, not a limit of the law. Unit: hours. */
export const LOOK_HOURS = 24;
const MOST_HOURS = 720;
const HOUR_MS = 3_600_000;

/** What `IDENTITY_HOURS` says, from 1 to 720; 0 for anything else: a slip of the pen opens no name, and closes nothing else. */
export function readLookHours(text: string | undefined): number {
  if (text === undefined || text === '') return LOOK_HOURS;
  const hours = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return hours <= MOST_HOURS ? hours : 0;
}

/** Milliseconds since 1970-01-01T00:00Z. It goes into the event of the grant. */
export const lookUntil = (now: number, hours: number): number => now + hours * HOUR_MS;

export interface Look {
  /** The last moment of it, or the moment at which the case was closed. */
  until: number;
  isOpen: boolean;
}

/** The last look that this person was granted; null when there was none. */
export function lastLook(
  { history }: { history: readonly Step[] },
  approvals: readonly { kind: string; askedBy: number; isGranted: boolean | null; decidedSeq?: number | null }[],
  staffId: number,
  now: number,
): Look | null {
  const seqs = approvals.flatMap(({ kind, askedBy, isGranted, decidedSeq = null }) =>
    kind === 'identity' && askedBy === staffId && isGranted === true && decidedSeq !== null ? [decidedSeq] : [],
  );
  const granted = history.findLast(({ seq }) => seqs.includes(seq));
  const end = granted?.data?.['until'];
  if (granted === undefined || typeof end !== 'number') return null;
  const closing = history.find(({ seq, to }) => seq > granted.seq && isClosed(to));
  const until = Math.min(end, closing?.at ?? end);
  return { until, isOpen: closing === undefined && now < until };
}

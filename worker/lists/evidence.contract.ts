/**
 * What fell to an organ, and what it did: one line of the evidence of duty. Cases, calls, operations, hazards and admitted tasks
 * each tell theirs in this form; `/desk/duty` puts them together. Nothing is scored, no organ is ranked (art. 19).
 */
export interface DutyFact {
  /** `D<department>`, `O<office>` or `T<township>`. */
  organ: string;
  /** `cooperating` and `supporting` are shown apart and never count against anybody. */
  as: 'lead' | 'cooperating' | 'supporting';
  source: 'case' | 'call' | 'operation' | 'hazard' | 'assignment';
  /** Of the record within its source; 13 hexadecimal digits for a case. */
  record: string;
  /** Page of the desk that shows it; null: there is none. */
  href: string | null;
  /** What it is, in words that name nobody. */
  what: string;
  /** By which entry it fell to the organ; null: by none. */
  entry: { code: string; version: number } | null;
  /** Milliseconds since 1970-01-01T00:00Z, as all moments here. */
  fellAt: number;
  dueAt: number | null;
  /** The first thing the organ did about it. */
  actedAt: number | null;
  doneAt: number | null;
  /** It went elsewhere or was taken back before the organ was done: nothing is open there any more. */
  releasedAt?: number | null;
  isLate: boolean;
  /** It said that this is not its work. */
  isRefused: boolean;
  /** How often the answer was sent back. */
  reopened: number;
}

/** What can be read of a case, as the log of reads names it. `trail`: steps and dates alone, nothing of the content. */
export const READ_KINDS = ['text', 'identity', 'photo', 'export', 'trail'] as const;
export type ReadKind = (typeof READ_KINDS)[number];

/** Whose content was read. Before there were others it was always a case. */
export const READ_RECORDS = ['case', 'call', 'operation', 'hazard'] as const;
export type ReadRecord = (typeof READ_RECORDS)[number];

/** A line of the log, as an auditor sees it. */
export interface ReadEntry {
  id: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: number;
  staffId: number;
  staffNumber: string;
  staffName: string;
  of: ReadRecord;
  /** Of the case, or of what else it is: a hazard that came in as a case has the id of the case. */
  recordId: number;
  what: ReadKind;
}

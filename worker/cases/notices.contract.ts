/** Documents that an organ makes out about a case. Days are `YYYY-MM-DD` in Shanghai. */

export const NOTICE_KINDS = [
  'acceptance',
  'correction',
  'refusal',
  'referral',
  'extension',
  'answer',
  'mediation',
  'delivery',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What one says, as it was when it was made out: printing it again later prints the same. */
export interface NoticeDocument {
  title: string;
  /** Who makes it out, in full. */
  organ: string;
  /** What stands before the year in the number: `太平镇告`. */
  mark: string;
  /** A name; where none may stand on paper, the receipt number. */
  addressee: string;
  receiptNumber: string;
  paragraphs: string[];
  /** Label and value; an empty value is a line to be filled in by hand. */
  facts: { label: string; value: string }[];
  /** What a person wrote: the reason, the answer, the agreement. */
  quoted: { label: string; text: string } | null;
  /** Articles that it rests on; empty where the law has none. */
  basis: string[];
  /** What the addressee can do now. */
  next: string[];
  /** Who signs by hand, beside the seal. */
  signatures: string[];
  /** Whose seal it takes, as a line to fill in, where that is not the organ: then the organ does not head it either. */
  seal?: string;
  day: string;
}

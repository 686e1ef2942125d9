/**
 * What handling adds to a case, as it lies in `case_record.handling`: codes, days and numbers only. Whatever somebody
 * wrote is sealed in the notes of the steps. Days are `YYYY-MM-DD` in Shanghai, moments milliseconds since 1970.
 */

/** Stages of a petition after its answer (信访工作条例 art. 35, 36). */
export const REVIEW_STAGES = ['review', 're-review'] as const;
export type ReviewStage = (typeof REVIEW_STAGES)[number];

export interface Mediation {
  /** Null until that side was asked. A refusal of either side ends it: mediation is voluntary. */
  consent: { applicant: boolean | null; other: boolean | null };
  sessions: { day: string }[];
  outcome: 'agreed' | 'failed' | null;
  /** Day on which the agreement takes effect, and the last day on which both may ask a court to confirm it. */
  agreedOn: string | null;
  confirmBy: string | null;
}

/** It looked as if a machine had handed it in: see `review.data.ts`. */
export interface Review {
  score: number;
  signals: string[];
  /** Somebody of the staff has looked, in the step of that moment. */
  clearedAt?: number;
}

export interface Handling {
  /** Who has the lead, as in `case_record.holder`. Null while nobody has it. */
  lead: string | null;
  /** Days granted beyond the limit, in the clock's own unit. */
  extensions: { clock: string; days: number; grantedAt: number }[];
  mediation: Mediation | null;
  /** Stages that were asked for: `answeredOn` null while one runs. */
  reviews: { stage: ReviewStage; askedOn: string; day: string; answeredOn: string | null }[];
  /** The case that this one goes on with. */
  mergedInto: number | null;
  /** Cases that go on with this one: one answer to all. */
  merged: number[];
  review?: Review;
}

export const NO_HANDLING: Handling = {
  lead: null,
  extensions: [],
  mediation: null,
  reviews: [],
  mergedInto: null,
  merged: [],
};

/** How a case came in when staff took it down. */
export const CHANNELS = ['walk-in', 'phone', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

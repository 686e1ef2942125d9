/** Units in which the city sets its own limits: minutes and hours run day and night, working days end with the day. */
export const LIMIT_UNITS = ['minutes', 'hours', 'working-days'] as const;

/** A limit that the city sets itself, never one of a law. Several of one kind and step: the latest that has begun. */
export interface StepLimit {
  kind: string;
  step: string;
  amount: number;
  unit: (typeof LIMIT_UNITS)[number];
  /** YYYY-MM-DD */
  effectiveFrom: string;
}

/** One day on which the State Council's yearly notice departs from the week. `day`: YYYY-MM-DD, a day in Shanghai. */
export interface CalendarDay {
  day: string;
  kind: 'holiday' | 'make-up-workday';
  /** The festival, as the notice names it. */
  name: string;
  source: string;
}

/** A year whose notice is known in full. */
export interface CalendarYear {
  year: number;
  source: string;
}

/** The table as it is imported and stored. */
export interface CalendarTable {
  days: CalendarDay[];
  years: CalendarYear[];
}

export type DayUnit = 'calendar-days' | 'working-days' | 'months';

/**
 * Days that do not count. Both ends belong to the pause: where papers were asked for on the 3rd and came on the
 * 10th, the pause is from the 4th to the 10th, for the office had the 3rd and goes on from the 11th. A pause whose
 * `to` lies before its `from` (asked for and brought on one day) takes nothing away.
 */
export interface Pause {
  /** YYYY-MM-DD, the first day that does not count. */
  from: string;
  /** YYYY-MM-DD, the last day that does not count; null while nobody knows. */
  to: string | null;
}

/** How long something may take. `start` (YYYY-MM-DD) is the day on which it began and is itself not counted. */
export interface Term<P extends Pause = Pause> {
  start: string;
  amount: number;
  unit: DayUnit;
  pauses?: readonly P[] | undefined;
}

/** The last day on which it is still in time. Provisional: a year that it touches has no published holidays yet. */
export interface Deadline {
  /** YYYY-MM-DD */
  day: string;
  provisional: boolean;
}

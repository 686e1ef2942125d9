// Pure. What waits for somebody at the desk, as short lines: how many, where they stand, the most pressing first.

import { MOST_COUNTED } from '../cases/queue.rules.ts';

export const PRESSING = ['emergency', 'overdue', 'soon', 'waiting', 'new'] as const;

export interface WorkLine {
  pressing: (typeof PRESSING)[number];
  /** The very list, with its filter where it has one. */
  href: `/desk/${string}`;
  text: string;
  /** How many of them are late, in words; empty when none is. */
  late: string;
}

/** @param isMore more than was counted, although the number itself is below the most */
export const amount = (count: number, unit: string, isMore = false): string =>
  isMore || count >= MOST_COUNTED ? `${Math.min(count, MOST_COUNTED)} ${unit}以上` : `${count} ${unit}`;

interface Counted {
  count: number;
  unit?: string;
  isMore?: boolean;
  /** What stands behind the number. */
  what: string;
  late?: string;
}

/** One line, or none when there is nothing. */
export const workLine = (
  pressing: WorkLine['pressing'],
  href: WorkLine['href'],
  { count, unit = '件', isMore = false, what, late = '' }: Counted,
): WorkLine[] => (count === 0 ? [] : [{ pressing, href, text: `${amount(count, unit, isMore)}${what}`, late }]);

export const inOrder = (lines: readonly WorkLine[]): WorkLine[] =>
  PRESSING.flatMap((pressing) => lines.filter((line) => line.pressing === pressing));

// Pure. What tells a program from a person on these pages, without following anybody.

import type { Form } from '../cases/review.rules.ts';
import type { Draft } from './intake.contract.ts';

/** Nobody sees it, nobody comes to it by keyboard, nothing reads it out: only a program fills it in. */
export const UNSEEN_FIELD = 'homepage';

/** How long the pages were open, and whether a program filled them in. @param now milliseconds since 1970-01-01T00:00Z */
export const formOf = ({ since, filled }: Draft, now: number): Form | null =>
  since === 0 ? null : { seconds: (now - since) / 1000, isFilled: filled };

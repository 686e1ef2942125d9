// Pure. Whether a case looks as if a machine had handed it in: see `review.data.ts`.

import type { CaseState, Submission } from './cases.contract.ts';
import { isClosed } from './cases.rules.ts';
import type { Handling, Review } from './handling.contract.ts';
import { ECHOES, FAST_SECONDS, MANY_LINKS, NOISE, REVIEW_FROM, SIGNALS, type Signal } from './review.data.ts';

/** What our own pages say of themselves, in the header `X-Form`: seconds from opening to handing in, `;filled`. */
export interface Form {
  seconds: number;
  isFilled: boolean;
}

/** @returns null for none, and for what we did not write */
export function readForm(header: string): Form | null {
  const [, seconds, filled] = /^(\d{1,7})(;filled)?$/.exec(header) ?? [];
  return seconds === undefined ? null : { seconds: Number(seconds), isFilled: filled !== undefined };
}
export const writeForm = ({ seconds, isFilled }: Form): string =>
  `${Math.min(9_999_999, Math.max(0, Math.round(seconds)))}${isFilled ? ';filled' : ''}`;

/** An address is told from a sentence by its beginning, or by an ending that no sentence has. */
const LINK = /(?:https?:\/\/|www\.)[^\s，。；、）]+|[a-z0-9-]+\.(?:com|net|org|cn|top|xyz|vip|info|ru|io)(?![a-z])/gi;

/** What is compared: letters alone, so that a number or a blank more does not make it another text. */
export const gist = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');

/** Neighbours in a network: the first three parts of an IPv4 address, the first three groups of an IPv6 one. */
export const neighbourhood = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');

/** @param echoes how many with this text came from this neighbourhood within the hour, this one included */
export function signalsOf(
  { text, wish, source }: Pick<Submission, 'text' | 'wish' | 'source'>,
  form: Form | null,
  echoes: number,
): Signal[] {
  const letters = [...gist(text)];
  const seen: Record<Signal, boolean> = {
    filled: form?.isFilled === true,
    fast: form !== null && form.seconds < FAST_SECONDS,
    // Programs of others have no page that could have told how long it was open.
    untimed: form === null && source !== 'api',
    echo: echoes >= ECHOES.echo,
    flood: echoes >= ECHOES.flood,
    links: (`${text}\n${wish}`.match(LINK)?.length ?? 0) >= MANY_LINKS,
    noise: letters.length >= NOISE.letters && new Set(letters).size <= NOISE.different,
  };
  return (Object.keys(SIGNALS) as Signal[]).filter((signal) => seen[signal]);
}

/** @returns null below the threshold: nothing is kept then */
export function reviewOf(signals: readonly Signal[]): Review | null {
  const score = signals.reduce((sum, signal) => sum + SIGNALS[signal].weight, 0);
  return score < REVIEW_FROM ? null : { score, signals: [...signals] };
}

/** Whether somebody still has to look at it first. */
export const needsReview = ({ handling, state }: { handling: Handling | null; state: CaseState }): boolean =>
  handling?.review !== undefined && handling.review.clearedAt === undefined && !isClosed(state);

/** Somebody has looked. @param now milliseconds since 1970-01-01T00:00Z */
export const reviewed = (handling: Handling, now: number): Handling =>
  handling.review === undefined || handling.review.clearedAt !== undefined
    ? handling
    : { ...handling, review: { ...handling.review, clearedAt: now } };

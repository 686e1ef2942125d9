// Pure. Moments and organs as programs see them.

import type { Directory } from '../directory/directory.contract.ts';
import { bodyName } from '../operations/bodies.rules.ts';
import type { HappenedAnswer, OrganAnswer } from './shapes.contract.ts';

/** @param at milliseconds since 1970-01-01T00:00Z */
export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export const organAnswer = (code: string, directory: Directory): OrganAnswer => ({
  code,
  name: bodyName(code, directory) ?? code,
});
/** @param code of 9 digits */
export const townshipAnswer = (code: string, directory: Directory): OrganAnswer => ({
  code,
  name: bodyName(`T${code}`, directory) ?? code,
});

interface Happened {
  seq: number;
  at: number;
  action: string;
  organ: string | null;
  note: string;
}
/** What happened to an operation or a hazard, first things first. */
export const happenedAnswer = (events: readonly Happened[], directory: Directory): HappenedAnswer[] =>
  events.map(({ seq, at, action, organ, note }) => ({
    seq,
    at: iso(at),
    action,
    organ: organ === null ? null : organAnswer(organ, directory),
    note,
  }));

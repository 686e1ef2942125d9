/** The clock of the worker and of the tests, moved: both read `Date`. Whoever works on a later day signs in anew. */
import { afterEach, vi } from 'vitest';
import { type Colleague, signInAgain } from './colleague.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** @param moment in Shanghai, `2026-11-24T09:00` @returns milliseconds since 1970-01-01T00:00Z */
export const shanghai = (moment: string): number => Date.parse(`${moment}:00+08:00`);

/** From now on it is this moment, and these people have just come to work. Timers go on as ever. */
export async function moveTo(at: number, ...people: Colleague[]): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  for (const who of people) await signInAgain(who, at);
}

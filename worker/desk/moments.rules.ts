// Pure. Moments as clerks read them: the clock in Shanghai, which has no summer time.

const SHANGHAI_MS = 8 * 3_600_000;

/** @param at milliseconds since 1970-01-01T00:00Z @returns `2026-11-23 14:05` */
export const momentText = (at: number): string =>
  new Date(at + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');

/** @returns `2026-11-23` */
export const dayText = (at: number): string => momentText(at).slice(0, 10);

/** Limits of abuse. What differs on a server stands in its `LIMITS` variable; what holds is at `/api/v1/limits`. */

/** Largest body of a submit or another write with JSON. Bytes. */
export const BODY_BYTES = 65_536;
export const FILE_BYTES = 8 * 1024 * 1024;
export const FILE_PIXELS = 40_000_000;
export const MOST_FILES = 10;
export const TOKEN_MINUTES = 30;

/**
 * For one address. A village hall, a school or a whole operator may share one: hence room for a crowd. A failed
 * lookup has its own bucket. There is none for a case: who knows a receipt number could lock its owner out with it,
 * and a code of 55 bits is not guessed at this rate. `siteSubmits` is for all people of one site together, on top: a
 * page that makes up cases behind its visitors' backs does not fill the desks, and our own pages go on taking them.
 */
export const RATES = {
  submits: { burst: 30, perHour: 60 },
  siteSubmits: { burst: 300, perHour: 1200 },
  failedLookups: { burst: 20, perHour: 40 },
  uploads: { burst: 60, perHour: 120 },
  otherWrites: { burst: 120, perHour: 240 },
} as const;

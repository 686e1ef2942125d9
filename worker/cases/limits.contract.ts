import * as v from 'valibot';

const rate = v.object({ burst: v.number(), perHour: v.number() });

/** What is published at `/api/v1/limits`. Bytes, pixels, minutes and characters as the names say. */
export const limitsSchema = v.object({
  /** False only on a server that listens on loopback with RATE_LIMITS=off. */
  enforced: v.boolean(),
  rates: v.object({
    submits: rate,
    siteSubmits: rate,
    failedLookups: rate,
    uploads: rate,
    otherWrites: rate,
  }),
  bodyBytes: v.number(),
  files: v.object({ most: v.number(), bytes: v.number(), pixels: v.number(), types: v.array(v.string()) }),
  tokenMinutes: v.number(),
  draftDays: v.number(),
  /** What looks as if a machine had handed it in is looked at first; it is taken in, counted and answered all the same. */
  review: v.object({
    from: v.number(),
    signals: v.array(v.object({ id: v.string(), weight: v.number(), means: v.string() })),
  }),
  texts: v.record(v.string(), v.number()),
});
export type Limits = v.InferOutput<typeof limitsSchema>;

/** What `LIMITS` may say, as JSON: rates that differ. */
export const configuredSchema = v.partial(limitsSchema.entries.rates);

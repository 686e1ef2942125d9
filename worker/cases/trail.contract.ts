/** The public trail, as anybody may read it. */
import * as v from 'valibot';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const publicJwk = v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() });

/** One signed day: see `rootText` for what the signature covers. */
export const rootSchema = v.object({
  /** Shanghai day, `YYYY-MM-DD`. */
  day: v.string(),
  size: v.number(),
  root: hash,
  previousRoot: v.nullable(hash),
  /** ISO 8601 in UTC. */
  signedAt: v.string(),
  kid: v.string(),
  /** ECDSA P-256 with SHA-256: r and s in base64url. */
  signature: v.string(),
});
export type PublishedRoot = v.InferOutput<typeof rootSchema>;

export const rootListSchema = v.object({ items: v.array(rootSchema), nextCursor: v.nullable(v.string()) });

/** A day with its leaves: event hashes in ascending order. */
export const daySchema = v.object({ ...rootSchema.entries, leaves: v.array(hash) });
export type PublishedDay = v.InferOutput<typeof daySchema>;

export const stepSchema = v.object({ side: v.picklist(['left', 'right']), hash });
export const dayProofSchema = v.object({ ...rootSchema.entries, hash, steps: v.array(stepSchema) });

export const trailKeysSchema = v.object({
  /** Id of the key that new roots are signed with. */
  active: v.string(),
  keys: v.array(v.object({ kid: v.string(), publicJwk })),
});
export type TrailKeys = v.InferOutput<typeof trailKeysSchema>;

import * as v from 'valibot';

export const LIST_KINDS = ['territorial', 'power'] as const;
/** The lists that have versions: who has which duty must be readable as it was on the day it was asked. */
export type ListKind = (typeof LIST_KINDS)[number];

const value = v.nullable(v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]));
const entry = { code: v.string(), name: v.string() };

const fieldChangeSchema = v.object({ field: v.string(), title: v.string(), before: value, after: value });
export type FieldChange = v.InferOutput<typeof fieldChangeSchema>;

export const versionDifferenceSchema = v.object({
  added: v.array(v.object(entry)),
  /** Field by field. */
  changed: v.array(v.object({ ...entry, changes: v.array(fieldChangeSchema) })),
  retired: v.array(v.object(entry)),
});
export type VersionDifference = v.InferOutput<typeof versionDifferenceSchema>;

export const listVersionSchema = v.object({
  version: v.number(),
  /** YYYY-MM-DD, as the set of lists says of itself. */
  effectiveFrom: v.string(),
  /** YYYY-MM-DD of the next version; null: in force. */
  effectiveUntil: v.nullable(v.string()),
  entries: v.number(),
  /** SHA-256 (hex) of the entries as they are stored. */
  hash: v.string(),
});
export type ListVersion = v.InferOutput<typeof listVersionSchema>;

export const versionListSchema = v.object({
  /** Newest first. */
  versions: v.array(listVersionSchema),
});

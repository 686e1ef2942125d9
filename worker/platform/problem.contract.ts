import * as v from 'valibot';

const reference = v.object({ code: v.string(), name: v.string() });

/** RFC 9457, with this service's extension members. */
export const problemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  /** Stable, `slice.reason`; all of them: `GET /problems`. */
  code: v.string(),
  errors: v.optional(v.array(v.object({ pointer: v.string(), detail: v.string() }))),
  nearMatches: v.optional(v.array(reference)),
  replacedBy: v.optional(v.nullable(reference)),
  state: v.optional(v.string()),
  version: v.optional(v.number()),
  possible: v.optional(v.array(v.string())),
  limit: v.optional(v.number()),
});

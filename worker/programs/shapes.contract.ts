/** What the answers to programs have in common. Moments are ISO 8601 in UTC; organs are named as the lists name them. */
import * as v from 'valibot';

export const moment = v.pipe(v.string(), v.isoTimestamp());
/** `D<department>`, `T<township>`, `O<office>`, `C` the coordinating office. */
export const organSchema = v.strictObject({ code: v.string(), name: v.string() });
export type OrganAnswer = v.InferOutput<typeof organSchema>;
export const placeSchema = v.strictObject({ code: v.string(), name: v.string() });

export const listOf = <Item extends v.GenericSchema>(item: Item) =>
  v.strictObject({ items: v.array(item), nextCursor: v.nullable(v.string()) });

/** What was written for a step; the rules say when it must be there. */
export const note = v.optional(v.string(), '');
/** A step that needs no more than words, or none. */
export const noteSchema = v.strictObject({ note });

/** `organ`: null when it happened by itself. */
export const happenedSchema = v.strictObject({
  seq: v.number(),
  at: moment,
  action: v.string(),
  organ: v.nullable(organSchema),
  note: v.string(),
});
export type HappenedAnswer = v.InferOutput<typeof happenedSchema>;

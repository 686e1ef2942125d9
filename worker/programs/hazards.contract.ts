/** Hazards of the urgent lane as programs see them. */
import * as v from 'valibot';
import { HAZARD_KINDS, HAZARD_STATES } from '../operations/operations.contract.ts';
import { happenedSchema, listOf, moment, note, organSchema, placeSchema } from './shapes.contract.ts';

const itemEntries = {
  id: v.string(),
  kind: v.picklist(HAZARD_KINDS),
  state: v.picklist(HAZARD_STATES),
  /** Goes into If-Match. */
  version: v.number(),
  township: placeSchema,
  owner: organSchema,
  nextAt: v.nullable(moment),
  /** Null for what came out of a citizen's case: it is read there, at the desk. */
  text: v.nullable(v.strictObject({ place: v.string(), what: v.string() })),
  createdAt: moment,
  closedAt: v.nullable(moment),
};
export const hazardItemSchema = v.strictObject(itemEntries);
export type HazardItem = v.InferOutput<typeof hazardItemSchema>;
export const hazardListSchema = listOf(hazardItemSchema);

export const hazardSchema = v.strictObject({
  ...itemEntries,
  /** What has to be looked at on the spot; without what must be, it does not count as removed. */
  checklist: v.array(v.strictObject({ id: v.string(), text: v.string(), must: v.boolean(), isChecked: v.boolean() })),
  history: v.array(happenedSchema),
  /** Steps that this account can take now: `POST /hazards/{id}/{step}`. */
  possible: v.array(v.string()),
});
export type HazardAnswer = v.InferOutput<typeof hazardSchema>;

export const hazardReportSchema = v.strictObject({
  township: v.pipe(v.string(), v.regex(/^\d{9}$/, '镇街的 9 位编号。')),
  kind: v.picklist(HAZARD_KINDS, `${HAZARD_KINDS.join('、')} 里的一个。`),
  place: v.string(),
  what: v.string(),
});
export const passSchema = v.strictObject({ organ: v.string(), entry: v.string(), note });
export const checkSchema = v.strictObject({
  checks: v.pipe(v.array(v.string()), v.description('核对过的各项的 id，一次写全 / ids of all that are ticked')),
  note,
});
export interface HazardStepBody {
  note: string;
  organ?: string;
  entry?: string;
  checks?: string[];
}

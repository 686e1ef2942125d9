/** Calls as programs see them. */
import * as v from 'valibot';
import { CALL_KINDS, CALL_STATES } from '../calls/calls.contract.ts';
import { listOf, moment, note, organSchema, placeSchema } from './shapes.contract.ts';

const ORGAN = '单位编号，部门是 D 加部门编号，如 DM03 / D and the code of the department';

const itemEntries = {
  id: v.string(),
  /** What people call it: 2026-12. */
  number: v.string(),
  kind: v.picklist(CALL_KINDS),
  state: v.picklist(CALL_STATES),
  /** Goes into If-Match. */
  version: v.number(),
  township: placeSchema,
  entry: v.strictObject({ code: v.string(), name: v.string(), listVersion: v.number() }),
  lead: v.nullable(organSchema),
  /** Who has to act, and by when; null once it is closed. */
  owner: v.nullable(organSchema),
  dueAt: v.nullable(moment),
  /** 0; 1 the head of the department has been told, 2 the coordinating office, 3 that office is late itself. */
  escalation: v.number(),
  raisedAt: moment,
  closedAt: v.nullable(moment),
};
export const callItemSchema = v.strictObject(itemEntries);
export type CallItem = v.InferOutput<typeof callItemSchema>;
export const callListSchema = listOf(callItemSchema);

export const callSchema = v.strictObject({
  ...itemEntries,
  refusals: v.number(),
  sendBacks: v.number(),
  /** The coordinating office has decided: it cannot be refused any more. */
  isDecided: v.boolean(),
  /** The case that it came from; null: none, or not to be seen by this account. */
  caseId: v.nullable(v.string()),
  /** Null for whoever may see what was done and not what was written. */
  text: v.nullable(v.strictObject({ need: v.string(), why: v.string(), evidence: v.string(), place: v.string() })),
  parts: v.array(
    v.strictObject({
      organ: organSchema,
      role: v.picklist(['lead', 'support']),
      dueAt: v.nullable(moment),
      answeredAt: v.nullable(moment),
      releasedAt: v.nullable(moment),
    }),
  ),
  history: v.array(
    v.strictObject({
      seq: v.number(),
      at: moment,
      action: v.string(),
      state: v.picklist(CALL_STATES),
      /** Whose step it was, or whose silence; null: the service's own. */
      organ: v.nullable(organSchema),
      /** Name of the person; null: it happened by itself. */
      by: v.nullable(v.string()),
      note: v.string(),
      /** Of a refusal, a dispatch and a decision: the body that was named, and the entry by which it is that. */
      named: v.nullable(v.strictObject({ organ: organSchema, entry: v.string() })),
      /** Of a rating: 1 to 5. */
      level: v.nullable(v.number()),
      /** `GET /calls/{id}/photos/{photo}`. */
      photos: v.array(v.string()),
    }),
  ),
  /** Steps that this account can take now: `POST /calls/{id}/{step}`. */
  possible: v.array(v.string()),
});
export type CallAnswer = v.InferOutput<typeof callSchema>;

export const raiseSchema = v.strictObject({
  kind: v.picklist(CALL_KINDS, '请写 ordinary（普通）、urgent（紧急）或 joint（联合执法）。'),
  entry: v.pipe(v.string(), v.description('属地管理清单的编号，如 D04-001 / entry of the territorial list')),
  helpers: v.optional(v.array(v.pipe(v.string(), v.description(ORGAN))), []),
  need: v.string(),
  why: v.string(),
  evidence: v.optional(v.string(), ''),
  place: v.optional(v.string(), ''),
  caseId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{13}$/, '事项编号是 13 位十六进制。'))), null),
});
export type RaiseBody = v.InferOutput<typeof raiseSchema>;

/** The right body, and the entry by which it is that. */
export const namingSchema = v.strictObject({
  organ: v.pipe(v.string(), v.description(ORGAN)),
  entry: v.string(),
  note,
});
export const ratingSchema = v.strictObject({
  level: v.pipe(v.number(), v.description('1 很不满意 … 5 很满意 / 1 to 5')),
  note,
});
export interface CallStepBody {
  note: string;
  organ?: string;
  entry?: string;
  level?: number;
}

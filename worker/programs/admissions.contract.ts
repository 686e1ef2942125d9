/** Proposals to the admission gate as programs see them. */
import * as v from 'valibot';
import { ASSIGNMENT_STATES, CONDITIONS, type Condition, TASK_KINDS } from '../assignments/assignments.contract.ts';
import { listOf, moment, note, placeSchema } from './shapes.contract.ts';

const each = <Entry extends v.GenericSchema>(entry: Entry) =>
  Object.fromEntries(CONDITIONS.map((name) => [name, entry])) as Record<Condition, Entry>;

const itemEntries = {
  id: v.string(),
  state: v.picklist(ASSIGNMENT_STATES),
  /** Goes into If-Match. */
  version: v.number(),
  department: placeSchema,
  title: v.string(),
  kind: v.picklist(TASK_KINDS),
  asked: v.picklist(['lead', 'cooperating']),
  /** Who would be responsible. */
  bodies: v.array(placeSchema),
  startDay: v.string(),
  endDay: v.string(),
  createdAt: moment,
  decidedAt: v.nullable(moment),
};
export const admissionItemSchema = v.strictObject(itemEntries);
export type AdmissionItem = v.InferOutput<typeof admissionItemSchema>;
export const admissionListSchema = listOf(admissionItemSchema);

export const admissionSchema = v.strictObject({
  ...itemEntries,
  what: v.string(),
  /** The entry by which it was let in; null: off the list. */
  entry: v.nullable(v.strictObject({ code: v.string(), name: v.string(), version: v.number(), address: v.string() })),
  conditions: v.strictObject(each(v.string())),
  /** By which rule it was refused, on what that rests, and how to apply. */
  refusal: v.nullable(
    v.strictObject({
      rule: v.string(),
      title: v.string(),
      basis: v.string(),
      howToApply: v.string(),
      note: v.string(),
    }),
  ),
  history: v.array(v.strictObject({ seq: v.number(), at: moment, action: v.string(), note: v.string() })),
  /** Steps that this account can take now: `POST /admissions/{id}/{step}`. */
  possible: v.array(v.string()),
});
export type AdmissionAnswer = v.InferOutput<typeof admissionSchema>;

/** Everything in it is made public once it is decided: nobody's name or telephone number belongs there. */
export const proposalSchema = v.strictObject({
  title: v.string(),
  what: v.string(),
  kind: v.picklist(TASK_KINDS, 'listed（清单内）、staged（阶段性）或 temporary（临时）。'),
  entryCode: v.optional(v.pipe(v.string(), v.description('清单编号；清单外不写 / entry of a list, or none')), ''),
  asked: v.optional(v.picklist(['lead', 'cooperating'], 'lead 或 cooperating。'), 'cooperating'),
  bodies: v.pipe(
    v.array(v.pipe(v.string(), v.description('镇街的 9 位编号 / code of a township'))),
    v.maxLength(40, '最多 40 个。'),
  ),
  startDay: v.pipe(v.string(), v.description('YYYY-MM-DD')),
  endDay: v.pipe(v.string(), v.description('YYYY-MM-DD')),
  ...each(v.optional(v.string(), '')),
});
export type ProposalBody = v.InferOutput<typeof proposalSchema>;
export const decisionSchema = v.strictObject({ note });

import * as v from 'valibot';
import { datasetSchema } from '../platform/dataset.contract.ts';

/** `listed`: by an entry of the lists; the others are what art. 4 lets in beside them, for a time. */
export const TASK_KINDS = ['listed', 'staged', 'temporary'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const ASSIGNMENT_STATES = ['proposed', 'examined', 'admitted', 'refused', 'withdrawn', 'ended'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** What art. 4 asks of a task off the list, beside its time: nothing of it may be missing. */
export const CONDITIONS = [
  'approvalNumber',
  'approvingBody',
  'leadDuty',
  'cooperatingDuty',
  'funds',
  'staffing',
  'guidance',
  'training',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What a department wants to hand to townships. All of it is made public once it is decided. */
export interface Proposal extends Record<Condition, string> {
  /** Code of the department that proposes it. */
  department: string;
  title: string;
  /** What the townships are to do. */
  what: string;
  kind: TaskKind;
  /** Of one of the lists; `''`: none. */
  entryCode: string;
  /** Whether the townships would answer for the matter or help whoever does. */
  asked: 'lead' | 'cooperating';
  /** Codes of those who would be responsible. A village's code is understood, and refused (art. 24). */
  bodies: string[];
  /** YYYY-MM-DD */
  startDay: string;
  /** YYYY-MM-DD, the last day. */
  endDay: string;
}

const reference = v.object({ code: v.string(), name: v.string() });
const day = v.string();

export const ledgerEntrySchema = v.object({
  id: v.string(),
  /** `ended`: it was admitted, and its time is over. */
  state: v.picklist(['admitted', 'refused', 'ended']),
  decidedOn: day,
  department: reference,
  townships: v.array(reference),
  title: v.string(),
  what: v.string(),
  kind: v.picklist(TASK_KINDS),
  /** Whether the townships answer for the matter or help whoever does. */
  asked: v.picklist(['lead', 'cooperating']),
  startDay: day,
  endDay: day,
  /** The entry by which it was admitted, with its address; null: off the list. */
  entry: v.nullable(v.object({ code: v.string(), name: v.string(), version: v.number(), address: v.string() })),
  /** Of a task off the list: number and body of the approval, both duties and the four guarantees. */
  conditions: v.nullable(
    v.object(
      Object.fromEntries(CONDITIONS.map((name) => [name, v.string()])) as Record<Condition, v.StringSchema<undefined>>,
    ),
  ),
  /** Of a refusal: by which rule, on what it rests, and how to apply. */
  refusal: v.nullable(
    v.object({ rule: v.string(), title: v.string(), basis: v.string(), howToApply: v.string(), note: v.string() }),
  ),
  /** Hash of the last event of its chain. */
  hash: v.string(),
});
export type LedgerEntry = v.InferOutput<typeof ledgerEntrySchema>;

export const ledgerSchema = v.object({
  /** Newest first. */
  items: v.array(ledgerEntrySchema),
  nextCursor: v.nullable(v.string()),
  dataset: datasetSchema,
});

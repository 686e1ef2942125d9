import * as v from 'valibot';
import { datasetSchema } from '../platform/dataset.contract.ts';

export const DELEGATION_KINDS = ['powers', 'staff', 'enforcement', 'approval'] as const;
export type DelegationKind = (typeof DELEGATION_KINDS)[number];

/** In which form the law lets it be moved down. */
export const LEGAL_FORMS = ['authorised', 'entrusted', 'on-behalf', 'dispatched', 'transferred'] as const;
export type LegalForm = (typeof LEGAL_FORMS)[number];

/** What changes in one of the lists because of it. */
export interface ListChange {
  /** Of the territorial, the power or the items list. */
  code: string;
  change: string;
}

export interface DelegationFacts {
  what: string;
  /** Code of the department that gives it. */
  department: string;
  /** Codes. */
  townships: string[];
  legalForm: LegalForm;
  /** Number or title of the document. */
  document: string;
  /** YYYY-MM-DD */
  documentDay: string;
  /** YYYY-MM-DD */
  startDay: string;
  /** YYYY-MM-DD, the last day; `''`: without an end. */
  endDay: string;
  changes: ListChange[];
}

const reference = v.object({ code: v.string(), name: v.string() });

export const delegationSchema = v.object({
  id: v.string(),
  batch: v.number(),
  kind: v.picklist(DELEGATION_KINDS),
  what: v.string(),
  department: reference,
  townships: v.array(reference),
  legalForm: v.picklist(LEGAL_FORMS),
  document: v.string(),
  documentDay: v.string(),
  startDay: v.string(),
  endDay: v.nullable(v.string()),
  /** What changes in the lists, entry by entry. */
  changes: v.array(v.object({ code: v.string(), name: v.string(), change: v.string() })),
  /** Since when it no longer holds, and why; null: it holds. */
  revoked: v.nullable(v.object({ from: v.string(), why: v.string() })),
  hash: v.string(),
});
export type DelegationAnswer = v.InferOutput<typeof delegationSchema>;

export const delegationListSchema = v.object({ items: v.array(delegationSchema), dataset: datasetSchema });

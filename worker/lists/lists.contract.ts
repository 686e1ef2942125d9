import * as v from 'valibot';
import { officeSchema, villageSchema } from '../directory/directory.contract.ts';

/** What is known of the lists, as read from the database or from a catalogue. */
export interface ServiceItem {
  code: string;
  level: 'township' | 'village';
  name: string;
  domain: string;
  itemType: string | null;
  officeTypeCode: string;
  departmentCodes: string[];
  role: string;
  townshipItemCode: string | null;
  materials: string[];
  statutoryText: string | null;
  statutoryValue: number | null;
  statutoryUnit: string | null;
  statutoryNote: string | null;
  promisedText: string;
  promisedValue: number | null;
  promisedUnit: string | null;
  legalBasis: string[];
  fee: string;
  aliases: string[];
  inPerson: boolean | null;
  inPersonBasis: string | null;
  unverified: string[];
}

export interface ItemOffice {
  townshipCode: string;
  itemCode: string;
  officeId: string;
}

export interface TerritorialItem {
  code: string;
  domainNumber: number;
  domain: string;
  name: string;
  leadDepartmentCodes: string[];
  leadDuty: string;
  cooperating: string;
  cooperatingDuty: string;
  supportingDepartmentCodes: string[];
  supportingOther: string | null;
  legalBasis: string[];
  unverified: string[];
}

export interface PowerItem {
  code: string;
  category: string;
  categoryCode: string;
  name: string;
  legalBasis: string[];
  office: string;
  appliesToTowns: boolean;
  appliesToSubdistricts: boolean;
  unverified: string[];
}

export interface NegativeProof {
  code: string;
  name: string;
  whereInstead: string;
  evidence: string;
  whereEvidence: string;
}

export interface Lists {
  serviceItems: ServiceItem[];
  itemOffices: ItemOffice[];
  territorialItems: TerritorialItem[];
  powerItems: PowerItem[];
  negativeProofs: NegativeProof[];
  /** Entries that stood in an earlier release: code → name and what replaced them. */
  retired: { code: string; name: string; replacedBy: string | null }[];
  /** Which version of each list this is. Only what was read from a database has versions. */
  versions?: { territorial: number; power: number };
}

const reference = v.object({ code: v.string(), name: v.string() });

/** As written (`25工作日`), and as number and unit where the list has them. */
export const limitSchema = v.object({
  text: v.string(),
  value: v.nullable(v.number()),
  unit: v.nullable(v.string()),
});

export const itemSummarySchema = v.object({
  code: v.string(),
  name: v.string(),
  level: v.picklist(['township', 'village']),
  domain: v.string(),
  itemType: v.nullable(v.string()),
  aliases: v.array(v.string()),
  /** How many papers to bring. */
  materialsCount: v.number(),
  promisedLimit: limitSchema,
  fee: v.string(),
});

export const guideSchema = v.object({
  ...itemSummarySchema.entries,
  materials: v.array(v.string()),
  statutoryLimit: v.nullable(limitSchema),
  statutoryNote: v.nullable(v.string()),
  legalBasis: v.array(v.string()),
  /** The township's or village's part in the words of the list. */
  role: v.string(),
  steps: v.array(
    v.object({
      action: v.picklist(['handIn', 'help', 'check', 'publish', 'forward', 'register', 'decide', 'route']),
      by: v.picklist(['office', 'station', 'department', 'village']),
      text: v.string(),
    }),
  ),
  /** `required` is null when no source says whether one must come oneself. */
  inPerson: v.object({ required: v.nullable(v.boolean()), basis: v.nullable(v.string()) }),
  /** The competent departments of the city. */
  departments: v.array(reference),
  /** The one responsible office of the township asked for; null without `township` or when it has none. */
  office: v.nullable(officeSchema),
  /** For village items: where it is handed in. The village is null unless `village` was given. */
  station: v.nullable(v.object({ name: v.string(), village: v.nullable(villageSchema) })),
  /** Who decides, and the names of those who do. */
  decidedBy: v.object({ by: v.picklist(['office', 'station', 'department', 'village']), names: v.array(v.string()) }),
  /** The village item that hands this one in, or the township item that a village item leads to. */
  relatedItems: v.array(reference),
  /** What nobody has checked against a source yet. */
  unverified: v.array(v.string()),
});
export type GuideAnswer = v.InferOutput<typeof guideSchema>;

export const territorialSchema = v.object({
  code: v.string(),
  name: v.string(),
  domainNumber: v.number(),
  domain: v.string(),
  leadDepartments: v.array(reference),
  leadDuty: v.string(),
  /** Who has the cooperating duty; `township` is the township in which it happens. */
  cooperating: v.string(),
  cooperatingDuty: v.string(),
  supportingDepartments: v.array(reference),
  supportingOther: v.nullable(v.string()),
  legalBasis: v.array(v.string()),
  unverified: v.array(v.string()),
});

export const powerSchema = v.object({
  code: v.string(),
  name: v.string(),
  category: v.string(),
  categoryCode: v.string(),
  office: v.string(),
  legalBasis: v.array(v.string()),
  appliesToTowns: v.boolean(),
  appliesToSubdistricts: v.boolean(),
  unverified: v.array(v.string()),
});

import * as v from 'valibot';

/** What is known of the city's geography and organisation, as read from the database or from a catalogue. */
export interface Division {
  code: string;
  name: string;
  kind: 'city' | 'subdistrict' | 'town' | 'community' | 'village';
  parentCode: string;
  pinyin: string | null;
  longitude: number | null;
  latitude: number | null;
  coordinateNote: string | null;
}

export interface Department {
  code: string;
  name: string;
  kind: string;
  /** How sure we are of the present name: it changes with every reform. */
  confidence: 'high' | 'medium' | 'low';
  note: string;
}

export interface OfficeType {
  code: string;
  name: string;
  dispatched: boolean;
}

export interface Office {
  id: string;
  townshipCode: string;
  officeTypeCode: string;
  name: string;
  mergedIntoId: string | null;
  closed: boolean;
  place: string | null;
  hours: string | null;
  phone: string | null;
}

export interface Directory {
  divisions: Division[];
  departments: Department[];
  officeTypes: OfficeType[];
  offices: Office[];
}

export const townshipSchema = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(['town', 'subdistrict']),
  pinyin: v.nullable(v.string()),
});
export type TownshipAnswer = v.InferOutput<typeof townshipSchema>;

export const villageSchema = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(['village', 'community']),
  townshipCode: v.string(),
});

export const departmentSchema = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.string(),
  confidence: v.picklist(['high', 'medium', 'low']),
  note: v.string(),
});

/** An unknown place, hours or phone is null: ask at the counter. Nothing is made up. */
export const officeSchema = v.object({
  id: v.string(),
  name: v.string(),
  townshipCode: v.string(),
  officeTypeCode: v.string(),
  dispatched: v.boolean(),
  place: v.nullable(v.string()),
  hours: v.nullable(v.string()),
  phone: v.nullable(v.string()),
});
export type OfficeAnswer = v.InferOutput<typeof officeSchema>;

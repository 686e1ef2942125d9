import * as v from 'valibot';
import { officeSchema } from '../directory/directory.contract.ts';
import { datasetSchema } from '../platform/dataset.contract.ts';

/** What the search knows beside the lists, from the files in `catalogue/search/`. Words and lifts as learnt. */
export interface SearchKnowledge {
  /** Emergencies under way, several kinds for each number to dial first. */
  emergencies: [dial: Dial, words: string, lift: number][];
  /** How danger sounds; what was learnt before there was one has none. */
  alarm?: AlarmModel;
  /** Words that show that it is over, or a matter for an office: no alarm. */
  calm: string[];
  /** Matters of other bodies; `where` is `''` when nobody knows. */
  elsewhere: [topic: string, where: string, words: string, lift: number][];
  /** Of emergencies, then of matters of other bodies, see hints.rules. */
  hints: string;
  /** Proofs that villages may not issue: name, where to go instead, words that name it. */
  proofs: [name: string, where: string, words: string[]][];
  /**
   * Life events that are several items at once: name, words that suffice, codes in the order they come up, words that
   * tell of it and count together with one of the markers.
   */
  events: [name: string, words: string[], codes: string[], tells?: string[]][];
  /** How somebody asks for more than one thing: 都得办, 跑哪些. */
  eventMarkers?: string[];
}

/** What alarm-training.rules has learnt, see alarm.rules. */
export interface AlarmModel {
  /** Which cells weigh -3, -2, -1, 1, 2 and 3, as `encodePositions` writes them, parted by spaces; all others weigh 0. */
  cells: string;
  /** What a unit of weight counts, and what stands against any alarm. Unit: logarithm of odds. */
  scale: number;
  bias: number;
  /** Characters that tell which number to dial, in the order of `DIALS`, see hints.rules. */
  dials: string;
}

/** 110 police, 119 fire and rescue, 120 ambulance. */
export const DIALS = ['110', '119', '120'] as const;
export type Dial = (typeof DIALS)[number];

/** What a query deserves beside its hits. */
export interface SpecialAnswers {
  /** Somebody is in danger, as good as certain: help comes before all else. */
  emergency: { dial: Dial } | null;
  /** Somebody may be in danger: the three numbers stand above the answer, quietly. Never beside `emergency`. */
  caution: boolean;
  proof: { name: string; where: string } | null;
  /** Set when it is not the townships' work: `topic` is `''` when only the hits are too weak. */
  outOfScope: { topic: string; where: string } | null;
  event: { name: string; codes: string[] } | null;
}

export const searchAnswerSchema = v.object({
  /** Best first; empty when it is not the townships' work. */
  hits: v.array(
    v.object({
      kind: v.picklist(['item', 'territorial', 'proof', 'emergency']),
      /** The number to dial for an emergency, `''` for a proof. */
      code: v.string(),
      name: v.string(),
      /** For ordering, no probability. */
      score: v.number(),
      /** The word that matched, official or one that people use; for a proof, where to go instead. */
      matchedName: v.string(),
      /** The responsible office, when `township` was given and the hit is an item. */
      office: v.nullable(officeSchema),
    }),
  ),
  /** True when somebody may be in danger: show 110, 119 and 120 above the hits. False beside an emergency among the hits. */
  caution: v.boolean(),
  /** True when it is none of the townships' work, or nothing fits. */
  outOfScope: v.boolean(),
  /** Whose work it is instead, when that is known. */
  elsewhere: v.nullable(v.object({ topic: v.string(), where: v.string() })),
  /** Several items that come up at once: a birth, a death, building a house. */
  event: v.nullable(v.object({ name: v.string(), codes: v.array(v.string()) })),
  correctedQuery: v.nullable(v.string()),
  /** True when the query was longer than 60 characters and only its beginning was read. */
  queryCut: v.boolean(),
  dataset: datasetSchema,
});

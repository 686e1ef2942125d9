import * as v from 'valibot';
import { type Directory, type OfficeAnswer, officeSchema } from '../directory/directory.contract.ts';
import { type Dataset, datasetSchema } from '../platform/dataset.contract.ts';
import type { SearchEntry, SearchIndex } from './search.rules.ts';

/** What the search answers from; put together where the lists are known. */
export interface SearchContent {
  index: SearchIndex<SearchEntry>;
  directory: Directory;
  dataset: Dataset;
  /** The responsible office of an item in a township, null when there is none. */
  officeOf(townshipCode: string, itemCode: string): OfficeAnswer | null;
}

export const searchAnswerSchema = v.object({
  /** Best first. */
  hits: v.array(
    v.object({
      kind: v.picklist(['item', 'territorial']),
      code: v.string(),
      name: v.string(),
      /** 0 to 1: for ordering, no probability. */
      score: v.number(),
      /** The name that matched: the official one or one that people use. */
      matchedName: v.string(),
      /** The responsible office, when `township` was given and the hit is an item. */
      office: v.nullable(officeSchema),
    }),
  ),
  outOfScope: v.boolean(),
  correctedQuery: v.nullable(v.string()),
  /** True when the query was longer than 60 characters and only its beginning was read. */
  queryCut: v.boolean(),
  dataset: datasetSchema,
});

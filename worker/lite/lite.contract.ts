import type { Directory, OfficeAnswer } from '../directory/directory.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Dataset } from '../platform/dataset.contract.ts';
import type { SearchEngine } from '../search/ask.rules.ts';
import type { SearchEntry } from '../search/search.rules.ts';

/** What the pages of `/lite` are made from; put together where the lists are known. */
export interface LiteContent {
  engine: SearchEngine<SearchEntry>;
  directory: Directory;
  lists: Lists;
  dataset: Dataset;
  /** The responsible office of an item in a township, null when there is none. */
  officeOf(townshipCode: string, itemCode: string): OfficeAnswer | null;
}

import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { StepLimit } from '../calendar/step-limits.contract.ts';
import type { Directory, OfficeAnswer } from '../directory/directory.contract.ts';
import type { Duties } from '../lists/duties.rules.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Dataset } from '../platform/dataset.contract.ts';
import type { SearchEngine } from '../search/ask.rules.ts';
import type { SearchEntry } from '../search/search.rules.ts';

/** What the pages of the desk are made from; put together where the lists are known. */
export interface DeskContent {
  engine: SearchEngine<SearchEntry>;
  directory: Directory;
  lists: Lists;
  dataset: Dataset;
  calendar: WorkingCalendar;
  /** Limits that the city sets itself. */
  stepLimits: readonly StepLimit[];
  /** Codes that are on the lists now. */
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
  /** The responsible office of an item in a township, null when there is none. */
  officeOf(townshipCode: string, itemCode: string): OfficeAnswer | null;
  /** Who leads, who cooperates and who supports by an entry of the lists in force. */
  dutiesOf(code: string, townshipCode: string | null): Duties | null;
}

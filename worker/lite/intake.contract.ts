/** What the pages of the intake carry from one to the next in a hidden field, and in which order they come. */
import * as v from 'valibot';
import { CASE_KINDS, IDENTITIES, PETITION_KINDS } from '../cases/cases.contract.ts';

/** One page each, one question each. `petition`, `match` and `person` come only when there is something to ask. */
export const STEPS = [
  'notice',
  'kind',
  'petition',
  'what',
  'town',
  'place',
  'about',
  'match',
  'group',
  'identity',
  'person',
  'check',
] as const;
export type Step = (typeof STEPS)[number];

const chosen = <const Options extends readonly string[]>(options: Options) => v.picklist([...options, ''] as const);
/** What is too long is kept and complained about, not dropped: the cap of the whole form stands before it. */
const written = v.string();
const codes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(200));

/** Every answer so far; `''` is none. Nothing here is trusted: every page and the sending check it again. */
export const draftSchema = v.strictObject({
  /** Made by the server on the first page: however often the last page is sent, it is one case. */
  key: v.pipe(v.string(), v.uuid()),
  /** When the first page was given, in milliseconds since 1970-01-01T00:00Z; 0: a draft from before that was noted. */
  since: v.optional(v.number(), 0),
  /** Something stands in the field that nobody can see. */
  filled: v.optional(v.boolean(), false),
  /** The check page has been reached: whoever changes one answer comes straight back to it. */
  complete: v.boolean(),
  /** Was told of 110, 119 and 120 and says that nothing is happening now. */
  calm: v.boolean(),
  agreed: v.boolean(),
  sensitive: v.boolean(),
  guardian: v.boolean(),
  kind: v.picklist([...CASE_KINDS, 'unsure', '']),
  petitionKind: chosen(PETITION_KINDS),
  text: written,
  wish: written,
  township: written,
  village: written,
  place: written,
  offices: codes,
  departments: codes,
  persons: written,
  territorial: written,
  item: written,
  many: v.picklist(['no', 'yes']),
  group: written,
  identity: chosen(IDENTITIES),
  name: written,
  phone: written,
  address: written,
});
export type Draft = v.InferOutput<typeof draftSchema>;

/** A complaint about a field of a page, for the summary on top and the line beside the field. */
export interface Fault {
  step: Step;
  /** Id of the field that the summary links to. */
  field: string;
  text: string;
}

/** What was posted: names to texts, several for tick boxes. */
export type Posted = Record<string, string | string[]>;

// Pure. What the search goes on knowing when a set comes into force that nobody has learnt from yet.

import { normaliseQuery } from '../search/search.rules.ts';
import type { CatalogueContent } from './content.rules.ts';
import type { Learnt } from './learning.rules.ts';

export interface Carried {
  learnt: Learnt;
  /** Codes whose words come from their name and keywords, as they are written, until the next learning. */
  unlearnt: string[];
  /** True when learning again would find nothing new. */
  isWhole: boolean;
}

interface Entry {
  code: string;
  name: string;
  aliases: readonly string[];
}

/** Groups of words, the strongest first, as search.rules reads them. */
const grouped = (words: string): string[][] => words.split('|').map((group) => group.split(';').filter(Boolean));
const joined = (groups: readonly (readonly string[])[]): string => groups.map((group) => group.join(';')).join('|');

/** Own names first, keywords in the middle; a word that stands in the name says nothing new. */
function ownWords({ name, aliases }: Entry, keywords: readonly string[]): string {
  const spoken = normaliseQuery(name);
  const fresh = (words: readonly string[], known: readonly string[]) =>
    [...new Set(words.map(normaliseQuery))].filter((word) => word !== '' && word !== spoken && !known.includes(word));
  const first = fresh(aliases, []);
  return joined([first, fresh(keywords, first), []]);
}

/** What was learnt stays; an alias or a keyword that is new joins it. */
function withNew(words: string, { name, aliases }: Entry, keywords: readonly string[]): string {
  const [first = [], second = [], third = []] = grouped(words);
  const known = new Set([...first, ...second, ...third, normaliseQuery(name)]);
  const fresh = (list: readonly string[]) =>
    [...new Set(list.map(normaliseQuery))].filter((word) => word !== '' && !known.has(word));
  const newNames = fresh(aliases);
  for (const word of newNames) known.add(word);
  return joined([[...first, ...newNames], [...second, ...fresh(keywords)], third]);
}

/**
 * @param before the set in force, from which `learnt` came; null when it is not known: then names decide alone
 * @param entries names in force now, by code
 */
export function carryOver(
  learnt: Learnt,
  names: ReadonlyMap<string, string>,
  before: CatalogueContent | null,
  after: CatalogueContent,
): Carried {
  const sources = (spoken: Spoken, { code, name, aliases }: Entry) =>
    JSON.stringify([name, aliases, spoken.keywords(code), spoken.oldNames(code), spoken.phrases(code)]);
  const [spokenBefore, spokenAfter] = [before && spokenOf(before), spokenOf(after)];
  const entriesOf = ({ lists }: CatalogueContent): Entry[] => [
    ...lists.serviceItems.toSorted(byCode),
    ...lists.territorialItems.toSorted(byCode).map(({ code, name }) => ({ code, name, aliases: [] })),
  ];
  const earlier = new Map((before ? entriesOf(before) : []).map((entry) => [entry.code, entry]));
  const learntOf = new Map(learnt.words.map((entry, at) => [entry.code, { ...entry, heard: heardAt(learnt, at) }]));
  const unlearnt: string[] = [];
  const heard: string[] = [];
  const words = entriesOf(after).map((entry) => {
    const known = names.get(entry.code) === entry.name ? learntOf.get(entry.code) : undefined;
    const was = earlier.get(entry.code);
    const isSame = known && was && spokenBefore ? sources(spokenBefore, was) === sources(spokenAfter, entry) : false;
    heard.push(known?.heard ?? '');
    if (!isSame) unlearnt.push(entry.code);
    const keywords = spokenAfter.keywords(entry.code);
    const named = { ...entry, aliases: [...entry.aliases, ...spokenAfter.oldNames(entry.code)] };
    if (!known) return { code: entry.code, words: ownWords(named, keywords), hints: '', lift: 0 };
    const { hints, lift } = known;
    return { code: entry.code, words: isSame ? known.words : withNew(known.words, named, keywords), hints, lift };
  });
  const { calm, proofs, events, eventMarkers, soundGroups } = after.search;
  return {
    learnt: {
      words,
      // Emergencies and other bodies' matters are learnt as a whole: they stay as they are until the next learning.
      knowledge: { ...learnt.knowledge, calm, proofs, events, eventMarkers },
      sounds: { ...learnt.sounds, heard, groups: soundGroups },
    },
    unlearnt,
    isWhole: unlearnt.length === 0 && before !== null && specials(before) === specials(after),
  };
}

interface Spoken {
  keywords(code: string): readonly string[];
  oldNames(code: string): readonly string[];
  phrases(code: string): readonly string[];
}

function spokenOf({ search }: CatalogueContent): Spoken {
  const byCode = (rows: readonly { code: string; text: string }[]) => {
    const texts = Map.groupBy(rows, ({ code }) => code);
    return (code: string) => texts.get(code)?.map(({ text }) => text) ?? [];
  };
  return { keywords: byCode(search.keywords), oldNames: byCode(search.oldNames), phrases: byCode(search.phrases) };
}

const specials = ({ search }: CatalogueContent): string =>
  JSON.stringify([search.emergencies, search.dangers, search.elsewhere]);
const heardAt = ({ sounds }: Learnt, at: number): string => sounds.heard?.[at] ?? '';
const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : 1);

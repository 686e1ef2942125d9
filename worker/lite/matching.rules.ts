// Pure. What somebody has written, read sentence by sentence by the same search that answers the search box.

import type { Lists } from '../lists/lists.contract.ts';
import { type Answer, ask, type SearchEngine } from '../search/ask.rules.ts';
import type { Dial } from '../search/search.contract.ts';
import type { SearchEntry } from '../search/search.rules.ts';

/** The search reads the first 60 characters of a question. */
const MOST_CHARACTERS = 60;
const MOST_SENTENCES = 40;
const MOST_SUGGESTIONS = 3;
/** Weaker suggestions than this would only confuse. */
const WEAKEST = 2;

export interface Suggestion {
  code: string;
  /** The words of the lists that what was written looks like. */
  matchedName: string;
}
export interface Reading {
  emergency: Dial | null;
  /** Entries of the territorial list, best first. */
  duties: Suggestion[];
  /** Service items that could be what is wanted, best first. */
  items: Suggestion[];
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/[。！？；!?;\n]/)
    .flatMap((sentence) => sentence.match(new RegExp(`.{1,${MOST_CHARACTERS}}`, 'gu')) ?? [])
    .filter((sentence) => sentence.trim().length > 1)
    .slice(0, MOST_SENTENCES);

export function readText(engine: SearchEngine<SearchEntry>, text: string): Reading {
  const best = new Map<string, { score: number; kind: string; matchedName: string }>();
  let emergency: Dial | null = null;
  for (const sentence of sentencesOf(text)) {
    const answer: Answer<SearchEntry> = ask(engine, sentence, MOST_SUGGESTIONS);
    emergency ??= answer.emergency?.dial ?? null;
    for (const { entry, score, matchedName } of answer.hits)
      if (score >= WEAKEST && score > (best.get(entry.code)?.score ?? 0))
        best.set(entry.code, { score, kind: entry.kind, matchedName });
  }
  const of = (wanted: SearchEntry['kind']) =>
    [...best]
      .filter(([, { kind }]) => kind === wanted)
      .sort(([, a], [, b]) => b.score - a.score)
      .slice(0, MOST_SUGGESTIONS)
      .map(([code, { matchedName }]) => ({ code, matchedName }));
  return { emergency, duties: of('territorial'), items: of('item') };
}

/** Suggestions with the one that the reader came from on top; codes that do not exist are left out. */
export function suggestionsOf(reading: Reading, chosen: string, lists: Lists): Suggestion[] {
  const came = chosen === '' || reading.duties.some(({ code }) => code === chosen) ? [] : [chosen];
  return [...came.map((code) => ({ code, matchedName: '' })), ...reading.duties].filter(({ code }) =>
    lists.territorialItems.some((entry) => entry.code === code),
  );
}

// Pure. One question, everything the search can say to it.

import type { SearchKnowledge, SpecialAnswers } from './search.contract.ts';
import {
  buildIndex,
  normaliseQuery,
  type SearchEntry,
  type SearchHit,
  type SearchIndex,
  searchNormalised,
} from './search.rules.ts';
import { buildSoundIndex, type SoundIndex, type SoundTable, searchWithSound, simplify } from './sound.rules.ts';
import { specialAnswers, specialEntries } from './special.rules.ts';

export interface SearchEngine<E extends SearchEntry> {
  index: SearchIndex<E | SearchEntry>;
  /** Null while the table of sounds has not arrived. */
  sound: SoundIndex<E | SearchEntry> | null;
  knowledge: SearchKnowledge;
}

export interface Answer<E extends SearchEntry> extends SpecialAnswers {
  /** Best first; empty when it is not the townships' work. */
  hits: SearchHit<E>[];
}

/** @param sounds `{}` while the table of sounds has not arrived */
export function buildEngine<E extends SearchEntry>(
  entries: readonly E[],
  knowledge: SearchKnowledge,
  sounds: SoundTable,
): SearchEngine<E> {
  const all = [...entries, ...specialEntries(knowledge)];
  const index = buildIndex(all);
  return { index, sound: sounds.runs ? buildSoundIndex(index, sounds) : null, knowledge };
}

const isAnswer = <E extends SearchEntry>(hit: SearchHit<E | SearchEntry>): hit is SearchHit<E> =>
  hit.entry.kind === 'item' || hit.entry.kind === 'territorial';

export function ask<E extends SearchEntry>(engine: SearchEngine<E>, query: string, limit: number): Answer<E> {
  const { index, sound } = engine;
  const hits = sound ? searchWithSound(index, sound, query) : searchNormalised(index, normaliseQuery(query));
  const special = specialAnswers(engine.knowledge, sound ? simplify(sound, query) : query, hits);
  return { ...special, hits: special.outOfScope ? [] : hits.filter((hit) => isAnswer<E>(hit)).slice(0, limit) };
}

/**
 * "This looks like …": the search of the guide, run on the device over the two lists. Nothing that is typed leaves it.
 */
import type { EmbedIndex, EmbedMore } from '#catalogue/embed';
import { buildIndex, normaliseQuery, type SearchEntry, type SearchHit, searchNormalised } from '#search/rules';
import { specialAnswers, specialEntries } from '#search/special';
import { type CatalogueEntry, isVillageItem, officeName, officeOf } from '../guide/catalogue.ts';
import { rowOf } from '../guide/rows.ts';
import { listedEntries } from '../pages/entries.ts';
import type { Pick } from './answers.ts';
import { load } from './api.ts';

export interface Suggestion extends Pick {
  /** The word that says why, `''` when only parts of words agree. */
  why: string;
}
export interface Suggestions {
  /** Best first, few. */
  list: Suggestion[];
  /** Number to dial first. */
  emergency: string | null;
  elsewhere: { topic: string; where: string } | null;
  /** Code of the one township that the text names, else `''`. */
  township: string;
}
export interface Suggester {
  suggest(text: string, township: string): Suggestions;
  /** Entry of the territorial list by its code. */
  entry(code: string): Suggestion | undefined;
}

/** The search reads 60 characters: a long story is read sentence by sentence. */
const PIECE = 60;
const MOST_PIECES = 12;
const MOST = 4;
/** Weaker than this is chance. A story tells much that no list knows: how much of it is covered says nothing. */
const LEAST_SCORE = 5.5;

/** Sentences, neighbours joined while they fit into one question. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const sentence of text.split(/[。！？!?；;\n]+/))
    for (let at = 0; at < sentence.length; at += PIECE) {
      const piece = sentence.slice(at, at + PIECE);
      const last = pieces[pieces.length - 1] ?? '';
      if (last && last.length + piece.length < PIECE) pieces[pieces.length - 1] = `${last}，${piece}`;
      else pieces.push(piece);
    }
  return pieces.filter((piece) => piece.trim()).slice(0, MOST_PIECES);
}

const isListed = (hit: SearchHit<CatalogueEntry | SearchEntry>): hit is SearchHit<CatalogueEntry> => 'at' in hit.entry;

/** Loads the files and builds the engine; rejects without a network, and may be called again. */
export async function loadSuggester(): Promise<Suggester> {
  const [index, more] = await Promise.all([
    load<EmbedIndex>('/embed/data/index.json'),
    load<EmbedMore>('/embed/data/more.json'),
  ]);
  const { knowledge } = more;
  const words = buildIndex([...listedEntries(index, more), ...specialEntries(knowledge)]);
  // As `ask` does, without sounds: what people write at length is spelt well enough, and they cost a kilobyte of code.
  const read = (piece: string) => {
    const hits = searchNormalised(words, normaliseQuery(piece));
    return { ...specialAnswers(knowledge, piece, hits), hits };
  };
  const entryAt = (at: number, why: string): Suggestion => {
    const { code, name, lead } = rowOf(more.territorial, at);
    return { kind: 'territorial', code, name, lead, why };
  };
  const itemAt = (at: number, why: string, township: string): Suggestion => {
    const { code, name } = rowOf(index.items, at);
    // A village's own station has no name of its own in the lists.
    const lead = isVillageItem(code) ? '' : officeName(index, township, officeOf(index, township, at));
    return { kind: 'item', code, name, lead, why };
  };
  return {
    entry: (code) => {
      const at = more.territorial.code.indexOf(code);
      return at < 0 ? undefined : entryAt(at, '');
    },
    suggest(text, township) {
      const answers = piecesOf(text).map(read);
      const hits = answers
        .flatMap((answer) => (answer.outOfScope ? [] : answer.hits))
        .filter(isListed)
        .filter((hit) => hit.score >= LEAST_SCORE)
        .sort((a, b) => b.score - a.score);
      const named = index.townships.filter(([, name]) => text.includes(name));
      const best = hits[0]?.score ?? 0;
      const list: Suggestion[] = [];
      for (const { entry, matchedName, score } of hits)
        if (score >= best / 2 && list.length < MOST && !list.some(({ code }) => code === entry.code))
          list.push(entry.kind === 'item' ? itemAt(entry.at, matchedName, township) : entryAt(entry.at, matchedName));
      const elsewhere = answers.find(({ outOfScope }) => outOfScope?.where)?.outOfScope ?? null;
      return {
        list,
        emergency: answers.find(({ emergency }) => emergency)?.emergency?.dial ?? null,
        elsewhere: list.length ? null : elsewhere,
        township: named.length === 1 ? (named[0]?.[0] ?? '') : '',
      };
    },
  };
}

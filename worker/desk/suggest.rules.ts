// Pure. Which entry of the lists a citizen's text may belong to, and which of its words say so.

import type { Duties } from '../lists/duties.rules.ts';
import { ask, type SearchEngine } from '../search/ask.rules.ts';
import { MAX_QUERY_LENGTH, type SearchEntry } from '../search/search.rules.ts';

export interface Suggestion {
  kind: 'item' | 'territorial';
  code: string;
  name: string;
  /** What of the text led there, in the citizen's own words. */
  because: string;
  /** Word of the list that agrees with it; `''` when only parts of words do. */
  matchedName: string;
}
export interface Suggestions {
  /** Of the territorial list, by which cases are classified; the likeliest first. */
  entries: Suggestion[];
  /** The service item that it may be instead; null when an entry of the territorial list says more. */
  item: Suggestion | null;
  /** Nothing of the lists fits, but it is known whose work it is. */
  elsewhere: { topic: string; where: string } | null;
}

const MOST_SUGGESTED = 3;
/** Parts of a text that are asked about; whoever writes more has said it by then. */
const MOST_PARTS = 8;
/** Of the weight of the likeliest. */
const LEAST_SHARE = 0.25;
const HITS = 4;
/** A later hit of the same part says less. */
const FADE = 0.6;
const MOST_QUOTED = 40;

/** Sentences, cut where a question to the search must end; short ones are joined with what follows. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const sentence of text.split(/[。！？!?；;\n]+/).map((part) => part.trim())) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length < MAX_QUERY_LENGTH / 2)
      parts[parts.length - 1] = `${last}，${sentence}`;
    else
      for (let at = 0; at < sentence.length; at += MAX_QUERY_LENGTH)
        parts.push(sentence.slice(at, at + MAX_QUERY_LENGTH));
  }
  return parts.filter((part) => part.length > 1).slice(0, MOST_PARTS);
}

/** @param texts what happened first, then what is wished; not the place: by itself it leads astray */
export function suggest(engine: SearchEngine<SearchEntry>, texts: readonly string[]): Suggestions {
  const found = new Map<string, Suggestion & { weight: number; best: number }>();
  let elsewhere: Suggestions['elsewhere'] = null;
  for (const part of texts.flatMap(partsOf).slice(0, MOST_PARTS)) {
    const answer = ask(engine, part, HITS);
    if (answer.outOfScope && answer.outOfScope.topic !== '') elsewhere ??= answer.outOfScope;
    answer.hits.forEach(({ entry, score, coverage, matchedName }, at) => {
      if (entry.kind !== 'item' && entry.kind !== 'territorial') return;
      const weight = Math.max(0, score) * coverage * FADE ** at;
      const key = `${entry.kind}/${entry.code}`;
      const known = found.get(key);
      const quoted = part.length > MOST_QUOTED ? `${part.slice(0, MOST_QUOTED)}…` : part.replace(/[，,、]+$/, '');
      if (known === undefined)
        found.set(key, {
          kind: entry.kind,
          code: entry.code,
          name: entry.name,
          because: quoted,
          matchedName,
          weight,
          best: weight,
        });
      else {
        known.weight += weight;
        if (weight > known.best) Object.assign(known, { best: weight, because: quoted, matchedName });
      }
    });
  }
  const ranked = [...found.values()].sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1));
  const plain = ({ weight: _weight, best: _best, ...suggestion }: (typeof ranked)[number]): Suggestion => suggestion;
  const [first] = ranked;
  return {
    entries: ranked
      .filter(({ kind, weight }) => kind === 'territorial' && weight >= (first?.weight ?? 0) * LEAST_SHARE)
      .slice(0, MOST_SUGGESTED)
      .map(plain),
    item: first?.kind === 'item' ? plain(first) : null,
    elsewhere: ranked.length === 0 ? elsewhere : null,
  };
}

/** `市生态环境局牵头：…。镇街配合：…。`: why an entry of the territorial list leads to whom. */
export function dutyText({ lead, alsoLead, leadDuty, cooperatingDuty }: Duties): string {
  const names = [lead, ...alsoLead].flatMap((ref) => ref?.name ?? []).join('、');
  return `${names}牵头：${leadDuty}。镇街配合：${cooperatingDuty}。`;
}

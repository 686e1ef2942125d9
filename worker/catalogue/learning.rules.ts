// Pure. From the content of a catalogue to what the search learns from it.

import { trainAlarm } from '../search/alarm-training.rules.ts';
import { commonCharacters } from '../search/characters.rules.ts';
import { trainDials } from '../search/dial-training.rules.ts';
import { trainHints } from '../search/hint-training.rules.ts';
import { encodeHints } from '../search/hints.rules.ts';
import type { AlarmModel, SearchKnowledge } from '../search/search.contract.ts';
import type { LearntWords } from '../search/search.rules.ts';
import type { SoundTable } from '../search/sound.rules.ts';
import { type TrainingEntry, trainWords } from '../search/training.rules.ts';
import type { CatalogueContent } from './content.rules.ts';
import { dangerExamples } from './danger-examples.rules.ts';

export interface Learnt {
  /** Of the items, then of the territorial list. */
  words: LearntWords[];
  knowledge: SearchKnowledge;
  sounds: SoundTable;
}

/** Sound of a character, and its simplified form, from tables that are too large to ship. */
export interface CharacterTables {
  /** Pinyin without tone, ü as v; `''` for what is no Chinese character. */
  syllableOf(char: string): string;
  /** Traditional forms of a simplified character, itself excluded. */
  traditionalOf(char: string): string[];
}

function soundsOf(texts: readonly string[], { syllableOf, traditionalOf }: CharacterTables): SoundTable {
  const common = commonCharacters();
  let runs = '';
  for (let from = 0; from < common.length; ) {
    const syllable = syllableOf(common[from] ?? '');
    let to = from + 1;
    while (to < common.length && syllableOf(common[to] ?? '') === syllable) to++;
    runs += `${syllable}${to - from}`;
    from = to;
  }
  const known = new Set(common);
  const more: Record<string, string> = {};
  let traditional = '';
  for (const char of [...new Set(texts.join(''))].sort()) {
    const syllable = syllableOf(char);
    if (syllable === '') continue;
    if (!known.has(char)) more[syllable] = `${more[syllable] ?? ''}${char}`;
    for (const form of traditionalOf(char)) traditional += form + char;
  }
  return { runs, more, traditional };
}

/** What is said in danger against all else, also against what tells of a life event. */
function alarmOf(examples: readonly TrainingEntry[], search: CatalogueContent['search']): AlarmModel {
  const { alarms, calm } = dangerExamples(search.dangers);
  const textsOf = ({ name, aliases, keywords, phrases }: TrainingEntry) =>
    [...new Set([name, ...aliases, ...keywords, ...phrases])].filter((text) => text !== '');
  const dialOf = new Map(search.emergencies.map(({ dial, kind }) => [kind, dial]));
  const told = [
    ...search.emergencies.flatMap(({ dial, words, phrases }) => [...words, ...phrases].map((text) => ({ dial, text }))),
    ...alarms.map(({ kind, text }) => ({ dial: dialOf.get(kind), text })),
  ];
  const others = examples.filter(({ kind }) => kind !== 'emergency').flatMap(textsOf);
  const events = search.events.flatMap(([name, words, , tells = []]) => [name, ...words, ...tells]);
  return {
    ...trainAlarm(
      told.map(({ text }) => text),
      [...others, ...events, ...calm],
    ),
    dials: trainDials(told.flatMap(({ dial, text }) => (dial ? { dial, text } : []))),
  };
}

export function learn({ lists, search }: CatalogueContent, tables: CharacterTables): Learnt {
  const byCode = (rows: readonly { code: string; text: string }[]) => {
    const texts = new Map<string, string[]>();
    for (const { code, text } of rows) {
      const own = texts.get(code);
      if (own) own.push(text);
      else texts.set(code, [text]);
    }
    return (code: string) => texts.get(code) ?? [];
  };
  const keywordsOf = byCode(search.keywords);
  const oldNamesOf = byCode(search.oldNames);
  const phrasesOf = byCode(search.phrases);
  const entry = (kind: 'item' | 'territorial', code: string, name: string, aliases: readonly string[]) => ({
    kind,
    code,
    name,
    aliases: [...aliases, ...oldNamesOf(code)],
    keywords: keywordsOf(code),
    // A name alone is a question too, and the commonest.
    phrases: [...phrasesOf(code), ...aliases, ...oldNamesOf(code)],
  });
  const examples: TrainingEntry[] = [
    ...lists.serviceItems.map((item) => entry('item', item.code, item.name, item.aliases)),
    ...lists.territorialItems.map((item) => entry('territorial', item.code, item.name, [])),
    ...search.emergencies.map(({ dial, kind, words, phrases }) => ({
      kind: 'emergency' as const,
      code: `${dial} ${kind}`,
      name: '',
      // Clerks' own expressions for it are never dropped.
      aliases: words,
      keywords: [],
      phrases,
    })),
    ...search.elsewhere.map(({ topic, words, phrases }) => ({
      kind: 'elsewhere' as const,
      code: topic,
      name: topic,
      aliases: [],
      keywords: words,
      phrases,
    })),
  ];
  const { entries, heard } = trainWords(examples);
  const trained = trainHints(examples, entries).map((own) => ({
    ...own,
    lift: Math.round(own.lift * 10) * 10,
  }));
  const learntOf = new Map(trained.map((own) => [own.code, own]));
  const wordsOf = (code: string) => learntOf.get(code)?.words ?? '';
  const liftOf = (code: string) => learntOf.get(code)?.lift ?? 0;
  const listed = lists.serviceItems.length + lists.territorialItems.length;
  const special = trained.slice(listed);
  const names = [...lists.serviceItems, ...lists.territorialItems].map((item) => item.name);
  return {
    words: trained.slice(0, listed).map(({ code, words, hints, lift }) => ({ code, words, hints, lift })),
    knowledge: {
      emergencies: search.emergencies.map(({ dial, kind }) => [
        dial,
        wordsOf(`${dial} ${kind}`),
        liftOf(`${dial} ${kind}`),
      ]),
      alarm: alarmOf(examples, search),
      calm: search.calm,
      elsewhere: search.elsewhere.map(({ topic, where }) => [topic, where, wordsOf(topic), liftOf(topic)]),
      hints: encodeHints(special.map((own) => own.hints)),
      proofs: search.proofs,
      events: search.events,
      eventMarkers: search.eventMarkers,
    },
    sounds: {
      ...soundsOf([...names, ...trained.map((own) => own.words), ...heard], tables),
      heard: heard.slice(0, listed),
      groups: search.soundGroups,
    },
  };
}

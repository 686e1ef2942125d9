// Pure. Search by sound: typing errors of voice input, full pinyin, initials, traditional characters.

import { commonCharacters } from './characters.rules.ts';
import {
  GROUP_WEIGHTS,
  MAX_QUERY_LENGTH,
  normaliseQuery,
  type SearchEntry,
  type SearchHit,
  type SearchIndex,
  searchNormalised,
} from './search.rules.ts';
import { type SoundGroups, soundClasses } from './sound-groups.rules.ts';

/**
 * Which character has which sound, as shipped. The 3,755 common characters of GB 2312 level 1 stand in the order of
 * their sounds, so that runs suffice (`a2ai13` = two characters read a, thirteen read ai) and no character is shipped.
 */
export interface SoundTable {
  runs?: string;
  /** Syllable → other characters read so: rarer ones and traditional forms. */
  more?: Record<string, string>;
  /** Pairs of a traditional character and the simplified one. */
  traditional?: string;
  /** Words of each entry, joined by `;`, that only who types by sound or by initials needs: cjz → 残疾证. */
  heard?: string[];
  /** Sounds that people take for one another, from `catalogue/search/sound_groups.csv`; without them none are. */
  groups?: SoundGroups;
}

export interface SoundIndex<E extends SearchEntry> {
  /** Spelt in signs, one for each sound. */
  index: SearchIndex<E>;
  /** The same text in characters, and each of them as the first letter of its sound. */
  characters: string;
  initials: string;
  /** Traditional character → simplified one. */
  simplified: ReadonlyMap<string, string>;
  /** A text with the signs of its characters' sounds as people confuse them; characters without a sound stay. */
  spell(text: string): string;
  /** Sign of a syllable in pinyin without tone. */
  signOfSyllable: ReadonlyMap<string, string>;
}

/**
 * Signs are Cyrillic letters, which no query keeps: their low bytes differ, and engines look for a character by one
 * of its bytes. Private characters share the byte that is looked for: ten times slower.
 */
const FIRST_SIGN = 0x400;

/** Calls back with every syllable and all characters read so. */
function eachSyllable({ runs = '', more = {} }: SoundTable, call: (syllable: string, chars: string) => void): void {
  const common = runs && commonCharacters().join('');
  let at = 0;
  for (const [, syllable = '', count] of runs.matchAll(/([a-z]+)(\d+)/g)) {
    const end = at + Number(count);
    call(syllable, common.slice(at, end));
    at = end;
  }
  for (const syllable of Object.keys(more)) call(syllable, more[syllable] as string);
}

const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;

/** The index with the words that are only heard behind all others; they count as the weakest group. */
function withHeard<E extends SearchEntry>(index: SearchIndex<E>, heard: readonly string[] = []): SearchIndex<E> {
  const starts = [...index.starts];
  const entryOf = [...index.entryOf];
  let { text } = index;
  heard.forEach((list, at) => {
    for (const word of list ? list.split(';') : []) {
      text += `${word};`;
      starts.push(text.length);
      entryOf.push(at);
    }
  });
  const wordAt = new Uint16Array(text.length);
  wordAt.set(index.wordAt);
  const weights = new Float32Array(entryOf.length).fill(GROUP_WEIGHTS[GROUP_WEIGHTS.length - 1] as number);
  weights.set(index.weights);
  for (let number = index.entryOf.length; number < entryOf.length; number++)
    wordAt.fill(number, starts[number], starts[number + 1]);
  return { ...index, text, wordAt, starts: Uint32Array.from(starts), entryOf: Uint16Array.from(entryOf), weights };
}

/**
 * Fast enough to be done between two keys: whatever is the same for all characters of a syllable is done once, and
 * whatever the index of characters has counted is not counted again. Spelling keeps the length of every word.
 * @param characters the index of the same entries by characters
 */
export function buildSoundIndex<E extends SearchEntry>(characters: SearchIndex<E>, table: SoundTable): SoundIndex<E> {
  const classOf = soundClasses(table.groups);
  const signs = new Map<string, number>();
  const signOfSyllable = new Map<string, string>();
  // By code of the character: a map of thousands of strings would cost a phone half a megabyte.
  const signCodes = new Uint16Array(LAST_HAN - FIRST_HAN + 1);
  const letterCodes = new Uint16Array(LAST_HAN - FIRST_HAN + 1);
  eachSyllable(table, (syllable, chars) => {
    const sounds = classOf(syllable);
    const sign = signs.get(sounds) ?? FIRST_SIGN + signs.size;
    signs.set(sounds, sign);
    signOfSyllable.set(syllable, String.fromCharCode(sign));
    for (let i = 0; i < chars.length; i++) {
      signCodes[chars.charCodeAt(i) - FIRST_HAN] = sign;
      letterCodes[chars.charCodeAt(i) - FIRST_HAN] = syllable.charCodeAt(0);
    }
  });
  const index = withHeard(characters, table.heard);
  return {
    // Hints are single characters: as sounds they would hint at everything.
    index: { ...index, text: spellOut(index.text, signCodes), hinted: new Map() },
    characters: index.text,
    initials: spellOut(index.text, letterCodes),
    simplified: new Map(table.traditional?.match(/../gu)?.map((pair) => [pair[0] ?? '', pair[1] ?? ''])),
    spell: (text) => spellOut(text, signCodes),
    signOfSyllable,
  };
}

/** @param codes of what takes the place of the Han characters, 0 for what stays */
function spellOut(text: string, codes: Uint16Array): string {
  const spelt = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Asked first: reading beside an array is slow.
    spelt[i] = (code >= FIRST_HAN && code <= LAST_HAN && codes[code - FIRST_HAN]) || code;
  }
  return new TextDecoder('utf-16le').decode(spelt);
}

/** `shenfenzheng` → its syllables; null when the letters are not pinyin from end to end. */
export function syllablesOf(letters: string, isSyllable: (text: string) => boolean): string[] | null {
  // best[i]: fewest syllables for the first i letters, as the start of the last one.
  const best: { count: number; from: number }[] = [{ count: 0, from: 0 }];
  for (let end = 1; end <= letters.length; end++)
    for (let from = Math.max(0, end - 6); from < end; from++) {
      const before = best[from];
      if (!before || !isSyllable(letters.slice(from, end))) continue;
      const known = best[end];
      if (!known || before.count + 1 < known.count) best[end] = { count: before.count + 1, from };
    }
  const syllables: string[] = [];
  for (let end = letters.length; end > 0; ) {
    const step = best[end];
    if (!step) return null;
    syllables.unshift(letters.slice(step.from, end));
    end = step.from;
  }
  return syllables;
}

/** More letters are no initials. */
const MOST_INITIALS = 6;
/** So many letters at the end may be a syllable that is still being typed. */
const LONGEST_BEGINNING = 5;

/** What a run of letters stands for: initials, pinyin, or pinyin behind initials (`sbkdiule` → sbk, diu le). */
function readLetters(
  letters: string,
  isSyllable: (text: string) => boolean,
): { initials: string; syllables: readonly string[] } {
  for (let from = 0; from <= Math.min(letters.length, MOST_INITIALS); from++)
    for (let end = letters.length; end > from + 1 && end >= letters.length - LONGEST_BEGINNING; end--) {
      const syllables = syllablesOf(letters.slice(from, end), isSyllable);
      if (syllables) return { initials: letters.slice(0, from), syllables };
    }
  return { initials: letters.slice(0, MOST_INITIALS), syllables: [] };
}

interface SpeltQuery {
  /** In signs. */
  text: string;
  initials: string[];
}

function spellQuery<E extends SearchEntry>(rawQuery: string, { spell, signOfSyllable }: SoundIndex<E>): SpeltQuery {
  const initials: string[] = [];
  // Blanks part what belongs apart (sbk mima): they are given up only here.
  const text = rawQuery
    .split(/\s+/)
    .map(normaliseQuery)
    .join(' ')
    .replace(/[a-z]{2,}/g, (letters) => {
      const read = readLetters(letters, (part) => signOfSyllable.has(part));
      if (read.initials.length > 1) initials.push(read.initials);
      return read.syllables.map((syllable) => signOfSyllable.get(syllable) ?? '').join('');
    })
    .replace(/ /g, '');
  return { text: spell(text), initials };
}

const INITIALS_SAME = 9;
const INITIALS_BEGIN = 5;
const INITIALS_MORE = 0.3;

/** Hits whose words have the initials that were typed: `sbk` → 社保卡. Several such words make it likelier. */
function byInitials<E extends SearchEntry>(
  { index: { starts, entryOf, entries }, characters, initials }: SoundIndex<E>,
  letters: string,
): Map<E, { score: number; word: string }> {
  const sums = new Map<number, { sum: number; best: number; word: string }>();
  for (let number = 0; number < entryOf.length; number++) {
    const start = starts[number] as number;
    const length = (starts[number + 1] as number) - start - 1;
    if (length < letters.length || length < 2 || !initials.startsWith(letters, start)) continue;
    const score = length === letters.length ? INITIALS_SAME : (INITIALS_BEGIN * letters.length) / length;
    const known = sums.get(entryOf[number] as number) ?? { sum: 0, best: 0, word: '' };
    known.sum += score;
    if (score > known.best) {
      known.best = score;
      known.word = characters.slice(start, start + length);
    }
    sums.set(entryOf[number] as number, known);
  }
  const found = new Map<E, { score: number; word: string }>();
  for (const [at, { sum, best, word }] of sums) {
    const entry = entries[at] as E;
    found.set(entry, { score: best + INITIALS_MORE * (sum - best), word });
  }
  return found;
}

/** How much sounds count beside characters: for letters there is nothing else to go by. */
const SOUND_SHARE = 0.15;
/** Where no word was spelt right, but one sounds right: 低宝. */
const SOUND_SHARE_OF_SLIPS = 0.35;
const SOUND_SHARE_OF_LETTERS = 1;

const namesOne = (hits: readonly SearchHit[]) => hits.some((hit) => hit.matchedName.length > 1);

/** Normalised, in simplified characters. */
export const simplify = ({ simplified }: Pick<SoundIndex<SearchEntry>, 'simplified'>, rawQuery: string): string =>
  [...normaliseQuery(rawQuery)].map((char) => simplified.get(char) ?? char).join('');

/** Hits by characters and by sounds as one list, best first. */
export function searchWithSound<E extends SearchEntry>(
  index: SearchIndex<E>,
  sound: SoundIndex<E>,
  rawQuery: string,
): SearchHit<E>[] {
  const query = simplify(sound, rawQuery);
  const spelt = spellQuery(rawQuery.slice(0, MAX_QUERY_LENGTH), sound);
  const written = searchNormalised(index, query);
  const heard = searchNormalised(sound.index, spelt.text);
  const isSlip = !namesOne(written) && namesOne(heard);
  const share = /[a-z]{2}/.test(query) ? SOUND_SHARE_OF_LETTERS : isSlip ? SOUND_SHARE_OF_SLIPS : SOUND_SHARE;
  const merged = new Map<E, SearchHit<E>>();
  for (const hit of written) merged.set(hit.entry, { ...hit, score: hit.score * (1 - share) });
  for (const hit of heard) {
    const known = merged.get(hit.entry);
    merged.set(hit.entry, {
      entry: hit.entry,
      score: (known?.score ?? 0) + hit.score * share,
      coverage: Math.max(known?.coverage ?? 0, hit.coverage * 0.9),
      // A word in signs is nothing to show.
      matchedName: known?.matchedName ?? '',
    });
  }
  for (const [entry, { score, word }] of spelt.initials.flatMap((letters) => [...byInitials(sound, letters)])) {
    const known = merged.get(entry);
    merged.set(entry, {
      entry,
      score: (known?.score ?? 0) + score,
      coverage: Math.min(1, Math.max(known?.coverage ?? 0, score / INITIALS_SAME)),
      matchedName: known?.matchedName || word,
    });
  }
  return [...merged.values()].sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1));
}

// Pure. Search by sound: typing errors of voice input, full pinyin, initials, traditional characters.

import {
  buildIndex,
  normaliseQuery,
  type SearchEntry,
  type SearchHit,
  type SearchIndex,
  searchNormalised,
} from './search.rules.ts';

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
}

export interface SoundIndex<E extends SearchEntry> {
  /** Spelt in signs, one for each sound. */
  index: SearchIndex<E>;
  /** The text of the index of characters, each as the first letter of its sound. */
  initials: string;
  /** Traditional character → simplified one. */
  simplified: ReadonlyMap<string, string>;
  /** Sign of a character's sound as people confuse sounds; the character itself where it has none. */
  signOf(char: string): string;
  /** Sign of a syllable in pinyin without tone. */
  signOfSyllable: ReadonlyMap<string, string>;
}

/**
 * Signs are Cyrillic letters, which no query keeps: their low bytes differ, and engines look for a character by one
 * of its bytes. Private characters share the byte that is looked for: ten times slower.
 */
const FIRST_SIGN = 0x400;

/** Sounds that many in Shandong (and every voice input) take for one another: zh/z, ch/c, sh/s, n/l at the front, -ng/-n. */
function blur(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/([aei])ng$/, '$1n');
}

/** Characters of GB 2312 level 1 in their order: rows 16 to 55, 94 to a row. */
export function commonCharacters(): string[] {
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xd7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low);
  // The last row is not full: what has no character is left out.
  return [...new TextDecoder('gbk').decode(new Uint8Array(bytes))].filter((char) => /[\u4e00-\u9fff]/.test(char));
}

/** Calls back with every character and its syllable. */
function eachSound({ runs = '', more = {} }: SoundTable, call: (char: string, syllable: string) => void): void {
  const common = runs === '' ? [] : commonCharacters();
  let at = 0;
  for (const [, syllable = '', count] of runs.matchAll(/([a-z]+)(\d+)/g))
    for (const end = at + Number(count); at < end; at++) call(common[at] ?? '', syllable);
  for (const syllable of Object.keys(more)) for (const char of more[syllable] ?? '') call(char, syllable);
}

const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;

/** @param characters the index of the same entries by characters */
export function buildSoundIndex<E extends SearchEntry>(characters: SearchIndex<E>, table: SoundTable): SoundIndex<E> {
  const signs = new Map<string, string>();
  const signOfSyllable = new Map<string, string>();
  // By code of the character: a map of thousands of strings would cost a phone half a megabyte.
  const signCodes = new Uint16Array(LAST_HAN - FIRST_HAN + 1);
  const letterCodes = new Uint8Array(LAST_HAN - FIRST_HAN + 1);
  eachSound(table, (char, syllable) => {
    const blurred = blur(syllable);
    const sign = signs.get(blurred) ?? String.fromCharCode(FIRST_SIGN + signs.size);
    signs.set(blurred, sign);
    signOfSyllable.set(syllable, sign);
    signCodes[char.charCodeAt(0) - FIRST_HAN] = sign.charCodeAt(0);
    letterCodes[char.charCodeAt(0) - FIRST_HAN] = syllable.charCodeAt(0);
  });
  const replace = (codes: Uint16Array | Uint8Array) => (char: string) => {
    const code = codes[char.charCodeAt(0) - FIRST_HAN];
    return code ? String.fromCharCode(code) : char;
  };
  const signOf = replace(signCodes);
  return {
    index: buildIndex(characters.entries, (word) => spellOut(word, signOf)),
    initials: spellOut(characters.text, replace(letterCodes)),
    simplified: new Map(table.traditional?.match(/../gu)?.map((pair) => [pair[0] ?? '', pair[1] ?? ''])),
    signOf,
    signOfSyllable,
  };
}

function spellOut(text: string, spell: (char: string) => string): string {
  let spelt = '';
  for (let i = 0; i < text.length; i++) spelt += spell(text[i] as string);
  return spelt;
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

/** Runs of letters become sounds where they are pinyin; the others may be initials and stay. */
function spellQuery<E extends SearchEntry>(query: string, { signOf, signOfSyllable }: SoundIndex<E>): string {
  const spelt = query.replace(/[a-z]{2,}/g, (letters) => {
    const syllables = syllablesOf(letters, (text) => signOfSyllable.has(text));
    return syllables ? syllables.map((syllable) => signOfSyllable.get(syllable) ?? '').join('') : letters;
  });
  return spellOut(spelt, signOf);
}

const INITIALS_SAME = 9;
const INITIALS_BEGIN = 5;
const INITIALS_MORE = 0.3;
/** Initials say little: how often an entry is meant counts more than elsewhere. */
const INITIALS_LIFT = 3;

/** Hits whose words have the initials that were typed: `sbk` → 社保卡. Several such words make it likelier. */
function byInitials<E extends SearchEntry>(
  { text, starts, entryOf, entries }: SearchIndex<E>,
  initials: string,
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
      known.word = text.slice(start, start + length);
    }
    sums.set(entryOf[number] as number, known);
  }
  const found = new Map<E, { score: number; word: string }>();
  for (const [at, { sum, best, word }] of sums) {
    const entry = entries[at] as E;
    found.set(entry, { score: best + INITIALS_MORE * (sum - best) + INITIALS_LIFT * entry.lift, word });
  }
  return found;
}

/** How much sounds count beside characters: for letters there is nothing else to go by. */
const SOUND_SHARE = 0.15;
const SOUND_SHARE_OF_LETTERS = 1;

/** Hits by characters and by sounds as one list, best first. */
export function searchWithSound<E extends SearchEntry>(
  index: SearchIndex<E>,
  sound: SoundIndex<E>,
  rawQuery: string,
): SearchHit<E>[] {
  const query = [...normaliseQuery(rawQuery)].map((char) => sound.simplified.get(char) ?? char).join('');
  const letters = query.match(/[a-z]{2,}/)?.[0] ?? '';
  const share = letters ? SOUND_SHARE_OF_LETTERS : SOUND_SHARE;
  const merged = new Map<E, SearchHit<E>>();
  for (const hit of searchNormalised(index, query)) merged.set(hit.entry, { ...hit, score: hit.score * (1 - share) });
  for (const hit of searchNormalised(sound.index, spellQuery(query, sound))) {
    const known = merged.get(hit.entry);
    merged.set(hit.entry, {
      entry: hit.entry,
      score: (known?.score ?? 0) + hit.score * share,
      coverage: Math.max(known?.coverage ?? 0, hit.coverage * 0.9),
      // A word in signs is nothing to show.
      matchedName: known?.matchedName ?? '',
    });
  }
  for (const [entry, { score, word }] of letters ? byInitials(index, sound.initials, letters) : []) {
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

// Pure. Search by sound: typing errors of voice input, full pinyin, initials, traditional characters.

import {
  buildIndex,
  normaliseQuery,
  type SearchEntry,
  type SearchHit,
  type SearchIndex,
  searchNormalised,
  wordsOf,
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
  index: SearchIndex<E>;
  /** Entries with the initials of each word, the official name first. */
  initials: readonly { entry: E; words: readonly { word: string; initials: string }[] }[];
  /** Traditional character → simplified one. */
  simplified: ReadonlyMap<string, string>;
  /** Character → the sign that stands for its sound, as people confuse sounds. */
  signOf: ReadonlyMap<string, string>;
  /** Syllable in pinyin without tone → the same. */
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

function readTable({ runs = '', more = {} }: SoundTable): Map<string, string> {
  const syllableOf = new Map<string, string>();
  const common = runs === '' ? [] : commonCharacters();
  let at = 0;
  for (const [, syllable = '', count] of runs.matchAll(/([a-z]+)(\d+)/g))
    for (const end = at + Number(count); at < end; at++) syllableOf.set(common[at] ?? '', syllable);
  for (const syllable of Object.keys(more)) for (const char of more[syllable] ?? '') syllableOf.set(char, syllable);
  return syllableOf;
}

export function buildSoundIndex<E extends SearchEntry>(entries: readonly E[], table: SoundTable): SoundIndex<E> {
  const syllableOf = readTable(table);
  const signs = new Map<string, string>();
  const signOfSyllable = new Map<string, string>();
  const signOf = new Map<string, string>();
  for (const [char, syllable] of syllableOf) {
    const blurred = blur(syllable);
    const sign = signs.get(blurred) ?? String.fromCharCode(FIRST_SIGN + signs.size);
    signs.set(blurred, sign);
    signOfSyllable.set(syllable, sign);
    signOf.set(char, sign);
  }
  const spell = (text: string) => spellOut(text, signOf);
  const initialsOf = (word: string) => [...word].map((char) => (syllableOf.get(char) ?? char)[0]).join('');
  return {
    index: buildIndex(entries, spell),
    initials: entries.map((entry, at) => ({
      entry,
      words: wordsOf(entry, at, false)
        .filter(({ word }) => word.length > 1)
        .map(({ word }) => ({ word, initials: initialsOf(word) })),
    })),
    simplified: new Map(table.traditional?.match(/../gu)?.map((pair) => [pair[0] ?? '', pair[1] ?? ''])),
    signOf,
    signOfSyllable,
  };
}

const spellOut = (text: string, signOf: ReadonlyMap<string, string>): string =>
  [...text].map((char) => signOf.get(char) ?? char).join('');

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
  sound: SoundIndex<E>,
  letters: string,
): Map<E, { score: number; word: string }> {
  const found = new Map<E, { score: number; word: string }>();
  if (letters.length < 2) return found;
  for (const { entry, words } of sound.initials) {
    let sum = 0;
    let best = 0;
    let bestWord = '';
    for (const { word, initials } of words) {
      if (!initials.startsWith(letters)) continue;
      const score = initials === letters ? INITIALS_SAME : (INITIALS_BEGIN * letters.length) / initials.length;
      sum += score;
      if (score > best) {
        best = score;
        bestWord = word;
      }
    }
    if (best > 0)
      found.set(entry, { score: best + INITIALS_MORE * (sum - best) + INITIALS_LIFT * entry.lift, word: bestWord });
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
  for (const [entry, { score, word }] of byInitials(sound, letters)) {
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

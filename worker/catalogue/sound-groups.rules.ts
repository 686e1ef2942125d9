// Pure. `search/sound_groups.csv`: what a clerk may write there, and what it means for the search.

import type { SoundGroups } from '../search/sound-groups.rules.ts';
import type { CatalogueFault, CatalogueRow } from './catalogue.contract.ts';
import { splitList } from './csv.rules.ts';

export const SOUND_GROUPS_FILE = 'search/sound_groups.csv';

const INITIALS = 'b p m f d t n l g k h j q x r z c s zh ch sh y w'.split(' ');
const FINALS = (
  'a o e i u v ai ei ui ao ou iu ie ue ve er an en in un vn ang eng ing ong ' +
  'ia iao ian iang iong ua uo uai uan uang'
).split(' ');

interface Part {
  of: keyof SoundGroups;
  isSound(sound: string): boolean;
  expected: string;
}

const PARTS: Record<string, Part> = {
  声母: {
    of: 'initials',
    isSound: (sound) => INITIALS.includes(sound),
    expected: '拼音的声母，小写，如 zh、z、n',
  },
  韵母: {
    of: 'finals',
    isSound: (sound) => FINALS.includes(sound),
    expected: '拼音的韵母，小写、不带声调，ü 写 v，如 ang、an、ve',
  },
  音节: {
    of: 'syllables',
    isSound(sound) {
      const initial = INITIALS.findLast((own) => sound.startsWith(own)) ?? '';
      return FINALS.includes(sound) || FINALS.includes(sound.slice(initial.length));
    },
    expected: '一个字的拼音，小写、不带声调，ü 写 v，如 shui、fei',
  },
};

export const SOUND_PARTS = Object.keys(PARTS);

/** Two sounds or more to a group, all of them pinyin, none of them in two groups. */
export function checkSoundGroups(rows: readonly CatalogueRow[]): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of rows) {
    const part = PARTS[cells['part'] ?? ''];
    const sounds = splitList(cells['sounds'] ?? '');
    const fault = (found: string, expected: string) =>
      faults.push({ file: SOUND_GROUPS_FILE, row: line, column: 'sounds', found, expected });
    // An unknown part and an empty cell have faults of their own.
    if (!part || sounds.length === 0) continue;
    if (sounds.length === 1) fault(sounds[0] as string, '至少两个音，用分号隔开，如 zh;z');
    for (const sound of sounds) {
      const earlier = lineOf.get(`${part.of} ${sound}`);
      if (!part.isSound(sound)) fault(sound, part.expected);
      else if (earlier !== undefined) fault(sound, `一个音只在一组里；第 ${earlier} 行已经有它，可以并成一行`);
      lineOf.set(`${part.of} ${sound}`, line);
    }
  }
  return faults;
}

export function soundGroupsOf(rows: readonly Record<string, string>[]): SoundGroups {
  const groups: SoundGroups = { initials: [], finals: [], syllables: [] };
  for (const row of rows) {
    const part = PARTS[row['part'] ?? ''];
    if (part) groups[part.of].push(splitList(row['sounds'] ?? ''));
  }
  return groups;
}

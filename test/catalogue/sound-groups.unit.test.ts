import { describe, expect, it } from 'vitest';
import { checkCatalogue, describeFault } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import { soundClasses } from '../../worker/search/sound-groups.rules.ts';
import { demonstrationFiles, withFile } from './catalogue-files.ts';

const FILE = 'search/sound_groups.csv';
const checkedWith = (rows: string) => checkCatalogue(withFile(FILE, `part,sounds,reason\n${rows}\n`));
function faultsOf(rows: string): string[] {
  const result = checkedWith(rows);
  return result.ok ? [] : result.faults.map(describeFault);
}
function groupsFrom(files: ReturnType<typeof demonstrationFiles>) {
  const result = checkCatalogue(files);
  if (!result.ok) throw new Error(result.faults.map(describeFault).join('\n'));
  return contentOf(result.set).search.soundGroups;
}

describe('groups of sounds', () => {
  it.each([
    ['an unknown part', '声调,a;b,理由', '第 2 行 “part”：现在是“声调”，应当是：声母、韵母、音节 之一'],
    ['no reason', '声母,zh;z,', '第 2 行 “reason”：现在是“空着”，应当是：为什么分不清'],
    ['a single sound', '声母,zh,理由', '第 2 行 “sounds”：现在是“zh”，应当是：至少两个音，用分号隔开，如 zh;z'],
    ['letters that are no initial', '声母,zh;zz,理由', '现在是“zz”，应当是：拼音的声母，小写，如 zh、z、n'],
    ['capitals', '声母,ZH;z,理由', '现在是“ZH”，应当是：拼音的声母'],
    ['an initial among the finals', '韵母,ang;zh,理由', '现在是“zh”，应当是：拼音的韵母'],
    ['a final with its tone', '韵母,āng;an,理由', '现在是“āng”，应当是：拼音的韵母'],
    ['letters that are no syllable', '音节,shui;shx,理由', '现在是“shx”，应当是：一个字的拼音'],
    [
      'a sound in two groups',
      '声母,zh;z,理由\n声母,z;j,理由',
      '第 3 行 “sounds”：现在是“z”，应当是：一个音只在一组里；第 2 行已经有它，可以并成一行',
    ],
    ['a sound twice in one group', '声母,z;z,理由', '第 2 行 “sounds”：现在是“z”，应当是：一个音只在一组里'],
  ])('are refused in words: %s', (_, rows, expected) => {
    expect(faultsOf(rows).join('\n')).toContain(`${FILE} `);
    expect(faultsOf(rows).join('\n')).toContain(expected);
  });

  it('may hold the same letters as an initial and as a syllable', () => {
    expect(faultsOf('韵母,en;eng,理由\n音节,en;an,理由')).toEqual([]);
  });

  it('may be left out: then nothing is confused', () => {
    const files = demonstrationFiles();
    files.delete(FILE);
    expect(groupsFrom(files)).toEqual({ initials: [], finals: [], syllables: [] });
  });

  it.each([
    ['zheng', 'zen'],
    ['chang', 'can'],
    ['shi', 'si'],
    ['niang', 'lian'],
    ['ling', 'nin'],
    ['shui', 'fei'],
    ['shuo', 'fo'],
  ])('of the demonstration set have %s and %s sound alike', (one, other) => {
    const classOf = soundClasses(groupsFrom(demonstrationFiles()));
    expect(classOf(one)).toBe(classOf(other));
  });
});

// Pure. Which syllables sound alike, going by groups of sounds that a clerk has written down: zh and z, ing and in.

/** Every group is a list of sounds in pinyin without tone, ü as v. */
export interface SoundGroups {
  /** How syllables begin. */
  initials: string[][];
  /** How syllables end: `ang` is meant in `liang` and `shuang` too. */
  finals: string[][];
  syllables: string[][];
}

const INITIAL = /^([zcs]h|[bpmfdtnlgkhjqxrzcsyw])?/;

/** Sound → the first of its group, which stands for all of them. */
const firstOf = (groups: readonly string[][]) =>
  new Map(groups.flatMap((group) => group.map((sound) => [sound, group[0] as string])));

/** @returns what names the class of a syllable: those of one class are taken for one another */
export function soundClasses(groups: SoundGroups | undefined): (syllable: string) => string {
  if (!groups) return (syllable) => syllable;
  const initials = firstOf(groups.initials);
  const finals = firstOf(groups.finals);
  const joined = new Map<string, string>();
  const classOf = (syllable: string): string => {
    const initial = INITIAL.exec(syllable)?.[0] ?? '';
    let end = initial.length;
    while (end < syllable.length && !finals.has(syllable.slice(end))) end++;
    const middle = syllable.slice(initial.length, end);
    let found = (initials.get(initial) ?? initial) + middle + (finals.get(syllable.slice(end)) ?? '');
    for (let next = joined.get(found); next !== undefined; next = joined.get(found)) found = next;
    return found;
  };
  // Whoever takes shu for fu and sh for s takes su for fu as well: classes are joined, not syllables.
  for (const group of groups.syllables) {
    const first = classOf(group[0] as string);
    for (const other of group) {
      const own = classOf(other);
      if (own !== first) joined.set(own, first);
    }
  }
  return classOf;
}

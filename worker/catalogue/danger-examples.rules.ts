// Pure. From what can happen to whom (`search/emergency_patterns.csv`) to sentences that somebody in danger says, and to
// those that only sound like it: the same words in the past, feared, or with a matter for an office behind them.

import { lottery } from '../search/training.rules.ts';
import type { CatalogueFault, CatalogueRow } from './catalogue.contract.ts';
import { splitList } from './csv.rules.ts';

export const PATTERNS_FILE = 'search/emergency_patterns.csv';
export const SLOTS_FILE = 'search/emergency_slots.csv';

/** Parts of `emergency_slots.csv` that every sentence is built with. */
const SLOTS = { where: '哪里', now: '刚才', hurry: '急着', before: '平常头', after: '平常尾' } as const;
/** Who does what, and what is everyday about them. */
const PERSON = '人';
const EVERYDAY = '平常事';

export interface Dangers {
  /** `@人` among `who` stands for the words of that slot. */
  patterns: { kind: string; who: string[]; happens: string[] }[];
  slots: Record<string, string[]>;
}

export interface DangerExamples {
  alarms: { kind: string; text: string }[];
  calm: string[];
}

/** The same for the same input: which words meet is drawn by a generator of our own. */
export function dangerExamples({ patterns, slots }: Dangers): DangerExamples {
  const draw = lottery(7);
  const pick = (words: readonly string[]): string => words[Math.floor(draw() * words.length)] ?? '';
  const slot = (name: keyof typeof SLOTS): string => pick(slots[SLOTS[name]] ?? []);
  const alarms: DangerExamples['alarms'] = [];
  const calm: string[] = [];
  for (const { kind, who, happens } of patterns) {
    const groups = who.map((word) => (word.startsWith('@') ? (slots[word.slice(1)] ?? []) : [word]));
    // A group is drawn first: a long one is not said more often for that.
    const told = (happening: string) => pick(groups[Math.floor(draw() * groups.length)] ?? []) + happening;
    for (const happening of happens) {
      const sentences = [
        happening,
        told(happening),
        told(happening) + slot('hurry'),
        happening + slot('hurry'),
        slot('now') + told(happening),
        slot('where') + told(happening),
        slot('where') + told(happening) + slot('hurry'),
        slot('now') + slot('where') + told(happening) + slot('hurry'),
      ];
      alarms.push(...sentences.map((text) => ({ kind, text })));
      // Without the words for it there is no calm sentence, only the alarm itself.
      if (slots[SLOTS.after]?.length) calm.push(told(happening) + slot('after'), happening + slot('after'));
      if (slots[SLOTS.before]?.length)
        calm.push(slot('before') + told(happening), slot('before') + told(happening) + slot('after'));
    }
  }
  for (const everyday of slots[EVERYDAY] ?? []) {
    const told = pick(slots[PERSON] ?? []) + everyday;
    calm.push(everyday, told, told + slot('after'));
  }
  return { alarms, calm };
}

/** Every `@part` has to be there. */
export function checkDangers(patterns: readonly CatalogueRow[], slots: readonly CatalogueRow[]): CatalogueFault[] {
  const parts = new Set(slots.map(({ cells }) => cells['part'] ?? ''));
  return patterns.flatMap(({ line, cells }) =>
    splitList(cells['who'] ?? '')
      .filter((word) => word.startsWith('@') && !parts.has(word.slice(1)))
      .map((found) => ({
        file: PATTERNS_FILE,
        row: line,
        column: 'who',
        found,
        expected: `@ 后面写 ${SLOTS_FILE} 里有的 part：${[...parts].join('、') || '那里还没有'}`,
      })),
  );
}

// Pure. Which pages of the intake may stay in a browser's memory.

import type { Draft, Step } from './intake.contract.ts';
import { emptyDraft, TEXTS } from './intake.rules.ts';

const OPEN_STEPS: readonly Step[] = [
  'notice',
  'kind',
  'petition',
  'what',
  'town',
  'place',
  'about',
  'group',
  'identity',
  'person',
];

/** Whether a page shows nothing that its reader has written: only such a page may stay in the browser's memory. */
export function showsNothing(step: Step, draft: Draft): boolean {
  if (!OPEN_STEPS.includes(step)) return false;
  const blank = emptyDraft(draft.key, draft.township, '', '');
  const shown: readonly (keyof Draft)[] = [
    ...(TEXTS[step] ?? []),
    ...(step === 'about' ? (['offices', 'departments'] as const) : []),
  ];
  return shown.every((name) => String(draft[name]) === String(blank[name]));
}

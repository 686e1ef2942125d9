// Pure. What fell to an organ in hazards, and what it did: read back from the steps, never a score.

import type { Duties } from '../lists/duties.rules.ts';
import { leads } from '../lists/duties.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import type { Hazard } from './operations.contract.ts';

export interface HazardStepTold {
  at: number;
  action: string;
  /** Whose step it was; null: by itself. */
  organ: string | null;
  data: Record<string, unknown> | null;
}

/** The two things that a hazard asks of whoever has it. */
type Part = 'verify' | 'remove';
const PART_WORDS: Record<Part, string> = { verify: '现场核实', remove: '排除' };

export interface HazardWords {
  record: string;
  href: string;
  /** `森林防火`: names nobody. */
  kind: string;
  /** An organ that works for the holder: an office for its township. */
  worksFor(organ: string, holder: string): boolean;
  /** By the lists in force. */
  dutiesOf(code: string): Duties | null;
}

const LATE: readonly string[] = ['escalate', 'escalate-further'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * One line each time that the organ had to verify, and one each time that it had to remove. Who leads by the entry by
 * which it was passed on answers for it; everybody else has it beside their own duties, townships first of all (art. 19).
 * @param steps in their order, from the report on
 */
export function factsOfHazard(
  hazard: Pick<Hazard, 'townshipCode' | 'nextAt'> & { isKept: boolean },
  steps: readonly HazardStepTold[],
  words: HazardWords,
): DutyFact[] {
  const facts: DutyFact[] = [];
  let holder = hazard.isKept ? 'C' : `T${hazard.townshipCode}`;
  let entry: DutyFact['entry'] = null;
  let part: Part = 'verify';
  const fall = (at: number) => {
    const duties = entry === null ? null : words.dutiesOf(entry.code);
    const isLead = duties !== null && leads(duties, holder);
    facts.push({
      organ: holder,
      as: isLead ? 'lead' : holder.startsWith('D') ? 'supporting' : 'cooperating',
      source: 'hazard',
      record: `${words.record}.${facts.length + 1}`,
      href: words.href,
      what: `隐患${PART_WORDS[part]}：${words.kind}`,
      entry,
      fellAt: at,
      dueAt: null,
      actedAt: null,
      doneAt: null,
      isLate: false,
      isRefused: false,
      reopened: 0,
    });
  };
  for (const { at, action, organ, data } of steps) {
    const now = facts.at(-1);
    if (action === 'report') fall(at);
    if (now === undefined) continue;
    if (LATE.includes(action)) now.isLate = true;
    const isOwn = organ !== null && words.worksFor(organ, holder);
    if (isOwn) now.actedAt ??= at;
    if (action === 'dismiss' || action === 'confirm') now.doneAt = at;
    if (action === 'reopen') now.reopened += 1;
    if (action === 'verify') {
      now.doneAt = at;
      part = 'remove';
      fall(at);
    }
    if (action === 'pass') {
      now.doneAt = at;
      now.isRefused = isOwn && holder.startsWith('D');
      holder = textOf(data?.['organ']);
      const version = data?.['listVersion'];
      entry = { code: textOf(data?.['entry']), version: typeof version === 'number' ? version : 0 };
      fall(at);
    }
  }
  return facts.map((fact) => (fact.doneAt === null ? { ...fact, dueAt: hazard.nextAt } : fact));
}

// Pure. Which reports are urgent, who may do what about a hazard, who has to act next and by when.

import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import { bodiesOf, type Duties } from '../lists/duties.rules.ts';
import { type Eyes, isCoordinating, seesTownship, standsFor } from './eyes.rules.ts';
import {
  CHECKLISTS,
  HAZARD_LIMITS,
  HAZARD_STEPS,
  type HazardRole,
  type HazardStep,
  OPEN_HAZARDS,
  URGENT_WORDS,
} from './hazards.data.ts';
import { limitEnd } from './limits.rules.ts';
import { type StepFault, stepsFor } from './machine.rules.ts';
import { HAZARD_KINDS, type Hazard, type HazardKind, type HazardText } from './operations.contract.ts';

export const isOpenHazard = ({ state }: Pick<Hazard, 'state'>): boolean => OPEN_HAZARDS.includes(state);

/**
 * Which kind of emergency a citizen's report of a hazard speaks of; null: none, it goes its usual way.
 * @param text what was written, with the place
 */
export function urgentKind(text: string): HazardKind | null {
  const plain = text.replace(/\s+/g, '');
  const found = HAZARD_KINDS.map((kind) => {
    const lengths = URGENT_WORDS[kind].filter((word) => plain.includes(word)).map((word) => word.length);
    // The longest word says most: 山上着火 is a forest fire, although 着火 and 冒烟 are of both.
    return { kind, weight: Math.max(0, ...lengths) * 100 + lengths.length };
  }).sort((a, b) => b.weight - a.weight);
  const [best] = found;
  return best && best.weight > 0 ? best.kind : null;
}

export function rolesAt({ townshipCode, owner }: Pick<Hazard, 'townshipCode' | 'owner'>, eyes: Eyes): HazardRole[] {
  if (isCoordinating(eyes)) return ['coordinator'];
  return [
    ...(seesTownship(eyes, townshipCode) ? (['duty'] as const) : []),
    ...(owner.startsWith('D') && standsFor(eyes, owner) ? (['department'] as const) : []),
  ];
}

/**
 * The township's people see what lies with the township or a department; what the coordinating office keeps (the report
 * is about their own offices) they do not.
 */
export const maySeeHazard = (
  hazard: Pick<Hazard, 'townshipCode' | 'owner'> & { isKept: boolean },
  eyes: Eyes,
): boolean =>
  isCoordinating(eyes) || standsFor(eyes, hazard.owner) || (!hazard.isKept && seesTownship(eyes, hazard.townshipCode));

/**
 * Townships that somebody may report a hazard in; null: every one. A department's people go everywhere, and what they
 * find lies with the township where it is.
 */
export const reportsIn = ({ townships, organs }: Eyes): Eyes['townships'] =>
  townships?.length === 0 && organs.some((organ) => organ.startsWith('D')) ? null : townships;

export const possibleAt = (hazard: Hazard, roles: readonly HazardRole[]): HazardStep[] =>
  stepsFor<HazardStep>(HAZARD_STEPS, hazard.state, roles);

export function reportFaults({ place, what }: HazardText): StepFault[] {
  const faults: StepFault[] = [];
  if (place === '') faults.push({ field: 'place', text: '请写在哪里，写到能找到。' });
  else if (place.length > 200) faults.push({ field: 'place', text: '地方最多写 200 个字。' });
  if (what === '') faults.push({ field: 'what', text: '请写是什么危险。' });
  else if (what.length > 2000) faults.push({ field: 'what', text: '最多写 2000 个字，请写短一些。' });
  return faults;
}

/** Passed on by the list only: to a body that has a duty by the entry. It never reaches a township that has none. */
export function passFaults(organ: string, duties: Duties | null, { owner }: Pick<Hazard, 'owner'>): StepFault[] {
  if (duties === null) return [{ field: 'entry', text: '请选清单上的一项，转交要有依据。' }];
  if (!bodiesOf(duties).some((body) => body.organ === organ))
    return [{ field: 'organ', text: `清单 ${duties.entry.code} 上没有这个单位的职责，请换一个。` }];
  return organ === owner ? [{ field: 'organ', text: '已经在它手里了。' }] : [];
}

/** What of the checklist must still be ticked before the hazard counts as removed. */
export const missingChecks = ({ kind, checked }: Pick<Hazard, 'kind' | 'checked'>): string[] =>
  CHECKLISTS[kind].filter(({ id, must }) => must && !checked.includes(id)).map(({ text }) => text);

/** @param staffId who takes the step: who removed it does not confirm that it is gone */
export function hazardConditionFaults(action: string, hazard: Hazard, staffId: number): StepFault[] {
  if (action === 'remove') {
    const missing = missingChecks(hazard);
    return missing.length === 0 ? [] : [{ field: 'check', text: `清单上还有没核对的：${missing.join('；')}。` }];
  }
  if (action === 'confirm' && hazard.removedBy === staffId)
    return [{ field: 'note', text: '要换一个人复查，谁排除的谁不复查。' }];
  return [];
}

/** Until when the next step has time. An open hazard always has a date. */
export function hazardNextAt({ state }: Pick<Hazard, 'state'>, calendar: WorkingCalendar, now: number): number | null {
  const step = HAZARD_LIMITS[state];
  return step === undefined ? null : limitEnd(calendar, step, now);
}

// Pure. What a citizen has answered so far, what is wrong with it, and the body that is sent.

import type { Identity, Submission } from '#cases/contract';
import { type Cause, outcomeOf } from './kinds.ts';
import type { Messages } from './messages.ts';

/** A suggestion from the lists: `code` of the territorial list or of a service item. */
export interface Pick {
  kind: 'territorial' | 'item';
  code: string;
  name: string;
  /** Who leads, or the office that does the item; `''` when not known. */
  lead: string;
}

export interface Answers {
  cause: Cause | '';
  detail: string;
  text: string;
  wish: string;
  /** Chosen by the citizen; null: none of them, said by the citizen; undefined: the device's suggestion stands. */
  pick?: Pick | null;
  /** What the device suggests. */
  seems?: Pick | null;
  township: string;
  village: string;
  place: string;
  persons: string;
  offices: string[];
  departments: string[];
  identity: Identity | '';
  name: string;
  phone: string;
  address: string;
  isGroup: 'one' | 'many' | '';
  group: string;
  sensitive: boolean;
  guardian: boolean;
}

export const noAnswers = (township: string): Answers => ({
  cause: '',
  detail: '',
  text: '',
  wish: '',
  township,
  village: '',
  place: '',
  persons: '',
  offices: [],
  departments: [],
  identity: '',
  name: '',
  phone: '',
  address: '',
  isGroup: '',
  group: '',
  sensitive: false,
  guardian: false,
});

export const STEPS = [
  'danger',
  'notice',
  'kind',
  'more',
  'what',
  'where',
  'about',
  'photos',
  'who',
  'reach',
  'many',
  'check',
] as const;
/** `stop` comes between two steps when the text tells of danger; `done` has no way back. */
export type Step = (typeof STEPS)[number] | 'stop' | 'done';

/** Which of the seven steps a page belongs to, 0 for none. */
export const STAGE: Record<Step, number> = {
  danger: 0,
  notice: 0,
  stop: 0,
  done: 0,
  kind: 1,
  more: 1,
  what: 2,
  where: 3,
  about: 4,
  photos: 5,
  who: 6,
  reach: 6,
  many: 6,
  check: 7,
};

export function stepAfter(step: Step, { identity }: Answers): Step {
  if (step === 'stop') return 'where';
  // Whoever stays anonymous is not asked for a name.
  if (step === 'who' && identity === 'anonymous') return 'many';
  return STEPS[STEPS.indexOf(step as 'danger') + 1] ?? 'check';
}

/** One thing that is wrong: the id of its field, and what to do. */
export interface Fault {
  field: string;
  text: string;
}

const PHONE = /^\+?[\d\s()-]{5,20}$/;
const isLonger = (text: string, most: number) => text.length > most;

/** What is wrong on one page; empty when one may go on. */
export function faultsOf(step: Step, answers: Answers, t: Messages): Fault[] {
  const e = t.errors;
  const rules: Partial<Record<Step, [isWrong: boolean, field: string, text: string][]>> = {
    kind: [[!answers.cause, 'cause', e.kind]],
    more: [[!outcomeOf(answers.cause, answers.detail), 'detail', e.detail]],
    what: [
      [answers.text.trim().length < 5, 'text', e.text],
      [isLonger(answers.text, 5000), 'text', e.textLong],
      [isLonger(answers.wish, 1000), 'wish', e.wishLong],
    ],
    where: [
      [!answers.township, 'township', e.township],
      [isLonger(answers.place, 200), 'place', e.placeLong],
    ],
    about: [
      [isLonger(answers.persons, 200), 'persons', e.personsLong],
      [answers.offices.length > 10 || answers.departments.length > 10, 'offices', e.aboutMany],
    ],
    who: [[!answers.identity, 'identity', e.identity]],
    reach:
      answers.identity === 'anonymous'
        ? []
        : [
            [!answers.name.trim() || isLonger(answers.name, 50), 'name', e.name],
            [!PHONE.test(folded(answers.phone)), 'phone', e.phone],
          ],
    many: [
      [!answers.isGroup, 'isGroup', e.isGroup],
      [answers.isGroup === 'many' && !(groupOf(answers) >= 2 && groupOf(answers) <= 99_999), 'group', e.group],
    ],
  };
  return (rules[step] ?? []).filter(([isWrong]) => isWrong).map(([, field, text]) => ({ field, text }));
}

/** Input methods give full-width digits. */
const folded = (text: string) => text.normalize('NFKC').trim();
export const groupOf = ({ isGroup, group }: Answers): number =>
  isGroup === 'many' ? Math.floor(Number(folded(group)) || 0) : 1;

/** The first page that keeps the whole from being sent. */
export const firstFaulty = (answers: Answers, t: Messages): Step | undefined =>
  STEPS.find((step) => faultsOf(step, answers, t).length > 0);

/** Field of a body (`/person/phone`) → page that asks for it. */
export function stepOfPointer(pointer: string): Step {
  const [, name = ''] = pointer.split('/');
  const pages: Record<string, Step> = {
    kind: 'kind',
    petitionKind: 'kind',
    text: 'what',
    wish: 'what',
    territorialCode: 'what',
    itemCode: 'what',
    township: 'where',
    village: 'where',
    place: 'where',
    about: 'about',
    identity: 'who',
    person: 'reach',
    group: 'many',
    consent: 'notice',
  };
  return pages[name] ?? 'check';
}

/** @param site origin of the page that embeds us. Undefined when two questions are still open. */
export function bodyOf(answers: Answers, source: 'widget' | 'page', site: string | null): Submission | undefined {
  const outcome = outcomeOf(answers.cause, answers.detail);
  if (!outcome || typeof outcome === 'string' || !answers.identity) return undefined;
  const pick = answers.pick === undefined ? answers.seems : answers.pick;
  return {
    ...outcome,
    township: answers.township,
    village: answers.village || null,
    place: answers.place.trim(),
    text: answers.text.trim(),
    wish: answers.wish.trim(),
    territorialCode: pick?.kind === 'territorial' ? pick.code : null,
    itemCode: pick?.kind === 'item' ? pick.code : null,
    about: { offices: answers.offices, departments: answers.departments, persons: answers.persons.trim() },
    identity: answers.identity,
    person:
      answers.identity === 'anonymous'
        ? null
        : { name: answers.name.trim(), phone: folded(answers.phone), address: answers.address.trim() },
    group: groupOf(answers),
    consent: { notice: '2026-11', sensitive: answers.sensitive, guardian: answers.guardian },
    source,
    site,
  };
}

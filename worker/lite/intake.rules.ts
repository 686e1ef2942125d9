// Pure. From posted fields to a draft, from a draft to the body that the API takes, and which page comes next.

import * as v from 'valibot';
import { NOTICE_VERSION, type Submission, submissionSchema } from '../cases/cases.contract.ts';
import { type Draft, draftSchema, type Fault, type Posted, STEPS, type Step } from './intake.contract.ts';
import { UNSEEN_FIELD } from './unseen.rules.ts';

export const emptyDraft = (key: string, township: string, territorial: string, item: string, since = 0): Draft => ({
  key,
  since,
  filled: false,
  complete: false,
  calm: false,
  agreed: false,
  sensitive: false,
  guardian: false,
  kind: '',
  petitionKind: '',
  text: '',
  wish: '',
  township,
  village: '',
  place: '',
  offices: [],
  departments: [],
  persons: '',
  territorial,
  item,
  many: 'no',
  group: '',
  identity: '',
  name: '',
  phone: '',
  address: '',
});

/** Forms send CRLF; control characters and halves of characters do not survive storage. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const one = (posted: Posted, name: string): string => clean([posted[name] ?? ''].flat()[0] ?? '');
const all = (posted: Posted, name: string): string[] => [posted[name] ?? []].flat().map(clean);

/** The sealed answers that the page carried. */
export const carriedBy = (posted: Posted): string => one(posted, 'draft');

export const readStep = (posted: Posted): Step => STEPS.find((step) => step === one(posted, 'step')) ?? 'notice';

export const TEXTS: Partial<Record<Step, readonly (keyof Draft)[]>> = {
  kind: ['kind'],
  petition: ['petitionKind'],
  what: ['text', 'wish'],
  town: ['township'],
  place: ['village', 'place'],
  about: ['persons'],
  match: ['territorial'],
  group: ['many', 'group'],
  identity: ['identity'],
  person: ['name', 'phone', 'address'],
};

/** The draft with the answers of one page; a choice that does not exist leaves the draft as it was. */
export function answered(draft: Draft, step: Step, posted: Posted): Draft {
  const changes: Record<string, unknown> = { filled: draft.filled || one(posted, UNSEEN_FIELD) !== '' };
  // A page without the field (a choice not made, the page that stops at an emergency) changes nothing.
  for (const name of TEXTS[step] ?? []) if (name in posted) changes[name] = one(posted, name);
  if (step === 'notice')
    for (const name of ['agreed', 'sensitive', 'guardian']) changes[name] = one(posted, name) === 'yes';
  if (step === 'about') for (const name of ['offices', 'departments']) changes[name] = all(posted, name);
  // Villages and offices belong to a township.
  if (step === 'town' && 'township' in changes && changes['township'] !== draft.township)
    Object.assign(changes, { village: '', offices: [] });
  if (step === 'what' && 'text' in changes) changes['calm'] = false;
  const next = v.safeParse(draftSchema, { ...draft, ...changes });
  return next.success ? next.output : draft;
}

/** The body of `POST /api/v1/cases`. A choice not yet made is sent as it is and refused by name. */
export function submissionOf(draft: Draft): Submission {
  const { kind, petitionKind, village, territorial, item, identity, many, group } = draft;
  return {
    // Who cannot tell gets the shortest promise; a clerk may correct it.
    kind: (kind === 'unsure' ? 'complaint' : kind) as Submission['kind'],
    petitionKind: kind === 'petition' && petitionKind !== '' ? petitionKind : null,
    township: draft.township,
    village: village || null,
    place: draft.place,
    text: draft.text,
    wish: draft.wish,
    territorialCode: territorial || null,
    itemCode: item || null,
    about: { offices: draft.offices, departments: draft.departments, persons: draft.persons },
    identity: identity as Submission['identity'],
    person:
      identity === 'anonymous' || identity === ''
        ? null
        : { name: draft.name, phone: draft.phone.normalize('NFKC'), address: draft.address },
    group: many === 'yes' ? Number(group.normalize('NFKC').trim() || Number.NaN) : 1,
    consent: { notice: NOTICE_VERSION, sensitive: draft.sensitive, guardian: draft.guardian },
    source: 'lite',
    site: null,
  };
}

/** Where a complaint of the contract belongs: pointer → page and field. */
const PLACES: Record<string, [step: Step, field: string]> = {
  '/kind': ['kind', 'kind'],
  '/petitionKind': ['petition', 'petitionKind'],
  '/text': ['what', 'text'],
  '/wish': ['what', 'wish'],
  '/township': ['town', 'township'],
  '/village': ['place', 'village'],
  '/place': ['place', 'place'],
  '/about/offices': ['about', 'offices'],
  '/about/departments': ['about', 'departments'],
  '/about/persons': ['about', 'persons'],
  '/territorialCode': ['match', 'territorial'],
  '/group': ['group', 'group'],
  '/identity': ['identity', 'identity'],
  '/person/name': ['person', 'name'],
  '/person/phone': ['person', 'phone'],
  '/person/address': ['person', 'address'],
  '/person': ['person', 'name'],
  '/consent': ['notice', 'agreed'],
};

/** @param pointer JSON pointer into the body, with or without `/body` before it */
export function faultAt(pointer: string, text: string): Fault {
  const path = pointer.replace(/^\/body/, '');
  const known = Object.keys(PLACES).find((place) => path === place || path.startsWith(`${place}/`));
  const [step, field] = PLACES[known ?? ''] ?? ['check', 'main'];
  return { step, field, text };
}

/** All that is wrong with the whole draft, in the order of the pages. */
export function faultsOf(draft: Draft): Fault[] {
  const faults: Fault[] = [];
  const say = (step: Step, field: string, text: string) => faults.push({ step, field, text });
  if (!draft.agreed) say('notice', 'agreed', '请看完告知，同意了再往下。不想在网上说，可以打 12345。');
  if (draft.kind === '') say('kind', 'kind', '请选一种。说不清就选最后一个。');
  if (draft.kind === 'petition' && draft.petitionKind === '') say('petition', 'petitionKind', '请选一种。');
  if (draft.township === '') say('town', 'township', '请选事情发生在哪个镇街。');
  if (draft.many === 'yes' && !(Number(draft.group.normalize('NFKC')) >= 2))
    say('group', 'group', '请写大约多少人，写数字，至少 2 人。');
  if (draft.identity === '') say('identity', 'identity', '请选一种。不想留姓名就选匿名。');
  const { issues = [] } = v.safeParse(submissionSchema, submissionOf(draft));
  for (const issue of issues) {
    const fault = faultAt(`/${issue.path?.map(({ key }) => String(key)).join('/') ?? ''}`, issue.message);
    if (!faults.some(({ step, field }) => step === fault.step && field === fault.field)) faults.push(fault);
  }
  return faults.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
}

/** @param hasMatches whether the text looks like something of the lists */
function applies(step: Step, draft: Draft, hasMatches: boolean): boolean {
  if (step === 'petition') return draft.kind === 'petition';
  if (step === 'match') return hasMatches;
  if (step === 'person') return draft.identity === 'named' || draft.identity === 'sealed';
  return true;
}

export function stepBeside(step: Step, by: 1 | -1, draft: Draft, hasMatches: boolean): Step {
  let at = STEPS.indexOf(step) + by;
  while (at > 0 && at < STEPS.length - 1 && !applies(STEPS[at] ?? 'check', draft, hasMatches)) at += by;
  return STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)] ?? 'check';
}

/** After a page that is in order: the next one, or back to the check page for whoever only changed an answer. */
export function stepAfter(step: Step, before: Draft, draft: Draft, hasMatches: boolean): Step {
  if (!draft.complete || (step === 'town' && before.township !== draft.township))
    return stepBeside(step, 1, draft, hasMatches);
  return faultsOf(draft)[0]?.step ?? 'check';
}

// Pure. From the fields of the registration form to a submission, and from its refusals back to the fields.

import { NOTICE_VERSION, type Submission } from '../cases/cases.contract.ts';
import { CHANNELS, type Channel } from '../cases/handling.contract.ts';
import type { Typed } from './handling.rules.ts';

export const channelOf = (typed: Typed): Channel | null =>
  CHANNELS.find((channel) => channel === typed.text('channel')) ?? null;

/** Name and phone as the form has them; null when they say nothing at all, or must not. */
export function personOf(typed: Typed): Pick<Submission, 'identity' | 'person'> {
  const identity = typed.text('identity') as Submission['identity'];
  const [name, phone, address] = ['name', 'phone', 'address'].map((field) => typed.text(field).trim());
  const isEmpty = name === '' && phone === '' && address === '';
  // Anonymous with a name typed: it goes on, and is refused by its own sentence; nothing is dropped silently.
  if (identity === 'anonymous' && isEmpty) return { identity, person: null };
  return { identity, person: { name: name ?? '', phone: (phone ?? '').normalize('NFKC'), address: address ?? '' } };
}

/** The body that the API would take. A choice that was not made is sent as it is and refused by name. */
export function submissionOf(typed: Typed, township: string): Submission {
  const kind = typed.text('kind') as Submission['kind'];
  const petitionKind = typed.text('petitionKind');
  const group = typed.text('group').normalize('NFKC').trim();
  const isTicked = (name: string) => typed.text(name) === 'yes';
  return {
    kind,
    petitionKind: petitionKind === '' ? null : (petitionKind as Submission['petitionKind']),
    township,
    village: typed.text('village') || null,
    place: typed.text('place'),
    text: typed.text('text'),
    wish: typed.text('wish'),
    territorialCode: typed.text('territorialCode') || null,
    itemCode: null,
    about: {
      offices: [...typed.all('offices')],
      departments: [...typed.all('departments')],
      persons: typed.text('persons'),
    },
    ...personOf(typed),
    group: group === '' ? 1 : Number(group),
    consent: { notice: NOTICE_VERSION, sensitive: isTicked('sensitive'), guardian: isTicked('guardian') },
    source: 'api',
    site: null,
  };
}

const FIELDS: Record<string, string> = { person: 'name', about: 'persons', consent: 'told', identity: 'identity' };

/** Pointer of the API → field of the form: `/person/phone` is `phone`, `/about/offices/0` is `offices`. */
function fieldAt(pointer: string): string {
  const parts = pointer.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  const last = parts.at(-1) ?? 'text';
  return FIELDS[last] ?? last;
}

/** The clerk reads it about somebody else; and some sentences of the API are written for programs. */
const OWN_WORDS: Record<string, string> = {
  kind: '请选类别。',
  petitionKind: '信访再分一类：只有信访才选，是信访就要选。',
  identity: '请选要不要留姓名。',
};

/** One fault for each field, the first one, in the clerk's words. */
export function faultsFrom(errors: readonly { pointer: string; detail: string }[]): { field: string; text: string }[] {
  const texts = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    const field = fieldAt(pointer);
    if (!texts.has(field)) texts.set(field, OWN_WORDS[field] ?? detail.replaceAll('您', '他'));
  }
  return [...texts].map(([field, text]) => ({ field, text }));
}

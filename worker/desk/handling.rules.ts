// Pure. From the fields of a posted form to what a step reads, and back to what the form shows again.

import { CASE_KINDS, PETITION_KINDS } from '../cases/cases.contract.ts';
import type { ActFields } from '../cases/deskwork.contract.ts';
import type { DeskActionName } from '../cases/deskwork.data.ts';
import { readNumber } from '../cases/receipt.rules.ts';

/** What of a form is read: `Form` of the platform has this shape. */
export interface Typed {
  text(name: string): string;
  all(name: string): readonly string[];
}

const oneOf = <const Options extends readonly string[]>(options: Options, value: string): Options[number] | undefined =>
  options.find((option) => option === value);

/** Yes, no, or not asked yet. */
const answerOf = (value: string): boolean | null => (value === 'yes' ? true : value === 'no' ? false : null);
/** Full-width digits are digits. */
const numberOf = (text: string): number => {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
};

/** @param idOf receipt number → case id: only the server has the key for it */
export function fieldsOf(action: DeskActionName, form: Typed, idOf: (number: string) => number): ActFields {
  switch (action) {
    case 'classify': {
      const kind = oneOf(CASE_KINDS, form.text('kind'));
      return {
        ...(kind !== undefined && { kind }),
        petitionKind: oneOf(PETITION_KINDS, form.text('petitionKind')) ?? null,
        territorialCode: form.text('territorialCode') || null,
        itemCode: form.text('itemCode') || null,
      };
    }
    case 'assign':
      return { lead: form.text('lead'), parts: [...form.all('parts')], partDay: form.text('partDay').trim() };
    case 'decline':
    case 'refer':
    case 'mediation-failure':
      return { where: form.text('where') };
    case 'ask-extension':
      return { days: numberOf(form.text('days')) };
    case 'mediation-consent':
      return { applicant: answerOf(form.text('applicant')), other: answerOf(form.text('other')) };
    case 'mediation-session':
    case 'mediation-agreement':
      return { day: form.text('day').trim() };
    case 'merge': {
      const target = targetOf(form.text('target'), idOf);
      return target === null ? {} : { target };
    }
    default:
      return {};
  }
}

/** A case as clerks write it: the receipt number, or the 13 digits that stand in the address. */
function targetOf(text: string, idOf: (number: string) => number): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^[0-9a-f]{13}$/.test(plain)) return Number.parseInt(plain, 16);
  const reading = readNumber(text);
  return reading.ok ? idOf(reading.value) : null;
}

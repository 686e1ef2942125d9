// Pure. Whether a submission names things that exist, and what of it is stored where.

import type { Directory } from '../directory/directory.contract.ts';
import { isTownship, isVillage } from '../directory/directory.rules.ts';
import type { Submission } from './cases.contract.ts';
import type { Channel } from './handling.contract.ts';

interface Known {
  directory: Directory;
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
}

/** One line for each code that is on no list. */
export function unknownReferences(
  submission: Submission,
  { directory, codes }: Known,
): { pointer: string; detail: string }[] {
  const { township, village, territorialCode, itemCode, about } = submission;
  const errors: { pointer: string; detail: string }[] = [];
  const refuse = (pointer: string, what: string) =>
    errors.push({ pointer, detail: `没有这个编号的${what}，可能刚刚改过，请从列表里重新选。` });
  if (!directory.divisions.some((division) => isTownship(division) && division.code === township))
    refuse('/township', '镇街');
  const isThatVillage = (division: Directory['divisions'][number]) =>
    isVillage(division) && division.code === village && division.parentCode === township;
  if (village !== null && !directory.divisions.some(isThatVillage)) refuse('/village', '村（社区）');
  if (territorialCode !== null && !codes.territorial.has(territorialCode)) refuse('/territorialCode', '属地事项');
  if (itemCode !== null && !codes.items.has(itemCode)) refuse('/itemCode', '办事事项');
  for (const [index, id] of about.offices.entries())
    if (!directory.offices.some((office) => office.id === id)) refuse(`/about/offices/${index}`, '机构');
  for (const [index, code] of about.departments.entries())
    if (!directory.departments.some((department) => department.code === code))
      refuse(`/about/departments/${index}`, '部门');
  return errors;
}

/** What was said, apart from who said it. It is sealed. */
export interface Matter {
  number: string;
  village: string | null;
  place: string;
  text: string;
  wish: string;
  persons: string;
  consent: Submission['consent'];
  /** `walk-in`, `phone`, `letter`: somebody of the staff took it down. */
  source: Submission['source'] | Channel;
  site: string | null;
}

export function matterOf(submission: Submission, number: string, channel?: Channel): Matter {
  const { village, place, text, wish, about, consent, source, site } = submission;
  return { number, village, place, text, wish, persons: about.persons, consent, source: channel ?? source, site };
}

/** Digits alone, without the country: two ways to write one number are one number. */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');

// Pure. What a piece of feedback is about: the record of the lists, and the office that handles it there.

import type { FeedbackField, FeedbackOutcome } from '../feedback/feedback.contract.ts';
import type { Scope, Staff } from '../staff/staff.contract.ts';
import type { DeskContent } from './desk.contract.ts';

export const FIELD_TITLES: Record<FeedbackField, string> = {
  phone: '电话',
  place: '地点',
  hours: '时间',
  papers: '材料',
  other: '别的',
};
export const OUTCOME_TITLES: Record<FeedbackOutcome, string> = {
  'put-right': '确实不对，已经改好',
  'was-right': '核对过，没有错',
  'passed-on': '要改清单，转给管目录的人',
  useless: '看不懂，或者说的不是指南的事',
};

export interface FeedbackSubject {
  code: string;
  /** Empty when it is on no list any more. */
  name: string;
  /** `item:T001`, `territorial:D01-001`; null when it is on no list any more. */
  record: string | null;
  /** Where residents read it. */
  guide: string | null;
  /** Of the township that was named, null when there is none. */
  office: { id: string; name: string } | null;
  townshipName: string;
}

export function subjectOf(
  { code, township }: { code: string; township: string | null },
  { lists, directory, officeOf }: DeskContent,
): FeedbackSubject {
  const item = lists.serviceItems.find((one) => one.code === code);
  const entry = item ? undefined : lists.territorialItems.find((one) => one.code === code);
  const place = township === null ? '' : `?township=${township}`;
  const office = item && township !== null ? officeOf(township, code) : null;
  return {
    code,
    name: (item ?? entry)?.name ?? '',
    record: item ? `item:${code}` : entry ? `territorial:${code}` : null,
    guide: item ? `/lite/items/${code}${place}` : entry ? `/lite/duties/${code}${place}` : null,
    office: office ? { id: office.id, name: office.name } : null,
    townshipName: directory.divisions.find((one) => one.code === township)?.name ?? '',
  };
}

/** @returns a township; null: all feedback, also what names no township */
export const reachOfFeedback = (scope: Scope, { townshipCode }: Pick<Staff, 'townshipCode'>): string | null =>
  // Without a township nothing but everything or nothing could be meant: nothing.
  scope === 'all' ? null : (townshipCode ?? '');

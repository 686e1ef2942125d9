// Pure. Which notices a case has come far enough for, who makes them out, how they are numbered.

import type { Directory } from '../directory/directory.contract.ts';
import type { CaseKind, CaseState, Identity, PetitionKind } from './cases.contract.ts';
import { COORDINATING } from './cases.rules.ts';
import type { StoredClock } from './clocks.rules.ts';
import type { Handling } from './handling.contract.ts';
import { holderName } from './handling.rules.ts';
import type { Step } from './history.rules.ts';
import { NOTICE_KINDS, type NoticeKind } from './notices.contract.ts';

/** Of a case, what decides about its notices. */
export interface NoticeCase {
  kind: CaseKind;
  petitionKind: PetitionKind | null;
  identity: Identity;
  state: CaseState;
  createdAt: number;
  clocks: readonly StoredClock[];
  history: readonly Step[];
  handling: Handling | null;
}

/** The last step of the case that each kind tells about; `state` where it tells nothing once the case has gone on. */
const FOLLOWS: Readonly<Record<Exclude<NoticeKind, 'delivery'>, { actions: readonly string[]; state?: CaseState }>> = {
  acceptance: { actions: ['accept'] },
  correction: { actions: ['request-correction'] },
  refusal: { actions: ['decline'], state: 'declined' },
  referral: { actions: ['refer'], state: 'referred' },
  extension: { actions: ['extend'] },
  // One answer to all: those that were merged get it along.
  answer: { actions: ['answer', 'answer-along'] },
  mediation: { actions: ['mediation-agreement'] },
};

/** The step whose words the notice carries; undefined when the case has not come so far. */
export function stepFor({ state, history }: Pick<NoticeCase, 'state' | 'history'>) {
  return (kind: NoticeKind): Step | undefined => {
    if (kind === 'delivery') return undefined;
    const follows = FOLLOWS[kind];
    if (follows.state !== undefined && follows.state !== state) return undefined;
    return history.findLast(({ action }) => follows.actions.includes(action));
  };
}

/** @param hasNotice whether there is one that can be handed over */
export function possibleNotices(of: NoticeCase, hasNotice: boolean): NoticeKind[] {
  const found = stepFor(of);
  return NOTICE_KINDS.filter((kind) => (kind === 'delivery' ? hasNotice : found(kind) !== undefined));
}

/**
 * Of those that are possible, what has not been made out since the step that it tells about. A void one is none; a
 * second extension has a notice of its own. `delivery` is never among them: it is made out for each notice.
 */
export function outstandingNotices(
  of: Pick<NoticeCase, 'state' | 'history'>,
  made: readonly { kind: NoticeKind; madeAt: number; voidedAt: number | null }[],
): NoticeKind[] {
  const found = stepFor(of);
  return NOTICE_KINDS.filter((kind) => {
    const step = found(kind);
    const isMade = made.some((one) => one.kind === kind && one.voidedAt === null && one.madeAt >= (step?.at ?? 0));
    return step !== undefined && !isMade;
  });
}

/** Who may be named on paper: only somebody who gave a name openly, and never whoever reports something. */
export const mayName = ({ identity, kind, petitionKind }: Pick<NoticeCase, 'identity' | 'kind' | 'petitionKind'>) =>
  identity === 'named' && kind !== 'report' && petitionKind !== 'accusation';

export const namelessAddressee = (receiptNumber: string): string => `回执号 ${receiptNumber} 的提交人`;

/** `2026-11-03` → `2026年11月3日` */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** `太平镇告〔2026〕3号` */
export const numberText = (mark: string, year: number, number: number): string => `${mark}〔${year}〕${number}号`;

/**
 * Which organ makes a notice out and numbers it: a department its own, everybody in a township the township's, for its
 * offices have no seal of their own.
 * @returns as in `case_record.holder`
 */
export function seriesOf(staff: { townshipCode: string | null; departmentCode: string | null }): string {
  if (staff.departmentCode !== null) return `D${staff.departmentCode}`;
  return staff.townshipCode === null ? COORDINATING : `T${staff.townshipCode}`;
}

/** Names of the organ: in full on the paper, short in the number. */
export function organNames(series: string, directory: Directory): { full: string; mark: string } {
  const { divisions } = directory;
  const code = series.slice(1);
  if (series.startsWith('D')) {
    const name = holderName(series, directory);
    return { full: name, mark: `${name}告` };
  }
  const division = divisions.find((candidate) => candidate.code === code);
  if (!series.startsWith('T') || !division) return { full: holderName(COORDINATING, directory), mark: '统筹办告' };
  const city = divisions.find((candidate) => candidate.code === division.parentCode)?.name ?? '';
  const body = division.kind === 'subdistrict' ? '办事处' : '人民政府';
  return { full: `${city}${division.name}${body}`, mark: `${division.name}告` };
}

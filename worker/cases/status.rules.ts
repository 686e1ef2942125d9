// Pure. What a citizen reads about a case: where it stands, who has it, by when.

import { weekdayOf } from '../calendar/calendar.rules.ts';
import type { CaseState } from './cases.contract.ts';
import { clockState, nextClock, ruleOf, type StoredClock } from './clocks.rules.ts';
import type { Step } from './history.rules.ts';
import type { Status } from './status.contract.ts';
import { type ActionName, REJECT_DAYS, TRANSITIONS } from './transitions.data.ts';

const SENTENCES: Readonly<Record<CaseState, string>> = {
  submitted: '已经收到，正在看该由谁办。',
  'awaiting-correction': '还缺一点材料，请看下面的说明，用“补充”交上来。',
  accepted: '已经受理，正在定承办单位。',
  assigned: '已经交给承办单位。',
  handling: '正在办理。',
  answered: `已经答复，请看下面。不满意的话，${REJECT_DAYS} 天内可以退回重办一次。`,
  completed: '已经办结。',
  declined: '不在受理范围内，原因和该去哪里办见下面。',
  referred: '要走另外的法定途径，去哪里、怎么办见下面。',
  merged: '和别人反映的同一件事一起办，办完一并答复您。',
  withdrawn: '您已经撤回，不再办理。',
};
const REOPENED = '您不满意上次的答复，正在重新办理。';
const ERASED = '已经办结，内容已按规定删除，只留下办理记录。';

export function sentenceOf(state: CaseState, history: readonly Step[], isErased: boolean): string {
  if (isErased) return ERASED;
  const isReopened = history.some(({ action }) => action === 'reject');
  return state === 'handling' && isReopened ? REOPENED : SENTENCES[state];
}

const WITH_OFFICE: readonly CaseState[] = ['assigned', 'handling', 'answered'];

/** Who has it now, in words; the desk knows the person. */
export function ownerOf(state: CaseState, townshipName: string): string {
  if (state === 'referred') return '请看答复里写的单位';
  return WITH_OFFICE.includes(state) ? `${townshipName}承办单位` : `${townshipName}便民服务中心`;
}

export const titleOf = (action: ActionName): string =>
  action === 'submit' ? '已收到' : (TRANSITIONS.find((row) => row.action === action)?.title ?? '');

/** The limits, and of those that run the one that comes first. */
export function limitsOf(clocks: readonly StoredClock[], now: number): Pick<Status, 'clocks' | 'next' | 'isOverdue'> {
  const next = nextClock(clocks);
  const states = clocks.map((clock) => clockState(clock, now));
  return {
    clocks: clocks.flatMap((clock, index) => {
      const rule = ruleOf(clock);
      if (!rule) return [];
      const { name, kind, basis, counted } = rule;
      const { provisional, day } = clock;
      return [{ name, kind, basis, counted, date: day, provisional, state: states[index] ?? 'running' }];
    }),
    next: next && {
      date: next.day,
      weekday: weekdayOf(next.day),
      counted: ruleOf(next)?.counted ?? '',
      provisional: next.provisional,
    },
    isOverdue: states.includes('overdue'),
  };
}

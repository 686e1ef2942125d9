// Pure. What a citizen reads about a case: where it stands, who has it, by when.

import { weekdayOf } from '../calendar/calendar.rules.ts';
import type { CaseState } from './cases.contract.ts';
import { clockState, countedText, nextClock, ruleOf, type StoredClock } from './clocks.rules.ts';
import type { Step } from './history.rules.ts';
import type { Status } from './status.contract.ts';
import { type ActionName, CLOSED_STATES, REJECT_DAYS, TRANSITIONS, type Transition } from './transitions.data.ts';

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
const ANSWERED_AGAIN = '已经再次答复，请看下面。';
const REOPENED = '您不满意上次的答复，正在重新办理。';
const REVIEWED = '您申请了复查（复核），统筹办正在看。';
const ANSWERED_ALONG = '和别人反映的同一件事已经答复，内容见下面。';
const AGREED = '调解达成了协议，内容和怎么申请司法确认见下面。';
const NOT_AGREED = '调解没有成功，还可以走的其他途径见下面。';
const CALLED = '镇街请了市里的部门一起办，';
/** After these the township goes on by itself. */
const CALL_ENDS: readonly string[] = ['withdraw', 'close', 'lapse'];
const WITH_CALL: readonly CaseState[] = ['submitted', 'accepted', 'assigned', 'handling'];
const ERASED = '已经办结，内容已按规定删除，只留下办理记录。';

export function sentenceOf(state: CaseState, history: readonly Step[], isErased: boolean): string {
  if (isErased) return ERASED;
  const last = history.findLast(({ action }) => TURNS.includes(action))?.action;
  if (state === 'merged' && history.some(({ action }) => action === 'answer-along')) return ANSWERED_ALONG;
  if (state === 'handling' && last === 'ask-review') return REVIEWED;
  if (state === 'handling' && history.some(({ action }) => action === 'reject')) return REOPENED;
  const call = history.findLast(({ action }) => TURNS.includes(action));
  if (call?.action === 'call' && WITH_CALL.includes(state) && !CALL_ENDS.includes(String(call.data?.['stage'])))
    return typeof call.data?.['day'] === 'string'
      ? `${CALLED}${call.data['day']} 前有结果或者回话，请看下面。`
      : SENTENCES[state];
  if (state === 'answered' && last === 'answer' && history.some(({ action }) => action === 'reject'))
    return ANSWERED_AGAIN;
  if (state === 'answered' && last === 'mediation-agreement') return AGREED;
  if (state === 'answered' && last === 'mediation-failure') return NOT_AGREED;
  return SENTENCES[state];
}
/** The steps that decide which sentence it is. */
const TURNS: readonly ActionName[] = [
  'call',
  'answer',
  'reject',
  'ask-review',
  'mediation-agreement',
  'mediation-failure',
];

/** A step among the staff: it is not the citizen's business who wrote what to whom. */
const isInternal = (action: ActionName): boolean =>
  (TRANSITIONS as readonly Transition[]).some((row) => row.action === action && row.isInternal === true);

/**
 * The steps that the citizen reads. Of each call to departments of the city only the last word: one sentence and one
 * date, not the way that it took among the offices.
 */
export const citizenSteps = (history: readonly Step[]): Step[] =>
  history.filter(
    ({ action, seq, data }) =>
      !isInternal(action) &&
      (action !== 'call' ||
        !history.some(
          (later) => later.action === 'call' && later.seq > seq && later.data?.['call'] === data?.['call'],
        )),
  );

const WITH_OFFICE: readonly CaseState[] = ['assigned', 'handling', 'answered'];

/**
 * Who has it now, in words; the desk knows the person.
 * @param organ name of the office or department that has it; null while it is with the counter
 */
export function ownerOf(state: CaseState, townshipName: string, organ: string | null): string {
  if (state === 'referred') return '请看答复里写的单位';
  if (organ !== null && !CLOSED_STATES.includes(state)) return organ;
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
      const { name, kind, basis } = rule;
      const counted = countedText(clock);
      const { provisional, day } = clock;
      return [{ name, kind, basis, counted, date: day, provisional, state: states[index] ?? 'running' }];
    }),
    next: next && {
      date: next.day,
      weekday: weekdayOf(next.day),
      counted: countedText(next),
      provisional: next.provisional,
    },
    // Of what still runs: an answer that came late is no longer waited for.
    isOverdue: clocks.some(({ metAt }, index) => metAt === null && states[index] === 'overdue'),
  };
}

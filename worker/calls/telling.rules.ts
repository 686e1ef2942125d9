// Pure. What the citizen of the underlying case is told: one sentence and one date.

import { dayOf } from '../calendar/calendar.rules.ts';
import type { Call, CallStep, CallTurn } from './calls.contract.ts';
import { type CallTime, dueAfter } from './limits.rules.ts';

export interface CitizenLine {
  text: string;
  /** YYYY-MM-DD; null when there is none but that of the case. */
  day: string | null;
}

const WHOLE_WAY: readonly CallStep[] = ['sign', 'plan', 'on-site', 'result'];

/**
 * @param turn the step that is told
 * @param nameOf an organ, in words
 * @param caseDueAt the limit of the case itself
 */
export function citizenLine(
  { kind, lead }: Pick<Call, 'kind' | 'lead'>,
  turn: Pick<CallTurn, 'action' | 'at' | 'data'>,
  time: CallTime,
  nameOf: (organ: string) => string,
  caseDueAt: number | null,
): CitizenLine | null {
  const { action, at, data } = turn;
  const body = data?.['body'];
  const who = nameOf(typeof body === 'string' ? body : (lead ?? ''));
  const by = (...steps: CallStep[]) => dayOf(dueAfter(time, kind, steps, at));
  // The citizen goes by one date: a department's own limit never puts off the one that the case has to be answered by.
  const caseDay = caseDueAt === null || caseDueAt <= at ? null : dayOf(caseDueAt);
  const line = (own: string, before: string, after: string): CitizenLine => {
    const day = caseDay !== null && caseDay < own ? caseDay : own;
    return { text: `${before}${day} ${after}`, day };
  };
  switch (action) {
    case 'dispatch':
      return line(by(...WHOLE_WAY), `镇街已经请${who}来办这件事，`, '前要有结果。');
    case 'refuse':
      return line(by(...WHOLE_WAY), `这件事已经转给${who}办，`, '前要有结果。');
    case 'decide':
      return line(by(...WHOLE_WAY), `统筹办定了由${who}办这件事，`, '前要有结果。');
    case 'refuse-again':
      return line(by('coordinate'), '该由哪个部门办，统筹办正在定，', '前定下来。');
    case 'send-up':
      return line(by('coordinate'), '镇街看了，还没有办好，已经请统筹办来定，', '前定下来。');
    case 'send-back':
      return line(by('plan', 'on-site', 'result'), `镇街看了，还没有办好，请${who}再办一次，`, '前要有结果。');
    case 'finish':
      return line(by('rate'), `${who}办完了，镇街正在核实，`, '前看完。');
    case 'close':
    case 'lapse':
      return {
        text: `${who}办完了，镇街接着给您答复${caseDay === null ? '。' : `，期限是 ${caseDay}。`}`,
        day: caseDay,
      };
    case 'withdraw': {
      const day = caseDueAt === null ? null : dayOf(caseDueAt);
      return { text: `不再请市里的部门，镇街自己接着办${day === null ? '。' : `，期限是 ${day}。`}`, day };
    }
    default:
      return null;
  }
}

// Pure. What somebody wrote into the form of a proposal, and what in it cannot even be judged.

import { isDay } from '../calendar/calendar.rules.ts';
import { CONDITIONS, type Proposal, TASK_KINDS } from './assignments.contract.ts';
import { CONDITION_TITLES } from './gate.data.ts';
import { MOST_CONDITION, MOST_TITLE, MOST_WHAT } from './machine.data.ts';

export interface FieldFault {
  field: string;
  text: string;
}

const most = (field: string, text: string, limit: number, title: string): FieldFault[] =>
  text.length > limit ? [{ field, text: `${title}最多写 ${limit} 个字，请写短一些。` }] : [];

/** What is missing altogether. What is there and is not allowed is told by the gate, publicly. */
export function proposalFaults(proposal: Proposal): FieldFault[] {
  const { title, what, kind, bodies, startDay, endDay } = proposal;
  return [
    ...(title === '' ? [{ field: 'title', text: '请写这项工作叫什么。' }] : most('title', title, MOST_TITLE, '名称')),
    ...(what === '' ? [{ field: 'what', text: '请写要镇街做什么。' }] : most('what', what, MOST_WHAT, '内容')),
    ...((TASK_KINDS as readonly string[]).includes(kind) ? [] : [{ field: 'kind', text: '请选是哪一种。' }]),
    ...(isDay(startDay) ? [] : [{ field: 'startDay', text: '请写哪天起。' }]),
    ...(isDay(endDay) && endDay >= startDay
      ? []
      : [{ field: 'endDay', text: '请写哪天止，不能早于起的那天。到了这天自动结束。' }]),
    ...(bodies.length === 0 ? [{ field: 'bodies', text: '请选交给哪些镇街。' }] : []),
    ...CONDITIONS.flatMap((name) => most(name, proposal[name], MOST_CONDITION, CONDITION_TITLES[name])),
  ];
}

// Pure. Who may do what in a joint operation, what has to be there first, who has to act next and by when.

import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import { bodiesOf, type Duties } from '../lists/duties.rules.ts';
import { type Eyes, isCoordinating, seesTownship, standsFor } from './eyes.rules.ts';
import { limitEnd } from './limits.rules.ts';
import { type StepFault, stepsFor } from './machine.rules.ts';
import type { HandOver, Operation, OperationText, Power, Task } from './operations.contract.ts';
import {
  EARLY_MS,
  LONGEST_MS,
  MOST_PHOTOS,
  MOST_RETURNS,
  MOST_TASKS,
  OPEN_OPERATIONS,
  OPERATION_STEPS,
  type OperationAction,
  type OperationRole,
  type OperationStep,
} from './operations.data.ts';

export const COORDINATING = 'C';

export interface Known {
  operation: Operation;
  tasks: readonly Task[];
  handOvers: readonly HandOver[];
  findings: number;
  photos: number;
}

export const isOpenOperation = ({ state }: Pick<Operation, 'state'>): boolean => OPEN_OPERATIONS.includes(state);
const isAsked = ({ state }: Pick<Task, 'state'>) => state !== 'dropped' && state !== 'declined';
const isWaiting = ({ state }: Pick<HandOver, 'state'>) => state === 'open' || state === 'taken';
export const returnsOf = (handOvers: readonly HandOver[]): number =>
  handOvers.filter(({ state }) => state === 'returned').length;

/** @param mayLead whether the person's role may lead operations at all */
export function rolesIn({ operation, tasks, handOvers }: Known, eyes: Eyes, mayLead: boolean): OperationRole[] {
  const roles: OperationRole[] = [];
  if (mayLead && isCoordinating(eyes)) roles.push('coordinator');
  else if (mayLead && seesTownship(eyes, operation.townshipCode)) roles.push('lead');
  if (tasks.some((task) => isAsked(task) && standsFor(eyes, task.organ))) roles.push('part');
  if (handOvers.some((one) => isWaiting(one) && standsFor(eyes, one.organ))) roles.push('receiver');
  return roles;
}

/** Whether the operation is there at all for this person: their township's, or one that their organ has to do with. */
export const maySeeOperation = ({ operation, tasks, handOvers }: Known, eyes: Eyes): boolean =>
  seesTownship(eyes, operation.townshipCode) ||
  standsFor(eyes, operation.owner) ||
  tasks.some(({ organ }) => standsFor(eyes, organ)) ||
  handOvers.some(({ organ }) => standsFor(eyes, organ));

/** What the page offers: steps of the table whose conditions can be met at all. */
export const possibleIn = (known: Known, roles: readonly OperationRole[]): OperationStep[] =>
  stepsFor<OperationStep>(OPERATION_STEPS, known.operation.state, roles);

export interface PlanFields extends OperationText {
  startsAt: number | null;
  endsAt: number | null;
  powers: readonly Power[];
}

export function planFaults({ title, place, purpose, startsAt, endsAt, powers }: PlanFields, now: number): StepFault[] {
  const faults: StepFault[] = [];
  const need = (field: string, text: string, most: number, label: string) => {
    if (text === '') faults.push({ field, text: `请写“${label}”。` });
    else if (text.length > most) faults.push({ field, text: `“${label}”最多写 ${most} 个字。` });
  };
  need('title', title, 60, '行动叫什么');
  need('place', place, 200, '在哪里');
  need('purpose', purpose, 1000, '为什么、查什么');
  faults.push(...timeFaults(startsAt, endsAt, now));
  for (const { document, form } of powers)
    if (document === '' && form !== 'own')
      faults.push({ field: 'document', text: '赋权、委托要写凭哪份文件。没有文件就不能以这个名义执法。' });
  return faults;
}

export function timeFaults(startsAt: number | null, endsAt: number | null, now: number): StepFault[] {
  if (startsAt === null) return [{ field: 'starts', text: '请填哪天、几点开始，如 2026-12-01 14:30。' }];
  if (endsAt === null) return [{ field: 'ends', text: '请填哪天、几点结束，如 2026-12-01 17:00。' }];
  if (endsAt <= startsAt) return [{ field: 'ends', text: '结束要比开始晚，请看一下时间。' }];
  if (endsAt - startsAt > LONGEST_MS) return [{ field: 'ends', text: '一次行动最多一个月，长的请分几次。' }];
  return endsAt < now ? [{ field: 'ends', text: '这个时间已经过去了。' }] : [];
}

/**
 * A task for a township that the township did not set itself goes by the list or not at all (art. 4): the entry of the
 * operation has to name that township. A village committee is no organ here, so it can be given none (art. 24).
 */
export function taskFaults(
  organ: string,
  by: Eyes,
  duties: Duties | null,
  townshipOf: (organ: string) => string | null,
  count: number,
): StepFault[] {
  if (count >= MOST_TASKS) return [{ field: 'organ', text: `一次行动最多 ${MOST_TASKS} 项任务。` }];
  if (!/^[TOD]./.test(organ)) return [{ field: 'organ', text: '请选由哪个单位做。村（居）委会不能当责任单位。' }];
  const township = townshipOf(organ);
  if (township === null || (!isCoordinating(by) && seesTownship(by, township))) return [];
  const isNamed =
    duties !== null && bodiesOf(duties).some((body) => body.organ === `T${township}` || body.organ === organ);
  return isNamed
    ? []
    : [{ field: 'organ', text: '清单上这一项没有这个镇街的职责，不能派给它。要它做，请先走“准入”。' }];
}

/** By the list: whoever takes over has to have a duty by the entry that is named. */
export function handOverFaults(
  organ: string,
  duties: Duties | null,
  { handOvers }: Pick<Known, 'handOvers'>,
  by: Eyes,
): StepFault[] {
  if (returnsOf(handOvers) >= MOST_RETURNS && !isCoordinating(by))
    return [{ field: 'organ', text: '已经退回两次，由统筹办定交给谁。' }];
  if (duties === null) return [{ field: 'entry', text: '请选属地管理清单上的一项，移交要有依据。' }];
  if (!organ.startsWith('D')) return [{ field: 'organ', text: '请选接收的部门。' }];
  if (!bodiesOf(duties).some((body) => body.organ === organ))
    return [{ field: 'organ', text: `清单 ${duties.entry.code} 上没有这个部门的职责。请换部门，或者换清单上的一项。` }];
  if (handOvers.some((one) => one.organ === organ && isWaiting(one)))
    return [{ field: 'organ', text: '已经移交给它了，等它回话。' }];
  return [];
}

/** What has to be there before a step, apart from its fields. */
export function conditionFaults(action: OperationAction, known: Known, now: number): StepFault[] {
  const { operation, tasks, handOvers, findings, photos } = known;
  const asked = tasks.filter(isAsked);
  switch (action) {
    case 'start':
      if (asked.length === 0) return [{ field: 'note', text: '还没有任务。请先派任务，再开始。' }];
      return now < operation.startsAt - EARLY_MS
        ? [{ field: 'note', text: '离开始还早。时间变了的话，请先“改时间”。' }]
        : [];
    case 'arrive':
      return now < operation.startsAt - EARLY_MS
        ? [{ field: 'note', text: '还没到时间，开始前两小时起可以点到场。' }]
        : [];
    case 'report': {
      const left = asked.filter(({ state }) => state !== 'done').length;
      if (left > 0) return [{ field: 'note', text: `还有 ${left} 项任务没有结果。做完，或者取消，再报。` }];
      return findings === 0 ? [{ field: 'note', text: '还没有记录发现了什么。没有发现问题，也请记一条。' }] : [];
    }
    case 'photo':
      return photos >= MOST_PHOTOS ? [{ field: 'photo', text: `最多 ${MOST_PHOTOS} 张照片。` }] : [];
    case 'close':
      return handOvers.some(isWaiting) ? [{ field: 'note', text: '移交的事还没有办结，先等部门回话。' }] : [];
    default:
      return [];
  }
}

/** Who has to act after a step, and by when. An open operation always has both. */
export function nextOf(
  { operation, handOvers }: Pick<Known, 'operation' | 'handOvers'>,
  calendar: WorkingCalendar,
  now: number,
): Pick<Operation, 'owner' | 'nextAt'> {
  const own = returnsOf(handOvers) >= MOST_RETURNS ? COORDINATING : `T${operation.townshipCode}`;
  switch (operation.state) {
    case 'planned':
      return { owner: `T${operation.townshipCode}`, nextAt: operation.endsAt };
    case 'under-way':
      return { owner: `T${operation.townshipCode}`, nextAt: limitEnd(calendar, 'operation.report', operation.endsAt) };
    case 'reported':
      return { owner: own, nextAt: limitEnd(calendar, 'operation.decide', now) };
    case 'handed-over': {
      const [first] = handOvers.filter(isWaiting).sort((a, b) => a.dueAt - b.dueAt);
      return first
        ? { owner: first.organ, nextAt: first.dueAt }
        : { owner: own, nextAt: limitEnd(calendar, 'operation.decide', now) };
    }
    default:
      return { owner: operation.owner, nextAt: null };
  }
}

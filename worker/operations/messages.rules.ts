// Pure. Who is told of which step of an operation or a hazard. Only that it happened: never a word of what was written.

import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { stepMessages, type Telling } from '../cases/outbox.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Hazard, Operation, Task } from './operations.contract.ts';
import { COORDINATING } from './operations.rules.ts';

/** A step as it was taken. `organ`: whom it is about, of a task or a hand-over. */
export interface TakenStep {
  action: string;
  seq: number;
  at: number;
  state: string;
  organ?: string | undefined;
}

/** What nobody did in time: told to who is late, then to the coordinating office as well. */
function late(action: string, owner: string, due: number | null): Telling[] | null {
  const limit = due === null ? {} : { due };
  if (action === 'escalate') return [{ holder: owner, to: 'leader', ...limit }];
  if (action !== 'escalate-further') return null;
  return [
    { holder: COORDINATING, to: 'coordinator', ...limit },
    { holder: owner, ...limit },
  ];
}

const to = (...holders: readonly string[]): Telling[] => holders.map((holder) => ({ holder }));
const isAsked = ({ state }: Pick<Task, 'state'>) => state !== 'dropped' && state !== 'declined';

function operationTellings(
  { townshipCode, owner, nextAt }: Pick<Operation, 'townshipCode' | 'owner' | 'nextAt'>,
  tasks: readonly Pick<Task, 'organ' | 'state'>[],
  { action, organ = '' }: TakenStep,
): Telling[] {
  const group = `T${townshipCode}`;
  switch (action) {
    case 'plan':
      return to(group);
    case 'add-task':
    case 'drop-task':
      return to(organ);
    case 'confirm':
    case 'decline-task':
    case 'arrive':
    case 'finish-task':
      return to(group);
    case 'move':
    case 'start':
    case 'cancel':
      return to(...tasks.filter(isAsked).map((task) => task.organ));
    case 'hand-over':
      return to(organ);
    case 'take-over':
    case 'return-over':
    case 'settle':
      // Returned too often, it is the coordinating office's to say who gets it.
      return to(group, owner);
    default:
      return late(action, owner, nextAt) ?? [];
  }
}

/**
 * @param after the operation after the step, with the tasks as they were before it
 * @param by organs of whoever took it; empty: by itself
 */
export const operationMessages = (
  id: number,
  after: Pick<Operation, 'townshipCode' | 'owner' | 'nextAt'>,
  tasks: readonly Pick<Task, 'organ' | 'state'>[],
  step: TakenStep,
  by: readonly string[],
): OutboxPayload[] =>
  stepMessages({ kind: 'operation', record: idText(id) }, step, operationTellings(after, tasks, step), by);

type ToldHazard = Pick<Hazard, 'townshipCode' | 'owner' | 'nextAt'> & { isKept: boolean };

function hazardTellings({ townshipCode, owner, nextAt, isKept }: ToldHazard, { action }: TakenStep): Telling[] {
  // What is about the township's own offices is not told to the township.
  const place = isKept ? [] : [`T${townshipCode}`];
  switch (action) {
    case 'report':
      return to(owner);
    case 'gap':
      return [{ holder: COORDINATING, to: 'coordinator' }];
    case 'pass':
    case 'dismiss':
    case 'remove':
    case 'confirm':
    case 'reopen':
      return to(owner, ...place);
    default:
      return late(action, owner, nextAt) ?? [];
  }
}

/** @param after the hazard after the step @param by organs of whoever took it; empty: by itself */
export const hazardMessages = (
  id: number,
  after: ToldHazard,
  step: TakenStep,
  by: readonly string[],
): OutboxPayload[] => stepMessages({ kind: 'hazard', record: idText(id) }, step, hazardTellings(after, step), by);

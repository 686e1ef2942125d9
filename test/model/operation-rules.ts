/** An operation by the service's own rules, kept in memory: each step planned by `planStep`, dated by `nextOf`. */

import { minutesOf } from '../../worker/operations/limits.rules.ts';
import { escalationAt, noteFaults, stepFor } from '../../worker/operations/machine.rules.ts';
import { operationMessages } from '../../worker/operations/messages.rules.ts';
import type { Task } from '../../worker/operations/operations.contract.ts';
import { OPERATION_STEPS, type OperationAction, type OperationStep } from '../../worker/operations/operations.data.ts';
import { conditionFaults, isOpenOperation, nextOf, rolesIn } from '../../worker/operations/operations.rules.ts';
import type { OperationParts, OperationRow } from '../../worker/operations/operations.store.ts';
import type { OperationWorld } from '../../worker/operations/operations.usecases.ts';
import { planStep } from '../../worker/operations/plans.usecases.ts';
import { RecordSeal } from '../../worker/operations/records.usecases.ts';
import { newDataKey } from '../../worker/platform/sealing.ts';
import { HOUR, TOWN } from '../calls/small-lists.ts';
import { toldOf } from './calls-rules.ts';
import { CONTENT, type Doing, eyesFor, type Machine, mayLead, organName } from './one-world.ts';

const SEAL = new RecordSeal(newDataKey(), 9);
const short = (organ: string) => (organ === organName('T') ? 'T' : organ);
/** What is filled into the form of a step. */
export const operationFields = ({ to, entry, n }: Doing, now: number) => ({
  ...{ organ: organName(to), entry, task: n + 1, startsAt: now + HOUR, endsAt: now + 2 * HOUR },
});
export const operationView = (
  row: Pick<OperationRow, 'state' | 'owner' | 'nextAt' | 'escalation'>,
  log: readonly string[],
  tasks: OperationParts['tasks'],
  handOvers: OperationParts['handOvers'],
  told: readonly string[],
) => ({
  told: told.map((line) => line.replace(organName('T'), 'T')).sort(),
  ...{ state: row.state, owner: short(row.owner), due: row.nextAt, log },
  level: row.nextAt === null ? 0 : row.escalation,
  tasks: tasks.map((task) => `${short(task.organ)} ${task.state} ${task.arrivedAt !== null}`),
  passed: handOvers.map((one) => `${one.organ} ${one.state} ${one.dueAt} ${one.isBinding}`),
});

export class OperationRules implements Machine {
  #parts: OperationParts;
  readonly #log = ['plan'];
  readonly #told: string[] = [];

  constructor(entry: string, now: number) {
    const row = {
      ...{ id: 9, townshipCode: TOWN, entryCode: entry === '' ? null : entry, listVersion: 1, state: 'planned' },
      ...{ version: 1, startsAt: now + HOUR, endsAt: now + 4 * HOUR, owner: `T${TOWN}`, nextAt: now + 4 * HOUR },
      ...{ escalation: 0, powers: [], createdAt: now, closedAt: null, source: 'plan', sourceId: null },
      ...{ wrappedKey: '', sealed: '' },
    } as OperationRow;
    this.#parts = { row, tasks: [], handOvers: [], findings: 0, photos: [] };
  }

  async act(doing: Doing, now: number): Promise<boolean> {
    const { row, tasks, handOvers, findings } = this.#parts;
    const eyes = eyesFor(doing.by);
    const known = { operation: row, tasks, handOvers, findings, photos: 0 };
    const roles = rolesIn(known, eyes, mayLead(doing.by));
    const step = stepFor<OperationStep>(OPERATION_STEPS, row.state, doing.action, roles);
    if (step === null) return false;
    const action = step.action as OperationAction;
    const faults = [...noteFaults(step.note, '写一句', step.title), ...conditionFaults(action, known, now)];
    // Planning reads no database; what it would write is not written here.
    const world = { now, content: CONTENT } as unknown as OperationWorld;
    const request = { action, version: row.version, once: '', note: '写一句', fields: operationFields(doing, now) };
    const plan = await planStep(world, eyes, this.#parts, action, request, SEAL, '写一句');
    if (Array.isArray(plan) || faults.length > 0) return false;
    const isBack =
      action === 'return-over' && !plan.after.handOvers.some(({ state }) => state === 'open' || state === 'taken');
    const state = isBack ? 'reported' : (step.to ?? row.state);
    const after = { ...row, ...plan.set, state, version: row.version + 1 };
    const isNew = step.to !== null || isBack || plan.after.handOvers !== handOvers || action === 'move';
    const operation = { operation: after, handOvers: plan.after.handOvers };
    const next = isNew ? nextOf(operation, CONTENT.calendar, now) : row;
    const escalation = next.nextAt === row.nextAt ? row.escalation : 0;
    this.#parts = {
      ...this.#parts,
      row: { ...after, owner: next.owner, nextAt: next.nextAt, escalation },
      tasks: this.#tasksAfter(action, doing, now),
      handOvers: plan.after.handOvers.map((one) => ({ ...one, operationId: 9 })),
      findings: findings + (action === 'finding' ? 1 : 0),
    };
    this.#log.push(action);
    const { organ } = plan.data;
    const about = typeof organ === 'string' ? organ : undefined;
    this.#tell({ action, at: now, organ: about }, tasks, eyes.organs);
    return true;
  }

  #tell(
    step: { action: string; at: number; organ?: string | undefined },
    tasks: OperationParts['tasks'],
    by: readonly string[],
  ) {
    const { row } = this.#parts;
    const taken = { ...step, seq: this.#log.length, state: row.state };
    this.#told.push(...toldOf(operationMessages(row.id, row, tasks, taken, by)));
  }

  /** What the statements of the plan do to the rows of the tasks. */
  #tasksAfter(action: OperationAction, { to, n }: Doing, now: number): OperationParts['tasks'] {
    const { tasks } = this.#parts;
    if (action === 'add-task') {
      const none = { confirmedBy: null, arrivedAt: null, arrivedBy: null, doneAt: null };
      const one = { number: tasks.length + 1, organ: organName(to), state: 'asked', sealed: '', operationId: 9 };
      return [...tasks, { ...one, ...none } as (typeof tasks)[number]];
    }
    const set: Partial<Record<OperationAction, Partial<Task>>> = {
      confirm: { state: 'confirmed' },
      arrive: { state: 'confirmed', arrivedAt: now },
      'finish-task': { state: 'done', doneAt: now },
      'decline-task': { state: 'declined' },
      'drop-task': { state: 'dropped' },
    };
    return tasks.map((task, at) => (at === n && set[action] ? { ...task, ...set[action] } : task));
  }

  tick(now: number) {
    const { row } = this.#parts;
    const level = escalationAt(row.nextAt, now, minutesOf('operation.further', now));
    for (let next = row.escalation + 1; next <= level; next++) {
      const action = next === 1 ? 'escalate' : 'escalate-further';
      this.#log.push(action);
      this.#tell({ action, at: now }, [], []);
    }
    this.#parts = { ...this.#parts, row: { ...row, escalation: Math.max(row.escalation, level) } };
  }

  /** @throws Error for an open one that is nobody's, or has no date */
  view() {
    const { row, tasks, handOvers } = this.#parts;
    if (isOpenOperation(row) && (row.owner === '' || row.nextAt === null)) throw new Error('an operation of nobody');
    if (tasks.some(({ organ }) => [organName('OTHER'), organName('V')].includes(organ)))
      throw new Error('a task around the gate');
    return operationView(row, this.#log, tasks, handOvers, this.#told);
  }
}

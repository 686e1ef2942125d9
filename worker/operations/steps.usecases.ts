import { logRead } from '../cases/reading.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { openBytes } from '../platform/sealing.ts';
import { actionsSince, hasKey, lastHash } from './events.store.ts';
import type { Eyes } from './eyes.rules.ts';
import { noteFaults, type StepFault, stepFor } from './machine.rules.ts';
import { operationMessages } from './messages.rules.ts';
import type { Operation } from './operations.contract.ts';
import { OPERATION_STEPS, type OperationAction, type OperationStep } from './operations.data.ts';
import { OPERATIONS_PROBLEMS } from './operations.errors.ts';
import { conditionFaults, nextOf, rolesIn } from './operations.rules.ts';
import { changeOperation, type OperationParts } from './operations.store.ts';
import { knownOf, type OperationWorld, onceKey, partsFor } from './operations.usecases.ts';
import { type Plan, photoObject, photoPlace, planStep, type StepRequest } from './plans.usecases.ts';
import { makeOperationEvent, openSeal, type RecordSeal } from './records.usecases.ts';

export type StepResult =
  | { kind: 'done' }
  /** Somebody has changed it meanwhile: nothing was written. */
  | { kind: 'lost' }
  | { kind: 'impossible' }
  | { kind: 'invalid'; faults: StepFault[] };

/** Many people do these at the same time on the spot; one does not spoil another's. */
const ADDING: readonly OperationAction[] = ['confirm', 'decline-task', 'arrive', 'finish-task', 'finding', 'photo'];
const ATTEMPTS = 6;

/** @throws Problem 404, 422 for a form without its `once` */
export async function takeStep(
  world: OperationWorld,
  eyes: Eyes,
  mayLead: boolean,
  id: number,
  request: StepRequest,
): Promise<StepResult> {
  const key = onceKey(request.once);
  const note = request.note.trim();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const parts = await partsFor(world, eyes, id);
    if (parts === null) throw new Problem(OPERATIONS_PROBLEMS.notFound);
    if (await hasKey(world.db, id, key)) return { kind: 'done' };
    const known = knownOf(parts);
    const step = stepFor<OperationStep>(
      OPERATION_STEPS,
      parts.row.state,
      request.action,
      rolesIn(known, eyes, mayLead),
    );
    if (step === null) return { kind: 'impossible' };
    const isAdding = (ADDING as readonly string[]).includes(step.action);
    // What was only added since the form was drawn takes nothing away from a decision.
    const since = request.version === parts.row.version ? [] : await actionsSince(world.db, id, request.version);
    if (!isAdding && !since.every((action) => (ADDING as readonly string[]).includes(action))) return { kind: 'lost' };
    const faults = [
      ...noteFaults(step.note, note, step.title),
      ...conditionFaults(step.action as OperationAction, known, world.now),
    ];
    const seal = await openSeal(world.keys, id, parts.row.wrappedKey);
    const planned = await planStep(world, eyes, parts, step.action as OperationAction, request, seal, note);
    if (Array.isArray(planned)) faults.push(...planned);
    if (faults.length > 0 || Array.isArray(planned)) return { kind: 'invalid', faults };
    if (await write(world, eyes, parts, step, planned, seal, key, note)) return { kind: 'done' };
    if (!isAdding) return { kind: 'lost' };
  }
  return { kind: 'lost' };
}

async function write(
  { db, keys, now, content, sender }: OperationWorld,
  eyes: Eyes,
  { row, tasks, handOvers }: OperationParts,
  step: OperationStep,
  plan: Plan,
  seal: RecordSeal,
  key: string,
  note: string,
): Promise<boolean> {
  // A hand-over that comes back to the group is a decision again; taken over, the receivers have it still.
  const backToGroup =
    step.action === 'return-over' && !plan.after.handOvers.some(({ state }) => state === 'open' || state === 'taken');
  const toState = backToGroup ? 'reported' : (step.to ?? row.state);
  const operation: Operation = { ...row, ...plan.set, state: toState };
  const changesDate = step.to !== null || backToGroup || plan.after.handOvers !== handOvers || step.action === 'move';
  const next = changesDate ? nextOf({ operation, handOvers: plan.after.handOvers }, content.calendar, now) : row;
  const event = await makeOperationEvent(keys, seal, {
    recordId: row.id,
    seq: row.version + 1,
    at: now,
    action: step.action,
    fromState: row.state,
    toState,
    by: eyes.staffId,
    organ: eyes.organs[0] ?? null,
    key,
    data: plan.data,
    note,
    previousHash: await lastHash(db, row.id, row.version),
  });
  const { organ } = plan.data;
  const taken = { action: step.action, seq: event.seq, at: now, state: toState };
  const told = { ...taken, ...(typeof organ === 'string' && { organ }) };
  const after = { townshipCode: row.townshipCode, owner: next.owner, nextAt: next.nextAt };
  return changeOperation(db, {
    id: row.id,
    version: row.version,
    event,
    messages: sender === null ? [] : operationMessages(row.id, after, tasks, told, eyes.organs),
    set: {
      ...plan.set,
      state: toState,
      owner: next.owner,
      nextAt: next.nextAt,
      closedAt: next.nextAt === null ? now : null,
      // A new date has not been escalated yet.
      ...(next.nextAt !== row.nextAt && { escalation: 0 }),
    },
    also: (ifThat) => plan.writes(ifThat),
  });
}

/** @throws Problem 404 */
export async function openOperationPhoto(world: OperationWorld, eyes: Eyes, id: number, photo: string) {
  const parts = await partsFor(world, eyes, id);
  if (parts === null || !parts.photos.some((one) => one.id === photo)) throw new Problem(OPERATIONS_PROBLEMS.notFound);
  await logRead(world, eyes.staffId, { of: 'operation', id }, 'photo');
  const sealed = await world.objects.get(photoObject(photo));
  if (sealed === null) throw new Problem(OPERATIONS_PROBLEMS.notFound);
  const seal = await openSeal(world.keys, id, parts.row.wrappedKey);
  return openBytes(seal.key, sealed, photoPlace(id, photo));
}

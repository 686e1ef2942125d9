/** Hazards on the fast lane: out of citizens' cases or raised at the desk; minutes, not days. */

import { logRead } from '../cases/reading.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { hasKey, isReportedBy, lastHash, readEvents } from './events.store.ts';
import type { Eyes } from './eyes.rules.ts';
import { CHECKLISTS, HAZARD_STEPS, type HazardRole, type HazardStep } from './hazards.data.ts';
import { hazardConditionFaults, hazardNextAt, maySeeHazard, passFaults, possibleAt, rolesAt } from './hazards.rules.ts';
import { changeHazard, datesOfOpen, type HazardRow, listHazards, readHazard } from './hazards.store.ts';
import { noteFaults, stepFor } from './machine.rules.ts';
import { hazardMessages } from './messages.rules.ts';
import type { HazardText } from './operations.contract.ts';
import { OPERATIONS_PROBLEMS } from './operations.errors.ts';
import { type OperationWorld, onceKey } from './operations.usecases.ts';
import { isErased, makeOperationEvent, openSeal } from './records.usecases.ts';
import type { StepResult } from './steps.usecases.ts';

export type { HazardRow } from './hazards.store.ts';

export interface SeenHazard {
  row: HazardRow;
  /** Null for a citizen's case: it is read there. */
  text: HazardText | null;
  events: {
    seq: number;
    at: number;
    action: string;
    actor: string;
    organ: string | null;
    note: string;
    data: unknown;
  }[];
  roles: HazardRole[];
  possible: HazardStep[];
}

/**
 * Whoever reported it sees what becomes of it, also where it lies with others.
 * @throws Problem 404, alike for what is not there and what is not for these eyes
 */
async function hazardFor({ db }: OperationWorld, eyes: Eyes, id: number): Promise<HazardRow> {
  const row = await readHazard(db, id);
  if (row === null || !(maySeeHazard(row, eyes) || (await isReportedBy(db, id, eyes.organs))))
    throw new Problem(OPERATIONS_PROBLEMS.notFound);
  return row;
}

/** @throws Problem 404 */
export async function openHazard(world: OperationWorld, eyes: Eyes, id: number): Promise<SeenHazard> {
  const row = await hazardFor(world, eyes, id);
  await logRead(world, eyes.staffId, { of: 'hazard', id }, isErased(row) ? 'trail' : 'text');
  const seal = await openSeal(world.keys, id, row.wrappedKey);
  const rows = await readEvents(world.db, id);
  const events = await Promise.all(
    rows.map(async ({ seq, at, action, actor, organ, sealed, data }) => ({
      ...{ seq, at, action, actor, organ, data },
      note: sealed === null ? '' : await seal.openNote(seq, sealed),
    })),
  );
  const roles = rolesAt(row, eyes);
  const text = row.sealed === null ? null : await seal.openJson<HazardText>(row.sealed);
  return { row, text, events, roles, possible: possibleAt(row, roles) };
}

/** Open ones first, the nearest date on top. */
export async function viewHazards({ db, keys }: OperationWorld, eyes: Eyes) {
  const { townships, organs } = eyes;
  const rows = await listHazards(db, townships === null ? null : { townships, organs }, 100);
  return Promise.all(
    rows.map(async (row) => {
      const seal = row.sealed === null ? null : await openSeal(keys, row.id, row.wrappedKey);
      return { row, text: seal && row.sealed !== null ? await seal.openJson<HazardText>(row.sealed) : null };
    }),
  );
}

/**
 * How many open hazards wait for these eyes, and how many of them are late: those that lie with their organs; for the
 * coordinating office what it keeps and what has gone up to it. Counted no further than `most`.
 */
export async function hazardsWaiting(
  { db, now }: Pick<OperationWorld, 'db' | 'now'>,
  { townships, organs }: Eyes,
  most: number,
): Promise<{ all: number; late: number }> {
  if (townships !== null && organs.length === 0) return { all: 0, late: 0 };
  const dates = await datesOfOpen(db, townships === null ? 'gone-up' : { owners: organs }, most);
  return { all: dates.length, late: dates.filter((nextAt) => nextAt < now).length };
}

export interface HazardStepRequest {
  action: string;
  version: number;
  once: string;
  note: string;
  fields: { organ?: string; entry?: string; checks?: readonly string[] };
}

/** @throws Problem 404, 422 for a form without its `once` */
export async function stepHazard(
  world: OperationWorld,
  eyes: Eyes,
  id: number,
  request: HazardStepRequest,
): Promise<StepResult> {
  const { db, keys, now, content, sender } = world;
  const key = onceKey(request.once);
  const row = await hazardFor(world, eyes, id);
  if (await hasKey(db, id, key)) return { kind: 'done' };
  if (request.version !== row.version) return { kind: 'lost' };
  const step = stepFor<HazardStep>(HAZARD_STEPS, row.state, request.action, rolesAt(row, eyes));
  if (step === null) return { kind: 'impossible' };
  const note = request.note.trim();
  const { organ = '', entry = '', checks = [] } = request.fields;
  const duties = step.action === 'pass' && entry !== '' ? content.dutiesOf(entry, row.townshipCode) : null;
  const faults = [
    ...noteFaults(step.note, note, step.title),
    ...hazardConditionFaults(step.action, row, eyes.staffId),
    ...(step.action === 'pass' ? passFaults(organ, duties, row) : []),
  ];
  if (faults.length > 0) return { kind: 'invalid', faults };
  const checked = CHECKLISTS[row.kind].map((one) => one.id).filter((one) => checks.includes(one));
  const state = step.to ?? row.state;
  const isNewDate = step.to !== null || step.action === 'pass';
  const nextAt = isNewDate ? hazardNextAt({ state }, content.calendar, now) : row.nextAt;
  const event = await makeOperationEvent(keys, await openSeal(keys, id, row.wrappedKey), {
    recordId: id,
    seq: row.version + 1,
    at: now,
    action: step.action,
    fromState: row.state,
    toState: state,
    by: eyes.staffId,
    organ: eyes.organs[0] ?? null,
    key,
    ...(step.action === 'check' && { data: { checked } }),
    ...(duties !== null && { data: { organ, entry: duties.entry.code, listVersion: duties.entry.version } }),
    note,
    previousHash: await lastHash(db, id, row.version),
  });
  const set: Partial<HazardRow> = {
    ...{ state, nextAt, closedAt: nextAt === null ? now : null },
    ...(isNewDate && { escalation: 0 }),
    ...(step.action === 'check' && { checked }),
    ...(step.action === 'pass' && { owner: organ }),
    ...(step.action === 'remove' && { removedBy: eyes.staffId }),
  };
  const taken = { action: step.action, seq: event.seq, at: now, state };
  const messages = sender === null ? [] : hazardMessages(id, { ...row, ...set }, taken, eyes.organs);
  return (await changeHazard(db, row, set, event, messages)) ? { kind: 'done' } : { kind: 'lost' };
}

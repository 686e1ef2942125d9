/** What happens by itself. What is to be done follows from the moment and the database: twice, late or skipped is alike. */
import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { rewrap } from '../platform/sealing.ts';
import { lastHash, type OperationEventRow } from './events.store.ts';
import { changeHazard, type HazardRow, keysOfHazards, overdueHazards, relockHazard } from './hazards.store.ts';
import { takeInCases } from './lane.usecases.ts';
import { minutesOf } from './limits.rules.ts';
import { escalationAt } from './machine.rules.ts';
import { hazardMessages, operationMessages, type TakenStep } from './messages.rules.ts';
import {
  changeOperation,
  keysOfOperations,
  type OperationRow,
  overdueOperations,
  relockOperation,
} from './operations.store.ts';
import type { OperationWorld } from './operations.usecases.ts';
import { makeOperationEvent, openSeal } from './records.usecases.ts';
import { eraseOperations } from './retention.usecases.ts';

/** Each costs about five statements of the 1,000 that D1 allows in one run. */
const MOST_STEPS = 60;
const MOST_KEYS = 100;

/** One level for each event, so that a late tick leaves the same trail as two that came in time. */
async function climb(
  world: OperationWorld,
  row: OperationRow | HazardRow,
  level: 0 | 1 | 2,
  messagesOf: (step: TakenStep) => OutboxPayload[],
  write: (
    version: number,
    set: { escalation: number },
    event: OperationEventRow,
    messages: readonly OutboxPayload[],
  ) => Promise<boolean>,
): Promise<number> {
  const { db, keys, now, sender } = world;
  let steps = 0;
  let previous = await lastHash(db, row.id, row.version);
  const seal = await openSeal(keys, row.id, row.wrappedKey);
  for (let next = row.escalation + 1; next <= level; next++) {
    const version = row.version + steps;
    const event = await makeOperationEvent(keys, seal, {
      recordId: row.id,
      seq: version + 1,
      at: now,
      action: next === 1 ? 'escalate' : 'escalate-further',
      fromState: row.state,
      toState: row.state,
      by: null,
      organ: null,
      key: `late.${row.nextAt}.${next}`,
      data: { level: next, due: row.nextAt ?? 0, owner: row.owner },
      note: '',
      previousHash: previous,
    });
    const messages =
      sender === null ? [] : messagesOf({ action: event.action, seq: event.seq, at: now, state: row.state });
    if (!(await write(version, { escalation: next }, event, messages))) break;
    previous = event.hash;
    steps++;
  }
  return steps;
}

export async function escalateLate(world: OperationWorld): Promise<{ hazards: number; operations: number }> {
  const { db, now } = world;
  const done = { hazards: 0, operations: 0 };
  const further = { hazard: minutesOf('hazard.further', now), operation: minutesOf('operation.further', now) };
  for (const row of await overdueHazards(db, now, MOST_STEPS))
    done.hazards += await climb(
      world,
      row,
      escalationAt(row.nextAt, now, further.hazard),
      (step) => hazardMessages(row.id, row, step, []),
      (version, set, event, messages) => changeHazard(db, { id: row.id, version }, set, event, messages),
    );
  for (const row of await overdueOperations(db, now, MOST_STEPS))
    done.operations += await climb(
      world,
      row,
      escalationAt(row.nextAt, now, further.operation),
      (step) => operationMessages(row.id, row, [], step, []),
      (version, set, event, messages) => changeOperation(db, { id: row.id, version, set, event, messages }),
    );
  return done;
}

/** After a change of keys: what is under the old one comes under the new one; what is under it already stays. */
export async function relock({ db, keys }: OperationWorld): Promise<{ relocked: number }> {
  let relocked = 0;
  const all = [
    { read: keysOfOperations, write: relockOperation },
    { read: keysOfHazards, write: relockHazard },
  ];
  for (const { read, write } of all)
    for (let after = 0; ; ) {
      const rows = await read(db, after, MOST_KEYS);
      for (const { id, wrappedKey } of rows) {
        if (wrappedKey === '' || wrappedKey.startsWith(`v1.${keys.active}.`)) continue;
        await write(db, id, wrappedKey, await rewrap(keys, wrappedKey, id));
        relocked++;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < MOST_KEYS) break;
      after = last.id;
    }
  return { relocked };
}

/** The name of the job → what it reports. The first two run every few minutes. */
export const OPERATION_JOBS: Readonly<Record<string, (world: OperationWorld) => Promise<Record<string, number>>>> = {
  lane: takeInCases,
  late: escalateLate,
  relock,
  'operations-retention': eraseOperations,
};
export const OFTEN_OPERATION_JOBS: readonly string[] = ['lane', 'late'];

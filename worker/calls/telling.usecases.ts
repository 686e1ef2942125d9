/** The citizen of the underlying case: one sentence and one date, as a step of the case. */
import { holderName } from '../cases/handling.rules.ts';
import { caseFor } from '../cases/status.usecases.ts';
import { takeStep } from '../cases/steps.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { Problem } from '../platform/problem.ts';
import type { StoredCall } from './calls.store.ts';
import { markTold, untoldCalls } from './jobs.store.ts';
import { citizenLine } from './telling.rules.ts';
import { type CallWorld, timeOf } from './world.usecases.ts';

const MOST = 50;

/**
 * Tells the last step that is to be told. Called again it does nothing; what did not get through is told by the job.
 * @returns whether something new was told
 */
export async function tellCase(world: CallWorld, row: StoredCall): Promise<boolean> {
  const { id, caseId, tellSeq, toldSeq, history } = row;
  if (caseId === null || tellSeq <= toldSeq) return false;
  const turn = history.find(({ seq }) => seq === tellSeq);
  if (turn === undefined) return false;
  try {
    const { dueAt } = await caseFor(world, caseId);
    const nameOf = (organ: string) => holderName(organ, world.content.directory);
    const line = citizenLine(row, turn, timeOf(world), nameOf, dueAt);
    if (line !== null)
      await takeStep(world, caseId, {
        action: () => 'call',
        role: 'system',
        actor: 'system',
        key: { value: `call.${idText(id)}.${tellSeq}`, body: '' },
        note: line.text,
        from: 'office',
        more: { data: { call: idText(id), stage: turn.action, day: line.day } },
      });
  } catch (error) {
    // Answered, closed or erased meanwhile: there is nothing more to tell. Anything else is tried again by the job.
    if (!(error instanceof Problem)) return false;
    if (error.kind.status === 503) return false;
  }
  await markTold(world.db, id, tellSeq);
  return true;
}

/** What a crash or a busy case kept from being told. */
export async function tellUntold(world: CallWorld): Promise<number> {
  let told = 0;
  for (const row of await untoldCalls(world.db, MOST)) if (await tellCase(world, row)) told++;
  return told;
}

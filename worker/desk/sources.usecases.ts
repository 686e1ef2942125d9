/** What a joint operation says that it comes from: a call or a hazard of its own township that the planner may see. */
import { findCall } from '../calls/calls.usecases.ts';
import { viewerOf } from '../cases/viewer.rules.ts';
import type { Eyes } from '../operations/eyes.rules.ts';
import { openHazard } from '../operations/hazards.usecases.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import type { OperationSource } from '../operations/operations.contract.ts';
import { OPERATIONS_PROBLEMS } from '../operations/operations.errors.ts';
import type { OperationWorld } from '../operations/operations.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { scopeOf } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';

const MISPLACED: StepFault = { field: 'township', text: '这件事不在这个镇街。请选它所在的镇街。' };

/**
 * @param id as addresses write it; empty for a plan
 * @returns what is wrong with the township that was chosen
 * @throws Problem 404, alike for what is not there and what is not to be seen
 */
export async function sourceFaults(
  world: OperationWorld,
  session: Session,
  eyes: Eyes,
  { source, id, townshipCode }: { source: OperationSource; id: string; townshipCode: string },
): Promise<StepFault[]> {
  if (source === 'plan') return [];
  if (!/^[0-9a-f]{13}$/.test(id)) throw new Problem(OPERATIONS_PROBLEMS.notFound);
  const at = await townshipOf(world, session, eyes, source, Number.parseInt(id, 16));
  if (at === null) throw new Problem(OPERATIONS_PROBLEMS.notFound);
  return at === townshipCode ? [] : [MISPLACED];
}

async function townshipOf(world: OperationWorld, session: Session, eyes: Eyes, source: 'call' | 'hazard', id: number) {
  if (source === 'hazard') return (await openHazard(world, eyes, id)).row.townshipCode;
  const scope = scopeOf(session.staff.role, 'calls.read');
  if (scope === null) return null;
  const viewer = viewerOf(session, scope, world.content.directory);
  return (await findCall(world, viewer, id))?.townshipCode ?? null;
}

/** A clerk: takes the steps that are the desk's, by the same table. */
import { createApp } from '../../worker/app.ts';
import type { CaseRow } from '../../worker/cases/cases.store.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { takeStep } from '../../worker/cases/steps.usecases.ts';
import { type ActionName, type Role, TRANSITIONS } from '../../worker/cases/transitions.data.ts';
import type { CaseWorld } from '../../worker/cases/world.usecases.ts';
import { openWorld } from '../../worker/cases/world.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';

const { published } = createApp();

/** @param later milliseconds from now */
export async function worldOf(env: Env, later = 0): Promise<CaseWorld> {
  const world = await openWorld(env, published);
  return { ...world, now: world.now + later };
}

export async function handle(
  env: Env,
  receiptNumber: string,
  action: ActionName,
  note = '',
  later = 0,
): Promise<CaseRow> {
  const world = await worldOf(env, later);
  const role = (TRANSITIONS.find((row) => row.action === action)?.roles[0] ?? 'clerk') as Role;
  return takeStep(world, caseIdOf(world.keys, receiptNumber), {
    action: () => action,
    role,
    actor: `staff:${role}`,
    key: null,
    note,
    from: 'office',
  });
}

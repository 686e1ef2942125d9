/** Several cases as one: what is merged keeps its receipt, goes on with the other one, and gets the same answer. */
import { openText, unwrapKey } from '../platform/sealing.ts';
import { maySee, transitionFor } from './cases.rules.ts';
import { type CaseRow, changeCases, readCase } from './cases.store.ts';
import { readCaseAs, type SeenCase } from './desk.store.ts';
import { MOST_MERGED } from './deskwork.data.ts';
import { canAbsorb, caseRoleOf } from './deskwork.rules.ts';
import { NO_HANDLING } from './handling.contract.ts';
import { organOf } from './handling.rules.ts';
import { readParts } from './handling.store.ts';
import { notePlace } from './status.usecases.ts';
import { makeStep, type StepParts, takeStep } from './steps.usecases.ts';
import type { Transition } from './transitions.data.ts';
import type { Viewer } from './viewer.rules.ts';
import { type ActResult, lostOrOwn, type WorkCase } from './workcase.usecases.ts';
import type { CaseWorld } from './world.usecases.ts';

interface Merging {
  opened: Pick<WorkCase, 'row'>;
  transition: Transition;
  parts: StepParts;
  mark: string;
}

/** Why a case cannot go on with that one, in words for the clerk; null when it can. */
async function refusal(world: CaseWorld, row: CaseRow, lead: SeenCase | null): Promise<string | null> {
  if (lead === null) return '没有查到要并入的那一件。请核对编号；不归您看的也查不到。';
  if (lead.id === row.id) return '不能并入它自己，请填另一件的编号。';
  if (!canAbsorb(lead)) return '那一件已经答复、办结，或者自己也并到别处去了，不能再并入。';
  if ((lead.handling ?? NO_HANDLING).merged.length >= MOST_MERGED) return `一件最多并入 ${MOST_MERGED} 件，已经满了。`;
  const holders = [lead.holder, ...(await readParts(world.db, lead.id)).map(({ organ }) => organ)];
  const isKept = holders.some((holder) => !maySee(row, organOf(holder)));
  return isKept ? '那一件由这件反映的单位在办，不能并过去。' : null;
}

/** Both cases move on in one transaction, or neither does. */
export async function mergeInto(
  world: CaseWorld,
  viewer: Viewer,
  { opened: { row }, transition, parts, mark }: Merging,
  target: number | undefined,
): Promise<ActResult> {
  const lead = target === undefined ? null : await readCaseAs(world, target, viewer);
  const role = caseRoleOf(viewer.role);
  const absorbing = lead === null || role === null ? null : transitionFor(lead, 'absorb', role, world.now);
  const text = await refusal(world, row, lead);
  if (text !== null || lead === null || absorbing === null)
    return { kind: 'invalid', row, faults: [{ field: 'target', text: text ?? '那一件现在不能并入别的。' }] };
  const from: CaseRow = row;
  const handling = { ...(from.handling ?? NO_HANDLING), mergedInto: lead.id };
  const source = await makeStep(world, from, 'merge', transition, { ...parts, set: { handling } }, mark);
  const taking = lead.handling ?? NO_HANDLING;
  const absorbed = await makeStep(
    world,
    lead,
    'absorb',
    absorbing,
    {
      actor: parts.actor,
      note: '',
      from: 'office',
      ...(parts.more?.by !== undefined && { more: { by: parts.more.by } }),
      set: { handling: { ...taking, merged: [...taking.merged, row.id] } },
    },
    null,
  );
  if (await changeCases(world.db, [source.change, absorbed.change])) return { kind: 'done', row: source.after };
  return lostOrOwn(world, viewer, row.id, mark);
}

/**
 * One answer to all: each of the merged cases gets the text of the last answer, sealed with its own key. Done again it
 * does nothing: each has a key of its own that follows from the answer.
 * @returns how many have it now
 */
export async function tellMerged(world: CaseWorld, lead: CaseRow): Promise<number> {
  const answer = lead.history.findLast(
    ({ action, to, sealed }) => to === 'answered' && sealed && ANSWERS.includes(action),
  );
  if (!answer?.sealed || lead.wrappedKey === null) return 0;
  const dataKey = await unwrapKey(world.keys, lead.wrappedKey, lead.id);
  const note = await openText(dataKey, answer.sealed, notePlace(lead.id, answer.seq));
  let told = 0;
  for (const id of lead.handling?.merged ?? []) {
    const merged = await readCase(world.db, id);
    // Erased meanwhile: there is nobody left to tell.
    if (merged === null || merged.wrappedKey === null || merged.state !== 'merged') continue;
    await takeStep(world, id, {
      action: () => 'answer-along',
      role: 'system',
      actor: 'system',
      key: { value: `along:${lead.id}:${answer.seq}`, body: '' },
      note,
      from: 'office',
    });
    told++;
  }
  return told;
}
const ANSWERS: readonly string[] = ['answer', 'mediation-agreement', 'mediation-failure'];

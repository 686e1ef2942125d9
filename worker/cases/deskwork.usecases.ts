/** One step from the desk: read what the viewer may see, decide by the table, commit on the version that was seen. */
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { transitionFor } from './cases.rules.ts';
import { type CaseRow, changeCase } from './cases.store.ts';
import type { ActRequest, FieldFault } from './deskwork.contract.ts';
import { type DeskActionName, deskAction, isDeskAction, MOST_NOTE } from './deskwork.data.ts';
import { type Asked, canDo, caseRoleOf, openApproval, ownPart } from './deskwork.rules.ts';
import { giverOf } from './handing-down.rules.ts';
import type { Handling } from './handling.contract.ts';
import { answerPart, askApproval, askParts, decideApproval } from './handling.store.ts';
import { type Step, stepWithKey } from './history.rules.ts';
import { mergeInto, tellMerged } from './merging.usecases.ts';
import type { Plan } from './plan-parts.rules.ts';
import { planFor } from './plans.rules.ts';
import { reviewed } from './review.rules.ts';
import { makeStep, markOf, type StepParts } from './steps.usecases.ts';
import type { Viewer } from './viewer.rules.ts';
import { type ActResult, lostOrOwn, openForWork, type WorkCase } from './workcase.usecases.ts';
import type { CaseWorld } from './world.usecases.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * @throws Problem 404 for a case that is not there or not to be seen, 410 once erased, 422 for a form without `once`
 *   or with the `once` of another step
 */
export async function act(world: CaseWorld, viewer: Viewer, caseId: number, request: ActRequest): Promise<ActResult> {
  const { action, version, once, fields } = request;
  const note = request.note.trim();
  if (!UUID.test(once)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  const opened = await openForWork(world, viewer, caseId);
  if (opened === null) throw new Problem(CASES_PROBLEMS.notFound);
  const { row, possible } = opened;
  if (!isDeskAction(action)) return { kind: 'impossible', row, possible };
  const body = JSON.stringify([action, viewer.staffId, note, fields]);
  const { keyHash, mark } = markOf(world, caseId, { value: once, body });
  if (stepWithKey(row.history, mark)) return finish(world, row);
  if (row.history.some((step) => step.key?.startsWith(`${keyHash}.`))) throw new Problem(CASES_PROBLEMS.keyReused);
  if (row.version !== version) return { kind: 'lost', row, possible };
  const role = caseRoleOf(viewer.role);
  const transition = role === null ? null : transitionFor(row, action, role, world.now);
  if (transition === null || !canDo(action, viewer, row, opened, world.now))
    return { kind: 'impossible', row, possible };

  const faults = noteFaults(action, note, transition.note);
  const planned = planFor(action, row, fields, { ...around(world, opened), giver: giverOf(viewer.role) }, note);
  if (!planned.ok) faults.push(...planned.faults.filter((fault) => !faults.some(({ field }) => field === fault.field)));
  if (faults.length > 0 || !planned.ok) return { kind: 'invalid', row, faults };
  const parts = stepParts(world, viewer, opened, request, planned.plan, action, note);
  if (action === 'merge') return mergeInto(world, viewer, { opened, transition, parts, mark }, fields.target);

  const { change, after } = await makeStep(world, row, action, transition, parts, mark);
  if (await changeCase(world.db, change)) return finish(world, after);
  const result = await lostOrOwn(world, viewer, caseId, mark);
  return result.kind === 'done' ? finish(world, result.row) : result;
}

/** What an answer of several cases still has to do; done again by each retry, and harmless then. */
async function finish(world: CaseWorld, row: CaseRow): Promise<ActResult> {
  if (row.handling !== null && row.handling.merged.length > 0 && row.state === 'answered') await tellMerged(world, row);
  return { kind: 'done', row };
}

function noteFaults(action: DeskActionName, note: string, need: 'none' | 'optional' | 'required'): FieldFault[] {
  const label = deskAction(action).note ?? '';
  if (note.length > MOST_NOTE) return [{ field: 'note', text: `最多写 ${MOST_NOTE} 个字，请写短一些。` }];
  if (need === 'required' && note === '') return [{ field: 'note', text: `请写“${label}”，这一项不能空。` }];
  return [];
}

const around = ({ content, now, lookHours }: CaseWorld, { suggested, approvals }: WorkCase) => ({
  ...content,
  suggested,
  now,
  lookHours,
  askedDays: approvals.find(({ kind, decidedAt }) => kind === 'extension' && decidedAt === null)?.days ?? null,
});

const DECISIONS: Partial<Record<DeskActionName, { kind: 'extension' | 'identity'; isGranted: boolean }>> = {
  extend: { kind: 'extension', isGranted: true },
  'refuse-extension': { kind: 'extension', isGranted: false },
  'grant-identity': { kind: 'identity', isGranted: true },
  'refuse-identity': { kind: 'identity', isGranted: false },
};

const withReview = (set: Plan['set'], stands: Handling, now: number): Plan['set'] => {
  const handling = reviewed(set.handling ?? stands, now);
  return handling === stands ? set : { ...set, handling };
};

function stepParts(
  { now }: CaseWorld,
  viewer: Viewer,
  { row, parts, approvals }: WorkCase,
  { once }: ActRequest,
  { set, data, addition, parts: asked = [], asks }: Plan,
  action: DeskActionName,
  note: string,
): StepParts {
  const seq = row.version + 1;
  const by = viewer.staffId;
  const decision = DECISIONS[action];
  const known: Asked = { parts, approvals };
  const decided = decision ? openApproval(decision.kind, known) : null;
  const organ = action === 'part-answer' ? ownPart(viewer, known) : null;
  const more: Pick<Step, 'by' | 'data'> = {
    by,
    ...((data || organ !== null) && { data: { ...data, ...(organ !== null && { organ }) } }),
  };
  return {
    actor: `staff:${by}`,
    note: [note, addition ?? ''].filter((part) => part !== '').join('\n'),
    from: 'office',
    more,
    // Whoever takes a step of their own has seen the case.
    set: deskAction(action).forReaders === true || row.handling === null ? set : withReview(set, row.handling, now),
    also: (ifThat) => [
      ...askParts(asked, { caseId: row.id, seq, now }, ifThat),
      ...(asks
        ? [
            askApproval(
              {
                id: once.toLowerCase(),
                caseId: row.id,
                ...asks,
                askedAt: now,
                askedBy: by,
                askedSeq: seq,
                organ: row.holder,
              },
              ifThat,
            ),
          ]
        : []),
      ...(decided !== null && decision
        ? [decideApproval({ id: decided, by, seq, now, isGranted: decision.isGranted }, ifThat)]
        : []),
      ...(organ !== null ? [answerPart(row.id, organ, seq, now, ifThat)] : []),
    ],
  };
}

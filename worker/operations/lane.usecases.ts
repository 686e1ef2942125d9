/** How a hazard comes onto the fast lane: out of a citizen's case, or raised at the desk. Minutes, not days. */
import type { Matter } from '../cases/submission.rules.ts';
import { openText, unwrapKey } from '../platform/sealing.ts';
import { isBodyKnown } from './bodies.rules.ts';
import type { Eyes } from './eyes.rules.ts';
import { hazardNextAt, reportFaults, reportsIn, urgentKind } from './hazards.rules.ts';
import { type HazardRow, insertHazard, newHazardCases } from './hazards.store.ts';
import type { StepFault } from './machine.rules.ts';
import { hazardMessages } from './messages.rules.ts';
import { HAZARD_KINDS, type HazardKind, type HazardText } from './operations.contract.ts';
import { type OperationWorld, onceKey } from './operations.usecases.ts';
import { makeOperationEvent, newSeal, recordId } from './records.usecases.ts';
import { isOnDuty } from './rosters.usecases.ts';

interface Birth {
  id: number;
  townshipCode: string;
  kind: HazardKind;
  caseId: number | null;
  owner: string;
  isKept: boolean;
  text: HazardText | null;
  by: number | null;
  /** Of whoever reports it; the first is in whose name. Empty: it came in by itself. */
  organs: readonly string[];
  /** When it was told; the first limit runs from here, however late the lane looks. */
  toldAt: number;
  key: string;
}

/** Nobody on duty: it is with the coordinating office in the same moment, not after a limit. */
async function bear(world: OperationWorld, birth: Birth): Promise<boolean> {
  const { db, keys, now, content, sender } = world;
  const { id, townshipCode, kind, caseId, owner, isKept, text, by, organs, toldAt, key } = birth;
  const { seal, wrapped } = await newSeal(keys, id);
  const isGap = !(await isOnDuty(db, `T${townshipCode}`, now));
  const shared = { recordId: id, at: now, toState: 'reported', note: '' };
  const reported = await makeOperationEvent(keys, seal, {
    ...shared,
    seq: 1,
    action: 'report',
    fromState: null,
    by,
    organ: organs[0] ?? null,
    key,
    data: { kind, township: townshipCode, fromCase: caseId !== null },
    previousHash: null,
  });
  const events = [reported];
  if (isGap)
    events.push(
      await makeOperationEvent(keys, seal, {
        ...shared,
        seq: 2,
        action: 'gap',
        fromState: 'reported',
        by: null,
        organ: null,
        key: 'gap',
        data: { organ: `T${townshipCode}`, level: 2 },
        previousHash: reported.hash,
      }),
    );
  const row: HazardRow = {
    id,
    townshipCode,
    kind,
    caseId,
    state: 'reported',
    version: events.length,
    owner,
    nextAt: hazardNextAt({ state: 'reported' }, content.calendar, toldAt),
    escalation: isGap ? 2 : 0,
    isKept,
    checked: [],
    removedBy: null,
    createdAt: now,
    closedAt: null,
    wrappedKey: wrapped,
    sealed: text === null ? null : await seal.sealJson(text),
  };
  const messages = events.flatMap(({ seq, action }) =>
    sender === null ? [] : hazardMessages(id, row, { action, seq, at: now, state: 'reported' }, organs),
  );
  return insertHazard(db, row, events, messages);
}

export interface HazardRequest extends HazardText {
  townshipCode: string;
  kind: string;
  once: string;
}
export type HazardResult = { kind: 'reported'; id: number } | { kind: 'invalid'; faults: StepFault[] };

/** Raised at the desk: a patrol, a telephone call, a grid worker at the counter. */
export async function reportHazard(world: OperationWorld, eyes: Eyes, request: HazardRequest): Promise<HazardResult> {
  const key = onceKey(request.once);
  const text = { place: request.place.trim(), what: request.what.trim() };
  const faults = reportFaults(text);
  const kind = HAZARD_KINDS.find((one) => one === request.kind);
  if (kind === undefined) faults.unshift({ field: 'kind', text: '请选是哪一类危险。' });
  const { townshipCode } = request;
  const within = reportsIn(eyes);
  const isOwn = within === null || within.includes(townshipCode);
  if (!isOwn || !isBodyKnown(`T${townshipCode}`, world.content.directory))
    faults.unshift({ field: 'township', text: '请选在哪个镇街。' });
  if (faults.length > 0 || kind === undefined) return { kind: 'invalid', faults };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`hazard|${key}|${eyes.staffId}`));
  const id = recordId(new Uint8Array(digest));
  await bear(world, {
    ...{ id, townshipCode, kind, caseId: null, owner: `T${townshipCode}`, isKept: false, text, key },
    by: eyes.staffId,
    organs: eyes.organs,
    toldAt: world.now,
  });
  return { kind: 'reported', id };
}

const MOST_CASES = 300;
const COORDINATING = 'C';
/** Days since 1970-01-01 as Shanghai counts them. */
const dayNumber = (ms: number) => Math.floor((ms + 8 * 3_600_000) / 86_400_000);

/**
 * Citizens' reports of hazards that speak of something urgent. Looked for every few minutes; a case comes in once,
 * because its hazard has its id. The text stays where it is, under the log of reads.
 */
export async function takeInCases(world: OperationWorld): Promise<{ seen: number; urgent: number }> {
  const rows = await newHazardCases(world.db, dayNumber(world.now) - 1, MOST_CASES);
  let urgent = 0;
  for (const { id, townshipCode, holder, wrappedKey, sealed, createdAt } of rows) {
    if (wrappedKey === null || sealed === null) continue;
    const matter = await openText(
      await unwrapKey(world.keys, wrappedKey, id),
      sealed.matter,
      `case_record|matter|${id}`,
    );
    const { text, place, wish } = JSON.parse(matter) as Matter;
    const kind = urgentKind(`${text} ${place} ${wish}`);
    if (kind === null) continue;
    // What is about the township's own offices lies with the coordinating office: so does the hazard.
    const isKept = holder === COORDINATING;
    const owner = isKept ? COORDINATING : `T${townshipCode}`;
    const birth = { id, townshipCode, kind, caseId: id, owner, isKept, text: null, by: null, organs: [], key: 'case' };
    if (await bear(world, { ...birth, toldAt: createdAt })) urgent++;
  }
  return { seen: rows.length, urgent };
}

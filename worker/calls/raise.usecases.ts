/** A township calls: from a case, or by itself. */
import { isClosed } from '../cases/cases.rules.ts';
import type { FieldFault } from '../cases/deskwork.contract.ts';
import { digest } from '../cases/naming.usecases.ts';
import { findCase } from '../cases/reading.usecases.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { newDataKey, sealText, wrapKey } from '../platform/sealing.ts';
import { CALL_KINDS, type CallKind, type CallText } from './calls.contract.ts';
import { CALLS_PROBLEMS } from './calls.errors.ts';
import { insertCall, readCall, type StoredCall } from './calls.store.ts';
import { withGap } from './gap.usecases.ts';
import { dropPhotos, type PhotoFile, putPhotos, readyPhotos, showing } from './photos.usecases.ts';
import { raiseCall } from './raise.rules.ts';
import { tellCase } from './telling.usecases.ts';
import {
  type ActingWorld,
  aroundOf,
  type CallWorld,
  callIdOf,
  callTextPlace,
  messagesOf,
  written,
  yearOf,
} from './world.usecases.ts';

export interface RaiseRequest {
  /** UUID of the form: the same again is the same call. */
  once: string;
  kind: string;
  entry: string;
  /** Departments wished for beside the one that leads, as `D<code>`. */
  helpers: readonly string[];
  text: CallText;
  caseId: number | null;
  /** What there is to see. */
  photos?: readonly PhotoFile[];
}
export type RaiseResult = { kind: 'raised'; row: StoredCall } | { kind: 'invalid'; faults: FieldFault[] };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Characters. */
export const MOST_CALL_TEXT = 2000;

const ASKED: readonly [keyof CallText, string][] = [
  ['need', '请写要部门来做什么。'],
  ['why', '请写镇街自己为什么办不了。'],
];

function textFaults(text: CallText): FieldFault[] {
  const empty = ASKED.flatMap(([field, ask]) => (text[field] === '' ? [{ field, text: ask }] : []));
  const long = (Object.keys(text) as (keyof CallText)[]).flatMap((field) =>
    text[field].length > MOST_CALL_TEXT ? [{ field, text: `最多写 ${MOST_CALL_TEXT} 个字，请写短一些。` }] : [],
  );
  return [...empty, ...long];
}

const trimmed = ({ need, why, evidence, place }: CallText): CallText => ({
  need: need.trim(),
  why: why.trim(),
  evidence: evidence.trim(),
  place: place.trim(),
});

/**
 * @param viewer of the township, by `calls.raise`
 * @throws Problem 404 for a case that is not there or not to be seen, 422 for a form without `once`, or with the
 *   `once` of another call
 */
export async function raise(world: ActingWorld, viewer: Viewer, request: RaiseRequest): Promise<RaiseResult> {
  const { once, kind, entry, helpers, caseId } = request;
  const townshipCode = viewer.townships?.[0];
  if (!UUID.test(once) || townshipCode === undefined) throw new Problem(PLATFORM_PROBLEMS.invalid);
  const { db, keys, now } = world;
  const id = callIdOf(keys, `${viewer.staffId}.${once}`);
  const text = trimmed(request.text);
  const ready = await readyPhotos(request.photos ?? []);
  const { prints } = ready;
  const body = [viewer.staffId, kind, entry, helpers, text, caseId, ...(prints.length > 0 ? [prints] : [])];
  const bodyHash = digest(keys, 'call-body', JSON.stringify(body));
  const known = await readCall(db, id);
  if (known !== null) return same(world, known, bodyHash);

  const about = caseId === null ? null : await findCase(world, viewer, caseId);
  if (caseId !== null && about === null) throw new Problem(CALLS_PROBLEMS.notFound);
  // In the order of the form.
  const faults: FieldFault[] = (CALL_KINDS as readonly string[]).includes(kind)
    ? []
    : [{ field: 'kind', text: '请选急不急，要不要联合执法。' }];
  faults.push(...textFaults(text));
  if (about !== null && (isClosed(about.state) || about.state === 'answered'))
    faults.push({ field: 'need', text: '这件事已经答复或办结，不能再从它呼叫。要呼叫，请不带这件事另外发一个。' });
  const listVersion = world.content.lists.versions?.territorial ?? 0;
  const order = {
    kind: (faults.some(({ field }) => field === 'kind') ? 'ordinary' : kind) as CallKind,
    townshipCode,
    entryCode: entry,
    listVersion,
    excluded: about?.excluded ?? { offices: [], departments: [] },
    helpers,
  };
  const raised = raiseCall(order, await aroundOf(world, order));
  if (raised.kind === 'invalid') faults.push(...raised.faults);
  faults.push(...ready.faults);
  if (faults.length > 0 || raised.kind === 'invalid') return { kind: 'invalid', faults };

  const dataKey = newDataKey();
  const wrappedKey = await wrapKey(keys, dataKey, id);
  const sealed = await sealText(dataKey, JSON.stringify(text), callTextPlace(id));
  const photos = await putPhotos(world, { id, wrappedKey }, once, ready);
  const [first, ...rest] = raised.moves;
  const shown = first === undefined ? [] : [showing(first, photos), ...rest];
  const moves = await withGap(world, shown);
  const saying = { actor: `staff:${viewer.staffId}`, by: viewer.staffId, content: sealed };
  const { events, history, tellSeq } = await written(world, { id, wrappedKey, history: [] }, null, moves, saying);
  const call = moves.at(-1)?.after;
  if (call === undefined) throw new Problem(PLATFORM_PROBLEMS.failure);
  const { parts, ...columns } = call;
  await insertCall(
    db,
    {
      ...columns,
      id,
      year: yearOf(now),
      caseId,
      raisedBy: viewer.staffId,
      bodyHash,
      wrappedKey,
      sealed,
      history,
      tellSeq: caseId === null ? 0 : tellSeq,
      toldSeq: 0,
      legalHold: null,
    },
    events,
    parts,
    messagesOf(world, id, null, moves, saying),
  );
  const row = await readCall(db, id);
  if (row === null) throw new Problem(PLATFORM_PROBLEMS.failure);
  await dropPhotos(world, row.history, photos);
  return same(world, row, bodyHash);
}

async function same(world: CallWorld, row: StoredCall, bodyHash: string): Promise<RaiseResult> {
  if (row.bodyHash !== bodyHash) throw new Problem(CALLS_PROBLEMS.keyReused);
  await tellCase(world, row);
  return { kind: 'raised', row };
}

// Pure. Operations as they are stored → as programs see them.

import { idText } from '../cases/trail.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type {
  HandOver,
  Operation,
  OperationSource,
  OperationText,
  Power,
  Task,
} from '../operations/operations.contract.ts';
import type { OperationAnswer, OperationItem } from './operations.contract.ts';
import { happenedAnswer, iso, isoOrNull, organAnswer, townshipAnswer } from './shapes.mapping.ts';

export interface OperationRecord extends Operation {
  id: number;
  source: OperationSource;
  sourceId: string | null;
  entryCode: string | null;
  listVersion: number;
  powers: readonly Power[];
  closedAt: number | null;
}
export interface OperationRead {
  row: OperationRecord;
  text: OperationText;
  tasks: readonly Task[];
  taskTexts: ReadonlyMap<number, string>;
  handOvers: readonly HandOver[];
  photos: readonly { id: string; at: number }[];
  events: readonly { seq: number; at: number; action: string; organ: string | null; note: string }[];
  possible: readonly { action: string }[];
}

export function operationItem(row: OperationRecord, { title }: OperationText, directory: Directory): OperationItem {
  const { id, state, version, source, sourceId, entryCode, listVersion } = row;
  return {
    id: idText(id),
    title,
    state,
    version,
    township: townshipAnswer(row.townshipCode, directory),
    source,
    sourceId,
    entry: entryCode === null ? null : { code: entryCode, listVersion },
    startsAt: iso(row.startsAt),
    endsAt: iso(row.endsAt),
    owner: organAnswer(row.owner, directory),
    nextAt: isoOrNull(row.nextAt),
    closedAt: isoOrNull(row.closedAt),
  };
}

export function operationAnswer(seen: OperationRead, directory: Directory): OperationAnswer {
  const { row, text, tasks, taskTexts, handOvers, photos, events, possible } = seen;
  return {
    ...operationItem(row, text, directory),
    place: text.place,
    purpose: text.purpose,
    powers: row.powers.map(({ organ, form, document }) => ({ organ: organAnswer(organ, directory), form, document })),
    tasks: tasks.map(({ number, organ, state, arrivedAt, doneAt }) => ({
      number,
      organ: organAnswer(organ, directory),
      what: taskTexts.get(number) ?? '',
      state,
      arrivedAt: isoOrNull(arrivedAt),
      doneAt: isoOrNull(doneAt),
    })),
    handOvers: handOvers.map(({ number, organ, entryCode, listVersion, state, isBinding, dueAt }) => ({
      number,
      organ: organAnswer(organ, directory),
      entry: entryCode,
      listVersion,
      state,
      isBinding,
      dueAt: iso(dueAt),
    })),
    photos: photos.map(({ id, at }) => ({ id, at: iso(at) })),
    history: happenedAnswer(events, directory),
    possible: possible.map(({ action }) => action),
  };
}

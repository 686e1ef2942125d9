// Pure. Calls as they are stored → as programs see them.

import type { Call, CallText, CallTurn } from '../calls/calls.contract.ts';
import { photosIn } from '../calls/photos.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { bodyName } from '../operations/bodies.rules.ts';
import type { CallAnswer, CallItem } from './calls.contract.ts';
import { iso, isoOrNull, organAnswer } from './shapes.mapping.ts';

export interface CallRecord extends Call {
  id: number;
  year: number;
  serial: number;
  caseId: number | null;
  history: CallTurn[];
}
export interface CallRead {
  row: CallRecord;
  text: CallText | null;
  notes: ReadonlyMap<CallTurn, string>;
  names: ReadonlyMap<number, string>;
  possible: readonly string[];
}
/** Where names come from. */
export interface Named {
  directory: Directory;
  entryName(code: string): string;
}

export const numberOf = ({ year, serial }: Pick<CallRecord, 'year' | 'serial'>): string => `${year}-${serial}`;

export function callItem(row: CallRecord, { directory, entryName }: Named): CallItem {
  const { id, kind, state, version, townshipCode, entryCode, listVersion, lead, owner, escalation } = row;
  return {
    id: idText(id),
    number: numberOf(row),
    kind,
    state,
    version,
    township: { code: townshipCode, name: bodyName(`T${townshipCode}`, directory) ?? townshipCode },
    entry: { code: entryCode, name: entryName(entryCode), listVersion },
    lead: lead === null ? null : organAnswer(lead, directory),
    owner: owner === '' ? null : organAnswer(owner, directory),
    dueAt: isoOrNull(row.dueAt),
    escalation,
    raisedAt: iso(row.raisedAt),
    closedAt: isoOrNull(row.closedAt),
  };
}

/** @param seesCase whether the reader may open the case that it came from */
export function callAnswer(
  { row, text, notes, names, possible }: CallRead,
  seesCase: boolean,
  named: Named,
): CallAnswer {
  const { directory } = named;
  return {
    ...callItem(row, named),
    refusals: row.refusals,
    sendBacks: row.sendBacks,
    isDecided: row.isDecided,
    caseId: row.caseId !== null && seesCase ? idText(row.caseId) : null,
    text: text && { need: text.need, why: text.why, evidence: text.evidence, place: text.place },
    parts: row.parts.map(({ organ, role, dueAt, answeredAt, releasedAt }) => ({
      organ: organAnswer(organ, directory),
      role,
      dueAt: isoOrNull(dueAt),
      answeredAt: isoOrNull(answeredAt),
      releasedAt: isoOrNull(releasedAt),
    })),
    history: row.history.map((turn) => {
      const { seq, at, action, to, organ, by, data = {} } = turn;
      const [body, entry, level] = [data['body'], data['entry'], data['level']];
      return {
        seq,
        at: iso(at),
        action,
        state: to,
        organ: organ === '' ? null : organAnswer(organ, directory),
        by: by === undefined ? null : (names.get(by) ?? null),
        note: notes.get(turn) ?? '',
        named:
          typeof body === 'string' && typeof entry === 'string' ? { organ: organAnswer(body, directory), entry } : null,
        level: typeof level === 'number' ? level : null,
        // Whoever may not see what was written is not even told of them.
        photos: text === null ? [] : photosIn(turn),
      };
    }),
    possible: [...possible],
  };
}

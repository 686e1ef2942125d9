// Pure. Hazards as they are stored → as programs see them.

import { idText } from '../cases/trail.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { CHECKLISTS } from '../operations/hazards.data.ts';
import type { Hazard, HazardText } from '../operations/operations.contract.ts';
import type { HazardAnswer, HazardItem } from './hazards.contract.ts';
import { happenedAnswer, iso, isoOrNull, organAnswer, townshipAnswer } from './shapes.mapping.ts';

export interface HazardRecord extends Hazard {
  id: number;
  createdAt: number;
  closedAt: number | null;
}
export interface HazardRead {
  row: HazardRecord;
  text: HazardText | null;
  events: readonly { seq: number; at: number; action: string; organ: string | null; note: string }[];
  possible: readonly { action: string }[];
}

export function hazardItem(row: HazardRecord, text: HazardText | null, directory: Directory): HazardItem {
  const { id, kind, state, version } = row;
  return {
    id: idText(id),
    kind,
    state,
    version,
    township: townshipAnswer(row.townshipCode, directory),
    owner: organAnswer(row.owner, directory),
    nextAt: isoOrNull(row.nextAt),
    text: text && { place: text.place, what: text.what },
    createdAt: iso(row.createdAt),
    closedAt: isoOrNull(row.closedAt),
  };
}

export const hazardAnswer = ({ row, text, events, possible }: HazardRead, directory: Directory): HazardAnswer => ({
  ...hazardItem(row, text, directory),
  checklist: CHECKLISTS[row.kind].map((one) => ({ ...one, isChecked: row.checked.includes(one.id) })),
  history: happenedAnswer(events, directory),
  possible: possible.map(({ action }) => action),
});

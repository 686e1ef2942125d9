// Pure. One way to read a table of steps, for operations and for hazards.

export interface TableStep<State extends string = string, Role extends string = string> {
  action: string;
  /** Empty: it begins the record. */
  from: readonly State[];
  /** null: the state stays as it is. */
  to: State | null;
  roles: readonly Role[];
  note: 'none' | 'optional' | 'required';
  title: string;
}

/** Why a step was not taken, by the field that it is told beside. */
export interface StepFault {
  field: string;
  text: string;
}

/** The row of the table for this step; null when it is not possible now, or not for these roles. */
export function stepFor<Row extends TableStep>(
  table: readonly Row[],
  state: Row['from'][number],
  action: string,
  roles: readonly Row['roles'][number][],
): Row | null {
  const isOpenTo = (row: Row) => row.from.includes(state) && row.roles.some((role) => roles.includes(role));
  return table.find((row) => row.action === action && isOpenTo(row)) ?? null;
}

/** Everything that can be done now, in the order of the table. What happens by itself is nobody's. */
export const stepsFor = <Row extends TableStep>(
  table: readonly Row[],
  state: Row['from'][number],
  roles: readonly Row['roles'][number][],
): Row[] =>
  table.filter(
    (row) => row.from.includes(state) && row.roles.some((role) => role !== 'system' && roles.includes(role)),
  );

export const MOST_NOTE = 2000;

/** @param label of the field, as the form calls it */
export function noteFaults(need: TableStep['note'], note: string, label: string): StepFault[] {
  if (need === 'required' && note === '') return [{ field: 'note', text: `请写“${label}”，这一项不能空。` }];
  return note.length > MOST_NOTE ? [{ field: 'note', text: `最多写 ${MOST_NOTE} 个字，请写短一些。` }] : [];
}

const MINUTE_MS = 60_000;
/** Two levels: the township's leader, then the coordinating office. */
export const MOST_ESCALATION = 2;

/**
 * How high a matter has to have gone by now, from its date alone: a tick that is missed, late or doubled finds the same.
 * @param furtherMinutes from the first level to the second
 */
export function escalationAt(nextAt: number | null, now: number, furtherMinutes: number): 0 | 1 | 2 {
  if (nextAt === null || now <= nextAt) return 0;
  return now > nextAt + furtherMinutes * MINUTE_MS ? 2 : 1;
}

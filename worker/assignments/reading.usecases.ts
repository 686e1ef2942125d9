/** Whose proposals somebody may read at the desk. */
import type { Database } from '../platform/database.ts';
import type { Staff } from '../staff/staff.contract.ts';
import { type AssignmentRow, listAssignments, type Reach, readAssignment, readEvents } from './assignments.store.ts';
import { recordOf } from './assignments.usecases.ts';
import { pageOfAssignments, undecided } from './listing.store.ts';
import { type Actor, possibleFor } from './machine.rules.ts';

const MOST_LISTED = 200;

export const reachOf = (staff: Staff): Reach | null => {
  if (staff.role === 'coordinator' || staff.role === 'auditor') return 'all';
  if (staff.departmentCode !== null && staff.role.startsWith('department')) return { department: staff.departmentCode };
  return staff.townshipCode === null ? null : { township: staff.townshipCode };
};

export const listFor = (db: Database, reach: Reach): Promise<AssignmentRow[]> =>
  listAssignments(db, reach, MOST_LISTED);

/** How many proposals this coordinator can examine or decide: what one has examined oneself takes somebody else. */
export const countToDecide = async (db: Database, staffId: number, most: number): Promise<number> =>
  (await undecided(db, most)).filter(({ createdBy, examinedBy }) => createdBy !== staffId && examinedBy !== staffId)
    .length;

/** A page at a time, for programs. @returns one more than `limit` when there are more */
export const assignmentsAfter = (
  db: Database,
  reach: Reach,
  after: { at: number; id: string } | null,
  limit: number,
): Promise<AssignmentRow[]> => pageOfAssignments(db, reach, after, limit + 1);

/** @returns null when it is not there, or not for this reach */
export async function openAssignment(db: Database, reach: Reach, actor: Actor | null, id: string) {
  const [row, events] = await Promise.all([readAssignment(db, id), readEvents(db, recordOf(id))]);
  if (row === null) return null;
  if (reach !== 'all') {
    const isTheirs =
      'department' in reach
        ? row.department === reach.department
        : row.state !== 'withdrawn' && row.proposal.bodies.includes(reach.township);
    if (!isTheirs) return null;
  }
  const taken = events.map((event) => ({ action: event.seq === 1 ? 'propose' : event.action, by: event.by }));
  return { row, events, possible: actor === null ? [] : possibleFor(row, actor, taken) };
}

/** What waits for a second person: extensions and sealed identities. */
import { readCaseAs, type SeenCase } from './desk.store.ts';
import { type Asked, canDo } from './deskwork.rules.ts';
import { type ApprovalRow, readOpenApprovals } from './handling.store.ts';
import { readStaffNames } from './reads.store.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

const MOST_LISTED = 50;

export interface Waiting {
  approval: ApprovalRow;
  row: SeenCase;
  /** Name of whoever asks. */
  askedBy: string;
}

/** What this viewer can decide, the oldest first. What one has asked for oneself is not in it. */
export async function waitingFor(world: CaseWorld, viewer: Viewer): Promise<Waiting[]> {
  const { townships, holders, scope } = viewer;
  const offices = world.content.directory.offices.filter(({ townshipCode }) => townships?.includes(townshipCode));
  const organs = scope === 'all' ? null : [...holders, ...offices.map(({ id }) => `O${id}`)];
  const approvals = await readOpenApprovals(world.db, organs, MOST_LISTED);
  const names = await readStaffNames(
    world.db,
    approvals.map(({ askedBy }) => askedBy),
  );
  const waiting: Waiting[] = [];
  for (const approval of approvals) {
    const row = await readCaseAs(world, approval.caseId, viewer);
    const asked: Asked = { approvals: [approval], parts: [] };
    const action = approval.kind === 'extension' ? 'refuse-extension' : 'refuse-identity';
    if (row !== null && canDo(action, viewer, row, asked, world.now))
      waiting.push({ approval, row, askedBy: names.get(approval.askedBy) ?? '' });
  }
  return waiting;
}

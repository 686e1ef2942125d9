/** The register of what was moved down: written once, corrected and taken back in the open, never rewritten. */
import { isDay } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import { type DelegationRow, readEvents } from './assignments.store.ts';
import type { DelegationAnswer } from './delegations.contract.ts';
import { type DelegationDraft, delegationAnswer, delegationFaults } from './delegations.rules.ts';
import { changeDelegation, insertDelegation, readDelegation, readDelegations } from './delegations.store.ts';
import { chained, type GateWorldNow } from './gate-world.usecases.ts';
import { NO_HASH } from './machine.rules.ts';
import type { FieldFault } from './proposal.rules.ts';

/** As it is stored: for pages. */
export type Delegation = DelegationRow;

export type RegisterResult =
  | { kind: 'done'; row: DelegationRow }
  | { kind: 'lost'; row: DelegationRow }
  | { kind: 'invalid'; faults: FieldFault[] };

const recordOf = (id: string): string => `delegation:${id}`;
const factsOf = ({ kind: _kind, batch: _batch, ...facts }: DelegationDraft) => facts;

/** @param id UUID of the form @param wrongLines lines of the changes that named no entry */
export async function register(
  world: GateWorldNow,
  staffId: number,
  id: string,
  draft: DelegationDraft,
  wrongLines: number,
): Promise<RegisterResult> {
  const faults = delegationFaults(draft, wrongLines, world.directory);
  if (faults.length > 0) return { kind: 'invalid', faults };
  const event = await chained(world.keys, {
    record: recordOf(id),
    seq: 1,
    at: world.now,
    action: 'register',
    fromState: null,
    toState: 'registered',
    by: staffId,
    prevHash: NO_HASH,
    content: JSON.stringify({ draft }),
  });
  const row: DelegationRow = {
    id,
    version: 1,
    kind: draft.kind,
    batch: draft.batch,
    facts: factsOf(draft),
    createdAt: world.now,
    createdBy: staffId,
    revokedFrom: null,
    revocation: '',
    hash: event.hash,
  };
  await insertDelegation(world.db, row, event);
  return { kind: 'done', row: (await readDelegation(world.db, id)) ?? row };
}

export type Correction = { action: 'correct'; draft: DelegationDraft; wrongLines: number };
export type Revocation = { action: 'revoke'; from: string; why: string };

/** @returns null when it is not there */
export async function changeRegistered(
  world: GateWorldNow,
  staffId: number,
  { id, version }: { id: string; version: number },
  change: Correction | Revocation,
): Promise<RegisterResult | null> {
  const row = await readDelegation(world.db, id);
  if (row === null) return null;
  const faults =
    change.action === 'correct'
      ? delegationFaults(change.draft, change.wrongLines, world.directory)
      : [
          ...(isDay(change.from) ? [] : [{ field: 'from', text: '请写从哪天起收回。' }]),
          ...(change.why === '' ? [{ field: 'why', text: '请写为什么收回、凭哪个文件。' }] : []),
        ];
  if (faults.length > 0) return { kind: 'invalid', faults };
  if (row.version !== version || row.revokedFrom !== null) return { kind: 'lost', row };
  const set: Partial<DelegationRow> =
    change.action === 'correct'
      ? { kind: change.draft.kind, batch: change.draft.batch, facts: factsOf(change.draft) }
      : { revokedFrom: change.from, revocation: change.why };
  const event = await chained(world.keys, {
    record: recordOf(id),
    seq: row.version + 1,
    at: world.now,
    action: change.action,
    fromState: 'registered',
    toState: change.action === 'correct' ? 'registered' : 'revoked',
    by: staffId,
    prevHash: row.hash,
    content: JSON.stringify(
      change.action === 'correct' ? { draft: change.draft } : { from: change.from, why: change.why },
    ),
  });
  const isWritten = await changeDelegation(world.db, row, set, event);
  const after = (await readDelegation(world.db, id)) ?? row;
  return { kind: isWritten ? 'done' : 'lost', row: after };
}

export async function openDelegation(db: Database, id: string) {
  const [row, events] = await Promise.all([readDelegation(db, id), readEvents(db, recordOf(id))]);
  return row === null ? null : { row, events };
}

export async function delegationList(db: Database, lists: Lists, directory: Directory): Promise<DelegationAnswer[]> {
  return (await readDelegations(db)).map((row) => delegationAnswer(row, lists, directory));
}

/**
 * The journal: one object for each case, written before the database is asked. A case that was acknowledged can be
 * put back from it after the database was restored to an earlier time. What lies in it is sealed.
 */
import { openText, rewrap, sealText, unwrapKey } from '../platform/sealing.ts';
import { type CaseRow, type EventRow, insertCase, knownIds, readCase } from './cases.store.ts';
import { idText } from './trail.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

export interface JournalEntry {
  row: CaseRow;
  event: EventRow;
}

const PREFIX = 'journal/';
const PAGE = 90;
const aad = (id: number) => `journal|record|${id}`;
export const journalName = (id: number): string => `${PREFIX}${idText(id)}`;

/** @returns false when there is an entry for this id already: the first one stays */
export async function writeJournal(world: CaseWorld, dataKey: Uint8Array, entry: JournalEntry): Promise<boolean> {
  const { id, wrappedKey } = entry.row;
  const sealed = await sealText(dataKey, JSON.stringify(entry), aad(id));
  return world.objects.putOnce(journalName(id), new TextEncoder().encode(`${wrappedKey}\n${sealed}`));
}

export async function readJournal(world: CaseWorld, id: number): Promise<JournalEntry | null> {
  const bytes = await world.objects.get(journalName(id));
  if (bytes === null) return null;
  const [wrapped = '', sealed = ''] = new TextDecoder().decode(bytes).split('\n');
  const dataKey = await unwrapKey(world.keys, wrapped, id);
  const { row, event } = JSON.parse(await openText(dataKey, sealed, aad(id))) as JournalEntry;
  // Entries from before there was a desk know no holder.
  // The lock on the outside is the one that holds: `rewrapJournal` changes that one alone.
  return {
    row: { ...row, wrappedKey: wrapped, holder: row.holder ?? `T${row.townshipCode}`, escalation: 0, handling: null },
    event,
  };
}

/**
 * Puts cases back that are in the journal and not in the database. Running it twice changes nothing.
 * @param from cursor of the run before; null begins anew
 * @returns how many were put back, and where to go on; null when all have been looked at
 */
export async function sweepJournal(
  world: CaseWorld,
  from: string | null,
): Promise<{ restored: number; seen: number; cursor: string | null }> {
  const { keys, cursor } = await world.objects.list(PREFIX, from, PAGE);
  const ids = keys.map((key) => Number.parseInt(key.slice(PREFIX.length), 16));
  const known = await knownIds(world.db, ids);
  let restored = 0;
  for (const id of ids.filter((candidate) => !known.has(candidate))) {
    const entry = await readJournal(world, id);
    if (entry && (await insertCase(world.db, entry.row, entry.event))) restored++;
  }
  return { restored, seen: keys.length, cursor };
}

/**
 * Locks the data keys of a page of the journal anew, with the active key-encryption key.
 * @param from cursor of the page before; null begins anew
 */
export async function rewrapJournal(
  world: CaseWorld,
  from: string | null,
): Promise<{ rewrapped: number; cursor: string | null }> {
  const { objects } = world;
  const { keys, cursor } = await objects.list(PREFIX, from, PAGE);
  let rewrapped = 0;
  for (const key of keys) {
    const bytes = await objects.get(key);
    if (bytes === null) continue;
    const [wrapped = '', sealed = ''] = new TextDecoder().decode(bytes).split('\n');
    const id = Number.parseInt(key.slice(PREFIX.length), 16);
    const anew = await rewrap(world.keys, wrapped, id);
    if (anew === wrapped) continue;
    await objects.put(key, new TextEncoder().encode(`${anew}\n${sealed}`));
    rewrapped++;
    // Erased in between: what was just put back goes again.
    const row = await readCase(world.db, id);
    if (row !== null && row.wrappedKey === null) await objects.remove([key]);
  }
  return { rewrapped, cursor };
}

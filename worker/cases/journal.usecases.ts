/**
 * The journal: one object for each case, written before the database is asked. A case that was acknowledged can be
 * put back from it after the database was restored to an earlier time. What lies in it is sealed.
 */
import { openText, sealText, unwrapKey } from '../platform/sealing.ts';
import { type CaseRow, type EventRow, insertCase, knownIds } from './cases.store.ts';
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
  return JSON.parse(await openText(dataKey, sealed, aad(id))) as JournalEntry;
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

/**
 * The journal: one object for each case, written before the database is asked. A case that was acknowledged can be
 * put back from it after the database was restored to an earlier time (`restoring.usecases.ts`), and with it what its
 * citizen added (`journal-steps.usecases.ts`). What lies in it is sealed.
 */
import { openText, rewrap, sealText, unwrapKey } from '../platform/sealing.ts';
import { type CaseRow, type EventRow, readCase } from './cases.store.ts';
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
/** `journal/<id of the case>`, or `journal/<id of the case>/<hash of the key of a step>` */
const idIn = (name: string) => Number.parseInt(name.slice(PREFIX.length), 16);
const isStep = (name: string) => name.includes('/', PREFIX.length);

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
  // Entries from before there was a desk know no holder and no handling.
  // The lock on the outside is the one that holds: `rewrapJournal` changes that one alone.
  return {
    row: {
      ...row,
      wrappedKey: wrapped,
      holder: row.holder ?? `T${row.townshipCode}`,
      escalation: 0,
      handling: row.handling ?? null,
    },
    event,
  };
}

/**
 * A stretch of the journal, by its names alone.
 * @param from cursor of the stretch before; null begins anew
 * @returns ids of cases, and by case the hashes of the keys of its steps
 */
export async function pageOfJournal(
  world: CaseWorld,
  from: string | null,
): Promise<{ cases: number[]; steps: Map<number, string[]>; seen: number; cursor: string | null }> {
  const { keys, cursor } = await world.objects.list(PREFIX, from, PAGE);
  const steps = new Map<number, string[]>();
  for (const name of keys.filter(isStep)) {
    const hashes = steps.get(idIn(name)) ?? [];
    steps.set(idIn(name), [...hashes, name.slice(name.lastIndexOf('/') + 1)]);
  }
  return { cases: keys.filter((name) => !isStep(name)).map(idIn), steps, seen: keys.length, cursor };
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
  // Steps lie under the data key of their case, which stays the same.
  for (const key of keys.filter((name) => !isStep(name))) {
    const bytes = await objects.get(key);
    if (bytes === null) continue;
    const [wrapped = '', sealed = ''] = new TextDecoder().decode(bytes).split('\n');
    const id = idIn(key);
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

/** Reading a case at the desk: what one may see of it, and a line in the log of reads before anything is shown. */

import type * as v from 'valibot';
import { openText, unwrapKey } from '../platform/sealing.ts';
import { readAttachment } from './attachments.usecases.ts';
import type { personSchema } from './cases.contract.ts';
import { readCaseAs, type SeenCase } from './desk.store.ts';
import type { Step } from './history.rules.ts';
import type { ImageType } from './images.rules.ts';
import type { ReadEntry, ReadKind, ReadRecord } from './reads.contract.ts';
import { findStaffId, type ReadsWanted, readReads, readStaffNames, writeReads } from './reads.store.ts';
import { openNotes } from './status.usecases.ts';
import type { Matter } from './submission.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

export type { SeenCase } from './desk.store.ts';
export type Person = v.InferOutput<typeof personSchema>;

/** A case with what the viewer may read of it, opened. */
export interface OpenedCase {
  row: SeenCase;
  /** Null for who may not read the text, and once the content has been erased. */
  matter: Matter | null;
  /** Only when it was asked for and may be seen. */
  person: Person | null;
  notes: ReadonlyMap<Step, string>;
  /** Staff id → name, of those who took a step. */
  names: ReadonlyMap<number, string>;
}

/**
 * The row alone, without a line in the log: for what shows nothing that a citizen wrote.
 * @returns null alike for a case that is not there and for one that the viewer may not see
 */
export const findCase = (world: CaseWorld, viewer: Viewer, id: number): Promise<SeenCase | null> =>
  readCaseAs(world, id, viewer);

/**
 * @param what is about to be shown: who may not read the text is put down as having read the trail
 * @returns null alike for a case that is not there and for one that the viewer may not see
 * @throws UnknownKeyError, BrokenSealError
 */
export async function openCase(
  world: CaseWorld,
  viewer: Viewer,
  id: number,
  what: readonly ('text' | 'identity' | 'export')[],
): Promise<OpenedCase | null> {
  const row = await readCaseAs(world, id, viewer);
  if (row === null) return null;
  const withPerson = (what.includes('identity') || what.includes('export')) && row.seesPerson;
  const log: ReadKind[] =
    row.wrappedKey === null ? ['trail'] : what.filter((one) => one !== 'identity' || row.seesPerson);
  await writeReads(world.db, world.now, viewer.staffId, { of: 'case', id }, log);
  const staff = [...new Set(row.history.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  const [opened, notes, names] = await Promise.all([
    openSealed(world, row, withPerson),
    openNotes(world, row),
    readStaffNames(world.db, staff),
  ]);
  return { row, ...opened, notes, names };
}

async function openSealed(
  { keys }: CaseWorld,
  { id, wrappedKey, sealed }: SeenCase,
  withPerson: boolean,
): Promise<Pick<OpenedCase, 'matter' | 'person'>> {
  if (wrappedKey === null || sealed === null) return { matter: null, person: null };
  const dataKey = await unwrapKey(keys, wrappedKey, id);
  const matter = JSON.parse(await openText(dataKey, sealed.matter, `case_record|matter|${id}`)) as Matter;
  const person =
    withPerson && sealed.person !== null
      ? (JSON.parse(await openText(dataKey, sealed.person, `case_record|person|${id}`)) as Person)
      : null;
  return { matter, person };
}

/**
 * A photograph of a case, logged before it is read.
 * @returns null when the viewer may not see it, or there is none
 */
export async function openPhoto(
  world: CaseWorld,
  viewer: Viewer,
  id: number,
  file: string,
): Promise<{ type: ImageType; bytes: Uint8Array<ArrayBuffer> } | null> {
  const row = await readCaseAs(world, id, viewer);
  const isThere = row !== null && row.wrappedKey !== null && row.history.some((step) => step.file === file);
  if (!isThere || !viewer.fields.includes('photos')) return null;
  await writeReads(world.db, world.now, viewer.staffId, { of: 'case', id }, ['photo']);
  return readAttachment(world, id, file);
}

/**
 * For what is read elsewhere: calls, operations, hazards. Nothing may be shown before this has come back.
 * @param what `trail` for who sees what was done and not what was written
 */
export const logRead = (
  { db, now }: Pick<CaseWorld, 'db' | 'now'>,
  staffId: number,
  record: { of: ReadRecord; id: number },
  what: ReadKind,
): Promise<void> => writeReads(db, now, staffId, record, [what]);

/** Lines of the log of reads, newest first; `next` is where the next page begins. */
export async function listReads(
  world: Pick<CaseWorld, 'db'>,
  wanted: Omit<ReadsWanted, 'staffId'> & { staffNumber: string },
  before: number | null,
  most: number,
): Promise<{ entries: ReadEntry[]; next: number | null }> {
  const { staffNumber, ...rest } = wanted;
  const staffId = staffNumber === '' ? null : await findStaffId(world.db, staffNumber);
  if (staffNumber !== '' && staffId === null) return { entries: [], next: null };
  const rows = await readReads(world.db, { ...rest, staffId }, before, most + 1);
  const entries = rows.slice(0, most);
  return { entries, next: rows.length > most ? (entries.at(-1)?.id ?? null) : null };
}

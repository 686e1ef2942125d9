/** Erasure when the time is over: the content goes, the chain and a tombstone stay. A legal hold wins. */
import { type CaseRow, changeCase, dueForErasure, markRemoved } from './cases.store.ts';
import { withoutContent } from './history.rules.ts';
import { journalNames } from './journal-steps.usecases.ts';
import { type CaseWorld, makeEvent } from './world.usecases.ts';

const BATCH = 50;
export const fileName = (id: string): string => `files/${id}`;

/** @returns how many cases were erased; call again while it is not 0 */
export async function eraseDue(world: CaseWorld): Promise<number> {
  let erased = 0;
  for (const row of await dueForErasure(world.db, world.now, BATCH)) if (await erase(world, row)) erased++;
  return erased;
}

/**
 * Objects first: when it breaks off in between, the row still says that it is due, and the next run goes on.
 * @returns false when the case has changed meanwhile: then the next run looks at it again
 */
async function erase(world: CaseWorld, row: CaseRow): Promise<boolean> {
  const { db, objects, keys, now } = world;
  const files = row.history.flatMap(({ file }) => (file === undefined ? [] : [file]));
  await objects.remove([...files.map(fileName), ...(await journalNames(world, row.id))]);
  await markRemoved(db, files, now);
  const seq = row.version + 1;
  const event = await makeEvent(keys, {
    caseId: row.id,
    seq,
    at: now,
    action: 'erase',
    fromState: row.state,
    toState: row.state,
    actor: 'system',
    content: [],
    previousHash: row.history.at(-1)?.hash ?? null,
  });
  const tombstone = { seq, at: now, action: 'erase', to: row.state, hash: event.hash } as const;
  return changeCase(db, {
    id: row.id,
    version: row.version,
    set: {
      wrappedKey: null,
      sealed: null,
      phoneIndex: null,
      retainUntil: null,
      history: [...withoutContent(row.history), tombstone],
    },
    event,
  });
}

/**
 * What the database has lost is put back from the journal: cases as they were handed in, then what their citizens
 * added. Running it twice changes nothing.
 */
import { openText, unwrapKey } from '../platform/sealing.ts';
import { actionFor, transitionFor } from './cases.rules.ts';
import { type CaseRow, changeCase, insertCase, readCase } from './cases.store.ts';
import type { Step } from './history.rules.ts';
import { knownIds, stepKeys } from './journal.store.ts';
import { pageOfJournal, readJournal } from './journal.usecases.ts';
import { isWords, keyHashOf, readStep, stepsIn } from './journal-steps.usecases.ts';
import { titleOf } from './status.rules.ts';
import { notePlace } from './status.usecases.ts';
import { makeStep } from './steps.usecases.ts';
import { dayNumber, readDay } from './trail.rules.ts';
import { readRoots } from './trail.store.ts';
import type { ActionName, Transition } from './transitions.data.ts';
import type { CaseWorld } from './world.usecases.ts';

/** What is younger may still be on its way into the database. */
const SETTLED_MS = 10 * 60_000;
/** Somebody else may take a step of the same case meanwhile. */
const MOST_ROUNDS = 10;

export interface Swept {
  /** Cases that were put back, and steps. */
  restored: number;
  steps: number;
  /** What could not be read or put back: it stays in the journal, and the next run tries again. */
  failed: number;
  /** Names that were looked at. */
  seen: number;
  /** Where to go on; null when all have been looked at. */
  cursor: string | null;
}

/** @param from cursor of the run before; null begins anew */
export async function sweepJournal(world: CaseWorld, from: string | null): Promise<Swept> {
  const { cases, steps, seen, cursor } = await pageOfJournal(world, from);
  const done = { restored: 0, steps: 0, failed: 0 };
  const trying = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // One entry that cannot be read must not keep the others from coming back.
      done.failed++;
      console.error(JSON.stringify({ event: 'journal-entry-failed', class: (error as Error).name }));
    }
  };
  const known = await knownIds(world.db, cases);
  for (const id of cases.filter((candidate) => !known.has(candidate)))
    await trying(async () => {
      const entry = await readJournal(world, id);
      if (entry && (await insertCase(world.db, entry.row, entry.event))) done.restored++;
    });
  const written = await stepKeys(world.db, [...steps.keys()]);
  for (const [id, names] of steps) {
    const keys = new Set(written.get(id)?.map(keyHashOf));
    if (names.every((name) => keys.has(name))) continue;
    await trying(async () => {
      done.steps += await putBackSteps(world, id);
    });
  }
  return { ...done, seen, cursor };
}

/** All that is missing of one case, in the order in which it was said. */
async function putBackSteps(world: CaseWorld, id: number): Promise<number> {
  const row = await readCase(world.db, id);
  // Erased, or it never was in the journal itself.
  if (row === null || row.wrappedKey === null) return 0;
  const known = new Set(row.history.flatMap(({ key }) => (key === undefined ? [] : [keyHashOf(key)])));
  const missing: Step[] = [];
  for (const keyHash of await stepsIn(world, id)) {
    if (known.has(keyHash)) continue;
    const step = await readStep(world, row, keyHash);
    if (step !== null && step.at <= world.now - SETTLED_MS) missing.push(step);
  }
  let done = 0;
  for (const step of missing.sort((a, b) => a.at - b.at || a.seq - b.seq)) if (await putBack(world, id, step)) done++;
  return done;
}

/** @returns false when it is there already */
async function putBack(world: CaseWorld, id: number, said: Step): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const row = await readCase(world.db, id);
    if (row === null || row.wrappedKey === null || row.history.some(({ key }) => key === said.key)) return false;
    if (await changeCase(world.db, await changeFor(world, row, said))) return true;
  }
  throw new Error('the case changed all the time');
}

/** The very event that was lost where it still fits; else the same words in a new one that says when they were said. */
async function changeFor(world: CaseWorld, row: CaseRow, said: Step) {
  const { seq, file, bytes, level, sealed, key = '' } = said;
  const { action, transition, isAsWas } = placeFor(row, said);
  const dataKey = await unwrapKey(world.keys, row.wrappedKey ?? '', row.id);
  const words = sealed === undefined ? '' : await openText(dataKey, sealed, notePlace(row.id, seq));
  const parts = { actor: 'citizen', from: 'citizen' } as const;
  const more = {
    ...(file !== undefined && { file }),
    ...(bytes !== undefined && { bytes }),
    ...(level !== undefined && { level }),
  };
  const isInTime = await canStillBeSigned(world, said.at);
  const at = isInTime ? said.at : world.now;
  if (isAsWas && isInTime && row.version + 1 === seq) {
    const same = { ...parts, note: words, more, ...(sealed !== undefined && { sealed }) };
    const { change } = await makeStep({ ...world, now: at }, row, action, transition, same, key);
    if (change.event.hash === said.hash) return change;
  }
  const note = isAsWas || file !== undefined ? words : `您当时选的是“${titleOf(said.action)}”。${words}`;
  const data = { since: new Date(said.at).toISOString() };
  const again = { ...parts, note, more: { ...more, data } };
  return (await makeStep({ ...world, now: at }, row, action, transition, again, key)).change;
}

/** What staff did in between is lost: where the step does not fit any more, its words come back all the same. */
function placeFor(row: CaseRow, said: Step): { action: ActionName; transition: Transition; isAsWas: boolean } {
  const action = isWords(said.action) && said.action !== 'attach' ? actionFor(row, 'supplement') : said.action;
  const transition = transitionFor(row, action, 'citizen', said.at);
  if (transition !== null) return { action, transition, isAsWas: true };
  const instead = transitionFor(row, 'put-back', 'system', said.at);
  if (instead === null) throw new Error('nothing can be put back here');
  return { action: 'put-back', transition: instead, isAsWas: false };
}

/** An event stands in the root of its day or of the next one: what is older gets the moment of its return. */
async function canStillBeSigned({ db }: CaseWorld, at: number): Promise<boolean> {
  const [last] = await readRoots(db, 1, undefined);
  return last === undefined || dayNumber(at) >= (readDay(last.day) ?? 0);
}

/**
 * After a change of the key-encryption key: the data key of each case is locked anew with the active one, in the
 * database and in the journal, a stretch at a time. When it is through, the old key may go.
 */
import { rewrap } from '../platform/sealing.ts';
import { readCursor, writeCursor } from './alerts.store.ts';
import { casesAfter, writeWrappedKey } from './cases.store.ts';
import { rewrapJournal } from './journal.usecases.ts';
import type { CaseWorld } from './world.usecases.ts';

const JOB = 'rewrap';
const CASES = 200;
const JOURNAL_PAGES = 3;
const DONE = 'done';

/** `<kid>|cases|<last id>`, `<kid>|journal|<cursor>`, `<kid>|done|` */
interface Place {
  kid: string;
  stage: string;
  at: string;
}

function placeOf(cursor: string | null, kid: string): Place {
  const [of = '', stage = '', ...at] = (cursor ?? '').split('|');
  return of === kid ? { kid, stage, at: at.join('|') } : { kid, stage: 'cases', at: '-1' };
}

/** @returns numbers for the log; all 0 once it is through */
export async function rewrapSome(world: CaseWorld): Promise<Record<string, number>> {
  const { db, keys } = world;
  const place = placeOf(await readCursor(db, JOB), keys.active);
  if (place.stage === DONE) return { cases: 0, journal: 0 };
  // The only key there is needs nobody to be carried over to it.
  if (Object.keys(keys.encryption).length === 1) return { cases: 0, journal: 0 };
  const save = (stage: string, at: string) => writeCursor(db, JOB, `${keys.active}|${stage}|${at}`);
  if (place.stage === 'cases') {
    const cases = await rewrapCases(world, Number(place.at), (last) =>
      last === null ? save('journal', '') : save('cases', String(last)),
    );
    return { cases, journal: 0 };
  }
  let cursor: string | null = place.at === '' ? null : place.at;
  let journal = 0;
  for (let page = 0; page < JOURNAL_PAGES; page++) {
    const swept = await rewrapJournal(world, cursor);
    journal += swept.rewrapped;
    cursor = swept.cursor;
    await (cursor === null ? save(DONE, '') : save('journal', cursor));
    if (cursor === null) break;
  }
  return { cases: 0, journal };
}

async function rewrapCases(world: CaseWorld, after: number, save: (last: number | null) => Promise<void>) {
  const { db, keys } = world;
  const rows = await casesAfter(db, after, CASES);
  let changed = 0;
  for (const { id, wrappedKey } of rows) {
    if (wrappedKey === null) continue;
    const anew = await rewrap(keys, wrappedKey, id);
    if (anew !== wrappedKey && (await writeWrappedKey(db, id, wrappedKey, anew))) changed++;
  }
  await save(rows.length < CASES ? null : (rows.at(-1)?.id ?? null));
  return changed;
}

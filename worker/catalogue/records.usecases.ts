/** Who has to look at which record by when, and what they found. */
import type { Directory } from '../directory/directory.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import {
  byUrgency,
  CHECK_MONTHS,
  dayInMonths,
  type ListedRecord,
  listedRecords,
  type RecordCheck,
  type RecordState,
  recordState,
} from './records.rules.ts';
import { readChecks, readFirstImport, readOwned, readWrong, writeChecks } from './records.store.ts';

export interface RecordWorld {
  db: Database;
  lists: Lists;
  directory: Directory;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

/** Lists do not change under their content. */
const known = new WeakMap<Lists, ListedRecord[]>();
const recordsOf = ({ lists, directory }: RecordWorld): ListedRecord[] => {
  const records = known.get(lists) ?? listedRecords(lists, directory);
  known.set(lists, records);
  return records;
};

/** All records of an owner, the most urgent first. @param owner `T<township>`, `D<department>`, `C` */
export async function recordsOfOwner(world: RecordWorld, owner: string): Promise<RecordState[]> {
  const { db, now } = world;
  const all = recordsOf(world);
  const usual = all.filter(({ usualOwner }) => usualOwner === owner);
  const [checks, given, since] = await Promise.all([
    readChecks(
      db,
      usual.map(({ record }) => record),
    ),
    readOwned(db, owner),
    readFirstImport(db),
  ]);
  const checkOf = new Map([...checks, ...given].map((check) => [check.record, check]));
  const more = all.filter(({ record, usualOwner }) => usualOwner !== owner && checkOf.get(record)?.owner === owner);
  return [...usual, ...more]
    .map((own) => recordState(own, checkOf.get(own.record) ?? null, since, now))
    .filter((state) => state.owner === owner)
    .sort(byUrgency);
}

/** @returns null when no list has it */
export async function readRecord(world: RecordWorld, record: string): Promise<RecordState | null> {
  const own = recordsOf(world).find((one) => one.record === record);
  if (!own) return null;
  const [[check], since] = await Promise.all([readChecks(world.db, [record]), readFirstImport(world.db)]);
  return recordState(own, check ?? null, since, world.now);
}

/** What somebody found wrong and nobody has put right: for whoever changes the lists. */
export async function wrongRecords(world: RecordWorld): Promise<RecordState[]> {
  const byRecord = new Map(recordsOf(world).map((own) => [own.record, own]));
  const since = await readFirstImport(world.db);
  return (await readWrong(world.db)).flatMap((check) => {
    const own = byRecord.get(check.record);
    return own ? [recordState(own, check, since, world.now)] : [];
  });
}

export interface Finding {
  records: readonly RecordState[];
  isWrong: boolean;
  note: string;
  /** Somebody else from now on; null: as it was. */
  owner: string | null;
}

/** Writes down that somebody has looked. What is wrong is looked at again in a month. */
export async function recordFinding(world: RecordWorld, staffId: number, finding: Finding): Promise<void> {
  const { db, now } = world;
  const checks = finding.records.map((state): RecordCheck => {
    const owner = finding.owner ?? state.check?.owner ?? null;
    return {
      record: state.record,
      owner: owner === state.usualOwner ? null : owner,
      verifyBy: dayInMonths(now, finding.isWrong ? 1 : CHECK_MONTHS[state.kind]),
      isWrong: finding.isWrong,
      note: finding.note,
      checkedAt: now,
      checkedBy: staffId,
    };
  });
  if (checks.length > 0) await writeChecks(db, checks);
}

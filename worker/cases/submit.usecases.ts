/** Taking a case in: exactly once for each idempotency key, whatever breaks in between. */
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { newDataKey, sealText, wrapKey } from '../platform/sealing.ts';
import type { Receipt, Submission } from './cases.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { excludedOf, firstHolder } from './cases.rules.ts';
import { type CaseRow, type EventRow, insertCase, readCase } from './cases.store.ts';
import { dueAt, firstClocks } from './clocks.rules.ts';
import { type Channel, NO_HANDLING } from './handling.contract.ts';
import { type JournalEntry, journalName, readJournal, writeJournal } from './journal.usecases.ts';
import { caseIdOf, digest, receiptNumber } from './naming.usecases.ts';
import { changedMessage } from './outbox.rules.ts';
import { messageForNew } from './outbox.store.ts';
import { receiptOf } from './receipt.usecases.ts';
import { matterOf, phoneDigits, unknownReferences } from './submission.rules.ts';
import { type CaseWorld, makeEvent } from './world.usecases.ts';

/** Who took a case down for somebody, and how it came. Stands in the trail, apart from who the citizen is. */
export interface TakenDown {
  staffId: number;
  channel: Channel;
}

/** Numbers have 35 bits: with a million cases one in 34,000 is taken, ten in a row never. */
const MOST_ATTEMPTS = 10;

/**
 * @param idempotencyKey UUID of the draft
 * @param by null when the citizen hands it in
 * @returns the receipt; `isNew` is false for a replay of what was taken in before
 * @throws Problem 422 for references that are on no list, or a key that came with another body; 503
 */
export async function submitCase(
  world: CaseWorld,
  submission: Submission,
  idempotencyKey: string,
  by: TakenDown | null = null,
): Promise<{ receipt: Receipt; isNew: boolean }> {
  const { keys } = world;
  const key = idempotencyKey.toLowerCase();
  const hashes = {
    keyHash: digest(keys, 'key', key),
    bodyHash: digest(keys, 'body', JSON.stringify(submission)),
  };
  // After a change of the receipt key: what was handed in under the old one is found under the old one.
  for (const kid of Object.keys(keys.receipt).filter((other) => other !== keys.active)) {
    const known = await findReplay(world, kid, key, hashes);
    if (known) return known;
  }
  const errors = unknownReferences(submission, world.content);
  if (errors.length > 0) {
    const known = await findReplay(world, keys.active, key, hashes);
    if (known) return known;
    throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const number = receiptNumber(keys, keys.active, key, attempt);
    const taken = await takeIn(world, submission, number, hashes, by);
    if (taken) return taken;
  }
  throw new Problem(CASES_PROBLEMS.busy);
}

interface Hashes {
  keyHash: string;
  bodyHash: string;
}

async function findReplay(world: CaseWorld, kid: string, key: string, hashes: Hashes) {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const number = receiptNumber(world.keys, kid, key, attempt);
    const row = await readCase(world.db, caseIdOf(world.keys, number));
    if (row === null) return null;
    if (row.keyHash !== hashes.keyHash) continue;
    return { receipt: receiptOf(world, same(row, hashes), number), isNew: false };
  }
  return null;
}

/** @throws Problem 422 when the key came with another body before */
function same(row: CaseRow, { bodyHash }: Hashes): CaseRow {
  if (row.bodyHash !== bodyHash) throw new Problem(CASES_PROBLEMS.keyReused);
  return row;
}

/** @returns null when the number belongs to another case */
async function takeIn(
  world: CaseWorld,
  submission: Submission,
  number: string,
  hashes: Hashes,
  by: TakenDown | null,
): Promise<{ receipt: Receipt; isNew: boolean } | null> {
  const id = caseIdOf(world.keys, number);
  const dataKey = newDataKey();
  let entry = await prepare(world, submission, number, id, dataKey, hashes, by);
  let isOurs = true;
  if (world.useJournal && !(await writeJournal(world, dataKey, entry))) {
    // An earlier attempt got as far as the journal: what it wrote down is what counts.
    const earlier = await readJournal(world, id);
    if (earlier === null) throw new Problem(CASES_PROBLEMS.busy);
    if (earlier.row.keyHash !== hashes.keyHash) return null;
    same(earlier.row, hashes);
    entry = earlier;
    isOurs = false;
  }
  const told = world.sender === null ? [] : [messageOfNew(entry.row)];
  // Beforehand, next to what is derived for the row: the same after the wait for the database costs five times as much.
  const receipt = receiptOf(world, entry.row, number);
  if (await insertCase(world.db, entry.row, entry.event, told)) return { receipt, isNew: true };
  const row = await readCase(world.db, id);
  if (row === null) throw new Problem(CASES_PROBLEMS.busy);
  const isOther = row.keyHash !== hashes.keyHash;
  // Written just now for a case whose own entry went when it was erased.
  if (world.useJournal && isOurs && (isOther || row.wrappedKey === null)) await world.objects.remove([journalName(id)]);
  return isOther ? null : { receipt: receiptOf(world, same(row, hashes), number), isNew: false };
}

/** Once, whoever of several attempts gets the case in. */
const messageOfNew = (row: CaseRow) =>
  messageForNew(changedMessage(row, { action: 'submit', seq: 1, at: row.createdAt }), row.createdAt, row.id);

async function prepare(
  world: CaseWorld,
  submission: Submission,
  number: string,
  id: number,
  dataKey: Uint8Array,
  hashes: Hashes,
  by: TakenDown | null,
): Promise<JournalEntry> {
  const { keys, content, now } = world;
  const { kind, petitionKind, identity, person, group, about } = submission;
  const [wrappedKey, matter, personText] = await Promise.all([
    wrapKey(keys, dataKey, id),
    sealText(dataKey, JSON.stringify(matterOf(submission, number, by?.channel)), `case_record|matter|${id}`),
    person === null ? null : sealText(dataKey, JSON.stringify(person), `case_record|person|${id}`),
  ]);
  const event: EventRow = await makeEvent(keys, {
    caseId: id,
    seq: 1,
    at: now,
    action: 'submit',
    fromState: null,
    toState: 'submitted',
    actor: by === null ? 'citizen' : `staff:${by.staffId}`,
    content: [matter, personText ?? ''],
    data: by === null ? undefined : { channel: by.channel },
    previousHash: null,
  });
  const clocks = firstClocks(content.calendar, kind, petitionKind, now);
  const mergedInto = (office: string) =>
    content.directory.offices.find((candidate) => candidate.id === office)?.mergedIntoId ?? null;
  const excluded = excludedOf(about, mergedInto);
  const { township, itemCode } = submission;
  const responsible = itemCode === null ? null : (content.officeOf(township, itemCode)?.id ?? null);
  const row: CaseRow = {
    id,
    kind,
    petitionKind,
    townshipCode: township,
    territorialCode: submission.territorialCode,
    itemCode,
    state: 'submitted',
    version: 1,
    identity,
    createdAt: now,
    dueAt: dueAt(clocks),
    closedAt: null,
    clocks,
    calendarVersion: content.calendar.version,
    ...hashes,
    codeEpoch: 0,
    receiptKid: keys.active,
    phoneIndex: person === null ? null : digest(keys, 'phone', phoneDigits(person.phone)),
    excluded,
    groupSize: group,
    wrappedKey,
    sealed: { matter, person: personText },
    history: [
      {
        seq: 1,
        at: now,
        action: 'submit',
        to: 'submitted',
        hash: event.hash,
        contentHash: event.contentHash,
        ...(by !== null && { by: by.staffId, data: { channel: by.channel } }),
      },
    ],
    retainUntil: null,
    legalHold: null,
    holder: firstHolder(submission, excluded, responsible, content.directory.offices),
    escalation: 0,
    handling: world.review ? { ...NO_HANDLING, review: world.review } : null,
  };
  return { row, event };
}

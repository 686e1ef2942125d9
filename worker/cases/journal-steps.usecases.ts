/**
 * What a citizen adds to a case, in the journal: one sealed object for each step, under the name of its case and the
 * HMAC of its idempotency key. Words and photos are written down before the database is asked: they may be put back
 * even if nobody heard that they had arrived. What decides something (withdrawing, rejecting, rating, asking for
 * deletion) is written down after the database has it and before it is acknowledged: nothing is decided hours later
 * that the citizen was told had not been received.
 */
import { openText, sealText, unwrapKey } from '../platform/sealing.ts';
import type { CaseRow } from './cases.store.ts';
import type { Step } from './history.rules.ts';
import { journalName } from './journal.usecases.ts';
import type { ActionName } from './transitions.data.ts';
import type { CaseWorld } from './world.usecases.ts';

/** A case has at most some forty steps of its citizen. */
const MOST_STEPS = 1000;
const WORDS: readonly ActionName[] = ['supplement', 'correct', 'attach'];
export const isWords = (action: ActionName): boolean => WORDS.includes(action);

/** Of the mark that a step leaves in the history: the part that is the same whatever the body was. */
export const keyHashOf = (mark: string): string => mark.split('.')[0] ?? '';
const stepName = (caseId: number, keyHash: string) => `${journalName(caseId)}/${keyHash}`;
const aad = (caseId: number, keyHash: string) => `journal|step-${keyHash}|${caseId}`;

type Owner = Pick<CaseRow, 'id' | 'wrappedKey'>;

/**
 * @returns false when something else was written down under the same key: that one stays
 */
export async function writeStep(world: CaseWorld, { id, wrappedKey }: Owner, step: Step): Promise<boolean> {
  if (!world.useJournal || step.key === undefined || wrappedKey === null) return true;
  const keyHash = keyHashOf(step.key);
  const sealed = await sealText(await unwrapKey(world.keys, wrappedKey, id), JSON.stringify(step), aad(id, keyHash));
  if (await world.objects.putOnce(stepName(id, keyHash), new TextEncoder().encode(sealed))) return true;
  // A retry: an earlier attempt got as far as here.
  return (await readStep(world, { id, wrappedKey }, keyHash))?.key === step.key;
}

/** @throws BrokenSealError, UnknownKeyError */
export async function readStep(world: CaseWorld, { id, wrappedKey }: Owner, keyHash: string): Promise<Step | null> {
  const bytes = await world.objects.get(stepName(id, keyHash));
  if (bytes === null || wrappedKey === null) return null;
  const dataKey = await unwrapKey(world.keys, wrappedKey, id);
  return JSON.parse(await openText(dataKey, new TextDecoder().decode(bytes), aad(id, keyHash))) as Step;
}

/** After a refusal: the citizen was told that it was not taken in, so nobody may put it back. */
export async function forgetStep(world: CaseWorld, row: Owner, mark: string): Promise<void> {
  if (!world.useJournal) return;
  const keyHash = keyHashOf(mark);
  const written = await readStep(world, row, keyHash);
  if (written?.key === mark) await world.objects.remove([stepName(row.id, keyHash)]);
}

/** Hashes of the keys of all steps of a case that are written down. */
export async function stepsIn(world: CaseWorld, caseId: number): Promise<string[]> {
  const prefix = stepName(caseId, '');
  const { keys } = await world.objects.list(prefix, null, MOST_STEPS);
  return keys.map((key) => key.slice(prefix.length));
}

/** Everything of a case in the journal. */
export const journalNames = async (world: CaseWorld, caseId: number): Promise<string[]> => [
  journalName(caseId),
  ...(await stepsIn(world, caseId)).map((keyHash) => stepName(caseId, keyHash)),
];

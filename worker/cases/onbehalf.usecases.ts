/** Cases that staff take down for somebody: at the counter, by phone, from a letter; and receipts for members of a group. */
import * as v from 'valibot';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { openText, unwrapKey } from '../platform/sealing.ts';
import { NOTICE_VERSION, type Receipt, type Submission, submissionSchema } from './cases.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { type CaseRow, readCase } from './cases.store.ts';
import { act } from './deskwork.usecases.ts';
import type { Channel } from './handling.contract.ts';
import { caseIdOf } from './naming.usecases.ts';
import { openCase } from './reading.usecases.ts';
import { receiptOf } from './receipt.usecases.ts';
import type { Matter } from './submission.rules.ts';
import { submitCase } from './submit.usecases.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** How long whoever took a case down, or issued its code anew, can print the receipt. */
const RECEIPT_MS = 30 * 60_000;

/** One line for each thing that is wrong; `pointer` as in the API. */
export function checkSubmission(submission: unknown): { pointer: string; detail: string }[] {
  const result = v.safeParse(submissionSchema, submission);
  return (result.issues ?? []).map((issue) => ({
    pointer: `/${issue.path?.map(({ key }) => String(key)).join('/') ?? ''}`,
    detail: issue.message,
  }));
}

/**
 * @param once UUID of the form: the same again gives the same receipt
 * @returns the id of the case
 * @throws Problem 422 with `errors`, 503
 */
export async function registerCase(
  world: CaseWorld,
  viewer: Viewer,
  submission: Submission,
  once: string,
  channel: Channel,
): Promise<number> {
  const errors = checkSubmission(submission);
  if (errors.length > 0) throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
  const { receipt } = await submitCase(world, submission, once, { staffId: viewer.staffId, channel });
  return caseIdOf(world.keys, receipt.receiptNumber);
}

/**
 * One more person of a group: a case of their own with the same matter, merged into the first one at once. So each has
 * a receipt, and one answer goes to all.
 * @throws Problem 404, 409 when the first one cannot take it in any more, 422, 503
 */
export async function joinGroup(
  world: CaseWorld,
  viewer: Viewer,
  leadId: number,
  { identity, person, once, channel }: Pick<Submission, 'identity' | 'person'> & { once: string; channel: Channel },
): Promise<number> {
  const lead = await openCase(world, viewer, leadId, ['text']);
  if (lead === null) throw new Problem(CASES_PROBLEMS.notFound);
  const { row, matter } = lead;
  if (matter === null) throw new Problem(CASES_PROBLEMS.erased);
  const { village, place, text, wish, persons } = matter;
  const submission: Submission = {
    kind: row.kind,
    petitionKind: row.petitionKind,
    township: row.townshipCode,
    village,
    place,
    text,
    wish,
    territorialCode: row.territorialCode,
    itemCode: row.itemCode,
    about: { ...row.excluded, persons },
    identity,
    person,
    group: 1,
    consent: { notice: NOTICE_VERSION, sensitive: false, guardian: false },
    source: 'api',
    site: null,
  };
  const id = await registerCase(world, viewer, submission, once, channel);
  const merged = await act(world, viewer, id, {
    action: 'merge',
    version: 1,
    once,
    note: '和大家反映的同一件事一起办，办完一并答复您。',
    fields: { target: leadId },
  });
  if (merged.kind !== 'done') throw new Problem(CASES_PROBLEMS.notPossible, { state: row.state });
  return id;
}

/**
 * The receipt of a case that this person of the staff took down, or issued a code for, within the last half hour. It
 * shows nothing of the content; so it does not ask whether they may see the case, which may have gone elsewhere.
 */
export async function receiptFor(world: CaseWorld, staffId: number, id: number): Promise<Receipt | null> {
  const row = await readCase(world.db, id);
  if (row === null) return null;
  const isTheirs = row.history.some(
    ({ action, by, at }) =>
      (action === 'submit' || action === 'reissue') && by === staffId && world.now - at <= RECEIPT_MS,
  );
  const number = isTheirs ? await numberOf(world, row) : null;
  return number === null ? null : receiptOf(world, row, number);
}

/** The receipt number lies in what was handed in. @returns null once erased */
export async function numberOf(world: CaseWorld, { id, wrappedKey, sealed }: CaseRow): Promise<string | null> {
  if (wrappedKey === null || sealed === null) return null;
  const dataKey = await unwrapKey(world.keys, wrappedKey, id);
  const matter = JSON.parse(await openText(dataKey, sealed.matter, `case_record|matter|${id}`)) as Matter;
  return matter.number;
}

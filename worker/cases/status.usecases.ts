/** Looking a case up. Unknown number and wrong code cost the same work and get the same answer. */
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { openText, unwrapKey } from '../platform/sealing.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { possible } from './cases.rules.ts';
import { type CaseRow, readCase } from './cases.store.ts';
import { toldClocks } from './clocks.rules.ts';
import { organName } from './handling.rules.ts';
import type { Step } from './history.rules.ts';
import { MOST_FILES } from './limits.data.ts';
import { caseIdOf, lookupCode, makeToken, sameText } from './naming.usecases.ts';
import { type Reading, readCode, readNumber } from './receipt.rules.ts';
import { proofOf } from './receipt.usecases.ts';
import type { Lookup, Status } from './status.contract.ts';
import { citizenSteps, limitsOf, ownerOf, sentenceOf, titleOf } from './status.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

const REASONS = {
  number: {
    length: '回执号是 8 位，请数一数。',
    symbol: '回执号里有不会出现的字符，请照回执再写一遍。',
    check: '回执号有一位写错了，请照回执核对。',
  },
  code: {
    length: '查询码是 12 位，请数一数。',
    symbol: '查询码里有不会出现的字符，请照回执再写一遍。',
    check: '查询码有一位写错了，请照回执核对。',
  },
} as const;

/**
 * What was typed, as it is printed on the receipt.
 * @throws Problem 422: a slip of the pen is told apart from a wrong code and costs no attempt
 */
export function readLookup({ receiptNumber, lookupCode: code }: Lookup): { number: string; code: string } {
  const number = readNumber(receiptNumber);
  const readings: [string, keyof typeof REASONS, Reading][] = [
    ['/receiptNumber', 'number', number],
    ['/lookupCode', 'code', readCode(code)],
  ];
  const errors = readings.flatMap(([pointer, of, reading]) =>
    reading.ok ? [] : [{ pointer, detail: REASONS[of][reading.reason] }],
  );
  if (errors.length > 0) throw new Problem(PLATFORM_PROBLEMS.invalid, { errors });
  const [typedNumber, typedCode] = readings.map(([, , reading]) => (reading.ok ? reading.value : ''));
  return { number: typedNumber ?? '', code: typedCode ?? '' };
}

/** @returns null alike for a number that does not exist and for a code that is wrong */
export async function lookUp(
  world: CaseWorld,
  { number, code }: { number: string; code: string },
): Promise<Status | null> {
  const { keys } = world;
  const id = caseIdOf(keys, number);
  const row = await readCase(world.db, id);
  const expected = lookupCode(keys, row?.receiptKid ?? keys.active, id, row?.codeEpoch ?? 0);
  const isRight = sameText(expected, code);
  return row !== null && isRight ? statusOf(world, row, number) : null;
}

/** @throws Problem 404 */
export async function caseFor(world: CaseWorld, id: number): Promise<CaseRow> {
  const row = await readCase(world.db, id);
  if (row === null) throw new Problem(CASES_PROBLEMS.notFound);
  return row;
}

export const notePlace = (id: number, seq: number): string => `case_record|note-${seq}|${id}`;

/** Notes and names of files in the order of the steps; empty once erased. */
export async function openNotes(world: CaseWorld, row: CaseRow): Promise<Map<Step, string>> {
  const notes = new Map<Step, string>();
  if (row.wrappedKey === null || !row.history.some((step) => step.sealed)) return notes;
  const dataKey = await unwrapKey(world.keys, row.wrappedKey, row.id);
  for (const step of row.history)
    if (step.sealed) notes.set(step, await openText(dataKey, step.sealed, notePlace(row.id, step.seq)));
  return notes;
}

export async function statusOf(world: CaseWorld, row: CaseRow, receiptNumber: string): Promise<Status> {
  const { keys, content, now } = world;
  const { state } = row;
  const history = citizenSteps(row.history);
  const notes = await openNotes(world, row);
  const township = content.directory.divisions.find(({ code }) => code === row.townshipCode)?.name ?? '';
  const moment = (step: Step) => new Date(step.at).toISOString();
  const noteOf = (step: Step) => notes.get(step) ?? '';
  return {
    receiptNumber,
    state,
    sentence: sentenceOf(state, history, row.wrappedKey === null),
    owner: ownerOf(state, township, organName(row.holder, content.directory)),
    ...limitsOf(toldClocks(row), now),
    timeline: history.map((step) => ({ at: moment(step), title: titleOf(step.action), text: noteOf(step) })),
    messages: history.flatMap((step) =>
      step.from !== undefined && step.file === undefined && noteOf(step) !== ''
        ? [{ at: moment(step), from: step.from, text: noteOf(step) }]
        : [],
    ),
    attachments: history.flatMap((step) =>
      step.file === undefined ? [] : [{ id: step.file, name: noteOf(step), bytes: step.bytes ?? 0 }],
    ),
    can: possible({ state, history }, MOST_FILES, now),
    ...makeToken(keys, row.id, now),
    proof: proofOf(row),
  };
}

/** At the counter: somebody lost the receipt number or the lookup code. They say who they are; nothing is shown before. */
import { Problem } from '../platform/problem.ts';
import { openText, unwrapKey } from '../platform/sealing.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { COORDINATING } from './cases.rules.ts';
import { readCase } from './cases.store.ts';
import { readCaseAs, type SeenCase } from './desk.store.ts';
import type { FieldFault } from './deskwork.contract.ts';
import { caseRoleOf, hasCase } from './deskwork.rules.ts';
import { findByPhone } from './handling.store.ts';
import { caseIdOf, digest } from './naming.usecases.ts';
import type { Person } from './reading.usecases.ts';
import { readNumber } from './receipt.rules.ts';
import { takeStep } from './steps.usecases.ts';
import { phoneDigits } from './submission.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

const MOST_FOUND = 20;
/** Closed cases are found by phone for three months. */
const CLOSED_MS = 92 * 86_400_000;

/**
 * By receipt number, or by the phone that was given: the open cases of these townships, and those that were closed
 * within three months. What is sealed is found by its number only.
 * @param townships where to look by phone
 */
export async function findLost(
  world: CaseWorld,
  viewer: Viewer,
  { number, phone }: { number: string; phone: string },
  townships: readonly string[],
): Promise<{ cases: SeenCase[]; faults: FieldFault[] }> {
  const ids: number[] = [];
  if (number.trim() !== '') {
    const reading = readNumber(number);
    if (!reading.ok) return { cases: [], faults: [{ field: 'number', text: '回执号写得不对，是 8 位，请再核对。' }] };
    ids.push(caseIdOf(world.keys, reading.value));
  } else if (phoneDigits(phone).length >= 5) {
    const index = digest(world.keys, 'phone', phoneDigits(phone));
    const { offices, departments } = world.content.directory;
    const holders = [
      ...townships.map((code) => `T${code}`),
      ...offices.filter(({ townshipCode }) => townships.includes(townshipCode)).map(({ id }) => `O${id}`),
      ...departments.map(({ code }) => `D${code}`),
      COORDINATING,
    ];
    const where = { townships, holders, since: world.now - CLOSED_MS };
    ids.push(...(await findByPhone(world.db, index, where, MOST_FOUND)));
  } else return { cases: [], faults: [{ field: 'number', text: '请写回执号；没有回执号，写当时留的电话。' }] };
  const cases: SeenCase[] = [];
  for (const id of ids) {
    const row = await readCaseAs(world, id, viewer);
    if (row !== null && !row.isErased) cases.push(row);
  }
  return { cases, faults: [] };
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/**
 * A new lookup code; the old one no longer works. Name and phone are compared here and shown to nobody.
 * @returns what does not agree, empty when it was done
 * @throws Problem 404, 409, 410
 */
export async function reissue(
  world: CaseWorld,
  viewer: Viewer,
  id: number,
  { name, phone, isChecked, once }: { name: string; phone: string; isChecked: boolean; once: string },
): Promise<FieldFault[]> {
  const seen = await readCaseAs(world, id, viewer);
  const role = caseRoleOf(viewer.role);
  if (seen === null || role === null) throw new Problem(CASES_PROBLEMS.notFound);
  if (viewer.scope === 'organ' && !hasCase(viewer, seen)) throw new Problem(CASES_PROBLEMS.notFound);
  // The whole row: a sealed name may be compared, though not read.
  const row = await readCase(world.db, id);
  if (row === null || row.wrappedKey === null || row.sealed === null) throw new Problem(CASES_PROBLEMS.erased);
  if (row.sealed.person === null)
    return [{ field: 'name', text: '这件事是匿名交的，没法核对是谁，不能补发。请他用新的一件再说。' }];
  const dataKey = await unwrapKey(world.keys, row.wrappedKey, id);
  const person = JSON.parse(await openText(dataKey, row.sealed.person, `case_record|person|${id}`)) as Person;
  if (plain(person.name) !== plain(name) || phoneDigits(person.phone) !== phoneDigits(phone))
    return [{ field: 'name', text: '姓名或者电话和当时留的不一样。请照当时留的写，再试一次。' }];
  if (!isChecked) return [{ field: 'checked', text: '请先核对身份证件，再打勾。' }];
  await takeStep(world, id, {
    action: () => 'reissue',
    role,
    actor: `staff:${viewer.staffId}`,
    key: { value: once, body: 'reissue' },
    note: '',
    from: 'office',
    more: { by: viewer.staffId },
    set: { codeEpoch: row.codeEpoch + 1 },
  });
  return [];
}

/** What the tests of handling begin with: cases of 太平镇, where they stand, and the people who work on them. */
import { env } from 'cloudflare:test';
import { vi } from 'vitest';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { type Colleague, type DeskAnswer, TOWNSHIP } from './colleague.ts';

// A step is two pages and a post; a journey of twenty is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

export const citizen = unlimited();
export const OFFICE = `${TOWNSHIP}-O08`;

export const idOf = (number: string): number => caseIdOf(readKeys(env as unknown as Env), number);
export const pathOf = (number: string): string => `/desk/cases/${idText(idOf(number))}`;

export const rowOf = async (number: string) =>
  (await env.DB.prepare('SELECT * FROM case_record WHERE id = ?')
    .bind(idOf(number))
    .first<Record<string, unknown>>()) ?? {};

export const handIn = async (change: Partial<Submission> = {}) =>
  (await citizen.submit({ township: TOWNSHIP, village: null, ...change })).body;

/** Opens the form of a step, fills it in and sends it off. */
export async function take(
  who: Colleague,
  number: string,
  step: string,
  button: string,
  values: Record<string, string | string[]> = {},
): Promise<DeskAnswer> {
  return who.press(await who.open(`${pathOf(number)}/${step}`), button, values);
}

/** Accepted and given to the office that plans and builds. */
export async function assigned(clerk: Colleague, change: Partial<Submission> = {}) {
  const receipt = await handIn(change);
  await take(clerk, receipt.receiptNumber, 'accept', '受理');
  await take(clerk, receipt.receiptNumber, 'assign', '交办', { lead: `O${OFFICE}`, note: '归规划建设办公室管。' });
  return receipt;
}

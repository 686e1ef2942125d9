/** Signing in with staff number and password; the same again in between, for what needs it. */
import type { Database } from '../platform/database.ts';
import { TRIES } from './attempts.data.ts';
import { hasPasskey } from './passkeys.store.ts';
import { passwordFault } from './passwords.rules.ts';
import { hashPassword, isPassword } from './passwords.usecases.ts';
import { confirmSession, type KnownSession, openSession } from './sessions.usecases.ts';
import {
  type AccountRow,
  changeAccount,
  giveTriesBack,
  insertEventNow,
  readAccount,
  readAccountByNumber,
  takeTry,
} from './staff.store.ts';

/** `second`: the password was right, the passkey is still to come. Tokens are for the cookie. */
export type SignIn =
  | { kind: 'in'; token: string; mustChange: boolean }
  | { kind: 'second'; token: string }
  | { kind: 'wrong' }
  | { kind: 'too-many'; waitMinutes: number };

const MINUTES_FOR_A_TRY = Math.ceil(60 / TRIES.perHour);

/** @returns whether the password is this account's; each call costs the account a try until one is right */
async function tryPassword(
  db: Database,
  account: AccountRow | null,
  password: string,
  now: number,
): Promise<'right' | 'wrong' | 'too-many'> {
  // Before the password is looked at: tries at the same moment each cost one.
  if (account !== null && !(await takeTry(db, account.id, now, TRIES))) return 'too-many';
  const isRight = await isPassword(password, account?.active ? account.passwordHash : null);
  if (account !== null && isRight) {
    await giveTriesBack(db, account.id, TRIES.burst);
    return 'right';
  }
  const staffId = account?.id ?? null;
  await insertEventNow(db, { at: now, what: 'wrong-password', staffId, actorId: null, detail: {} });
  return 'wrong';
}

/** An unknown number, a closed account and a wrong password answer alike and take the same time. */
export async function signIn(db: Database, staffNumber: string, password: string, now: number): Promise<SignIn> {
  const account = await readAccountByNumber(db, staffNumber.trim().toUpperCase());
  const answer = await tryPassword(db, account, password, now);
  if (answer === 'too-many') return { kind: 'too-many', waitMinutes: MINUTES_FOR_A_TRY };
  if (answer === 'wrong' || account === null) return { kind: 'wrong' };
  return openFor(db, account, now, 'password');
}

/** A session for somebody who has shown who they are; half of one when a passkey is still to come. */
export async function openFor(
  db: Database,
  account: AccountRow,
  now: number,
  by: 'password' | 'oidc' | 'access' | 'setup',
): Promise<Extract<SignIn, { kind: 'in' | 'second' }>> {
  const isHalf = await hasPasskey(db, account.id);
  const stage = isHalf ? 'half' : 'open';
  const event = { at: now, what: isHalf ? 'password-right' : 'signed-in', detail: { by } };
  const token = await openSession(db, account.id, stage, now, { ...event, staffId: account.id, actorId: account.id });
  return isHalf ? { kind: 'second', token } : { kind: 'in', token, mustChange: account.mustChange };
}

/** The password once more, within a session. */
export async function confirm(
  db: Database,
  { hash, staff }: KnownSession,
  password: string,
  now: number,
): Promise<'right' | 'wrong' | 'too-many'> {
  const answer = await tryPassword(db, await readAccount(db, staff.id), password, now);
  if (answer === 'right') await confirmSession(db, hash, now);
  return answer;
}

/** @returns what is wrong, by the field it is wrong in; null when the password is the new one now */
export async function changePassword(
  db: Database,
  { hash, staff }: KnownSession,
  { present, wanted, again }: { present: string; wanted: string; again: string },
  now: number,
): Promise<{ field: 'present' | 'wanted' | 'again'; text: string } | null> {
  const fault = passwordFault(wanted, staff);
  if (fault !== null) return { field: 'wanted', text: fault };
  if (wanted !== again) return { field: 'again', text: '两次输的新密码不一样，请再输一遍。' };
  if (wanted === present) return { field: 'wanted', text: '新密码要和现在的不一样。' };
  const account = await readAccount(db, staff.id);
  const answer = await tryPassword(db, account, present, now);
  if (answer === 'too-many') return { field: 'present', text: '试得太多了，请过几分钟再来。' };
  if (answer === 'wrong' || account === null) return { field: 'present', text: '现在的密码不对，请再输一遍。' };
  const event = { at: now, what: 'password-changed', staffId: staff.id, actorId: staff.id, detail: {} };
  const set = { passwordHash: await hashPassword(wanted), mustChange: false };
  const isDone = await changeAccount(db, account, set, event, { keep: hash });
  return isDone ? null : { field: 'wanted', text: '账号刚刚被改过，密码没有换。请再试一次。' };
}

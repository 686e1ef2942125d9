/** Sessions: opened after signing in, known again by their cookie, ended. */
import { Buffer } from 'node:buffer';
import type { Database } from '../platform/database.ts';
import { ABSOLUTE_MS, isFreshAt, isOver, wantsSeen } from './sessions.rules.ts';
import type { Session } from './staff.contract.ts';
import {
  deleteSession,
  insertSession,
  type NewEvent,
  readSession,
  type SessionRow,
  staffOf,
  updateSession,
} from './staff.store.ts';

export interface KnownSession extends Session {
  /** How the database knows it. */
  hash: string;
  /** A password that somebody else gave must be changed first. */
  mustChange: boolean;
  stage: SessionRow['stage'];
  challenge: string | null;
}

const sha256 = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
const hashOf = async (token: string) => (await sha256(token)).toString('hex');
/** Follows from the token, which no page and no script ever holds. */
const formKeyOf = async (token: string) => (await sha256(`form|${token}`)).toString('base64url');

/** @returns the token for the cookie: 256 random bits, kept nowhere */
export async function openSession(
  db: Database,
  staffId: number,
  stage: SessionRow['stage'],
  now: number,
  event: NewEvent,
): Promise<string> {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const times = { createdAt: now, seenAt: now, confirmedAt: now };
  const row: SessionRow = { hash: await hashOf(token), staffId, ...times, stage, challenge: null };
  await insertSession(db, row, now - ABSOLUTE_MS, event);
  return token;
}

/** The session of this token, whatever its stage; null when there is none, or it is over, or the account is closed. */
export async function findSession(db: Database, token: string, now: number): Promise<KnownSession | null> {
  if (token === '') return null;
  const hash = await hashOf(token);
  const found = await readSession(db, hash);
  if (found === null || !found.account.active || isOver(found.session, now)) return null;
  if (wantsSeen(found.session, now)) await updateSession(db, hash, { seenAt: now });
  return {
    hash,
    staff: staffOf(found.account),
    isFresh: isFreshAt(found.session, now),
    formKey: await formKeyOf(token),
    mustChange: found.account.mustChange,
    stage: found.session.stage,
    challenge: found.session.challenge,
  };
}

/** The password was given again. */
export const confirmSession = (db: Database, hash: string, now: number): Promise<void> =>
  updateSession(db, hash, { confirmedAt: now, seenAt: now });

export async function endSession(db: Database, { hash, staff }: KnownSession, now: number): Promise<void> {
  await deleteSession(db, hash, { at: now, what: 'signed-out', staffId: staff.id, actorId: staff.id, detail: {} });
}

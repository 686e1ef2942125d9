/** Tokens of programs: made by whoever owns the account, shown once, known again by their hash, revoked. */
import { Buffer } from 'node:buffer';
import type { Database } from '../platform/database.ts';
import type { KnownSession } from './sessions.usecases.ts';
import type { Staff } from './staff.contract.ts';
import { staffOf } from './staff.store.ts';
import {
  isTokenOver,
  isTokenText,
  MOST_TOKENS,
  type TokenWish,
  tokenEnd,
  tokenFaults,
  tokenText,
  wantsUsed,
} from './tokens.rules.ts';
import { deleteToken, insertToken, listTokens, readToken, type TokenRow, touchToken } from './tokens.store.ts';

export type { TokenRow } from './tokens.store.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const hashOf = async (token: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`token|${token}`))).toString('hex');

export const tokensOf = (db: Database, staffId: number, now: number): Promise<TokenRow[]> =>
  listTokens(db, staffId, now);

export type MadeToken =
  | { kind: 'made'; token: string }
  | { kind: 'invalid'; faults: { field: string; text: string }[] };

/** @param once UUID of the form: pressed twice it makes one token, and the second press does not show it again */
export async function makeToken(
  db: Database,
  session: Pick<KnownSession, 'hash' | 'staff'>,
  once: string,
  wish: TokenWish,
  now: number,
): Promise<MadeToken> {
  const name = wish.name.trim().replace(/\s+/g, ' ');
  const faults = tokenFaults({ ...wish, name });
  if (faults.length > 0) return { kind: 'invalid', faults };
  const token = tokenText(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'));
  const staffId = session.staff.id;
  const row: TokenRow = {
    id: UUID.test(once) ? once.toLowerCase() : crypto.randomUUID(),
    hash: await hashOf(token),
    staffId,
    name,
    mayWrite: wish.mayWrite,
    createdAt: now,
    expiresAt: tokenEnd(wish.days, now),
    usedAt: null,
  };
  const detail = { name, write: wish.mayWrite, days: wish.days };
  const event = { at: now, what: 'token-made', staffId, actorId: staffId, detail };
  if (await insertToken(db, row, { session: session.hash, most: MOST_TOKENS }, event)) return { kind: 'made', token };
  const known = await listTokens(db, staffId, now);
  const text = known.some(({ id }) => id === row.id)
    ? '这张表已经交过，口令只显示一次。没有抄下来的，请把它作废，再建一个。'
    : `最多同时用 ${MOST_TOKENS} 个。请先作废不用的，再建。`;
  return { kind: 'invalid', faults: [{ field: 'name', text }] };
}

/** @returns false when there is no such token of this person */
export async function revokeToken(db: Database, staffId: number, id: string, now: number): Promise<boolean> {
  const token = (await listTokens(db, staffId, now)).find((one) => one.id === id);
  if (token === undefined) return false;
  const detail = { name: token.name };
  return deleteToken(db, staffId, id, { at: now, what: 'token-revoked', staffId, actorId: staffId, detail });
}

export interface KnownProgram {
  /** How the database knows the token. */
  tokenId: string;
  mayWrite: boolean;
  /** For whom it speaks. */
  staff: Staff;
}

/** @returns null alike for no token, an unknown or revoked one, one that has run out, and a closed account */
export async function findProgram(db: Database, token: string, now: number): Promise<KnownProgram | null> {
  if (!isTokenText(token)) return null;
  const found = await readToken(db, await hashOf(token));
  if (found === null || !found.account.active || found.account.mustChange || isTokenOver(found.token, now)) return null;
  if (wantsUsed(found.token, now)) await touchToken(db, found.token.id, now);
  return { tokenId: found.token.id, mayWrite: found.token.mayWrite, staff: staffOf(found.account) };
}

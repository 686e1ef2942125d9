/** Everything that is derived from keys and never stored: receipt numbers, ids, lookup codes, tokens. */
import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '../platform/keys.ts';
import { mac, macText } from '../platform/sealing.ts';
import { TOKEN_MINUTES } from './limits.data.ts';
import { codeFrom, numberFrom } from './receipt.rules.ts';

const MINUTE_MS = 60_000;
const DIGEST_CHARACTERS = 22;

/** What is kept of a secret: 132 bits of an HMAC. */
export const digest = (keys: Keys, purpose: string, ...parts: string[]): string =>
  macText(keys.blind, purpose, ...parts).slice(0, DIGEST_CHARACTERS);

const receiptKey = (keys: Keys, kid: string): Uint8Array => {
  const key = Object.hasOwn(keys.receipt, kid) ? keys.receipt[kid] : undefined;
  if (key === undefined) throw new Error('unknown receipt key');
  return key;
};

/** @param attempt 0, or more when the number before was taken by another case */
export const receiptNumber = (keys: Keys, kid: string, idempotencyKey: string, attempt: number): string =>
  numberFrom(mac(receiptKey(keys, kid), 'number', idempotencyKey, String(attempt)));

/** 52 bits: an integer that JavaScript and SQLite hold alike. */
export function caseIdOf(keys: Keys, number: string): number {
  const bytes = mac(keys.blind, 'case', number);
  const high = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return high * 16 + ((bytes[6] ?? 0) >> 4);
}

export const lookupCode = (keys: Keys, kid: string, caseId: number, epoch: number): string =>
  codeFrom(mac(receiptKey(keys, kid), 'code', String(caseId), String(epoch)));

export function sameText(a: string, b: string): boolean {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const seal = (keys: Keys, caseId: number, expires: string) => digest(keys, 'token', String(caseId), expires);

/** Valid for this case alone and for half an hour; nothing is stored. */
export function makeToken(keys: Keys, caseId: number, now: number): { token: string; tokenExpiresAt: string } {
  const expiresAt = now + TOKEN_MINUTES * MINUTE_MS;
  const expires = expiresAt.toString(36);
  return { token: `${expires}.${seal(keys, caseId, expires)}`, tokenExpiresAt: new Date(expiresAt).toISOString() };
}

export function isValidToken(keys: Keys, caseId: number, token: string, now: number): boolean {
  const [expires = '', proof = ''] = token.split('.');
  if (!/^[0-9a-z]{1,11}$/.test(expires) || !sameText(proof, seal(keys, caseId, expires))) return false;
  return Number.parseInt(expires, 36) > now;
}

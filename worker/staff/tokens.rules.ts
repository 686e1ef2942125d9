// Pure. What a token of a program looks like, how long it may live, and what is wrong with the form that asks for one.

const DAY_MS = 86_400_000;
/** Days that a token can be asked for; none lives longer than the last. */
export const TOKEN_DAYS = [7, 30, 90] as const;
/** Live ones of one account. */
export const MOST_TOKENS = 5;
/** Characters. */
export const MOST_TOKEN_NAME = 40;
/** That a token was used is written down at most this often. */
const USED_EVERY_MS = 3_600_000;

/** It says what it is: a token that has strayed into a file or a log can be searched for. */
const PREFIX = 'onewindow_';

/** @param secret 256 random bits as base64url */
export const tokenText = (secret: string): string => `${PREFIX}${secret}`;
export const isTokenText = (text: string): boolean => /^onewindow_[\w-]{43}$/.test(text);

export interface TokenWish {
  name: string;
  mayWrite: boolean;
  days: number;
}

export function tokenFaults({ name, days }: TokenWish): { field: string; text: string }[] {
  return [
    ...(name === '' ? [{ field: 'name', text: '请写是哪个程序用，如“局里的台账系统”。' }] : []),
    ...(name.length > MOST_TOKEN_NAME ? [{ field: 'name', text: `名称最多写 ${MOST_TOKEN_NAME} 个字。` }] : []),
    ...((TOKEN_DAYS as readonly number[]).includes(days) ? [] : [{ field: 'days', text: '请选用多少天。' }]),
  ];
}

export const tokenEnd = (days: number, now: number): number => now + days * DAY_MS;

export const isTokenOver = ({ expiresAt }: { expiresAt: number }, now: number): boolean => now >= expiresAt;

export const wantsUsed = ({ usedAt }: { usedAt: number | null }, now: number): boolean =>
  usedAt === null || now - usedAt >= USED_EVERY_MS;

// Pure. When a session is over and when a password counts as just given.

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 10 * 3_600_000;
export const FRESH_MS = 5 * 60_000;
/** A passkey must follow the password within this time. */
export const HALF_MS = 5 * 60_000;
/** That somebody is there is written down at most this often: each time is a write to the database. */
export const SEEN_EVERY_MS = 60_000;

export interface SessionTimes {
  createdAt: number;
  seenAt: number;
  confirmedAt: number;
  stage: 'open' | 'half';
}

export function isOver({ createdAt, seenAt, stage }: SessionTimes, now: number): boolean {
  if (now - createdAt >= (stage === 'half' ? HALF_MS : ABSOLUTE_MS)) return true;
  return now - seenAt >= IDLE_MS;
}

export const isFreshAt = ({ confirmedAt }: SessionTimes, now: number): boolean => now - confirmedAt < FRESH_MS;

export const wantsSeen = ({ seenAt }: SessionTimes, now: number): boolean => now - seenAt >= SEEN_EVERY_MS;

/**
 * `__Host-` binds the cookie to this very host over TLS. A machine that serves itself has no TLS: there it goes by
 * another name, which a browser never sends to the real service.
 */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-desk' : 'desk');

/**
 * The value of Set-Cookie; an empty token takes the cookie away. It ends with the browser: the server knows when a
 * session is over.
 */
export function cookieFor(token: string, isSecure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}${token === '' ? '; Max-Age=0' : ''}`;
  return `${cookieName(isSecure)}=${token}; ${attributes}`;
}

/** The token that a Cookie header carries, empty when there is none. */
export function tokenOf(header: string | undefined, isSecure: boolean): string {
  const name = `${cookieName(isSecure)}=`;
  const part = (header ?? '').split(/;\s*/).find((one) => one.startsWith(name));
  const token = part?.slice(name.length) ?? '';
  return /^[\w-]{43}$/.test(token) ? token : '';
}

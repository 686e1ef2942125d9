/** Passwords by scrypt, OWASP's parameters: about 0.1 to 0.4 s of CPU for each, on the paid plan only. */
import { Buffer } from 'node:buffer';
import { scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 2 ** 15, r: 8, p: 3 };
/** 128·N·r bytes are needed; Node's own limit is just below that. */
const MAX_MEMORY = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

function derive(password: string, salt: Uint8Array, { N, r, p }: typeof COST): Promise<Buffer> {
  return new Promise((done, fail) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { N, r, p, maxmem: MAX_MEMORY }, (error, key) =>
      error ? fail(error) : done(key),
    );
  });
}

/** @returns `scrypt$<N>$<r>$<p>$<salt>$<hash>` */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, Buffer.from(salt).toString('base64url'), key.toString('base64url')].join(
    '$',
  );
}

/** Of nobody: an unknown staff number costs as much time as a known one. */
const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');

/** @param stored null for an account that is not there, or has no password: takes as long and answers false */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? NOBODY).split('$');
  const key = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  const wanted = Buffer.from(hash, 'base64url');
  return key.length === wanted.length && timingSafeEqual(key, wanted) && stored !== null;
}

const WORD_SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** A random password that can be read aloud: `xxxx-xxxx-xxxx-xxxx`, 79 bits. */
export function randomPassword(): string {
  const signs = Array.from({ length: 16 }, () => {
    // 31 signs: 248 is the largest multiple below 256, so that none is likelier.
    let byte = 255;
    while (byte >= 248) byte = crypto.getRandomValues(new Uint8Array(1))[0] ?? 255;
    return WORD_SIGNS[byte % WORD_SIGNS.length];
  }).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Opening a draft that a browser has sealed to the public key of this service: ephemeral ECDH P-256 with the intake
 * key → HKDF-SHA-256 (no salt, info `one-window draft`) → AES-256-GCM. Nothing is stored here.
 */
import * as v from 'valibot';
import type { Keys, PublicJwk } from '../platform/keys.ts';
import { Problem } from '../platform/problem.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { DRAFT_DAYS } from './drafts.contract.ts';

const DAY_MS = 86_400_000;
/** A clock of a phone may be ahead of ours. */
const CLOCK_SKEW_MS = DAY_MS;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const INFO = new TextEncoder().encode('one-window draft');

const contentSchema = v.object({ savedAt: v.pipe(v.string(), v.isoTimestamp()), draft: v.unknown() });
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

export const intakeKey = (keys: Keys): { kid: string; jwk: PublicJwk } => ({
  kid: keys.intake.kid,
  jwk: keys.intake.publicJwk,
});

/** @throws Problem 422 when it is not one of ours, 410 when it is older than 7 days */
export async function openDraft(keys: Keys, sealed: string, now: number): Promise<{ draft: unknown; savedAt: string }> {
  const content = await decrypt(keys, sealed);
  const parsed = v.safeParse(contentSchema, content);
  if (!parsed.success) throw new Problem(CASES_PROBLEMS.draftForeign);
  const { savedAt, draft } = parsed.output;
  const age = now - Date.parse(savedAt);
  if (age > DRAFT_DAYS * DAY_MS || age < -CLOCK_SKEW_MS) throw new Problem(CASES_PROBLEMS.draftExpired);
  return { draft, savedAt };
}

async function decrypt(keys: Keys, sealed: string): Promise<unknown> {
  const [, kid, ephemeral = '', iv = '', ciphertext = ''] = sealed.split('.');
  if (kid !== keys.intake.kid) throw new Problem(CASES_PROBLEMS.draftForeign);
  try {
    const own = await crypto.subtle.importKey('jwk', keys.intake.privateJwk, CURVE, false, ['deriveBits']);
    const theirs = await crypto.subtle.importKey('raw', bytesOf(ephemeral), CURVE, false, []);
    // The types of Cloudflare name this member `$public`; the runtime follows the standard.
    const agreement = { name: 'ECDH', public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm;
    const shared = await crypto.subtle.deriveBits(agreement, own, 256);
    const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: INFO },
      base,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    );
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv) }, key, bytesOf(ciphertext));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    // Cut, changed, or sealed to another key: all the same to whoever wrote it.
    throw new Problem(CASES_PROBLEMS.draftForeign);
  }
}

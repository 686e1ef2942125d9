/**
 * A draft is sealed to the service's public key before it touches the device: whoever reads the storage, a curious
 * neighbour or the next user, finds only bytes. ECDH P-256 with a key pair of the moment → HKDF-SHA-256 (empty salt,
 * info "one-window draft") → AES-256-GCM without additional data.
 */
import { load } from './api.ts';

const STORED = 'one-window.draft';
const DRAFT_DAYS = 7;

interface IntakeKey {
  kid: string;
  jwk: JsonWebKey;
}

/** When it was written (ms), and `d1.<kid>.<public key>.<iv>.<ciphertext>`. */
export interface StoredDraft {
  at: number;
  sealed: string;
}

/** Pages without TLS have no `crypto.subtle`; storage may be forbidden in a frame. */
export function canKeep(): boolean {
  try {
    return !!crypto.subtle && !!localStorage;
  } catch {
    return false;
  }
}

export const fetchIntakeKey = (): Promise<IntakeKey> => load<IntakeKey>('/api/v1/intake-key');

const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa([...new Uint8Array(bytes)].map((byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');

export async function sealDraft({ kid, jwk }: IntakeKey, text: string): Promise<string> {
  const { subtle } = crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const { kty = '', crv = '', x = '', y = '' } = jwk;
  const theirs = await subtle.importKey('jwk', { kty, crv, x, y }, curve, false, []);
  const ours = await subtle.generateKey(curve, false, ['deriveBits']);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const utf8 = new TextEncoder();
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8.encode('one-window draft') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8.encode(text));
  const publicKey = await subtle.exportKey('raw', ours.publicKey);
  return ['d1', kid, base64url(publicKey), base64url(iv), base64url(ciphertext)].join('.');
}

export function keepDraft(draft: StoredDraft): void {
  try {
    localStorage.setItem(STORED, `${draft.at} ${draft.sealed}`);
  } catch {
    // A full storage keeps nothing; the page itself still holds every word.
  }
}

export function dropDraft(): void {
  try {
    localStorage.removeItem(STORED);
  } catch {
    // Nothing was kept.
  }
}

/** What was kept; too old a draft could not be opened any more and goes. */
export function findDraft(now: number): StoredDraft | undefined {
  try {
    const [at = '', sealed = ''] = (localStorage.getItem(STORED) ?? '').split(' ');
    if (!sealed) return undefined;
    if (now - Number(at) < DRAFT_DAYS * 86_400_000) return { at: Number(at), sealed };
    dropDraft();
  } catch {
    // As if nothing were there.
  }
  return undefined;
}

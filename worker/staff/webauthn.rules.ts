// Pure. What a passkey says, read and checked by Web Authentication Level 3, sections 7.1 and 7.2. No attestation is
// asked for: the person who registers a passkey has signed in already. Signatures are verified in passkeys.usecases.ts.

import { readCbor } from './cbor.rules.ts';

/** What the browser says it did; the passkey signs the hash of these very bytes. */
export interface Expected {
  type: 'webauthn.create' | 'webauthn.get';
  /** base64url, as it was given to the page. */
  challenge: string;
  origin: string;
}

export function isExpected(clientDataJson: Uint8Array, expected: Expected): boolean {
  try {
    const told = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(clientDataJson),
    ) as Record<string, unknown>;
    return (
      told['type'] === expected.type &&
      told['challenge'] === expected.challenge &&
      told['origin'] === expected.origin &&
      told['crossOrigin'] !== true
    );
  } catch {
    return false;
  }
}

export interface AuthenticatorData {
  /** SHA-256 of the host name that the passkey belongs to. */
  rpIdHash: Uint8Array;
  userPresent: boolean;
  signCount: number;
  /** Only when it is registered. */
  credential: { id: Uint8Array; publicKey: CredentialKey } | null;
}

export type CredentialKey =
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'RSA'; n: string; e: string };

const FLAGS_AT = 32;
const COUNT_AT = 33;
const CREDENTIAL_AT = 37;
const USER_PRESENT = 0x01;
const HAS_CREDENTIAL = 0x40;

/** @returns null when it is cut, or its key is of a kind that was not offered */
export function readAuthenticatorData(bytes: Uint8Array): AuthenticatorData | null {
  if (bytes.length < CREDENTIAL_AT) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(FLAGS_AT);
  const common = {
    rpIdHash: bytes.slice(0, FLAGS_AT),
    userPresent: (flags & USER_PRESENT) !== 0,
    signCount: view.getUint32(COUNT_AT),
  };
  if ((flags & HAS_CREDENTIAL) === 0) return { ...common, credential: null };
  // 16 bytes say which make it is, 2 how long the id is.
  const lengthAt = CREDENTIAL_AT + 16;
  if (bytes.length < lengthAt + 2) return null;
  const keyAt = lengthAt + 2 + view.getUint16(lengthAt);
  if (bytes.length < keyAt) return null;
  const publicKey = keyOf(bytes, keyAt);
  return publicKey === null ? null : { ...common, credential: { id: bytes.slice(lengthAt + 2, keyAt), publicKey } };
}

/** The authenticator data within an attestation object. */
export function authenticatorDataOf(attestationObject: Uint8Array): Uint8Array | null {
  const read = readCbor(attestationObject);
  if (read === null || !(read.value instanceof Map)) return null;
  const data = read.value.get('authData');
  return data instanceof Uint8Array ? data : null;
}

/** Algorithms by their COSE numbers, in the order in which they are offered: ES256, EdDSA, RS256. */
export const OFFERED_ALGORITHMS = [-7, -8, -257] as const;

function keyOf(bytes: Uint8Array, at: number): CredentialKey | null {
  const read = readCbor(bytes, at);
  if (read === null || !(read.value instanceof Map)) return null;
  const cose = read.value;
  const text = (label: number, length: number | null) => {
    const part = cose.get(label);
    return part instanceof Uint8Array && (length === null || part.length === length) ? toText(part) : null;
  };
  const [kind, algorithm, curve] = [cose.get(1), cose.get(3), cose.get(-1)];
  if (kind === 2 && algorithm === -7 && curve === 1) {
    const [x, y] = [text(-2, 32), text(-3, 32)];
    return x === null || y === null ? null : { kty: 'EC', crv: 'P-256', x, y };
  }
  if (kind === 1 && algorithm === -8 && curve === 6) {
    const x = text(-2, 32);
    return x === null ? null : { kty: 'OKP', crv: 'Ed25519', x };
  }
  if (kind === 3 && algorithm === -257) {
    const [n, e] = [text(-1, null), text(-2, null)];
    return n === null || e === null ? null : { kty: 'RSA', n, e };
  }
  return null;
}

/** base64url without padding. */
export function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @returns null for what is no base64url */
export function toBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/**
 * An ECDSA signature as WebCrypto wants it: r and s, 32 bytes each.
 * @param der ASN.1 `SEQUENCE { INTEGER r, INTEGER s }`
 * @returns null for anything else
 */
export function plainSignature(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const plain = new Uint8Array(64);
  let at = 2;
  for (const part of [0, 1]) {
    const length = der[at + 1] ?? 0;
    if (der[at] !== 0x02 || length === 0 || at + 2 + length > der.length) return null;
    let number = der.slice(at + 2, at + 2 + length);
    // A leading zero only says that the number is not negative.
    while (number.length > 32 && number[0] === 0) number = number.slice(1);
    if (number.length > 32) return null;
    plain.set(number, part * 32 + 32 - number.length);
    at += 2 + length;
  }
  return at === der.length ? plain : null;
}

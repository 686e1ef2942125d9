/**
 * Envelope encryption. Each case has a data key of its own; a key-encryption key, named by its id, wraps it.
 * Texts are stored as `v1.<kid>.<iv>.<ciphertext>` (base64url); the kid of what a data key sealed is `case`.
 * The additional data (`table|column|case id`) ties a sealed text to its place: moved elsewhere, it does not open.
 * Throwing a data key away makes everything of its case unreadable: that is how a case is erased.
 */
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Keys } from './keys.ts';

const VERSION = 'v1';
const DATA_KEY_ID = 'case';
const IV_BYTES = 12;
const DATA_KEY_BYTES = 32;
/** First byte of sealed bytes, such as a photo in the object store. */
const BYTES_VERSION = 1;

type Bytes = Uint8Array<ArrayBuffer>;

/** An alarm: something was sealed with a key that this service has not got. Never an empty text instead. */
export class UnknownKeyError extends Error {
  override name = 'UnknownKeyError';
}

/** An alarm: a sealed text was changed, cut, or moved to another place. */
export class BrokenSealError extends Error {
  override name = 'BrokenSealError';
}

const encoder = new TextEncoder();
/** Without a copy of the bytes. */
const toText = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, length).toString('base64url');
const fromText = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64url'));

const imported = new WeakMap<Uint8Array, Promise<CryptoKey>>();

function aesKey(raw: Uint8Array): Promise<CryptoKey> {
  const known = imported.get(raw);
  if (known !== undefined) return known;
  const key = crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  imported.set(raw, key);
  return key;
}

async function encrypt(rawKey: Uint8Array, plain: Uint8Array, aad: string): Promise<{ iv: Bytes; sealed: Bytes }> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(aad) };
  const sealed = await crypto.subtle.encrypt(parameters, await aesKey(rawKey), plain as Bytes);
  return { iv, sealed: new Uint8Array(sealed) };
}

async function decrypt(rawKey: Uint8Array, iv: Uint8Array, sealed: Uint8Array, aad: string): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: iv as Bytes, additionalData: encoder.encode(aad) };
  const key = await aesKey(rawKey);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed as Bytes));
  } catch {
    throw new BrokenSealError();
  }
}

function partsOf(text: string): { kid: string; iv: Bytes; sealed: Bytes } {
  const [version, kid = '', iv = '', sealed = '', ...more] = text.split('.');
  if (version !== VERSION || more.length > 0) throw new BrokenSealError();
  return { kid, iv: fromText(iv), sealed: fromText(sealed) };
}

const keyPlace = (caseId: number) => `case_record|data_key|${caseId}`;

export const newDataKey = (): Bytes => crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));

/** Wraps a data key with the active key-encryption key. */
export async function wrapKey(keys: Keys, dataKey: Uint8Array, caseId: number): Promise<string> {
  const { iv, sealed } = await encrypt(encryptionKey(keys, keys.active), dataKey, keyPlace(caseId));
  return `${VERSION}.${keys.active}.${toText(iv)}.${toText(sealed)}`;
}

/** @throws UnknownKeyError, BrokenSealError */
export async function unwrapKey(keys: Keys, wrapped: string, caseId: number): Promise<Bytes> {
  const { kid, iv, sealed } = partsOf(wrapped);
  return decrypt(encryptionKey(keys, kid), iv, sealed, keyPlace(caseId));
}

/**
 * Rotation: the same data key under the active key-encryption key. What is under it already comes back as it is,
 * so that a batch can run twice.
 */
export async function rewrap(keys: Keys, wrapped: string, caseId: number): Promise<string> {
  if (partsOf(wrapped).kid === keys.active) return wrapped;
  return wrapKey(keys, await unwrapKey(keys, wrapped, caseId), caseId);
}

/** @param aad `table|column|case id` */
export async function sealText(dataKey: Uint8Array, text: string, aad: string): Promise<string> {
  const { iv, sealed } = await encrypt(dataKey, encoder.encode(text), aad);
  return `${VERSION}.${DATA_KEY_ID}.${toText(iv)}.${toText(sealed)}`;
}

/** @throws UnknownKeyError, BrokenSealError */
export async function openText(dataKey: Uint8Array, text: string, aad: string): Promise<string> {
  const { kid, iv, sealed } = partsOf(text);
  if (kid !== DATA_KEY_ID) throw new UnknownKeyError();
  return new TextDecoder().decode(await decrypt(dataKey, iv, sealed, aad));
}

/** For objects: one byte of version, the iv, the ciphertext. */
export async function sealBytes(dataKey: Uint8Array, bytes: Uint8Array, aad: string): Promise<Bytes> {
  const { iv, sealed } = await encrypt(dataKey, bytes, aad);
  const whole = new Uint8Array(1 + IV_BYTES + sealed.length);
  whole[0] = BYTES_VERSION;
  whole.set(iv, 1);
  whole.set(sealed, 1 + IV_BYTES);
  return whole;
}

/** @throws BrokenSealError */
export async function openBytes(dataKey: Uint8Array, whole: Uint8Array, aad: string): Promise<Bytes> {
  if (whole[0] !== BYTES_VERSION) throw new BrokenSealError();
  return decrypt(dataKey, whole.subarray(1, 1 + IV_BYTES), whole.subarray(1 + IV_BYTES), aad);
}

function encryptionKey(keys: Keys, kid: string): Uint8Array {
  const key = Object.hasOwn(keys.encryption, kid) ? keys.encryption[kid] : undefined;
  if (key === undefined) throw new UnknownKeyError();
  return key;
}

/** Texts whose length is one byte and whose characters are one byte each: nearly all that is ever derived from. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it asks for ASCII, all of it
const SHORT_ASCII = /^[\u0000-\u007f]{0,127}$/;

/**
 * HMAC-SHA-256 over texts; each is preceded by its length, so that `ab, c` and `a, bc` differ.
 * @returns 32 bytes
 */
export function mac(key: Uint8Array, ...parts: string[]): Uint8Array {
  return createHmac('sha256', key)
    .update(shortAscii(parts) ?? lengthsAndTexts(parts))
    .digest();
}

/** In one go: each way into the runtime costs more than the hashing. Eight of these are made for a case that comes in. */
function shortAscii(parts: readonly string[]): Uint8Array | null {
  let input = '';
  for (const part of parts) {
    if (!SHORT_ASCII.test(part)) return null;
    input += `\0\0\0${String.fromCharCode(part.length)}${part}`;
  }
  return encoder.encode(input);
}

function lengthsAndTexts(parts: readonly string[]): Bytes {
  const texts = parts.map((part) => encoder.encode(part));
  const input = new Uint8Array(texts.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(input.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length);
    input.set(text, at + 4);
    at += 4 + text.length;
  }
  return input;
}

/** `mac` as base64url, 43 characters. */
export const macText = (key: Uint8Array, ...parts: string[]): string => toText(mac(key, ...parts));

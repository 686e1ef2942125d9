/** Passkeys as a second factor: registered by somebody who has signed in, asked for after the password. */
import type { Database } from '../platform/database.ts';
import {
  changePasskeys,
  consumeChallenge,
  insertPasskey,
  listPasskeys,
  type PasskeyRow,
  touchPasskey,
} from './passkeys.store.ts';
import { type KnownSession, openSession } from './sessions.usecases.ts';
import { deleteSession, insertEventNow, updateSession } from './staff.store.ts';
import {
  authenticatorDataOf,
  type CredentialKey,
  isExpected,
  plainSignature,
  readAuthenticatorData,
  toBytes,
  toText,
} from './webauthn.rules.ts';

export const MOST_PASSKEYS = 5;
type Bytes = Uint8Array<ArrayBuffer>;

export const passkeysOf = (db: Database, staffId: number): Promise<PasskeyRow[]> => listPasskeys(db, staffId);

/** Where the page with the passkey was: a passkey is bound to the host. */
export interface Site {
  /** `https://desk.example` */
  origin: string;
  /** `desk.example` */
  host: string;
}

/** A challenge for this session; the one before is void. base64url, 256 bits. */
export async function newChallenge(db: Database, { hash }: KnownSession): Promise<string> {
  const challenge = toText(crypto.getRandomValues(new Uint8Array(32)));
  await updateSession(db, hash, { challenge });
  return challenge;
}

const sha256 = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Bytes));
const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const isFor = async (rpIdHash: Uint8Array, { host }: Site) =>
  isSame(rpIdHash, await sha256(new TextEncoder().encode(host)));

export interface NewPasskey {
  /** What its owner calls it. */
  name: string;
  /** Both base64url, as the browser gave them. */
  clientData: string;
  attestation: string;
}

/** @returns false when it does not fit what was asked for, or there are too many already */
export async function addPasskey(
  db: Database,
  session: KnownSession,
  { name, clientData, attestation }: NewPasskey,
  site: Site,
  now: number,
): Promise<boolean> {
  const challenge = await consumeChallenge(db, session.hash);
  const [told, object] = [toBytes(clientData), toBytes(attestation)];
  if (challenge === null || told === null || object === null) return false;
  if (!isExpected(told, { type: 'webauthn.create', challenge, origin: site.origin })) return false;
  const data = readAuthenticatorData(authenticatorDataOf(object) ?? new Uint8Array());
  if (data === null || data.credential === null || !data.userPresent || !(await isFor(data.rpIdHash, site)))
    return false;
  if ((await listPasskeys(db, session.staff.id)).length >= MOST_PASSKEYS) return false;
  const { id, publicKey } = data.credential;
  const row: PasskeyRow = {
    id: toText(id),
    staffId: session.staff.id,
    name: name.trim().slice(0, 40) || '通行密钥',
    publicKey,
    signCount: data.signCount,
    createdAt: now,
    usedAt: null,
  };
  const about = { staffId: session.staff.id, actorId: session.staff.id, detail: { name: row.name } };
  return insertPasskey(db, row, { at: now, what: 'passkey-added', ...about });
}

async function isSignedBy(key: CredentialKey, signature: Bytes, signed: Bytes): Promise<boolean> {
  const algorithm = {
    EC: { import: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
    OKP: { import: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
    RSA: { import: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: { name: 'RSASSA-PKCS1-v1_5' } },
  }[key.kty];
  const plain = key.kty === 'EC' ? plainSignature(signature) : signature;
  if (plain === null) return false;
  const imported = await crypto.subtle.importKey('jwk', key, algorithm.import, false, ['verify']);
  return crypto.subtle.verify(algorithm.verify, imported, plain, signed);
}

export interface Assertion {
  /** All base64url, as the browser gave them. */
  id: string;
  clientData: string;
  authenticatorData: string;
  signature: string;
}

/** @returns the passkey that signed; null when none of this person's did */
async function signerOf(
  db: Database,
  staffId: number,
  challenge: string,
  given: Assertion,
  site: Site,
): Promise<{ passkey: PasskeyRow; signCount: number } | null> {
  const passkey = (await listPasskeys(db, staffId)).find(({ id }) => id === given.id);
  const [told, raw, signature] = [given.clientData, given.authenticatorData, given.signature].map(toBytes);
  if (passkey === undefined || !told || !raw || !signature) return null;
  if (!isExpected(told, { type: 'webauthn.get', challenge, origin: site.origin })) return null;
  const data = readAuthenticatorData(raw);
  if (data === null || !data.userPresent || !(await isFor(data.rpIdHash, site))) return null;
  const hash = await sha256(told);
  const signed = new Uint8Array(raw.length + hash.length);
  signed.set(raw);
  signed.set(hash, raw.length);
  if (!(await isSignedBy(passkey.publicKey, signature, signed))) return null;
  // A count that does not grow: there are two of this key. Many keys do not count, they always say 0.
  const { signCount } = data;
  if ((signCount !== 0 || passkey.signCount !== 0) && signCount <= passkey.signCount) return null;
  return { passkey, signCount };
}

/**
 * The second half of signing in.
 * @returns the token of the whole session; null when the passkey did not fit: the challenge is spent, the half session stays
 */
export async function finishWithPasskey(
  db: Database,
  half: KnownSession,
  given: Assertion,
  site: Site,
  now: number,
): Promise<string | null> {
  const challenge = await consumeChallenge(db, half.hash);
  const about = { staffId: half.staff.id, actorId: half.staff.id };
  const signer = challenge === null ? null : await signerOf(db, half.staff.id, challenge, given, site);
  if (signer === null) {
    await insertEventNow(db, { at: now, what: 'wrong-passkey', ...about, detail: {} });
    return null;
  }
  await touchPasskey(db, signer.passkey.id, signer.signCount, now);
  await deleteSession(db, half.hash, null);
  const detail = { by: 'passkey', name: signer.passkey.name };
  return openSession(db, half.staff.id, 'open', now, { at: now, what: 'signed-in', ...about, detail });
}

/** @param id null: all of them, because they were lost */
export async function removePasskeys(
  db: Database,
  staffId: number,
  id: string | null,
  actorId: number,
  now: number,
): Promise<boolean> {
  const gone = (await listPasskeys(db, staffId)).filter((passkey) => id === null || passkey.id === id);
  if (gone.length === 0) return false;
  const names = gone.map(({ name }) => name).join('、');
  const event = { at: now, what: 'passkey-removed', staffId, actorId, detail: { name: names } };
  await changePasskeys(
    db,
    gone.map((passkey) => passkey.id),
    event,
  );
  return true;
}

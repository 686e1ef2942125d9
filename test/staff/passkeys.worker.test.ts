import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../worker/platform/database.ts';
import { readCbor } from '../../worker/staff/cbor.rules.ts';
import { readEvents } from '../../worker/staff/events.store.ts';
import {
  type Assertion,
  addPasskey,
  finishWithPasskey,
  newChallenge,
  passkeysOf,
  removePasskeys,
} from '../../worker/staff/passkeys.usecases.ts';
import { findSession, type KnownSession, openSession } from '../../worker/staff/sessions.usecases.ts';
import { insertAccount, readAccountByNumber } from '../../worker/staff/staff.store.ts';
import { plainSignature, toBytes, toText } from '../../worker/staff/webauthn.rules.ts';
import { SPEC_SITE, SPEC_VECTORS } from './webauthn-vectors.ts';

const db = openDatabase(env.DB);
const NOW = Date.UTC(2026, 10, 23, 1);
type Vector = Record<keyof (typeof SPEC_VECTORS)['none-es256'], string>;
let made = 0;

async function sessionOf(stage: 'open' | 'half', staffId?: number): Promise<KnownSession> {
  if (staffId === undefined) {
    made++;
    const place = {
      role: 'auditor' as const,
      townshipCode: null,
      officeId: null,
      departmentCode: null,
      externalId: null,
    };
    const account = {
      staffNumber: `PK-${made}`,
      name: '某人',
      ...place,
      passwordHash: null,
      mustChange: false,
      active: true,
      createdAt: NOW,
    };
    await insertAccount(db, account, null, { burst: 10, onlyFirst: false });
    staffId = (await readAccountByNumber(db, account.staffNumber))?.id ?? 0;
  }
  const event = { at: NOW, what: 'password-right', staffId, actorId: staffId, detail: {} };
  const session = await findSession(db, await openSession(db, staffId, stage, NOW, event), NOW);
  if (session === null) throw new Error('no session');
  return session;
}

/** As if the page had been given this challenge. */
async function challenged(session: KnownSession, challenge: string): Promise<KnownSession> {
  await env.DB.prepare('UPDATE staff_session SET challenge = ? WHERE hash = ?').bind(challenge, session.hash).run();
  return session;
}

async function register(vector: Vector, change: Partial<Vector> = {}, site = SPEC_SITE) {
  const { challenge, clientData, attestation } = { ...vector, ...change };
  const session = await challenged(await sessionOf('open'), challenge);
  const isAdded = await addPasskey(db, session, { name: '钥匙', clientData, attestation }, site, NOW);
  // One person's passkey cannot be another's: the next test begins anew.
  return { session, isAdded };
}
const forget = () => env.DB.prepare('DELETE FROM staff_passkey').run();

const assertionOf = (v: Vector): Assertion => ({
  id: v.id,
  clientData: v.signedClientData,
  authenticatorData: v.authenticatorData,
  signature: v.signature,
});
const flipped = (text: string, at = 20) => {
  const bytes = toBytes(text) ?? new Uint8Array();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return toText(bytes);
};

describe('a passkey', () => {
  it.each(['none-es256', 'packed-es256', 'packed-rs256', 'packed-eddsa', 'none-es256-long-credential-id'] as const)(
    'of the specification, %s, is registered and signs in',
    async (name) => {
      await forget();
      const vector = SPEC_VECTORS[name];
      const { session, isAdded } = await register(vector);
      expect(isAdded).toBe(true);
      expect((await passkeysOf(db, session.staff.id)).map(({ id }) => id)).toEqual([vector.id]);
      const half = await challenged(await sessionOf('half', session.staff.id), vector.next);
      const token = await finishWithPasskey(db, half, assertionOf(vector), SPEC_SITE, NOW);
      expect(await findSession(db, token ?? '', NOW)).toMatchObject({ stage: 'open', staff: { id: session.staff.id } });
      expect((await readEvents(db, session.staff.id, 9)).map(({ what }) => what).slice(0, 1)).toEqual(['signed-in']);
    },
  );

  it.each<[string, Partial<Vector>, typeof SPEC_SITE]>([
    ['for another challenge', { challenge: toText(new Uint8Array(32)) }, SPEC_SITE],
    ['from another origin', {}, { origin: 'https://evil.example', host: 'example.org' }],
    ['for another host', {}, { origin: 'https://example.org', host: 'example.com' }],
    ['that is cut', { attestation: SPEC_VECTORS['none-es256'].attestation.slice(0, 160) }, SPEC_SITE],
    ['that is no base64url', { attestation: '***' }, SPEC_SITE],
    ['made for signing in', { clientData: SPEC_VECTORS['none-es256'].signedClientData }, SPEC_SITE],
  ])('is not registered %s', async (_name, change, site) => {
    await forget();
    expect((await register(SPEC_VECTORS['none-es256'], change, site)).isAdded).toBe(false);
  });

  it('is not registered from within a frame of another site, nor twice', async () => {
    await forget();
    expect((await register(SPEC_VECTORS['none-es256-crossOrigin'])).isAdded).toBe(false);
    expect((await register(SPEC_VECTORS['none-es256'])).isAdded).toBe(true);
    expect((await register(SPEC_VECTORS['none-es256'])).isAdded).toBe(false);
  });

  const vector = SPEC_VECTORS['none-es256'];
  it.each<[string, Partial<Assertion>, typeof SPEC_SITE]>([
    ['another signature', { signature: flipped(vector.signature) }, SPEC_SITE],
    ['other data of the key', { authenticatorData: flipped(vector.authenticatorData, 33) }, SPEC_SITE],
    ['nobody present', { authenticatorData: flipped(vector.authenticatorData, 32) }, SPEC_SITE],
    ['an unknown key', { id: flipped(vector.id) }, SPEC_SITE],
    ['the answer to a registration', { clientData: vector.clientData }, SPEC_SITE],
    ['another origin', {}, { origin: 'https://evil.example', host: 'example.org' }],
    ['another host', {}, { origin: 'https://example.org', host: 'example.com' }],
    ['nothing at all', { id: '', clientData: '', authenticatorData: '', signature: '' }, SPEC_SITE],
  ])('does not sign in with %s', async (_name, change, site) => {
    await forget();
    const { session } = await register(vector);
    const half = await challenged(await sessionOf('half', session.staff.id), vector.next);
    expect(await finishWithPasskey(db, half, { ...assertionOf(vector), ...change }, site, NOW)).toBeNull();
    expect((await readEvents(db, session.staff.id, 1))[0]?.what).toBe('wrong-passkey');
  });

  it('answers a challenge once, and not with that of another session', async () => {
    await forget();
    const { session } = await register(vector);
    const half = await challenged(await sessionOf('half', session.staff.id), vector.next);
    const other = await sessionOf('half', session.staff.id);
    await newChallenge(db, other);
    expect(await finishWithPasskey(db, other, assertionOf(vector), SPEC_SITE, NOW)).toBeNull();
    const answers = await Promise.all(
      [1, 2].map(() => finishWithPasskey(db, half, assertionOf(vector), SPEC_SITE, NOW)),
    );
    expect(answers.filter((token) => token !== null)).toHaveLength(1);
  });

  it('of which there is a copy is refused: its count does not grow', async () => {
    await forget();
    const { session } = await register(vector);
    await env.DB.prepare('UPDATE staff_passkey SET sign_count = 7').run();
    const half = await challenged(await sessionOf('half', session.staff.id), vector.next);
    expect(await finishWithPasskey(db, half, assertionOf(vector), SPEC_SITE, NOW)).toBeNull();
  });

  it('is removed by its owner only, who has to name it', async () => {
    await forget();
    const { session } = await register(vector);
    const other = await sessionOf('open');
    expect(await removePasskeys(db, other.staff.id, vector.id, other.staff.id, NOW)).toBe(false);
    expect(await removePasskeys(db, session.staff.id, vector.id, session.staff.id, NOW)).toBe(true);
    expect(await passkeysOf(db, session.staff.id)).toEqual([]);
  });
});

describe('what a passkey speaks', () => {
  const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
  it.each<[string, unknown]>([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['20', -1],
    ['3903e7', -1000],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['6449455446', 'IETF'],
    ['83010203', [1, 2, 3]],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
  ])('%s of RFC 8949 is read', (text, value) => {
    expect(readCbor(hex(text))).toEqual({ value, end: text.length / 2 });
  });
  it.each([
    '',
    '18',
    '62c3',
    '8301',
    'a1',
    'a101',
    'a201020103',
    'ff',
    '5bffffffffffffffff',
    '9affffffff',
    `${'81'.repeat(20)}00`,
    'fb3ff199999999999a',
  ])('%s is refused', (text) => {
    expect(readCbor(hex(text))).toBeNull();
  });
  it.each(['', '30', '3006020101020101ff', '300602010102', '30040201010201', '3046022200', '300602020000020101f'])(
    'the signature %s is refused',
    (text) => {
      expect(plainSignature(hex(text))).toBeNull();
    },
  );
});

import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { openDraft } from '../../worker/cases/drafts.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from './caller.ts';

const citizen = unlimited();
const DAY_MS = 86_400_000;
const text = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('base64url');

/** As the browser does it. */
async function seal(content: unknown): Promise<string> {
  const { kid, jwk } = await (await citizen.send('/api/v1/intake-key')).json<{ kid: string; jwk: JsonWebKey }>();
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const server = await crypto.subtle.importKey('jwk', jwk, curve, false, []);
  const own = (await crypto.subtle.generateKey(curve, true, ['deriveBits'])) as CryptoKeyPair;
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: server }, own.privateKey, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('one-window draft');
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  const key = await crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  const ephemeral = (await crypto.subtle.exportKey('raw', own.publicKey)) as ArrayBuffer;
  return ['d1', kid, text(ephemeral), text(iv), text(sealed)].join('.');
}

describe('a draft', () => {
  it('that a browser has sealed comes back, and its private key never leaves', async () => {
    const key = await (await citizen.send('/api/v1/intake-key')).json<{ jwk: object }>();
    expect(Object.keys(key.jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    const savedAt = new Date().toISOString();
    const { status, body } = await citizen.post('/drafts/open', {
      sealed: await seal({ savedAt, draft: { text: '黑水' } }),
    });
    expect([status, body]).toEqual([200, { savedAt, draft: { text: '黑水' } }]);
  });

  it('is not opened after 7 days', async () => {
    const sealed = await seal({ savedAt: new Date().toISOString(), draft: {} });
    const keys = readKeys(env as unknown as Env);
    await expect(openDraft(keys, sealed, Date.now() + 6.9 * DAY_MS)).resolves.toMatchObject({ draft: {} });
    await expect(openDraft(keys, sealed, Date.now() + 7.1 * DAY_MS)).rejects.toThrow('cases.draft-expired');
    const old = await seal({ savedAt: new Date(Date.now() - 8 * DAY_MS).toISOString(), draft: {} });
    expect((await citizen.post('/drafts/open', { sealed: old })).status).toBe(410);
  });

  it('that was changed, or is somebody else’s, is refused alike', async () => {
    const sealed = await seal({ savedAt: new Date().toISOString(), draft: {} });
    const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/\.(.)([^.]*)$/, '.Z$2');
    for (const draft of [changed, sealed.replace(/^d1\.[^.]+/, 'd1.other'), 'd1.dev.AAAA.AAAA.AAAA'])
      expect((await citizen.post('/drafts/open', { sealed: draft })).body.code).toBe('cases.draft-foreign');
    expect((await citizen.post('/drafts/open', { sealed: '{"text":"plain"}' })).body.code).toBe('request.invalid');
  });
});

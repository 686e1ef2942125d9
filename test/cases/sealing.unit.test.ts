import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { developmentKeys, type Keys, KeysError, makeKeys, readKeys } from '../../worker/platform/keys.ts';
import {
  BrokenSealError,
  mac,
  newDataKey,
  openBytes,
  openText,
  rewrap,
  sealBytes,
  sealText,
  UnknownKeyError,
  unwrapKey,
  wrapKey,
} from '../../worker/platform/sealing.ts';

let keys: Keys;
beforeAll(async () => {
  keys = readKeys({ CASE_KEYS: await developmentKeys() });
});

const CASE = 0x1_2345_6789_abcd;
const PLACE = `case_record|sealed|${CASE}`;

/** The text with one character of its last part changed. */
function damaged(sealed: string): string {
  const at = sealed.lastIndexOf('.') + 3;
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
}

describe('a sealed text', () => {
  it('opens with its data key at its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        const dataKey = newDataKey();
        expect(await openText(dataKey, await sealText(dataKey, text, PLACE), PLACE)).toBe(text.toWellFormed());
      }),
      { numRuns: 50 },
    );
  });

  it('has the written form, with nothing of the text in it, and never the same twice', async () => {
    const dataKey = newDataKey();
    const sealed = await sealText(dataKey, '13800000000', PLACE);
    expect(sealed).toMatch(/^v1\.case\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('138');
    expect(await sealText(dataKey, '13800000000', PLACE)).not.toBe(sealed);
  });

  it('does not open at another place: another case, another column', async () => {
    const dataKey = newDataKey();
    const sealed = await sealText(dataKey, '太平镇', PLACE);
    for (const other of [`case_record|sealed|${CASE + 1}`, `case_event|sealed|${CASE}`, ''])
      await expect(openText(dataKey, sealed, other)).rejects.toThrow(BrokenSealError);
  });

  it('does not open when it was changed, cut, or sealed by another data key', async () => {
    const dataKey = newDataKey();
    const sealed = await sealText(dataKey, '太平镇', PLACE);
    for (const wrong of [damaged(sealed), sealed.slice(0, -4), 'v2.case.AAAA.AAAA', 'v1.case', '', `${sealed}.x`])
      await expect(openText(dataKey, wrong, PLACE), wrong).rejects.toThrow(BrokenSealError);
    await expect(openText(newDataKey(), sealed, PLACE)).rejects.toThrow(BrokenSealError);
  });
});

describe('sealed bytes', () => {
  it('open at their place only', async () => {
    const dataKey = newDataKey();
    const photo = crypto.getRandomValues(new Uint8Array(5000));
    const sealed = await sealBytes(dataKey, photo, 'attachment|bytes|1');
    expect(await openBytes(dataKey, sealed, 'attachment|bytes|1')).toEqual(photo);
    await expect(openBytes(dataKey, sealed, 'attachment|bytes|2')).rejects.toThrow(BrokenSealError);
    await expect(openBytes(dataKey, sealed.subarray(0, 5), 'attachment|bytes|1')).rejects.toThrow(BrokenSealError);
    await expect(openBytes(dataKey, new Uint8Array(), 'attachment|bytes|1')).rejects.toThrow(BrokenSealError);
  });
});

describe('a wrapped data key', () => {
  it('opens for its own case only', async () => {
    const dataKey = newDataKey();
    const wrapped = await wrapKey(keys, dataKey, CASE);
    expect(wrapped).toMatch(/^v1\.dev\./);
    expect(await unwrapKey(keys, wrapped, CASE)).toEqual(dataKey);
    await expect(unwrapKey(keys, wrapped, CASE + 1)).rejects.toThrow(BrokenSealError);
  });

  it('under an unknown key is an alarm with a name, not an empty text', async () => {
    const wrapped = (await wrapKey(keys, newDataKey(), CASE)).replace('v1.dev.', 'v1.gone.');
    await expect(unwrapKey(keys, wrapped, CASE)).rejects.toThrow(UnknownKeyError);
    await expect(unwrapKey(keys, wrapped.replace('gone', 'toString'), CASE)).rejects.toThrow(UnknownKeyError);
    await expect(openText(newDataKey(), wrapped, PLACE)).rejects.toMatchObject({ name: 'UnknownKeyError' });
  });

  it('is carried over to a new key, and what it opens stays readable', async () => {
    const dataKey = newDataKey();
    const sealed = await sealText(dataKey, '夜里排黑水', PLACE);
    const old = await wrapKey(keys, dataKey, CASE);
    const rotated: Keys = { ...keys, active: 'k2', encryption: { ...keys.encryption, k2: newDataKey() } };
    const fresh = await rewrap(rotated, old, CASE);
    expect(fresh).toMatch(/^v1\.k2\./);
    const { k2 = new Uint8Array() } = rotated.encryption;
    const withoutOld: Keys = { ...rotated, encryption: { k2 } };
    expect(await openText(await unwrapKey(withoutOld, fresh, CASE), sealed, PLACE)).toBe('夜里排黑水');
    expect(await rewrap(rotated, fresh, CASE)).toBe(fresh);
    await expect(rewrap(withoutOld, old, CASE)).rejects.toThrow(UnknownKeyError);
  });
});

describe('a mac', () => {
  it('differs by key, by part and by where the parts end', () => {
    const key = newDataKey();
    const all = [
      mac(key, 'ab', 'c'),
      mac(key, 'a', 'bc'),
      mac(key, 'abc'),
      mac(key, 'abc', ''),
      mac(newDataKey(), 'abc'),
    ];
    expect(new Set(all.map((bytes) => bytes.join())).size).toBe(all.length);
    expect(all[0]?.length).toBe(32);
    expect(mac(key, '太平镇')).toEqual(mac(key, '太平镇'));
  });
});

describe('the keys of the house', () => {
  it('made for a machine of one’s own are refused in production', async () => {
    const secret = await developmentKeys();
    expect(readKeys({ CASE_KEYS: secret, ENVIRONMENT: 'development' }).development).toBe(true);
    expect(() => readKeys({ CASE_KEYS: secret, ENVIRONMENT: 'production' })).toThrow(KeysError);
    const real = await makeKeys({ development: false, kid: '2026a' });
    expect(readKeys({ CASE_KEYS: real, ENVIRONMENT: 'production' }).active).toBe('2026a');
  });

  it('are refused when they are missing or malformed, without a word of what is in them', async () => {
    const good = JSON.parse(await developmentKeys()) as Record<string, unknown>;
    const wrong = [undefined, '', 'x', '{}', '[]']
      .concat(JSON.stringify({ ...good, blind: 'c2hvcnQ' }))
      .concat(JSON.stringify({ ...good, active: 'other' }))
      .concat(JSON.stringify({ ...good, encryption: { 'a.b': good['blind'] } }));
    for (const secret of wrong) {
      expect(() => readKeys({ CASE_KEYS: secret }), secret).toThrow(KeysError);
      expect(() => readKeys({ CASE_KEYS: secret })).not.toThrow(/c2hvcnQ/);
    }
  });

  it('sign and agree: both pairs work', async () => {
    const { signing, intake } = keys;
    const usages: [JsonWebKey, string, KeyUsage[]][] = [
      [signing.privateJwk, 'ECDSA', ['sign']],
      [signing.publicJwk, 'ECDSA', ['verify']],
      [intake.privateJwk, 'ECDH', ['deriveBits']],
      [intake.publicJwk, 'ECDH', []],
    ];
    for (const [jwk, name, uses] of usages) {
      const key = await crypto.subtle.importKey('jwk', jwk, { name, namedCurve: 'P-256' }, false, uses);
      expect(key.usages).toEqual(uses);
    }
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentHash,
  dayNumber,
  dayText,
  eventHash,
  eventText,
  merkleProof,
  merkleRoot,
  readDay,
  signRoot,
  verifyProof,
  verifyRoot,
} from '../../worker/cases/trail.rules.ts';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';

/** Leaves and roots of the reference implementation of RFC 6962. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const someLeaves = fc.array(leaf, { minLength: 1, maxLength: 40 });

/** RFC 6962 section 2.1 word by word: split at the largest power of two below the size. */
function rfcRoot(leaves: readonly string[]): Buffer {
  const hash = (...parts: (Buffer | string)[]) => {
    const all = createHash('sha256');
    for (const part of parts) all.update(part);
    return all.digest();
  };
  if (leaves.length === 0) return hash('');
  if (leaves.length === 1) return hash('\x00', Buffer.from(leaves[0] ?? '', 'hex'));
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash('\x01', rfcRoot(leaves.slice(0, split)), rfcRoot(leaves.slice(split)));
}

describe('the tree of a day', () => {
  it('has the roots of RFC 6962', async () => {
    for (const [size, root] of ROOTS.entries()) expect(await merkleRoot(LEAVES.slice(0, size))).toBe(root);
  });

  it('is the tree of RFC 6962 for any number of leaves', async () => {
    await fc.assert(
      fc.asyncProperty(someLeaves, async (leaves) => {
        expect(await merkleRoot(leaves)).toBe(rfcRoot(leaves).toString('hex'));
      }),
    );
  });

  it('has for each leaf a way that leads to the root, and to no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(leaf, { minLength: 1, maxLength: 40 }), fc.nat(), async (leaves, any) => {
        const index = any % leaves.length;
        const root = await merkleRoot(leaves);
        const steps = (await merkleProof(leaves, index)) ?? [];
        expect(steps.length).toBeLessThanOrEqual(Math.ceil(Math.log2(leaves.length)));
        expect(await verifyProof(leaves[index] ?? '', steps, root)).toBe(true);
        expect(await verifyProof('ab'.repeat(32), steps, root)).toBe(false);
        expect(await verifyProof(leaves[index] ?? '', [...steps, { side: 'left', hash: root }], root)).toBe(false);
        if (steps.length > 0) expect(await verifyProof(leaves[index] ?? '', steps.slice(1), root)).toBe(false);
      }),
    );
    expect(await merkleProof(['ab'], 1)).toBeNull();
    expect(await merkleProof([], 0)).toBeNull();
  });

  it('never takes a branch for a leaf', async () => {
    const [a, b] = ['11'.repeat(32), '22'.repeat(32)];
    const root = await merkleRoot([a, b]);
    const sides = ['left', 'right'] as const;
    for (const side of sides) expect(await verifyProof(a + b, [{ side, hash: '' }], root)).toBe(false);
  });
});

const anEvent = {
  caseId: 0x1_2345_6789_abc,
  seq: 2,
  at: '2026-11-02T01:02:03.456Z',
  action: 'accept',
  contentHash: 'c'.repeat(64),
  previousHash: 'd'.repeat(64),
};

describe('the hash of an event', () => {
  it('is SHA-256 over the published form, which anybody can compute', async () => {
    const text = `one-window/1|0123456789abc|2|2026-11-02T01:02:03.456Z|accept|${'c'.repeat(64)}|${'d'.repeat(64)}`;
    expect(eventText(anEvent)).toBe(text);
    expect(await eventHash(anEvent)).toBe(createHash('sha256').update(text).digest('hex'));
    expect(eventText({ ...anEvent, previousHash: null })).toMatch(/\|0{64}$/);
  });

  it('changes with every field', async () => {
    const others = [
      { caseId: 1 },
      { seq: 3 },
      { at: '2026-11-01T01:02:03.456Z' },
      { action: 'decline' },
      { contentHash: 'e'.repeat(64) },
      { previousHash: null },
    ];
    const hashes = await Promise.all([{}, ...others].map((other) => eventHash({ ...anEvent, ...other })));
    expect(new Set(hashes).size).toBe(others.length + 1);
  });

  it('covers by the content hash what is not public', async () => {
    const content = {
      fromState: null,
      toState: 'submitted',
      actor: 'citizen',
      publicNote: null,
      sealed: 'v1.case.x.y',
    };
    const others = [
      { fromState: 'submitted' },
      { toState: 'accepted' },
      { actor: 'staff' },
      { publicNote: 'null' },
      { sealed: null },
    ];
    const hashes = await Promise.all([{}, ...others].map((other) => contentHash({ ...content, ...other })));
    expect(new Set(hashes).size).toBe(others.length + 1);
  });
});

describe('a day', () => {
  it('is the day in Shanghai', () => {
    expect(dayText(dayNumber(Date.parse('2026-11-02T15:59:59.999Z')))).toBe('2026-11-02');
    expect(dayText(dayNumber(Date.parse('2026-11-02T16:00:00Z')))).toBe('2026-11-03');
    expect(readDay('1970-01-02')).toBe(1);
  });

  it('that does not exist is not read', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', 'x', '2026-11-02T00:00', '0000-00-00'])
      expect(readDay(text), text).toBeNull();
  });
});

describe('a signed root', () => {
  const signed = {
    day: '2026-11-02',
    size: 3,
    root: 'a'.repeat(64),
    previousRoot: null,
    signedAt: '2026-11-02T17:00:00.000Z',
  };

  it('is accepted as it was signed and refused with anything changed', async () => {
    const { signing } = readKeys({ CASE_KEYS: await developmentKeys() });
    const other = readKeys({ CASE_KEYS: await developmentKeys() }).signing;
    const signature = await signRoot(signed, signing.privateJwk);
    expect(await verifyRoot(signed, signature, signing.publicJwk)).toBe(true);
    const changes = [
      { day: '2026-11-01' },
      { size: 2 },
      { root: 'b'.repeat(64) },
      { previousRoot: 'b'.repeat(64) },
      { signedAt: '2026-11-02T17:00:00.001Z' },
    ];
    for (const change of changes)
      expect(await verifyRoot({ ...signed, ...change }, signature, signing.publicJwk)).toBe(false);
    expect(await verifyRoot(signed, signature, other.publicJwk)).toBe(false);
    expect(await verifyRoot(signed, 'not base64!', signing.publicJwk)).toBe(false);
    expect(await verifyRoot(signed, signature, { kty: 'RSA' })).toBe(false);
  });
});

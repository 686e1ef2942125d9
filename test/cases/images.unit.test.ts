import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../worker/cases/images.rules.ts';
import { jpeg, png, TELLTALE, textOf, webp } from './pictures.ts';

const PIXELS = 40_000_000;
const looked = (bytes: Uint8Array) => {
  const found = inspect(bytes, PIXELS);
  return found.ok ? found : found.reason;
};

describe('a photograph from a stranger', () => {
  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp()],
  ])('%s is known by its bytes and loses what it tells beside the picture', (type, bytes) => {
    expect(textOf(bytes)).toContain(TELLTALE);
    const found = inspect(bytes, PIXELS);
    if (!found.ok) throw new Error(found.reason);
    expect([found.type, found.width, found.height]).toEqual([type, 16, 16]);
    expect(textOf(found.bytes)).not.toContain('Zhang San');
    expect(textOf(found.bytes)).not.toMatch(/Exif|EXIF|XMP|ICC|tEXt|JFIF/);
    // What is left is whole: it goes through once more and stays as it is.
    expect(looked(found.bytes)).toMatchObject({ bytes: found.bytes });
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['a page that calls itself a picture', new TextEncoder().encode('<script>alert(1)</script>'), 'type'],
    ['a GIF', new TextEncoder().encode('GIF89a......'), 'type'],
    [
      'a signature with a page behind it',
      new Uint8Array([0xff, 0xd8, 0xff, ...new TextEncoder().encode('<html>')]),
      'broken',
    ],
    ['half a JPEG', jpeg().slice(0, -8), 'broken'],
    ['half a PNG', png().slice(0, 60), 'broken'],
    ['half a WebP', webp().slice(0, 50), 'broken'],
    ['a moving picture', webp({ isMoving: true }), 'moving'],
    ['a bomb', jpeg({ width: 65_000, height: 65_000 }), 'pixels'],
    ['a bomb as PNG', png({ width: 100_000, height: 100_000 }), 'pixels'],
    ['a picture without size', png({ width: 0 }), 'broken'],
  ])('is refused with a reason: %s', (_what, bytes, reason) => {
    expect(looked(bytes)).toBe(reason);
  });

  it('keeps nothing that stands behind its end', () => {
    const found = looked(jpeg({ tail: 'PK\u0003\u0004 archive behind the picture' }));
    expect(typeof found === 'string' ? found : textOf(found.bytes)).not.toContain('archive');
  });

  it('never throws, whatever the bytes are', () => {
    const anything = fc.tuple(fc.constantFrom(jpeg(), png(), webp()), fc.uint8Array({ maxLength: 40 }), fc.nat(200));
    fc.assert(
      fc.property(anything, ([picture, noise, at]) => {
        const bytes = picture.slice();
        bytes.set(noise.slice(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
        expect(['string', 'object']).toContain(typeof looked(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});

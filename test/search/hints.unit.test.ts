import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonCharacters } from '../../worker/search/characters.rules.ts';
import { decodeHints, encodeHints } from '../../worker/search/hints.rules.ts';

const characters = commonCharacters();

describe('hints', () => {
  it('are those of GB 2312 level 1, first to last', () => {
    expect(characters).toHaveLength(3755);
    expect([characters[0], characters.at(-1)]).toEqual(['啊', '座']);
  });

  it('come back as they were written, each entry its own', () => {
    const hints = fc.uniqueArray(fc.nat(characters.length - 1)).map((numbers) =>
      numbers
        .sort((a, b) => a - b)
        .map((number) => characters[number] ?? '')
        .join(''),
    );
    fc.assert(
      fc.property(fc.array(hints, { maxLength: 300 }), (own) => {
        expect(decodeHints(own.length, encodeHints(own))).toEqual(own);
      }),
      { numRuns: 30 },
    );
  });

  it('need no character that JSON would have to escape', () => {
    const far = Array.from({ length: 400 }, (_, at) => (at % 91 === 0 ? '啊座' : ''));
    expect(JSON.stringify(encodeHints(far))).toBe(`"${encodeHints(far)}"`);
  });

  it('may be none', () => {
    expect(decodeHints(3, encodeHints(['', '', '']))).toEqual(['', '', '']);
    expect(decodeHints(2, '')).toEqual(['', '']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrom, numberFrom, readCode, readNumber } from '../../worker/cases/receipt.rules.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = fc.uint8Array({ minLength: 7, maxLength: 32 });
const kinds = [
  {
    name: 'a receipt number',
    make: numberFrom,
    read: readNumber,
    form: /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
  },
  {
    name: 'a lookup code',
    make: codeFrom,
    read: readCode,
    form: /^(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/,
  },
];
const letters = (shown: string) => [...shown.replaceAll('-', '')];

describe.each(kinds)('$name', ({ make, read, form }) => {
  it('is read as it was made', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const shown = make(random);
        expect(shown).toMatch(form);
        expect(read(shown)).toEqual({ ok: true, value: shown });
      }),
    );
  });

  it('tells any single wrong symbol', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const symbols = letters(make(random));
        for (let place = 0; place < symbols.length; place++)
          for (const other of ALPHABET)
            if (other !== symbols[place])
              expect(read(symbols.with(place, other).join(''))).toEqual({ ok: false, reason: 'check' });
      }),
      { numRuns: 30 },
    );
  });

  it('tells any two symbols in each other’s place, neighbours or not', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const symbols = letters(make(random));
        for (let one = 0; one < symbols.length; one++)
          for (let two = one + 1; two < symbols.length; two++) {
            const [a = '', b = ''] = [symbols[one], symbols[two]];
            if (a !== b) expect(read(symbols.with(one, b).with(two, a).join(''))).toMatchObject({ reason: 'check' });
          }
      }),
      { numRuns: 30 },
    );
  });

  it('may be written as people write it', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const shown = make(random);
        const value = { ok: true, value: shown };
        const wide = [...shown].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
        expect(read(shown.toLowerCase())).toEqual(value);
        expect(read(wide)).toEqual(value);
        expect(read(wide.toLowerCase())).toEqual(value);
        expect(read(` ${letters(shown).join(' ')}\u3000`)).toEqual(value);
        for (const stroke of ['—', '–', '－', '‐', '_', 'ー', '−', '\u00ad', ' '])
          expect(read(shown.replaceAll('-', stroke))).toEqual(value);
        expect(read(shown.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(value);
        expect(read(shown.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual(value);
      }),
    );
  });

  it('says what is wrong: the length, a symbol, or the check symbol', () => {
    const shown = make(new Uint8Array(8).fill(0x5a));
    expect(read('')).toEqual({ ok: false, reason: 'length' });
    expect(read(shown.slice(1))).toEqual({ ok: false, reason: 'length' });
    expect(read(`${shown}0`)).toEqual({ ok: false, reason: 'length' });
    expect(read(`U${shown.slice(1)}`)).toEqual({ ok: false, reason: 'symbol' });
    expect(read(`回${shown.slice(1)}`)).toEqual({ ok: false, reason: 'symbol' });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof read(text).ok === 'boolean'));
  });
});

describe('the first bits', () => {
  it('are all used: 35 of a number, 55 of a code', () => {
    for (let bit = 0; bit < 56; bit++) {
      const random = new Uint8Array(8);
      random[bit >> 3] = 0x80 >> (bit & 7);
      expect(numberFrom(random) !== '0000-0000', `bit ${bit}`).toBe(bit < 35);
      expect(codeFrom(random) !== '0000-0000-0000', `bit ${bit}`).toBe(bit < 55);
    }
  });
});

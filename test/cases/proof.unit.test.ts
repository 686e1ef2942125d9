import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashedText, type PrintedProof, proofLine, readProof } from '../../worker/cases/proof.rules.ts';

const NONE = '0'.repeat(64);
const proof: PrintedProof = {
  id: '0123456789abc',
  seq: 1,
  at: '2026-11-02T01:02:03.456Z',
  action: 'submit',
  contentHash: 'c'.repeat(64),
  previousHash: NONE,
  hash: 'd'.repeat(64),
};
const { previousHash: _none, ...ofTheAnswer } = proof;

describe('a printed proof', () => {
  it('is one line: what was hashed, and the hash', () => {
    expect(proofLine(proof)).toBe(`${hashedText(proof)}|${proof.hash}`);
    expect(hashedText(proof)).toBe(
      `one-window/1|0123456789abc|1|2026-11-02T01:02:03.456Z|submit|${'c'.repeat(64)}|${NONE}`,
    );
    expect(proofLine(ofTheAnswer)).toBe(proofLine(proof));
  });

  it('is read as it was printed', () => {
    expect(readProof(proofLine(proof))).toEqual(proof);
    const second = { ...proof, seq: 2, action: 'request-correction', previousHash: 'e'.repeat(64) };
    expect(readProof(proofLine(second))).toEqual(second);
  });

  it.each([
    ['broken into lines, with words around it', `回执证明\n${proofLine(proof).replace(/(.{30})/g, '$1\n ')}\n请保存`],
    ['in full width', proofLine(proof).replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))],
    ['in capitals', proofLine(proof).toUpperCase()],
    ['inside an address, as a QR code has it', `https://example.test/verify#${encodeURIComponent(proofLine(proof))}`],
    ['as JSON of the service', JSON.stringify({ receiptNumber: 'X', proof: ofTheAnswer })],
    ['as JSON of the proof alone', JSON.stringify(ofTheAnswer)],
    ['as JSON of a saved file', JSON.stringify({ proof: proofLine(proof) })],
    [
      'as named parts on paper',
      `回执号 1234-5678\nid ${proof.id} · seq 1 · submit\nat ${proof.at}\ncontent ${proof.contentHash}\nhash ${proof.hash}`,
    ],
  ])('%s is read too', (_how, text) => {
    expect(readProof(text)).toEqual(proof);
  });

  it('that is not whole is not read', () => {
    const line = proofLine(proof);
    for (const text of ['', '{}', 'null', '[1]', '#%', line.slice(0, -1), `${line}0`, line.replace('-11-02', '-13-99')])
      expect(readProof(text), text).toBeNull();
    expect(readProof(`id ${proof.id} seq 2 supplement at ${proof.at} content ${NONE} hash ${NONE}`)).toBeNull();
  });

  it('never makes reading fail, whatever was pasted', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readProof(text) === null));
    fc.assert(fc.property(fc.json(), (text) => readProof(text) === null));
  });
});

// Pure. The proof that a citizen prints or saves: one line, the text that was hashed and its hash. Runs in browsers too.
// A QR code may carry `/verify#` with the line, percent-encoded, behind it.

import { eventText } from './trail.rules.ts';

/** What is printed: nothing of it says what the matter is about or who handed it in. */
export interface PrintedProof {
  /** Case id, 13 hexadecimal digits. */
  id: string;
  seq: number;
  /** ISO 8601 in UTC with milliseconds. */
  at: string;
  action: string;
  contentHash: string;
  /** 64 zeros before the first event. */
  previousHash: string;
  hash: string;
}

const NONE = '0'.repeat(64);
const HASH = '[0-9a-f]{64}';
/** All is read in small letters. */
const TIME = '\\d{4}-\\d\\d-\\d\\dt\\d\\d:\\d\\d:\\d\\d\\.\\d{3}z';
const LINE = /* @__PURE__ */ new RegExp(
  `one-window/1\\|([0-9a-f]{13})\\|([1-9]\\d{0,5})\\|(${TIME})\\|([a-z-]{1,40})\\|(${HASH})\\|(${HASH})\\|(${HASH})(?![0-9a-f])`,
);

/** The part of the line that is hashed. */
export const hashedText = ({ id, previousHash, ...proof }: PrintedProof): string =>
  eventText({ ...proof, caseId: Number.parseInt(id, 16), previousHash });

/** The one line for paper, clipboard and QR code. The proof of an answer to `POST /cases` can be given as it is. */
export const proofLine = (proof: Omit<PrintedProof, 'previousHash'> & { previousHash?: string }): string =>
  `${hashedText({ previousHash: NONE, ...proof })}|${proof.hash}`;

/** What stands on a printed receipt, each part behind its name, in any order; the hash before may be left out. */
function ofNamedParts(text: string): PrintedProof | null {
  const part = (name: string, form: string) =>
    new RegExp(`(?:^|[^a-z])${name}\\W{1,6}(${form})(?![0-9a-f])`).exec(text)?.[1];
  const seq = part('seq', '[1-9]\\d{0,5}');
  const parts = {
    id: part('id', '[0-9a-f]{13}'),
    at: part('at', TIME)?.toUpperCase(),
    action: /(?:^|[^a-z])(?:seq\W{1,6}\d+\W{1,6}|action\W{1,6})([a-z-]{1,40})/.exec(text)?.[1],
    contentHash: part('content(?:hash)?', HASH),
    previousHash: part('prev(?:ious)?(?:hash)?', HASH) ?? (seq === '1' ? NONE : undefined),
    hash: part('hash', HASH),
  };
  if (seq === undefined || Object.values(parts).includes(undefined)) return null;
  return { ...(parts as Omit<PrintedProof, 'seq'>), seq: Number(seq) };
}

function ofJson(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof value !== 'object' || value === null) return text;
  const { proof = value } = value as { proof?: unknown };
  if (typeof proof !== 'object' || proof === null) return String(proof);
  return proofLine(proof as PrintedProof);
}

function ofAddress(text: string): string {
  const mark = text.indexOf('#');
  if (mark < 0) return text;
  try {
    return decodeURIComponent(text.slice(mark + 1));
  } catch {
    return text;
  }
}

/**
 * Finds the proof in what somebody pasted: the line, broken anywhere and with words around it; an address that carries
 * it; the named parts of a printed receipt; or the `proof` of an answer of the service as JSON.
 * @returns null when there is none in it
 */
export function readProof(text: string): PrintedProof | null {
  const plain = ofAddress(ofJson(text.trim())).normalize('NFKC').toLowerCase();
  const found = LINE.exec(plain.replace(/\s/g, ''));
  if (!found) return realTime(ofNamedParts(plain));
  const [, id = '', seq = '', at = '', action = '', contentHash = '', previousHash = '', hash = ''] = found;
  return realTime({ id, seq: Number(seq), at: at.toUpperCase(), action, contentHash, previousHash, hash });
}

const realTime = (proof: PrintedProof | null): PrintedProof | null =>
  proof === null || Number.isNaN(Date.parse(proof.at)) ? null : proof;

/** What a proof and a signed day say together. Nothing here knows the page or the network. */
import { hashedText, type PrintedProof, proofLine, readProof } from '#cases/proof';
import {
  dayNumber,
  dayText,
  merkleProof,
  merkleRoot,
  type ProofStep,
  type SignedRoot,
  sha256Text,
  verifyProof,
  verifyRoot,
} from '#cases/trail';

/** The signed root of a day, and the way from one hash to it. */
export interface DayRecord extends SignedRoot {
  kid: string;
  signature: string;
  steps: ProofStep[];
}

export interface PublicKey {
  kid: string;
  publicJwk: JsonWebKey;
}

/** Everything that is needed to check a proof without a network. */
export interface SavedProof {
  proof: PrintedProof;
  record: DayRecord;
  key: PublicKey;
}

export type Verdict =
  /** The printed fields and the printed hash do not belong together. */
  | 'hash-wrong'
  /** The hash is right; there was no signed day to hold it against. */
  | 'hash-only'
  /** The day is not signed yet. */
  | 'waiting'
  /** The day is signed and does not have it. */
  | 'missing'
  /** The leaves and the root of the day do not belong together. */
  | 'tree-wrong'
  | 'signature-wrong'
  /** The day that the service publishes now is another one than the saved one. */
  | 'rewritten'
  | 'proved';

const FORMAT = 'one-window-proof/1';

export const isHashRight = async (proof: PrintedProof): Promise<boolean> =>
  (await sha256Text(hashedText(proof))) === proof.hash;

/** The days whose root may have it: its own, and the next one for what came in late. */
export function daysOf({ at }: PrintedProof): string[] {
  const day = dayNumber(Date.parse(at));
  return [dayText(day), dayText(day + 1)];
}

/** The way from the proof's hash to the root of a published day; null when the day does not have it. */
export async function recordOf(
  { hash }: PrintedProof,
  { leaves, ...day }: Omit<DayRecord, 'steps'> & { leaves: string[] },
): Promise<DayRecord | 'tree-wrong' | null> {
  if (leaves.length !== day.size || (await merkleRoot(leaves)) !== day.root) return 'tree-wrong';
  const steps = await merkleProof(leaves, leaves.indexOf(hash));
  return steps && { ...day, steps };
}

export async function judge({ proof, record, key }: SavedProof): Promise<Verdict> {
  if (!(await isHashRight(proof))) return 'hash-wrong';
  if (!daysOf(proof).includes(record.day) || !(await verifyProof(proof.hash, record.steps, record.root)))
    return 'tree-wrong';
  const isSigned = key.kid === record.kid && (await verifyRoot(record, record.signature, key.publicJwk));
  return isSigned ? 'proved' : 'signature-wrong';
}

/** What two people read to each other to see that they have the same key. */
export async function fingerprint({ publicJwk }: PublicKey): Promise<string> {
  const hash = await sha256Text(`${publicJwk.crv}|${publicJwk.x}|${publicJwk.y}`);
  return (hash.slice(0, 32).match(/.{4}/g) || []).join(' ');
}

export const toFile = ({ proof, record, key }: SavedProof): string =>
  `${JSON.stringify({ format: FORMAT, proof: proofLine(proof), record, key }, null, 1)}\n`;

/** @returns null when it is not a file that this page has saved */
export function readFile(text: string): SavedProof | null {
  try {
    const { format, proof: line, record, key } = JSON.parse(text);
    const proof = format === FORMAT ? readProof(String(line)) : null;
    const isWhole = Array.isArray(record.steps) && typeof record.root === 'string' && typeof key.publicJwk === 'object';
    return proof && isWhole ? { proof, record, key } : null;
  } catch {
    return null;
  }
}

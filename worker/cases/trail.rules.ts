// Pure. Hashes of the trail and trees over them. WebCrypto only: it runs in browsers too, at /verify.

/** What anybody may know of an event, and all that its hash is made of. */
export interface EventFields {
  /** 52 bits. */
  caseId: number;
  /** From 1. */
  seq: number;
  /** ISO 8601 in UTC with milliseconds, as `toISOString` writes it. */
  at: string;
  action: string;
  /** `contentHash` of the rest. */
  contentHash: string;
  /** Of the event before; null for the first one. */
  previousHash: string | null;
}

/** The part of an event that is not public. */
export interface EventContent {
  fromState: string | null;
  toState: string;
  actor: string;
  /** The JSON text as it is stored; null when there is none. */
  publicNote: string | null;
  /** The ciphertext as it is stored: its random iv keeps anybody from guessing the content by its hash. */
  sealed: string | null;
}

export interface SignedRoot {
  /** Shanghai day, `YYYY-MM-DD`. */
  day: string;
  size: number;
  root: string;
  /** Root of the day before; null for the first day of the trail. It ties each day to all before it. */
  previousRoot: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  signedAt: string;
}

/** One step of the way from a leaf to the root: the other branch, and on which side it stands. */
export interface ProofStep {
  side: 'left' | 'right';
  hash: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

const NONE = '0'.repeat(64);
const ID_DIGITS = 13;
const DAY_MS = 86_400_000;
/** China has one time zone and no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;
const LEAF = 0;
const NODE = 1;

const encoder = new TextEncoder();
const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
/** @returns 64 hexadecimal digits */
export const sha256Text = async (text: string): Promise<string> => toHex(await sha256(encoder.encode(text) as Bytes));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function fromHex(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** A case id as it is printed: 13 hexadecimal digits. */
export const idText = (caseId: number): string => caseId.toString(16).padStart(ID_DIGITS, '0');

/** What is hashed for an event; a proof on paper carries exactly this text. */
export function eventText({ caseId, seq, at, action, contentHash, previousHash }: EventFields): string {
  return ['one-window/1', idText(caseId), seq, at, action, contentHash, previousHash ?? NONE].join('|');
}

/** @returns 64 hexadecimal digits */
export const eventHash = (fields: EventFields): Promise<string> => sha256Text(eventText(fields));

/** @returns 64 hexadecimal digits */
export function contentHash({ fromState, toState, actor, publicNote, sealed }: EventContent): Promise<string> {
  return sha256Text(JSON.stringify(['one-window-content/1', fromState, toState, actor, publicNote, sealed]));
}

/** What is signed for a day. */
export function rootText({ day, size, root, previousRoot, signedAt }: SignedRoot): string {
  return ['one-window-root/1', day, size, root, previousRoot ?? NONE, signedAt].join('|');
}

/** Days since 1970-01-01 as Shanghai counts them. @param ms since 1970-01-01T00:00Z */
export const dayNumber = (ms: number): number => Math.floor((ms + SHANGHAI_MS) / DAY_MS);
export const dayText = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
/** @returns null when there is no such day */
export function readDay(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || dayText(ms / DAY_MS) !== text ? null : ms / DAY_MS;
}

const leafHash = (leaf: string): Promise<Bytes> => {
  const bytes = fromHex(leaf);
  const input = new Uint8Array(1 + bytes.length);
  input[0] = LEAF;
  input.set(bytes, 1);
  return sha256(input);
};

const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
};

/**
 * One level up: neighbours in pairs, the last one alone goes up as it is. Level by level this is the tree of
 * RFC 6962, section 2.1, which splits at the largest power of two.
 */
async function levelAbove(level: readonly Bytes[]): Promise<Bytes[]> {
  const above: Promise<Bytes>[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Bytes;
    const right = level[i + 1];
    above.push(right ? nodeHash(left, right) : Promise.resolve(left));
  }
  return Promise.all(above);
}

/** @param leaves hexadecimal, in their order @returns 64 hexadecimal digits */
export async function merkleRoot(leaves: readonly string[]): Promise<string> {
  let level = await Promise.all(leaves.map(leafHash));
  while (level.length > 1) level = await levelAbove(level);
  return toHex(level[0] ?? (await sha256(new Uint8Array())));
}

/** The way from the leaf at `index` to the root, lowest step first; null when there is no such leaf. */
export async function merkleProof(leaves: readonly string[], index: number): Promise<ProofStep[] | null> {
  if (!(index in leaves)) return null;
  const steps: ProofStep[] = [];
  let level = await Promise.all(leaves.map(leafHash));
  for (let at = index; level.length > 1; at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling) steps.push({ side: at & 1 ? 'left' : 'right', hash: toHex(sibling) });
    level = await levelAbove(level);
  }
  return steps;
}

/** Whether the steps lead from the leaf to the root. */
export async function verifyProof(leaf: string, steps: readonly ProofStep[], root: string): Promise<boolean> {
  let hash = await leafHash(leaf);
  for (const step of steps) {
    const other = fromHex(step.hash);
    hash = await (step.side === 'left' ? nodeHash(other, hash) : nodeHash(hash, other));
  }
  return toHex(hash) === root;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

/** @param signature base64url of r and s, 64 bytes */
export async function verifyRoot(signed: SignedRoot, signature: string, publicJwk: JsonWebKey): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('jwk', publicJwk, ECDSA, false, ['verify']);
    const binary = atob(signature.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return await crypto.subtle.verify(SIGNING, key, bytes, encoder.encode(rootText(signed)));
  } catch {
    // Not a key or not base64: then it is no signature of ours.
    return false;
  }
}

/** @returns base64url of r and s */
export async function signRoot(signed: SignedRoot, privateJwk: JsonWebKey): Promise<string> {
  const key = await crypto.subtle.importKey('jwk', privateJwk, ECDSA, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign(SIGNING, key, encoder.encode(rootText(signed))));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

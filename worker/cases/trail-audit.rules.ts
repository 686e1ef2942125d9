// Pure. Whether the trail is whole: every chain, every hash, every mac, every root. The first thing that is wrong is told.

import {
  contentHash,
  eventHash,
  idText,
  merkleRoot,
  readDay,
  type SignedRoot,
  sha256Text,
  verifyRoot,
} from './trail.rules.ts';

/** An event as it lies in the database; those of other registers are read in the same shape. */
export interface AuditEvent {
  /** Of the case, or of what else it is; a text where a register names its records so. */
  case_id: number | string;
  seq: number;
  at: number;
  action: string;
  from_state: string | null;
  to_state: string;
  actor: string;
  public_note: string | null;
  sealed: string | null;
  content_hash: string;
  prev_hash: string;
  hash: string;
  /** Null: from before a register had any. */
  mac: string | null;
  /** Null: in no queue for a root any more. */
  pending: number | null;
  /** What the row of the case keeps of it, as JSON: the sealed matter for the first event, else the step; null once erased. */
  kept: string | null;
}

export interface AuditRoot {
  day: string;
  size: number;
  root: string;
  leaves: string;
  signed_at: number;
  kid: string;
  signature: string;
}

export interface AuditCase {
  id: number | string;
  state: string;
  version: number;
}

export const BREAKS = {
  'event-missing': '缺了一步：序号不连续，有记录被删掉或者插进来',
  'previous-hash': '和上一步接不上：上一步被改过、删过或者换过',
  'content-hash': '内容和它的散列值对不上：内容被改过',
  'sealed-content': '登记里的内容（密文）和交来时不一样：被换过',
  hash: '时间、动作或者别的公开项和散列值对不上：被改过',
  mac: '校验码不对：这一步不是本服务写的',
  state: '起始状态和上一步的结果对不上',
  'case-missing': '有事件，却没有这件事的登记',
  'case-behind': '登记的状态或者版本和最后一步对不上：最后几步被删掉了，或者登记被改过',
  'events-missing': '有登记，却一步事件也没有',
  'root-gap': '每天的签名断了：缺了这一天',
  'root-leaves': '这一天的散列值和树根对不上',
  'root-signature': '这一天的签名不对',
  'root-key': '这一天的签名用的钥匙不认识',
  'leaf-without-event': '这一天签过名的一步，库里已经没有：被删掉了',
  'not-in-root': '那一天已经签名，签名里却没有这一步：是后来插进来的，或者时间被改早了',
  'back-dated': '这一步到很晚才进签名：时间被改早了',
} as const;
export type BreakKind = keyof typeof BREAKS;

/** The first broken link, as exactly as it can be said. */
export interface Break {
  kind: BreakKind;
  /** What other register it is in; none: cases. */
  register?: string;
  /** 13 hexadecimal digits, or as the register names its records. */
  caseId?: string;
  seq?: number;
  day?: string;
}

export function describeBreak({ kind, register = '事项', caseId, seq, day }: Break): string {
  const where = [
    day === undefined ? '' : `${day} `,
    caseId === undefined ? '' : `${register} ${caseId} `,
    seq === undefined ? '' : `第 ${seq} 步`,
  ].join('');
  return `${where.trim()}：${BREAKS[kind]}。`;
}

const DAY_DIGITS = 64;
const NO_HASH = '0'.repeat(64);
/** A record as it is printed. */
export const recordText = (id: number | string): string => (typeof id === 'number' ? idText(id) : id);

/**
 * One signed day after the one before it.
 * @returns its leaves, or what is wrong
 */
export async function auditRoot(
  before: AuditRoot | null,
  row: AuditRoot,
  publicJwk: JsonWebKey | undefined,
): Promise<{ ok: true; leaves: string[] } | { ok: false; found: Break }> {
  const broken = (kind: BreakKind) => ({ ok: false as const, found: { kind, day: row.day } });
  const day = readDay(row.day);
  if (day === null || (before && readDay(before.day) !== day - 1)) return broken('root-gap');
  const leaves = row.leaves.match(new RegExp(`.{1,${DAY_DIGITS}}`, 'g')) ?? [];
  const isAscending = leaves.every((leaf, index) => index === 0 || (leaves[index - 1] ?? '') < leaf);
  if (leaves.length !== row.size || !isAscending || (await merkleRoot(leaves)) !== row.root)
    return broken('root-leaves');
  if (publicJwk === undefined) return broken('root-key');
  const signed: SignedRoot = {
    day: row.day,
    size: row.size,
    root: row.root,
    previousRoot: before?.root ?? null,
    signedAt: new Date(row.signed_at).toISOString(),
  };
  if (!(await verifyRoot(signed, row.signature, publicJwk))) return broken('root-signature');
  return { ok: true, leaves };
}

/** What is wrong with the hashes of an event, by itself. */
export type HashCheck = (event: AuditEvent) => Promise<BreakKind | null>;

/** As events of cases are hashed: see `makeEvent`. */
export const checkHashes: HashCheck = async (event) => {
  const content = {
    fromState: event.from_state,
    toState: event.to_state,
    actor: event.actor,
    publicNote: event.public_note,
    sealed: event.sealed,
  };
  if ((await contentHash(content)) !== event.content_hash) return 'content-hash';
  const fields = {
    caseId: Number(event.case_id),
    seq: event.seq,
    at: new Date(event.at).toISOString(),
    action: event.action,
    contentHash: event.content_hash,
    previousHash: event.prev_hash === NO_HASH ? null : event.prev_hash,
  };
  return (await eventHash(fields)) === event.hash ? null : 'hash';
};

/** One event after the one before it in its record; null when both are as they were written. */
export async function auditEvent(
  before: AuditEvent | null,
  event: AuditEvent,
  macOf: (hash: string) => string,
  hashes: HashCheck = checkHashes,
): Promise<Break | null> {
  const broken = (kind: BreakKind): Break => ({ kind, caseId: recordText(event.case_id), seq: event.seq });
  if (event.seq !== (before?.seq ?? 0) + 1) return broken('event-missing');
  if (event.prev_hash !== (before?.hash ?? NO_HASH)) return broken('previous-hash');
  const wrong = await hashes(event);
  if (wrong !== null) return broken(wrong);
  // Without one it is looked at where it stands in the roots: see `auditOld`.
  if (event.mac !== null && macOf(event.hash) !== event.mac) return broken('mac');
  if (event.kept !== null && !(await isAsSaid(event))) return broken('sealed-content');
  if (event.from_state !== (before?.to_state ?? null)) return broken('state');
  return null;
}

/** Each event holds a hash of the ciphertexts that the row of the case keeps: see `makeEvent`. */
async function isAsSaid({ seq, public_note, kept, hash }: AuditEvent): Promise<boolean> {
  const { content = null } = JSON.parse(public_note ?? '{}') as { content?: string };
  const row = JSON.parse(kept ?? '{}') as Record<
    'matter' | 'person' | 'sealed' | 'file' | 'hash',
    string | null | undefined
  >;
  if (seq > 1 && row.hash !== hash) return false;
  const isHandedIn = row.matter != null;
  const parts = isHandedIn ? [row.matter, row.person ?? ''] : [row.sealed, row.file].filter((part) => part != null);
  return content === (parts.length === 0 ? null : await sha256Text(parts.join('|')));
}

/** The last event of a case against the row of the case. `row` was read before the events were. */
export function auditCase(row: AuditCase, last: AuditEvent | undefined): Break | null {
  const caseId = recordText(row.id);
  if (!last) return { kind: 'events-missing', caseId };
  const isBehind = last.seq < row.version || (last.seq === row.version && last.to_state !== row.state);
  return isBehind ? { kind: 'case-behind', caseId, seq: last.seq } : null;
}

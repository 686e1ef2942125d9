/** How an event of an operation or a hazard is made: chained like those of a case, its note sealed with the record's key. */
import { contentHash, eventHash } from '../cases/trail.rules.ts';
import type { Keys } from '../platform/keys.ts';
import { mac, newDataKey, openText, sealText, unwrapKey, wrapKey } from '../platform/sealing.ts';
import type { OperationEventRow } from './events.store.ts';

const FIRST = '0'.repeat(64);

export interface EventDraft {
  recordId: number;
  seq: number;
  at: number;
  action: string;
  fromState: string | null;
  toState: string;
  /** Staff id; null: by itself. */
  by: number | null;
  organ: string | null;
  key: string;
  data?: OperationEventRow['data'];
  note: string;
  previousHash: string | null;
}

/** 52 bits, as ids of cases are. @param bytes 7 random ones */
export function recordId(bytes: Uint8Array): number {
  let id = 0;
  for (const byte of bytes.subarray(0, 6)) id = id * 256 + byte;
  // Never 0: an id of zero would be no id.
  return id * 16 + ((bytes[6] ?? 0) % 16) || 1;
}

const notePlace = (id: number, seq: number) => `operation_event|note|${id}|${seq}`;
const textPlace = (id: number) => `operation|text|${id}`;
const taskPlace = (id: number, number: number) => `operation_task|text|${id}|${number}`;

/** Opens and seals what belongs to one record. */
export class RecordSeal {
  readonly #key: Uint8Array;
  readonly #id: number;
  constructor(key: Uint8Array, id: number) {
    this.#key = key;
    this.#id = id;
  }
  get key(): Uint8Array {
    return this.#key;
  }
  sealNote = (seq: number, text: string) => sealText(this.#key, text, notePlace(this.#id, seq));
  openNote = (seq: number, sealed: string) => openText(this.#key, sealed, notePlace(this.#id, seq));
  sealTask = (number: number, text: string) => sealText(this.#key, text, taskPlace(this.#id, number));
  openTask = (number: number, sealed: string) => openText(this.#key, sealed, taskPlace(this.#id, number));
  sealJson = (value: unknown) => sealText(this.#key, JSON.stringify(value), textPlace(this.#id));
  async openJson<T>(sealed: string): Promise<T> {
    return JSON.parse(await openText(this.#key, sealed, textPlace(this.#id))) as T;
  }
}

/** @throws UnknownKeyError, BrokenSealError */
export const openSeal = async (keys: Keys, id: number, wrapped: string): Promise<RecordSeal> =>
  new RecordSeal(await unwrapKey(keys, wrapped, id), id);

export async function newSeal(keys: Keys, id: number): Promise<{ seal: RecordSeal; wrapped: string }> {
  const key = newDataKey();
  return { seal: new RecordSeal(key, id), wrapped: await wrapKey(keys, key, id) };
}

export async function makeOperationEvent(keys: Keys, seal: RecordSeal, draft: EventDraft): Promise<OperationEventRow> {
  const { recordId: id, seq, at, action, fromState, toState, by, organ, key, data, note, previousHash } = draft;
  const sealed = note === '' ? null : await seal.sealNote(seq, note);
  const actor = by === null ? 'system' : `staff:${by}`;
  const publicNote = JSON.stringify({ organ, key, ...(data && { data }) });
  const ofContent = await contentHash({ fromState, toState, actor, publicNote, sealed });
  const moment = new Date(at).toISOString();
  const hash = await eventHash({ caseId: id, seq, at: moment, action, contentHash: ofContent, previousHash });
  return {
    recordId: id,
    seq,
    at,
    action,
    fromState,
    toState,
    actor,
    organ,
    key,
    data: data ?? null,
    sealed,
    contentHash: ofContent,
    prevHash: previousHash ?? FIRST,
    hash,
    mac: Buffer.from(mac(keys.trail, hash)).toString('base64url'),
  };
}

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

/** Its time is over: the key is gone, and what was written with it. */
export const isErased = ({ wrappedKey }: { wrappedKey: string }): boolean => wrappedKey === '';
/** What stands in place of what was written. */
const GONE = '内容已到保存期限，清除了';
const GONE_WORDS = { title: GONE, place: '—', purpose: GONE, what: GONE };

/** Opens and seals what belongs to one record. */
export class RecordSeal {
  readonly #key: Uint8Array | null;
  readonly #id: number;
  /** @param key null: once it is erased; then there is nothing to open, and nothing more may be sealed */
  constructor(key: Uint8Array | null, id: number) {
    this.#key = key;
    this.#id = id;
  }
  /** @throws Error once it is erased */
  get key(): Uint8Array {
    if (this.#key === null) throw new Error('erased');
    return this.#key;
  }
  async #open(place: string, sealed: string): Promise<string> {
    return this.#key === null ? '' : openText(this.#key, sealed, place);
  }
  sealNote = (seq: number, text: string) => sealText(this.key, text, notePlace(this.#id, seq));
  openNote = (seq: number, sealed: string) => this.#open(notePlace(this.#id, seq), sealed);
  sealTask = (number: number, text: string) => sealText(this.key, text, taskPlace(this.#id, number));
  openTask = (number: number, sealed: string) => this.#open(taskPlace(this.#id, number), sealed);
  sealJson = (value: unknown) => sealText(this.key, JSON.stringify(value), textPlace(this.#id));
  async openJson<T>(sealed: string): Promise<T> {
    const text = this.#key === null ? JSON.stringify(GONE_WORDS) : await this.#open(textPlace(this.#id), sealed);
    return JSON.parse(text) as T;
  }
}

/** @throws UnknownKeyError, BrokenSealError */
export const openSeal = async (keys: Keys, id: number, wrapped: string): Promise<RecordSeal> =>
  new RecordSeal(wrapped === '' ? null : await unwrapKey(keys, wrapped, id), id);

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

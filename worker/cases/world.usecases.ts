/** What every use case of this slice works with, and how an event of the chain is made. */
import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { Database } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { ObjectStore } from '../platform/objects.ts';
import { macText } from '../platform/sealing.ts';
import type { EventRow } from './cases.store.ts';
import { contentHash, dayNumber, eventHash } from './trail.rules.ts';

/** Of the content in force, what cases need. */
export interface CaseContent {
  directory: Directory;
  calendar: WorkingCalendar;
  /** Codes that are on the lists now. */
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
}

export interface CaseWorld {
  db: Database;
  objects: ObjectStore;
  keys: Keys;
  content: CaseContent;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
  /** False only while it is measured what the journal costs. */
  useJournal: boolean;
}

const FIRST = '0'.repeat(64);

export interface EventDraft {
  caseId: number;
  seq: number;
  at: number;
  action: string;
  fromState: string | null;
  toState: string;
  actor: string;
  /** Ciphertexts that belong to the step; the event holds their hash, so that they can be erased and it stays. */
  content: readonly string[];
  previousHash: string | null;
}

/** @returns the row, chained to the event before */
export async function makeEvent(keys: Keys, draft: EventDraft): Promise<EventRow> {
  const { caseId, seq, at, action, fromState, toState, actor, content, previousHash } = draft;
  const publicNote = content.length === 0 ? null : JSON.stringify({ content: await hashOf(content) });
  const ofContent = await contentHash({ fromState, toState, actor, publicNote, sealed: null });
  const moment = new Date(at).toISOString();
  const hash = await eventHash({ caseId, seq, at: moment, action, contentHash: ofContent, previousHash });
  return {
    caseId,
    seq,
    at,
    action,
    fromState,
    toState,
    actor,
    publicNote,
    sealed: null,
    contentHash: ofContent,
    prevHash: previousHash ?? FIRST,
    hash,
    mac: macText(keys.trail, hash),
    pending: dayNumber(at),
  };
}

/** SHA-256 of the ciphertexts, one after the other. */
async function hashOf(content: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(content.join('|'));
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

/** What every use case of this slice works with, and how an event of the chain is made. */
import type { WorkingCalendar } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import type { Env } from '../platform/env.ts';
import { type Keys, readKeys } from '../platform/keys.ts';
import { type ObjectStore, openObjects } from '../platform/objects.ts';
import type { Published } from '../platform/published.ts';
import { macText } from '../platform/sealing.ts';
import type { EventRow } from './cases.store.ts';
import type { Review } from './handling.contract.ts';
import type { Duty } from './handling.rules.ts';
import type { StepData } from './history.rules.ts';
import { readLookHours } from './looks.rules.ts';
import { type Sender, senderOf } from './outbox.usecases.ts';
import { contentHash, dayNumber, eventHash } from './trail.rules.ts';

/** Of the content in force, what cases need. */
export interface CaseContent {
  directory: Directory;
  calendar: WorkingCalendar;
  /** Codes that are on the lists now. */
  codes: { territorial: ReadonlySet<string>; items: ReadonlySet<string> };
  /** The one office of the township that a service item belongs to. */
  officeOf(townshipCode: string, itemCode: string): { id: string } | null;
  /** Who leads and who helps by an entry of the lists. */
  dutiesOf(code: string, townshipCode: string | null): Duty | null;
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
  /** Of what is being handed in: a clerk is asked to look at it first. */
  review?: Review | null;
  /** Where what happens is told to; null: nowhere, and nothing is written for it. */
  sender: Sender | null;
  /** For how long a sealed name may be read after approval. */
  lookHours: number;
}

/** The world at this moment, for a request or a job. */
export async function openWorld(env: Env, published: Published<Database, CaseContent>): Promise<CaseWorld> {
  const db = openDatabase(env.DB);
  const now = Date.now();
  return {
    db,
    objects: openObjects(env.BUCKET),
    keys: readKeys(env),
    content: await published.current(db, now),
    now,
    useJournal: env.JOURNAL !== 'off' || env.ENVIRONMENT === 'production',
    sender: senderOf(env, (url, init) => fetch(url, init)),
    lookHours: readLookHours(env.IDENTITY_HOURS),
  };
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
  /** What was decided, in codes: it stays when the content is erased. */
  data?: StepData | undefined;
  previousHash: string | null;
}

/** @returns the row, chained to the event before */
export async function makeEvent(keys: Keys, draft: EventDraft): Promise<EventRow> {
  const { caseId, seq, at, action, fromState, toState, actor, content, data, previousHash } = draft;
  const said = { ...(content.length > 0 && { content: await hashOf(content) }), ...(data && { data }) };
  const publicNote = Object.keys(said).length === 0 ? null : JSON.stringify(said);
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

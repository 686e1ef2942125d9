/** What the use cases of the gate work with, and how its events are chained. */
import type { Sender } from '../cases/outbox.usecases.ts';
import { eventMac } from '../cases/trail.usecases.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import type { Database } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { ChainedEvent } from './assignments.store.ts';
import { type GateEvent, hashOfEvent } from './machine.rules.ts';

export interface GateWorldNow {
  db: Database;
  lists: Lists;
  directory: Directory;
  keys: Keys;
  /** Where what happens is told to; null: nowhere, and nothing is written for it. */
  sender: Sender | null;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

/** Enough for whoever only reads. */
export type GateReading = Omit<GateWorldNow, 'keys' | 'sender'>;

/** An event in its chain, with the mac that only the service can make. */
export async function chained(keys: Keys, event: GateEvent): Promise<ChainedEvent> {
  const hash = await hashOfEvent(event);
  return { ...event, hash, mac: eventMac(keys, hash) };
}

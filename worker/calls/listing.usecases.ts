/** Calls a page at a time, for programs. */
import type { Viewer } from '../cases/viewer.rules.ts';
import type { StoredCall } from './calls.store.ts';
import { type CallFilter, pageOfCalls } from './listing.store.ts';
import type { CallWorld } from './world.usecases.ts';

export type { CallFilter } from './listing.store.ts';

/** @returns one more than `limit` when there are more */
export const callsAfter = (
  { db }: Pick<CallWorld, 'db'>,
  viewer: Viewer,
  filter: CallFilter,
  limit: number,
): Promise<StoredCall[]> => pageOfCalls(db, viewer, filter, limit + 1);

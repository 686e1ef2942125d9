/** The world of operations in tests: the real database, the lists that the tests import. */
import { env } from 'cloudflare:test';
import { createApp } from '../../worker/app.ts';
import type { OperationWorld } from '../../worker/operations/operations.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { openObjects } from '../../worker/platform/objects.ts';

const { published } = createApp();

/** @param later milliseconds from now */
export async function operationWorld(later = 0): Promise<OperationWorld> {
  const db = openDatabase(env.DB);
  const now = Date.now();
  const content = await published.current(db, now);
  const keys = readKeys(env as unknown as Env);
  return { db, objects: openObjects(env.BUCKET), keys, sender: null, now: now + later, content };
}

/** As somebody types it in Shanghai. @param hours from now */
export const momentIn = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

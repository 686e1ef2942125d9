/**
 * Telling the outside, at least once: a message goes out until the other side says 2xx. What it says never holds the
 * content of a case: see `outbox.contract.ts`.
 */
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import {
  KEEP_SENT_MS,
  LEASE_MS,
  pauseAfter,
  SEND_TIMEOUT_MS,
  senderAddress,
  signatureHeader,
  signedText,
} from './outbox.rules.ts';
import {
  claimDue,
  countDead,
  forgetSent,
  markFailed,
  markSent,
  type OutboxRow,
  type OutboxView,
  readOutbox,
  revive,
} from './outbox.store.ts';

export { messageIf, type OutboxRow, type OutboxView } from './outbox.store.ts';

/** At once, in one round; D1 and the other side both have limits. */
const AT_ONCE = 20;
const ROUNDS = 10;
/** Lines of each list on the page. */
const SHOWN = 50;

/** Where messages go. A gateway for text messages is an adapter of one's own behind this address. */
export interface Sender {
  url: URL;
  secret: string;
  /** `globalThis.fetch`, an argument as time is. */
  send: (url: URL, init: RequestInit) => Promise<Response>;
}

/**
 * The sender of the environment.
 * @returns null when there is none, or when its settings are wrong: then nothing is written for it
 */
export function senderOf(
  env: { OUTBOX_URL?: string; OUTBOX_SECRET?: string; ENVIRONMENT: string },
  send: Sender['send'],
): Sender | null {
  const { OUTBOX_URL: address = '', OUTBOX_SECRET: secret = '' } = env;
  // Asked with every request; to find out that no text is no address costs more than much of a submit.
  if (address === '' || secret === '') return null;
  const url = senderAddress(address, env.ENVIRONMENT === 'production');
  return url === null ? null : { url, secret, send };
}

/** @returns what went wrong, as a class; null when it arrived */
async function sendOne({ url, secret, send }: Sender, row: OutboxRow, now: number): Promise<string | null> {
  const body = JSON.stringify(row.payload);
  const seconds = Math.floor(now / 1000);
  const hex = createHmac('sha256', Buffer.from(secret, 'utf8')).update(signedText(seconds, body)).digest('hex');
  try {
    const answer = await send(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'one-window-id': row.key,
        'one-window-signature': signatureHeader(seconds, hex),
      },
      // Somewhere else is not where it was meant to go.
      redirect: 'manual',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `status-${answer.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network';
  }
}

/**
 * Sends what is due. Several may run at once: each message has one sender at a time.
 * @returns numbers for the log
 */
export async function sendDue(db: Database, sender: Sender, clock: () => number): Promise<Record<string, number>> {
  let [sent, failed, dead] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const now = clock();
    const until = now + LEASE_MS;
    const rows = await claimDue(db, now, until, AT_ONCE);
    await Promise.all(
      rows.map(async (row) => {
        const failure = await sendOne(sender, row, now);
        if (failure === null) {
          sent++;
          return markSent(db, row, until, clock());
        }
        failed++;
        const pause = pauseAfter(row.attempts);
        if (pause === null) dead++;
        const nextAt = pause === null ? null : clock() + pause;
        return markFailed(db, row, until, { failure, nextAt, now: clock() });
      }),
    );
    if (rows.length < AT_ONCE) break;
  }
  await forgetSent(db, clock() - KEEP_SENT_MS);
  return { sent, failed, dead };
}

export const viewOutbox = (db: Database): Promise<OutboxView> => readOutbox(db, SHOWN);

/** How many messages were given up, counted no further than `most`. */
export const deadLetters = (db: Database, most: number): Promise<number> => countDead(db, most);

/** @returns false when it is no dead letter any more: somebody else was faster */
export const retryDead = (db: Database, id: number, now: number): Promise<boolean> => revive(db, id, now);

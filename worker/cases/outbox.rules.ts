// Pure. What a message says of a step, when it is tried again, when it is given up, how it is signed.

import { dayOf } from '../calendar/calendar.rules.ts';
import type { OutboxPayload, ToldRecord } from './outbox.contract.ts';
import { idText } from './trail.rules.ts';

/** After so many attempts a person has to look: about a day and a half with the pauses below. */
export const MOST_ATTEMPTS = 12;
/** While somebody sends it nobody else may; whoever dies over it has lost it after that. */
export const LEASE_MS = 60_000;
export const SEND_TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** How long it can be seen that something was sent. */
export const KEEP_SENT_MS = 30 * 86_400_000;

/** @param attempts how many have failed, from 1 @returns milliseconds until the next one; null: given up */
export function pauseAfter(attempts: number): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
}

/** A step that moved a case on or handed it over. @param step.seq of its event; @param step.at milliseconds */
export const changedMessage = (
  row: { id: number; holder: string; state: string },
  step: { action: string; seq: number; at: number },
): OutboxPayload => ({
  id: `changed.${idText(row.id)}.${step.seq}`,
  event: 'case.changed',
  at: new Date(step.at).toISOString(),
  case: idText(row.id),
  holder: row.holder,
  action: step.action,
  state: row.state,
});

/** Somebody who is told of a step. */
export interface Telling {
  holder: string;
  /** Asked to see to what is late; none: it only happened. */
  to?: 'leader' | 'coordinator';
  /** The limit that has run out: a moment. */
  due?: number;
}

/**
 * A step of a call, an operation, a hazard or a proposal, one message for each organ: of several tellings to the same
 * one the first counts. Whoever took the step knows it.
 * @param step.seq of its event; @param step.at milliseconds
 * @param by organs of whoever took it; empty for what happens by itself
 */
export function stepMessages(
  of: { kind: Exclude<ToldRecord, 'case'>; record: string },
  step: { action: string; seq: number; at: number; state: string },
  tellings: readonly Telling[],
  by: readonly string[],
): OutboxPayload[] {
  const { kind, record } = of;
  const { action, seq, at, state } = step;
  const first = tellings.filter((one, index) => tellings.findIndex(({ holder }) => holder === one.holder) === index);
  return first
    .filter(({ holder }) => holder !== '' && !by.includes(holder))
    .map(({ holder, to, due }) => ({
      id: `${kind}.${record}.${seq}.${holder}`,
      event: to === undefined || kind === 'assignment' ? `${kind}.changed` : `${kind}.escalated`,
      at: new Date(at).toISOString(),
      [kind]: record,
      holder,
      ...(due !== undefined && { due: dayOf(due) }),
      ...(to !== undefined && { to }),
      action,
      state,
    }));
}

/** What is signed: the moment belongs to it, so that an old message cannot be sent again by somebody else. */
export const signedText = (atSeconds: number, body: string): string => `${atSeconds}.${body}`;

/** The header `one-window-signature`. @param hex HMAC-SHA-256 of `signedText` */
export const signatureHeader = (atSeconds: number, hex: string): string => `t=${atSeconds},v1=${hex}`;

/**
 * Where messages may go: https, and on somebody's own machine http to itself.
 * @returns null when it is no such address
 */
export function senderAddress(text: string, isProduction: boolean): URL | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.username !== '' || url.password !== '') return null;
  return url.protocol === 'https:' || (isLocal && !isProduction) ? url : null;
}

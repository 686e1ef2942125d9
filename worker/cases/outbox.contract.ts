/**
 * What is told to the outside: that something happened and whose staff should look. Never what it is about, who handed
 * it in, its receipt number, or a word that anybody wrote. Moments are ISO 8601 in UTC.
 */

/** What can be told about: named as on the desk, `/desk/calls/<call>`. */
export const TOLD_RECORDS = ['case', 'call', 'operation', 'hazard', 'assignment'] as const;
export type ToldRecord = (typeof TOLD_RECORDS)[number];

export const OUTBOX_EVENTS = [
  'case.warned',
  'case.escalated',
  'case.changed',
  'call.escalated',
  'call.changed',
  'operation.escalated',
  'operation.changed',
  'hazard.escalated',
  'hazard.changed',
  'assignment.changed',
] as const;
export type OutboxEvent = (typeof OUTBOX_EVENTS)[number];

/** Of the records one is named: 13 hexadecimal digits, of a proposal for admission its UUID. */
export interface OutboxPayload extends Partial<Record<ToldRecord, string>> {
  /** Names the event for ever: whoever gets it twice has seen it before. */
  id: string;
  event: OutboxEvent;
  at: string;
  /** `T<township code>`, `O<office id>`, `D<department code>` or `C`: whose staff should look. */
  holder: string;
  /** Of a warning or an escalation: the last day of the limit, YYYY-MM-DD. */
  due?: string;
  /** Of an escalation: who has been asked to see to it. */
  to?: 'leader' | 'coordinator';
  /** The step and the state after it. */
  action?: string;
  state?: string;
}

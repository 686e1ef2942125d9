/**
 * What is told to the outside: that something happened to a case and who has it. Never what a case is about, who
 * handed it in, its receipt number, or a word that anybody wrote. Moments are ISO 8601 in UTC.
 */
export const OUTBOX_EVENTS = ['case.warned', 'case.escalated', 'case.changed'] as const;
export type OutboxEvent = (typeof OUTBOX_EVENTS)[number];

export interface OutboxPayload {
  /** Names the event for ever: whoever gets it twice has seen it before. */
  id: string;
  event: OutboxEvent;
  at: string;
  /** 13 hexadecimal digits, as in the address of its page on the desk: `/desk/cases/<case>`. */
  case: string;
  /** `T<township code>`, `O<office id>`, `D<department code>` or `C`: whose staff should look. */
  holder: string;
  /** Of a warning or an escalation: the last day of the limit, YYYY-MM-DD. */
  due?: string;
  /** Of an escalation: who has been asked to see to it. */
  to?: 'leader' | 'coordinator';
  /** Of a change: the step and the state after it. */
  action?: string;
  state?: string;
}

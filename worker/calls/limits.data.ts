/**
 * How long each step of a call may take: the same rows as `catalogue/call_limits.csv`, compared by a test. They are the
 * city's own configuration and are nowhere called statutory. A new figure is a new row with its first day.
 */
import type { CallLimit } from './calls.contract.ts';

type Row = readonly [CallLimit['kind'], CallLimit['step'], number, CallLimit['unit'], string];
const ROWS: readonly Row[] = [
  ['ordinary', 'dispatch', 1, 'working-days', '2026-01-01'],
  ['ordinary', 'sign', 1, 'working-days', '2026-01-01'],
  ['ordinary', 'plan', 2, 'working-days', '2026-01-01'],
  ['ordinary', 'on-site', 3, 'working-days', '2026-01-01'],
  ['ordinary', 'result', 5, 'working-days', '2026-01-01'],
  ['ordinary', 'support', 3, 'working-days', '2026-01-01'],
  ['ordinary', 'head', 1, 'working-days', '2026-01-01'],
  ['ordinary', 'coordinate', 2, 'working-days', '2026-01-01'],
  ['ordinary', 'rate', 5, 'working-days', '2026-01-01'],
  ['ordinary', 'close', 5, 'working-days', '2026-01-01'],
  ['urgent', 'dispatch', 15, 'minutes', '2026-01-01'],
  ['urgent', 'sign', 30, 'minutes', '2026-01-01'],
  ['urgent', 'plan', 1, 'hours', '2026-01-01'],
  ['urgent', 'on-site', 2, 'hours', '2026-01-01'],
  ['urgent', 'result', 24, 'hours', '2026-01-01'],
  ['urgent', 'support', 2, 'hours', '2026-01-01'],
  ['urgent', 'head', 15, 'minutes', '2026-01-01'],
  ['urgent', 'coordinate', 1, 'hours', '2026-01-01'],
  ['urgent', 'rate', 3, 'working-days', '2026-01-01'],
  ['urgent', 'close', 3, 'working-days', '2026-01-01'],
  ['joint', 'dispatch', 1, 'working-days', '2026-01-01'],
  ['joint', 'sign', 1, 'working-days', '2026-01-01'],
  ['joint', 'plan', 3, 'working-days', '2026-01-01'],
  ['joint', 'on-site', 5, 'working-days', '2026-01-01'],
  ['joint', 'result', 10, 'working-days', '2026-01-01'],
  ['joint', 'support', 3, 'working-days', '2026-01-01'],
  ['joint', 'head', 1, 'working-days', '2026-01-01'],
  ['joint', 'coordinate', 2, 'working-days', '2026-01-01'],
  ['joint', 'rate', 5, 'working-days', '2026-01-01'],
  ['joint', 'close', 5, 'working-days', '2026-01-01'],
];

export const CALL_LIMITS: readonly CallLimit[] = ROWS.map(([kind, step, amount, unit, effectiveFrom]) => ({
  kind,
  step,
  amount,
  unit,
  effectiveFrom,
}));

/**
 * How long what was written in a call is kept after its end, where it is about no case: the city's own configuration.
 * A call about a case goes with the case.
 */
export const CALL_KEEP_YEARS = 3;
